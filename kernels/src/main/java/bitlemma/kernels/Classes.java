package bitlemma.kernels;

import bitlemma.grammar.core.Classify;
import bitlemma.grammar.core.Compare;
import bitlemma.numbers.CodedFormat;
import bitlemma.numbers.Datum;
import bitlemma.numbers.FloatFormat;
import bitlemma.numbers.Rational;
import java.math.BigInteger;

/** The kinds and the order of values of coded formats, read off what their codes stand for. */
final class Classes {
    private Classes() {}

    static boolean is(Classify.Kind kind, CodedFormat format, BigInteger code) {
        Datum datum = format.decode(code);
        return switch (kind) {
            case NAN -> datum instanceof Datum.NotANumber;
            case INFINITE -> datum instanceof Datum.Infinite;
            case FINITE -> datum instanceof Datum.Finite;
            case ZERO -> datum instanceof Datum.Finite finite && finite.value().signum() == 0;
            case SUBNORMAL -> datum instanceof Datum.Finite finite && isSubnormal(format, finite);
            case NORMAL ->
                datum instanceof Datum.Finite finite && finite.value().signum() != 0 && !isSubnormal(format, finite);
            case NEGATIVE ->
                switch (datum) {
                    case Datum.Finite finite -> finite.negative();
                    case Datum.Infinite infinite -> infinite.negative();
                    case Datum.NotANumber nan ->
                        format instanceof FloatFormat f && f.signed() && code.testBit(f.width() - 1);
                };
        };
    }

    /** Only binary floating point with gradual underflow has subnormal values. */
    private static boolean isSubnormal(CodedFormat format, Datum.Finite finite) {
        return format instanceof FloatFormat f
                && f.subnormals() == FloatFormat.Subnormals.GRADUAL
                && finite.value().signum() != 0
                && finite.value().abs().compareTo(Rational.powerOfTwo(1 - f.bias())) < 0;
    }

    static boolean compare(Compare.Relation relation, Datum left, Datum right) {
        if (left instanceof Datum.NotANumber || right instanceof Datum.NotANumber) {
            return relation == Compare.Relation.UNEQUAL;
        }
        return relation.holds(order(left, right));
    }

    private static int order(Datum left, Datum right) {
        return left instanceof Datum.Finite l && right instanceof Datum.Finite r
                ? l.value().compareTo(r.value())
                : Integer.compare(infinity(left), infinity(right));
    }

    private static int infinity(Datum datum) {
        return datum instanceof Datum.Infinite infinite ? infinite.negative() ? -1 : 1 : 0;
    }
}
