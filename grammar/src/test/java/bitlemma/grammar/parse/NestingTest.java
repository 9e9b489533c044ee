package bitlemma.grammar.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.grammar.Samples;
import bitlemma.grammar.check.Checker;
import bitlemma.grammar.diagnostics.Diagnostic;
import bitlemma.grammar.diagnostics.Problem;
import bitlemma.grammar.format.Formatted;
import bitlemma.grammar.format.Formatter;
import bitlemma.grammar.source.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text that nests as deeply as it may is read within the stack that the parser asks for; deeper text is refused. */
class NestingTest {
    /** A module in which {@code opening} and {@code closing} nest around {@code inner}. */
    private static SourceFile nested(
            String before, String opening, String inner, String closing, String after, int depth) {
        return new SourceFile(
                "deep.lemma", before + opening.repeat(depth) + inner + closing.repeat(depth) + after);
    }

    private static List<Diagnostic> check(SourceFile source) {
        Parser.Parsed parsed = Parser.parse(source);
        return parsed.module().isEmpty()
                ? parsed.diagnostics()
                : Checker.check(parsed.module().get(), List.of()).diagnostics();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "claim c: #(#1 == 1#)##390",
                "kernel f(a: int8) -> int8 #{#a#}##390",
                "kernel f(a: int8) -> int8 {#{ let x = a; #a#}#}#390",
                "kernel f(a: int8) -> int8 {#let x = { #a#}; x#}#390",
                "kernel f(a: int8) -> int8 {#max(1,#a#)#}#390",
                "kernel f(a: int8[3]) -> int8 {#a[#0#]#}#390",
                "claim c(a: int8): #(1 + 2 * 3 - (#a#) + 3)# == 1#190",
                "claim c(a: int8): #|1 + (#a#)|# == 1#390",
                "claim c(a: int8): #sum(k < 3) #a## == 1#790",
                "claim c(a: int8): #sum(k < #a#) 1# == 1#390",
                "kernel f(a: int8) -> int8 {#fold s: int8 = 0 for k < 3 {#a#}#}#390",
                "claim c(a: int8): #forall(k < 3) #(a == 1)###790",
                "claim c(a: int8): #-#a## == 1#790",
                "claim c(a: bool): #not #a###790",
                "kernel f(a: bool) -> int8 {#if a then 2 else #3##}#790",
                "kernel f(a: bool) -> int8 {#if a { #2#} else 3 #}#390",
                "claim c(a: bool): #a => #a###790",
                "kernel f(a: int32) -> int32 {#a + #3##}#3990",
                "kernel f(a: int32) -> int32 {#a | #3##}#790",
                "claim c(a: bool): #a and #a###3990",
                "claim c(a: int8): #a < #a###3990",
                "kernel f(a: int8) -> int8 {#assert a == a #a##}#1990",
                "derive d { find #E[#1#]# }#390",
                "derive d { find #argmin(c in 0..1) #c## }#790",
                "derive d { given m: int find #limit(m -> inf) #m## }#790",
                "derive d { given limit: int find #limit + #1## }#3990",
                "derive d { a ~ uniform(0, 1) find #E[1 given a < #2#]# }#390",
                "kernel f(a: int<#int<#3#>.max#>) -> int8 { 0 }#900",
            })
    void whatIsJustAllowed(String before, String opening, String inner, String closing, String after, int depth) {
        Samples.withStack(16, () -> {
            SourceFile allowed =
                    nested(before, opening, inner, closing == null ? "" : closing, after == null ? "" : after, depth);
            assertEquals(List.of(), check(allowed).stream().map(Diagnostic::render).toList());
            assertInstanceOf(Formatted.Text.class, Formatter.format(allowed));
            SourceFile refused =
                    nested(before, opening, inner, closing == null ? "" : closing, after == null ? "" : after, 10_000);
            assertEquals(Problem.NESTING, check(refused).getFirst().problem());
            assertTrue(check(refused).getFirst().render().length() < 500);
        });
    }

    @Test
    void unclosedBrackets() {
        Samples.withStack(16, () -> {
            assertEquals(Problem.SYNTAX, check(nested("claim c: ", "(", "", "", "", 390)).getFirst().problem());
            assertEquals(Problem.NESTING, check(nested("claim c: ", "(", "", "", "", 10_000)).getFirst().problem());
        });
    }

    /** Elements of a table do not nest, however many there are. */
    @Test
    void aTableOfNegativeNumbers() {
        Samples.withStack(16, () -> {
            String table = "const TABLE: int16[5000] = [" + "-3, ".repeat(4999) + "-1]\n";
            assertEquals(List.of(), check(new SourceFile("table.lemma", table)));
            String two = table + "kernel f(a: uint8) -> int16 { TABLE[a] }";
            assertEquals(List.of(), check(new SourceFile("table.lemma", two)));
        });
    }

    /** The lines of a derivation do not nest, however many there are. */
    @Test
    void aDerivationOfManyLines() {
        Samples.withStack(16, () -> {
            String lines = "    a ~ uniform(0, 1)\n    step E[a] + E[a] == 2 * E[a]\n    expect -E[a] + 1 <= 3\n";
            StringBuilder text = new StringBuilder("derive d {\n");
            for (int i = 0; i < 2000; i++) {
                text.append(lines.replace("a ~", "a" + i + " ~").replace("[a]", "[a" + i + "]"));
            }
            assertEquals(List.of(), check(new SourceFile("lines.lemma", text + "}\n")));
        });
    }

    @Test
    void declarationsThatUseEachOther() {
        Samples.withStack(16, () -> {
            for (int length : new int[] {200, 5000}) {
                StringBuilder kernels = new StringBuilder();
                StringBuilder constants = new StringBuilder();
                for (int i = 0; i < length; i++) {
                    kernels.append("kernel k%d(a: int8) -> int8 { k%d(a) }\n".formatted(i, i + 1));
                    constants.append("const K%d = K%d + 1\n".formatted(i, i + 1));
                }
                kernels.append("kernel k%d(a: int8) -> int8 { a }\n".formatted(length));
                constants.append("const K%d = 1\n".formatted(length));
                for (StringBuilder text : List.of(kernels, constants)) {
                    List<Diagnostic> diagnostics = check(new SourceFile("chain.lemma", text.toString()));
                    assertEquals(length > 200, diagnostics.stream().anyMatch(d -> d.problem() == Problem.NESTING));
                    assertEquals(length > 200, !diagnostics.isEmpty());
                }
            }
        });
    }

    /** Comments, numbers and names of any length are read in a time that grows as they do. */
    @Test
    void longTokens() {
        Samples.withStack(16, () -> {
            int million = 1_000_000;
            assertEquals(Problem.SYNTAX, problem("const A = " + "9".repeat(million)));
            assertEquals(Problem.SYNTAX, problem("const A = 0." + "9".repeat(million)));
            assertEquals(Problem.UNKNOWN_NAME, problem("const " + "A".repeat(million) + " = B"));
            assertEquals(Problem.SYNTAX, problem("/* ".repeat(million / 3)));
            assertEquals(Problem.SYNTAX, problem("\"".repeat(million / 10)));
            assertEquals(List.of(), check(new SourceFile("x", "//\n".repeat(million / 10) + "claim c: 1 == 1")));
        });
    }

    private static Problem problem(String text) {
        return check(new SourceFile("long.lemma", text)).getFirst().problem();
    }
}
