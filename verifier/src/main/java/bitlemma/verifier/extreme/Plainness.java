package bitlemma.verifier.extreme;

import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.Datum;
import bitlemma.numbers.Rational;
import java.util.Map;

/** How much there is to read in an input: of two that are as good, the plainer one is shown. */
final class Plainness {
    private Plainness() {}

    /** The lower, the plainer. */
    static int of(Map<Variable, Value> input) {
        return input.values().stream().mapToInt(Plainness::of).sum();
    }

    private static int of(Value value) {
        return switch (value) {
            case Value.Number number -> bits(number.value());
            case Value.Coded coded ->
                coded.datum() instanceof Datum.Finite finite ? bits(finite.value()) + (finite.negative() ? 1 : 0) : 1;
            case Value.Truth truth -> 0;
            case Value.Sequence sequence -> sequence.runs().size();
        };
    }

    /** Significant bits, and the distance of the highest one from 1. */
    private static int bits(Rational value) {
        if (value.signum() == 0) {
            return 0;
        }
        int numerator = value.numerator().abs().bitLength();
        int denominator = value.denominator().bitLength();
        return numerator - value.numerator().getLowestSetBit() + Math.abs(numerator - denominator);
    }
}
