package bitlemma.grammar.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.grammar.Samples;
import bitlemma.grammar.parse.Concrete;
import bitlemma.grammar.parse.Parser;
import bitlemma.grammar.parse.Shape;
import bitlemma.grammar.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class FormatterTest {
    private static String format(String text) {
        Formatted formatted = Formatter.format(new SourceFile("x.lemma", text));
        return assertInstanceOf(Formatted.Text.class, formatted, formatted::toString).text();
    }

    /** {@code x.lemma} stands beside {@code x.formatted}; {@code -Dgolden.update=true} writes the latter anew. */
    @TestFactory
    Stream<DynamicTest> layouts() throws IOException {
        Path folder = Samples.RESOURCES.resolve("layout");
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(f -> f.toString().endsWith(".lemma")).sorted().toList();
        }
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    Path golden = Path.of(file.toString().replaceAll("lemma$", "formatted"));
                    String found = format(Samples.read(file).text());
                    if (Boolean.getBoolean("golden.update")) {
                        Files.writeString(golden, found);
                    }
                    assertEquals(Files.readString(golden), found);
                }));
    }

    /**
     * Every module in the project's tree keeps its form, tokens and comments, and formatting it again changes nothing.
     */
    @TestFactory
    Stream<DynamicTest> everyModuleKeepsItsForm() {
        return Samples.all().stream()
                .map(file ->
                        DynamicTest.dynamicTest(file.getFileName().toString(), () -> keepsForm(Samples.read(file))));
    }

    private static void keepsForm(SourceFile source) {
        Samples.withStack(64, () -> {
            if (Formatter.format(source) instanceof Formatted.Text formatted) {
                SourceFile once = new SourceFile(source.name(), formatted.text());
                assertEquals(Shape.of(source), Shape.of(once));
                assertEquals(formatted, Formatter.format(once));
                assertEquals(lines(source.text()), lines(once.text()));
                for (String line : formatted.text().split("\n", -1)) {
                    assertEquals(line.stripTrailing(), line);
                }
                assertTrue(formatted.text().isEmpty() || formatted.text().endsWith("\n"));
                assertTrue(!formatted.text().contains("\n\n\n") || source.text().contains("/*"));
            }
        });
    }

    /** How many lines have something on them: the formatter neither breaks nor joins any. */
    private static long lines(String text) {
        return text.lines().filter(line -> !line.isBlank()).count();
    }

    /** White space that says nothing can be any other white space. */
    @Test
    void randomWhiteSpace() {
        Random random = new Random(20261120);
        int accepted = 0;
        for (Path file : Samples.valid()) {
            List<Concrete.Token> tokens = new ArrayList<>();
            collect(Parser.read(Samples.read(file)).tree().orElseThrow(), tokens);
            for (int round = 0; round < 300; round++) {
                SourceFile source = new SourceFile("random.lemma", spaced(tokens, random));
                if (Parser.read(source).tree().isPresent()) {
                    accepted++;
                    keepsForm(source);
                }
            }
        }
        assertTrue(accepted > 600, accepted + " texts were of the language's form");
    }

    private static void collect(Concrete part, List<Concrete.Token> tokens) {
        switch (part) {
            case Concrete.Token token -> tokens.add(token);
            case Concrete.Node node -> node.parts().forEach(p -> collect(p, tokens));
        }
    }

    private static String spaced(List<Concrete.Token> tokens, Random random) {
        StringBuilder text = new StringBuilder();
        String before = "";
        for (Concrete.Token token : tokens) {
            String word = token.text();
            // The parts of a shift stand together, and a call's bracket on the line of its name.
            boolean together = before.equals(">") && word.equals(">");
            boolean sameLine = word.equals("(") || word.equals("[");
            text.append(
                    together
                            ? ""
                            : switch (random.nextInt(sameLine ? 6 : 14)) {
                                case 0 -> "   ";
                                case 1 -> "\t";
                                case 2 -> " /* in between */ ";
                                case 6 -> "\n";
                                case 7 -> "\n\n \n\n";
                                case 8 -> " // to the end   \n";
                                case 9 -> "\r\n\t";
                                case 10 -> "\n/* over\n  two lines */";
                                case 11 -> "/* stars\n   * over\n*\n */\n";
                                default -> " ";
                            });
            text.append(word);
            before = word;
        }
        return text.toString();
    }

    @Test
    void generatedPrograms() {
        Random random = new Random(20261120);
        Samples.withStack(64, () -> {
            for (int round = 0; round < 200; round++) {
                SourceFile source = new SourceFile("generated.lemma", new Generated(random).module());
                Parser.Read read = Parser.read(source);
                assertTrue(
                        read.tree().isPresent(),
                        () -> read.diagnostics().getFirst().render() + "\n" + source.text());
                keepsForm(source);
            }
        });
    }

    @Test
    void whatIsNoModuleIsRejected() {
        assertInstanceOf(
                Formatted.Rejected.class, Formatter.format(new SourceFile("x.lemma", "kernel f(a: int8) -> int8 {")));
    }

    @Test
    void nothing() {
        assertEquals("", format(""));
        assertEquals("", format(" \n\n\t\r\n"));
        assertEquals("// only\n", format("\n\n// only"));
    }

    /** A minus before a bar that opens would be read as the saturating minus. */
    @Test
    void minusBeforeBars() {
        assertEquals("const A = - |3|\n", format("const A = - |3|"));
        assertEquals("const A = 2^- |3|\n", format("const A = 2 ^ - |3|"));
        assertEquals("const A = |-3| - |4|\n", format("const A =| - 3| - |4 |"));
        assertEquals("kernel f(a: int8) -> int8 { -|a }\n", format("kernel f(a: int8) -> int8 { -| a }"));
    }

    @Test
    void lineEndsAndByteOrderMark() {
        assertEquals("const A = 3\n// x\n", format("\uFEFFconst A=3\r\n// x\r\n"));
    }
}
