package bitlemma.symbolic.derive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.grammar.core.Derivation;
import bitlemma.numbers.Rational;
import bitlemma.symbolic.answer.Sample;
import bitlemma.symbolic.exact.PlainEvaluation;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values of parameters: in their ranges, as the given wants them, and different. */
class SamplesTest {
    private static List<Sample> samples(String given) {
        Derivation derivation = Written.derivation("given " + given, "x ~ uniform(0, 1)", "find E[x]");
        return Samples.of(derivation, new PlainEvaluation());
    }

    private static Rational value(Sample sample, String name) {
        return sample.values().entrySet().stream()
                .filter(e -> e.getKey().label().equals(name))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    @Test
    void theyLieInTheirRanges() {
        List<Sample> samples = samples("m in 3..40, c: real in 1/4..1/2, d: real, d > 0");
        assertEquals(Samples.WANTED, samples.size());
        assertEquals(samples.size(), new HashSet<>(samples).size());
        for (Sample sample : samples) {
            assertTrue(value(sample, "m").isInteger());
            assertTrue(value(sample, "m").compareTo(Rational.of(3)) >= 0);
            assertTrue(value(sample, "c").compareTo(Rational.of(1, 4)) >= 0);
            assertTrue(value(sample, "c").compareTo(Rational.HALF) <= 0);
            assertTrue(value(sample, "d").signum() > 0);
        }
    }

    @Test
    void theyAreAsGiven() {
        List<Sample> samples = samples("a: real in 0..1, b: real in 0..1, a < b");
        assertTrue(samples.size() >= 4);
        samples.forEach(s -> assertTrue(value(s, "a").compareTo(value(s, "b")) < 0, s::toString));
    }

    @Test
    void allValuesWhereTheyAreFew() {
        Derivation few = Written.derivation("given m in 2..5, n in 0..1", "x ~ uniform(0, 1)", "find E[x]");
        assertEquals(8, Samples.all(few, new PlainEvaluation(), 8).size());
        assertEquals(List.of(), Samples.all(few, new PlainEvaluation(), 7));
        Derivation real = Written.derivation("given c: real in 0..1", "x ~ uniform(0, 1)", "find E[x]");
        assertEquals(List.of(), Samples.all(real, new PlainEvaluation(), 100));
    }
}
