package bitlemma.symbolic.formula;

import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Function;

/** Ranges of formulas, by interval arithmetic from what is assumed of symbols. */
final class RangeOf {
    private static final int LARGEST_POWER = 64;
    private static final int LARGEST_DEGREE = 16;
    /** Bounds of greater numbers are given up, so that powers of powers stay quick. */
    private static final int LARGEST_BITS = 4096;

    private final Assumptions assumptions;

    RangeOf(Assumptions assumptions) {
        this.assumptions = assumptions;
    }

    Range of(Formula formula) {
        return bounded(
                switch (formula) {
                    case Formula.Number(Rational value) -> Range.point(value);
                    case Formula.Symbol(String name) -> assumptions.range(name);
                    case Formula.Infinity i -> Range.ALL;
                    case Formula.Named(NamedConstant constant) ->
                        switch (constant) {
                            case PI -> RationalBounds.PI;
                            case EULER_GAMMA -> RationalBounds.EULER_GAMMA;
                            case CATALAN -> RationalBounds.CATALAN;
                        };
                    case Formula.Sum(List<Formula> terms) ->
                        terms.stream().map(this::of).reduce(Range.point(Rational.ZERO), Range::plus);
                    case Formula.Product(List<Formula> factors) ->
                        factors.stream().map(this::of).reduce(Range.point(Rational.ONE), Range::times);
                    case Formula.Power(Formula base, Formula exponent) -> power(base, exponent);
                    case Formula.Apply(Operator operator, List<Formula> arguments) -> apply(operator, arguments);
                    case Formula.RoundTo round -> rounded(of(round.operand()));
                    case Formula.Piecewise piecewise ->
                        piecewise.cases().stream()
                                .map(part -> of(part.value()))
                                .reduce(of(piecewise.otherwise()), Range::hull);
                    case Formula.Total total -> total(total);
                    case Formula.Integral i -> Range.ALL;
                });
    }

    private static Range bounded(Range range) {
        boolean low = range.low() != null && size(range.low()) > LARGEST_BITS;
        boolean high = range.high() != null && size(range.high()) > LARGEST_BITS;
        if (!low && !high) {
            return range;
        }
        return switch (range.sign()) {
            case POSITIVE -> Range.POSITIVE;
            case NEGATIVE -> Range.POSITIVE.negate();
            case NOT_NEGATIVE -> Range.NOT_NEGATIVE;
            case NOT_POSITIVE -> Range.NOT_NEGATIVE.negate();
            case ZERO -> range;
            case UNKNOWN -> Range.ALL;
        };
    }

    private static int size(Rational value) {
        return Math.max(value.numerator().bitLength(), value.denominator().bitLength());
    }

    private Range power(Formula base, Formula exponent) {
        Range bases = of(base);
        if (exponent instanceof Formula.Number(Rational value)) {
            return numberPower(bases, value);
        }
        if (bases.sign() != Sign.POSITIVE) {
            return bases.sign() == Sign.NOT_NEGATIVE ? Range.NOT_NEGATIVE : Range.ALL;
        }
        if (base instanceof Formula.Number(Rational number)) {
            Range exponents = of(exponent);
            Range powers = monotone(exponents, e -> exponential(number, e));
            return (number.compareTo(Rational.ONE) >= 0
                            ? powers
                            : monotone(exponents.negate(), e -> exponential(Rational.ONE.dividedBy(number), e)))
                    .meet(Range.POSITIVE);
        }
        return Range.POSITIVE;
    }

    /** base^e of a base that is at least 1, between floor and ceiling of e. */
    private static Range exponential(Rational base, Rational exponent) {
        if (!PowerRules.isSmall(base, exponent.floor().abs().add(BigInteger.ONE))) {
            return exponent.signum() > 0
                    ? new Range(Rational.ONE, false, null, true)
                    : new Range(Rational.ZERO, true, Rational.ONE, false);
        }
        return Range.closed(
                base.power(exponent.floor().intValueExact()),
                base.power(exponent.ceiling().intValueExact()));
    }

    private Range numberPower(Range bases, Rational exponent) {
        if (exponent.isInteger()) {
            return exponent.abs().compareTo(Rational.of(LARGEST_POWER)) <= 0
                    ? bases.power(exponent.numerator().intValueExact())
                    : bases.sign() == Sign.POSITIVE
                            ? Range.POSITIVE
                            : exponent.numerator().testBit(0) ? Range.ALL : Range.NOT_NEGATIVE;
        }
        if (bases.sign() != Sign.POSITIVE && exponent.signum() < 0) {
            // Defined only where the base is not zero.
            return Range.POSITIVE;
        }
        Range sure = bases.sign() == Sign.POSITIVE ? Range.POSITIVE : Range.NOT_NEGATIVE;
        if (exponent.denominator().bitLength() > 4
                || exponent.denominator().intValueExact() > LARGEST_DEGREE
                || exponent.abs().compareTo(Rational.of(LARGEST_POWER)) > 0) {
            return sure;
        }
        int degree = exponent.denominator().intValueExact();
        Range roots = monotone(bases.meet(Range.NOT_NEGATIVE), x -> RationalBounds.root(x, degree))
                .meet(sure);
        return roots.power(exponent.numerator().intValueExact()).meet(sure);
    }

