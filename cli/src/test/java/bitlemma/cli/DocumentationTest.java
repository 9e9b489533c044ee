package bitlemma.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import bitlemma.cli.report.Shown;
import bitlemma.grammar.core.Program;
import bitlemma.grammar.core.Statement;
import bitlemma.grammar.diagnostics.Diagnostic;
import bitlemma.grammar.diagnostics.Problem;
import bitlemma.grammar.format.Formatted;
import bitlemma.grammar.format.Formatter;
import bitlemma.grammar.load.ModuleLoader;
import bitlemma.grammar.source.SourceFile;
import bitlemma.proofs.Result;
import bitlemma.proofs.Workbench;
import bitlemma.verifier.ladder.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The examples of README.md and docs/: each is verified, and does what its page says.
 *
 * <p>A {@code ```lemma} block is a module; a file name after the word makes it one that the page's other blocks can
 * import and its consoles can name. A {@code ```text} block right after it has a line for each statement that does not
 * hold and for each answer that the page gives: {@code name: refuted, x = -128}, {@code name: not safe}, {@code name:
 * 42}, {@code error: width}. Statements without a line must be as stated. A {@code ```console} block is a command line
 * and what it prints, without regard to times and versions; what it verifies is checked by that alone.
 */
class DocumentationTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern FENCE = Pattern.compile(
            "^```(lemma|text|console)( \\S+)?\\n(.*?)^```\\n(?:\\n*(?=```text))?",
            Pattern.MULTILINE | Pattern.DOTALL);

    @TempDir(cleanup = CleanupMode.ALWAYS)
    static Path temporary;

    /** A fenced block of a page. */
    private record Block(String language, Optional<String> name, String text, int line, int end) {}

    /** An example and the lines of the block after it. */
    private record Example(Path file, int line, List<String> expected) {}

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        pages.add(ROOT.resolve("README.md"));
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            docs.filter(p -> p.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages;
    }

    private static List<Block> blocks(String page) {
        List<Block> blocks = new ArrayList<>();
        Matcher fence = FENCE.matcher(page);
        while (fence.find()) {
            int line = (int) page.substring(0, fence.start()).lines().count() + 1;
            Optional<String> name = Optional.ofNullable(fence.group(2)).map(String::strip);
            blocks.add(new Block(fence.group(1), name, fence.group(3), line, fence.end()));
        }
        return blocks;
    }

    @TestFactory
    Stream<DynamicNode> pagesSayWhatIs() throws IOException {
        List<DynamicNode> nodes = new ArrayList<>();
        for (Path page : pages()) {
            nodes.add(DynamicContainer.dynamicContainer(ROOT.relativize(page).toString(), tests(page)));
        }
        return nodes.stream();
    }

    private static List<DynamicNode> tests(Path page) throws IOException {
        Path folder = Files.createDirectory(temporary.resolve(page.getFileName().toString().replace(".md", "")));
        String text = Files.readString(page);
        List<Block> blocks = blocks(text);
        List<Example> examples = new ArrayList<>();
        List<DynamicNode> tests = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            if (block.language().equals("lemma")) {
                Path file = folder.resolve(block.name().orElse("line_" + block.line() + ".lemma"));
                Files.writeString(file, block.text());
                boolean inConsole = block.name()
                        .map(n -> blocks.stream()
                                .anyMatch(b -> b.language().equals("console") && b.text().contains(" " + n)))
                        .orElse(false);
                if (inConsole) {
                    continue;
                }
                boolean followed = i + 1 < blocks.size()
                        && blocks.get(i + 1).language().equals("text")
                        && text.startsWith("```text", block.end());
                examples.add(new Example(
                        file, block.line(), followed ? blocks.get(i + 1).text().lines().toList() : List.of()));
            } else if (block.language().equals("console")) {
                tests.add(DynamicTest.dynamicTest("line " + block.line(), () -> console(block, folder)));
            }
        }
        Map<Example, Optional<List<Result>>> decided = decide(examples);
        for (Example example : examples) {
            tests.add(DynamicTest.dynamicTest(
                    "line " + example.line(), () -> assertEquals("", differences(example, decided.get(example)))));
        }
        return tests;
    }

    /** The results of each example; empty where it has errors. */
    private static Map<Example, Optional<List<Result>>> decide(List<Example> examples) {
        Map<Example, Optional<List<Result>>> decided = new LinkedHashMap<>();
        List<Example> correct = new ArrayList<>();
        List<Program> programs = new ArrayList<>();
        for (Example example : examples) {
            decided.put(example, Optional.empty());
            new ModuleLoader().load(example.file()).program().ifPresent(program -> {
                correct.add(example);
                programs.add(program);
            });
        }
        Workbench.Options options = new Workbench.Options(
                Limits.of(Limits.ORDINARY), 0, Runtime.getRuntime().availableProcessors(), false, s -> true);
        try (Workbench bench = new Workbench(options, new Workbench.Listener() {})) {
            List<List<Result>> results = bench.verify(programs);
            for (int i = 0; i < correct.size(); i++) {
                decided.put(correct.get(i), Optional.of(results.get(i)));
            }
        }
        return decided;
    }

    private static String differences(Example example, Optional<List<Result>> results) {
        if (results.isEmpty()) {
            List<Diagnostic> diagnostics = new ModuleLoader().load(example.file()).diagnostics();
            List<String> found =
                    diagnostics.stream().map(d -> "error: " + d.problem().id()).toList();
            return found.equals(example.expected())
                    ? ""
                    : diagnostics.stream().map(Diagnostic::render).collect(Collectors.joining("\n"));
        }
        List<String> open = new ArrayList<>(example.expected());
        List<String> wrong = new ArrayList<>();
        for (Result result : results.get()) {
            String name = result.statement().name();
            String found = name + ": " + described(result);
            Optional<String> expected =
                    open.stream().filter(e -> e.startsWith(name + ": ")).findFirst();
            expected.ifPresent(open::remove);
            // What a page does not care for, it leaves out: "trick: not safe" without the input.
            boolean right = expected.map(e -> found.equals(e) || found.startsWith(e + ", "))
                    .orElse(result.status() == Result.Status.HOLDS);
            if (!right) {
                wrong.add(found);
            }
        }
        open.forEach(e -> wrong.add("the page says: " + e));
        return String.join("\n", wrong);
    }

    private static String described(Result result) {
        boolean safety = result.statement() instanceof Statement.Safety;
        String verdict = result.value()
                .map(Object::toString)
                .orElse(switch (result.verdict()) {
                    case "proved" -> safety ? "safe" : "proved";
                    case "refuted" -> safety ? "not safe" : "refuted";
                    default -> result.verdict();
                });
        return verdict
                + result.counterexample().map(c -> ", " + Shown.input(c.input())).orElse("")
                + (result.status() == Result.Status.UNKNOWN ? ", " + result.message() : "");
    }

    /** {@code $ ./bitlemma verify dot.lemma} and what it prints. */
    private static void console(Block block, Path folder) {
        List<String> lines = block.text().lines().toList();
        String command = lines.getFirst();
        if (!command.startsWith("$ ./bitlemma ")) {
            fail("a console begins with `$ ./bitlemma`, found: " + command);
        }
        Matcher words = Pattern.compile("'([^']*)'|(\\S+)").matcher(command.substring("$ ./bitlemma ".length()));
        List<String> arguments = new ArrayList<>();
        while (words.find()) {
            String word = words.group(1) != null ? words.group(1) : words.group(2);
            arguments.add(word.endsWith(".lemma") ? folder.resolve(word).toString() : word);
        }
        CommandLineRun run = CommandLineRun.of(arguments.toArray(String[]::new));
        String printed = (run.err() + run.out()).replace(folder + "/", "");
        assertEquals(
                stable(String.join("\n", lines.subList(1, lines.size()))), stable(printed.stripTrailing()));
    }

    /** Times and solvers' versions differ between machines. */
    private static String stable(String text) {
        return text.replaceAll("(?m)  \\d+\\.\\d+ s$", "")
                .replaceAll(", \\d+\\.\\d+ s in all", "")
                .replaceAll("\\((z3|cvc5|bitwuzla) [0-9.]+\\)", "($1)")
                .replaceAll("(?m)[ ]+$", "");
    }

    /** Examples are laid out as {@code fmt} would. */
    @Test
    void examplesAreLaidOut() throws IOException {
        for (Path page : pages()) {
            for (Block block : blocks(Files.readString(page))) {
                if (block.language().equals("lemma")) {
                    String name = ROOT.relativize(page) + " at line " + block.line();
                    Formatted formatted = Formatter.format(new SourceFile(name, block.text()));
                    assertEquals(new Formatted.Text(block.text()), formatted, name);
                }
            }
        }
    }

    @Test
    void everyKindOfErrorIsDescribed() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/language.md"));
        for (Problem problem : Problem.values()) {
            String row = "| `" + problem.id() + "` | " + problem.meaning() + " |";
            assertTrue(page.contains(row), () -> "docs/language.md lacks the row: " + row);
        }
    }

    /** Pages that are linked exist, and so do their headings. */
    @Test
    void linksLeadSomewhere() throws IOException {
        Pattern link = Pattern.compile("\\]\\((?!https?:)([^)#]*)(?:#([^)]*))?\\)");
        for (Path page : pages()) {
            Matcher links = link.matcher(Files.readString(page));
            while (links.find()) {
                Path target = links.group(1).isEmpty() ? page : page.resolveSibling(links.group(1));
                assertTrue(Files.exists(target), page + " links to " + links.group());
                String anchor = links.group(2);
                assertFalse(
                        anchor != null && !headings(target).contains(anchor), page + " links to " + links.group());
            }
        }
    }

    private static List<String> headings(Path page) throws IOException {
        return Arrays.stream(Files.readString(page).split("\n"))
                .filter(l -> l.startsWith("#"))
                .map(l -> l.replaceFirst("^#+ ", "")
                        .toLowerCase(java.util.Locale.ROOT)
                        .replaceAll("[^a-z0-9 _-]", "")
                        .replace(' ', '-'))
                .toList();
    }
}
