package bitlemma.proofs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.grammar.check.Checker;
import bitlemma.grammar.core.Program;
import bitlemma.grammar.core.Statement;
import bitlemma.grammar.parse.Parser;
import bitlemma.grammar.source.SourceFile;
import bitlemma.verifier.ladder.Limits;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Statements that only a run over all of their inputs decides, with a budget that leaves solvers nothing. */
class EnumeratingTest {
    /** Bits are mixed and unmixed: multiplications modulo 2^W are inverse to each other. */
    private static Program program(int width, String statement) {
        String text = """
                kernel mix(x: uintW, y: uintW) -> uintW {
                    let b = (x xor (y *% 613)) *% 379
                    (b xor (b >>> HALF)) *% 91
                }
                kernel unmix(z: uintW, y: uintW) -> uintW {
                    let c = z *% INVERSE_OF_91
                    let b = c xor (c >>> HALF)
                    (b *% INVERSE_OF_379) xor (y *% 613)
                }
                """ + statement;
        BigInteger modulus = BigInteger.TWO.pow(width);
        for (int factor : List.of(91, 379)) {
            BigInteger inverse = BigInteger.valueOf(factor).modInverse(modulus);
            text = text.replace("INVERSE_OF_" + factor, inverse.toString());
        }
        text = text.replace("uintW", "uint" + width).replace("HALF", Integer.toString((width + 1) / 2));
        Parser.Parsed parsed = Parser.parse(new SourceFile("mix.lemma", text));
        return Checker.check(parsed.module().orElseThrow(), List.of()).program().orElseThrow();
    }

    private static Program program(int width) {
        return program(width, "claim inverse: unmix(mix(x, y), y) == x");
    }

    private static Workbench.Options options(int bits) {
        return new Workbench.Options(
                Limits.of(1).enumerating(bits), 0, 1, false, statement -> statement.name().equals("inverse"));
    }

    @Test
    void limitDecides() {
        for (int bits : List.of(19, 20)) {
            try (Workbench bench = new Workbench(options(bits), new Workbench.Listener() {})) {
                Result result = bench.verify(List.of(program(10))).getFirst().getFirst();
                assertEquals(bits == 19 ? "unknown" : "proved", result.verdict(), result.message());
            }
        }
    }

    @Test
    void progressIsHeard() {
        List<Long> heard = new ArrayList<>();
        Workbench.Listener listener = new Workbench.Listener() {
            @Override
            public void enumerating(Program program, Statement statement, long done, BigInteger all) {
                assertEquals("inverse", statement.name());
                assertEquals(BigInteger.TWO.pow(22), all);
                heard.add(done);
            }
        };
        try (Workbench bench = new Workbench(options(22), listener)) {
            assertEquals("proved", bench.verify(List.of(program(11))).getFirst().getFirst().verdict());
        }
        assertEquals(heard.stream().sorted().toList(), heard);
        assertTrue(heard.size() > 1 && heard.getLast() == 1L << 22, heard::toString);
    }

    /** A run that would take days ends when it is stopped, and nothing is said of its statement. */
    @Test
    void runsCanBeStopped() {
        Workbench[] running = new Workbench[1];
        Workbench.Listener listener = new Workbench.Listener() {
            @Override
            public void enumerating(Program program, Statement statement, long done, BigInteger all) {
                running[0].stop();
            }
        };
        // The 171st power is the cubic root of odd numbers modulo 2^11.
        Program program = program(11, """
                kernel root(x: uint11) -> uint11 { fold power: uint11 = 1 for k < 171 { power *% x } }
                kernel cube(x: uint11) -> uint11 { x *% x *% x }
                kernel odd(x: uint11) -> uint11 { x | 1 }
                claim inverse(n: uint40): |root(cube(odd(x))) - odd(x)| <= n
                """);
        try (Workbench bench = new Workbench(options(52), listener)) {
            running[0] = bench;
            assertEquals(List.of(List.of()), bench.verify(List.of(program)));
        }
    }
}