    private Range apply(Operator operator, List<Formula> arguments) {
        Range range = of(arguments.getFirst());
        return switch (operator) {
            case EXP -> monotone(range, RationalBounds::exp).meet(Range.POSITIVE);
            case LOG -> log(range);
            case ERF, TANH -> signed(range.sign(), Range.open(-1, 1));
            case ERFC -> range.sign() == Sign.POSITIVE ? Range.open(0, 1) : Range.open(0, 2);
            case SIN, COS -> Range.closed(Rational.of(-1), Rational.ONE);
            case ATAN -> signed(range.sign(), Range.open(-2, 2));
            case DILOG -> signed(range.sign(), new Range(null, true, Rational.of(2), true));
            case ZETA -> Range.open(1, 2);
            case GAMMA -> Range.POSITIVE;
            case HARMONIC -> signed(range.sign(), Range.ALL);
            case LAMBERT_W -> signed(range.sign(), new Range(Rational.of(-1), false, null, true));
            case ABS -> range.abs();
            case MIN -> arguments.stream().map(this::of).reduce(Range::min).orElseThrow();
            case MAX ->
                arguments.stream()
                        .map(argument -> of(argument).negate())
                        .reduce(Range::min)
                        .orElseThrow()
                        .negate();
        };
    }

    private static Range log(Range range) {
        Range positive = range.meet(Range.POSITIVE);
        Rational low = positive.low().signum() == 0
                ? null
                : RationalBounds.log(positive.low()).low();
        Rational high = positive.high() == null || positive.high().signum() <= 0
                ? null
                : RationalBounds.log(positive.high()).high();
        // log(1) = 0 is reached, or not, exactly.
        boolean fromOne = Rational.ONE.equals(positive.low());
        boolean toOne = Rational.ONE.equals(positive.high());
        return new Range(
                fromOne ? Rational.ZERO : low,
                fromOne ? positive.lowOpen() : low == null,
                toOne ? Rational.ZERO : high,
                toOne ? positive.highOpen() : high == null);
    }

    /** The part of a range that has the sign of the argument, of a function that is increasing and zero at zero. */
    private static Range signed(Sign sign, Range range) {
        return switch (sign) {
            case POSITIVE -> range.meet(Range.POSITIVE);
            case NEGATIVE -> range.meet(Range.POSITIVE.negate());
            case ZERO -> Range.point(Rational.ZERO);
            case NOT_NEGATIVE -> range.meet(Range.NOT_NEGATIVE);
            case NOT_POSITIVE -> range.meet(Range.NOT_NEGATIVE.negate());
            case UNKNOWN -> range;
        };
    }

    /** An increasing function of a range, from enclosures at its bounds. A bound that is hit exactly stays open. */
    private static Range monotone(Range range, Function<Rational, Range> at) {
        Range low = range.low() == null ? Range.ALL : at.apply(range.low());
        Range high = range.high() == null ? Range.ALL : at.apply(range.high());
        boolean exactLow = low.low() != null && low.low().equals(low.high());
        boolean exactHigh = high.high() != null && high.high().equals(high.low());
        return new Range(
                low.low(),
                low.low() == null || exactLow && range.lowOpen() || low.lowOpen(),
                high.high(),
                high.high() == null || exactHigh && range.highOpen() || high.highOpen());
    }

    private static Range rounded(Range range) {
        return new Range(
                range.low() == null ? null : Rational.of(range.low().floor()),
                range.low() == null,
                range.high() == null ? null : Rational.of(range.high().ceiling()),
                range.high() == null);
    }

    private Range total(Formula.Total total) {
        Range lows = of(total.low());
        Range highs = of(total.high());
        Assumptions unbound = assumptions.without(total.index());
        Assumptions inside = assumptions.isInteger(total.low())
                ? unbound.withInteger(total.index(), lows.low(), highs.high())
                : unbound.withReal(total.index(), lows.low(), highs.high());
        Sign sign = new RangeOf(inside).of(total.term()).sign();
        return sign.isNotNegative()
                ? Range.NOT_NEGATIVE
                : sign.isNotPositive() ? Range.NOT_NEGATIVE.negate() : Range.ALL;
    }
}
