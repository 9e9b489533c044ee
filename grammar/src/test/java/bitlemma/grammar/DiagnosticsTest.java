package bitlemma.grammar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.grammar.check.Checker;
import bitlemma.grammar.diagnostics.Diagnostic;
import bitlemma.grammar.diagnostics.Problem;
import bitlemma.grammar.load.ModuleLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The messages: {@code x.lemma} stands beside {@code x.errors}, which has its diagnostics exactly as people see them; a
 * module without such a file is accepted. {@code -Dgolden.update=true} writes the files anew.
 */
class DiagnosticsTest {
    private static final Path FOLDER = Samples.RESOURCES.resolve("errors");

    @TestFactory
    Stream<DynamicTest> messages() {
        return Samples.wrong().stream()
                .map(file -> DynamicTest.dynamicTest(FOLDER.relativize(file).toString(), () -> compare(file)));
    }

    private static void compare(Path file) throws IOException {
        String found = rendered(load(file));
        Path golden = Path.of(file.toString().replaceAll("\\.lemma$", ".errors"));
        if (Boolean.getBoolean("golden.update")) {
            if (found.isEmpty()) {
                Files.deleteIfExists(golden);
            } else {
                Files.writeString(golden, found);
            }
        }
        assertEquals(Files.exists(golden) ? Files.readString(golden) : "", found);
    }

    private static Checker.Checked load(Path file) {
        List<Checker.Checked> result = new ArrayList<>();
        Samples.withStack(64, () -> result.add(new ModuleLoader().load(file)));
        assertEquals(result.getFirst().program().isEmpty(), !result.getFirst().diagnostics().isEmpty());
        return result.getFirst();
    }

    private static String rendered(Checker.Checked checked) {
        String folder = FOLDER + "/";
        return checked.diagnostics().stream()
                .map(d -> d.render().replace(folder, "") + "\n")
                .collect(Collectors.joining("\n"));
    }

    @TestFactory
    Stream<DynamicTest> validModulesAreAccepted() {
        return Samples.valid().stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.getFileName().toString(), () -> assertEquals("", rendered(load(file)))));
    }

    @Test
    void everyKindOfMistakeIsShown(@TempDir Path folder) throws IOException {
        Set<Problem> shown = EnumSet.noneOf(Problem.class);
        for (Path file : Samples.wrong()) {
            load(file).diagnostics().stream().map(Diagnostic::problem).forEach(shown::add);
        }
        // These need files that are no text, or far too much of it.
        shown.addAll(Set.of(Problem.SIZE, Problem.FILE, Problem.NESTING));
        assertEquals(EnumSet.allOf(Problem.class), shown);
    }

    @Test
    void aFileThatIsTooLarge(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("large.lemma");
        Files.writeString(file, "// ".repeat(1 << 21));
        Diagnostic diagnostic = load(file).diagnostics().getFirst();
        assertEquals(Problem.SIZE, diagnostic.problem());
        assertEquals(
                file + ":1:1: error: the file has 6291456 bytes, expected at most 4194304 [file-size]\n"
                        + "  hint: split it into several files that import each other",
                diagnostic.render());
    }

    @Test
    void aFileOfTheLargestSizeIsRead(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("large.lemma");
        Files.writeString(file, "/* " + "a".repeat(ModuleLoader.LARGEST - 6) + " */".substring(0, 3));
        assertEquals(ModuleLoader.LARGEST, Files.size(file));
        assertTrue(load(file).program().isPresent());
    }

    @Test
    void noFile(@TempDir Path folder) {
        Path file = folder.resolve("absent.lemma");
        assertEquals(
                file + ":1:1: error: there is no such file [file]\n  hint: check its name",
                load(file).diagnostics().getFirst().render());
        assertEquals(
                folder + ":1:1: error: the file cannot be read: it is a folder [file]\n"
                        + "  hint: check its name and its permissions",
                load(folder).diagnostics().getFirst().render());
    }
}
