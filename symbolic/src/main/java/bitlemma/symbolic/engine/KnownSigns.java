package bitlemma.symbolic.engine;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.formula.Formula;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Between which numbers symbols lie, and which of them are integers.
 *
 * @param ranges open intervals; a symbol that is missing may be any real number
 * @param integers the symbols that stand for integers
 */
public record KnownSigns(Map<String, Range> ranges, Set<String> integers) {
    public static final KnownSigns NONE = new KnownSigns(Map.of(), Set.of());

    public KnownSigns {
        ranges = Map.copyOf(ranges);
        integers = Set.copyOf(integers);
    }

    /** Bounds of a real number; empty is unbounded. The bounds themselves are not reached. */
    public record Range(Optional<Rational> low, Optional<Rational> high) {
        public static final Range ALL = new Range(Optional.empty(), Optional.empty());
        public static final Range POSITIVE = new Range(Optional.of(Rational.ZERO), Optional.empty());

        public static Range between(Rational low, Rational high) {
            return new Range(Optional.of(low), Optional.of(high));
        }

        /** 1 where all of the open interval is positive, -1 where it is negative, 0 where the sign is not known. */
        public int sign() {
            if (low.isPresent() && low.get().signum() >= 0) {
                return 1;
            }
            return high.isPresent() && high.get().signum() <= 0 ? -1 : 0;
        }

        private Range negate() {
            return new Range(high.map(Rational::negate), low.map(Rational::negate));
        }

        private Range plus(Range that) {
            return new Range(
                    low.flatMap(a -> that.low.map(a::plus)), high.flatMap(a -> that.high.map(a::plus)));
        }

        private Range plus(Rational constant) {
            return new Range(low.map(constant::plus), high.map(constant::plus));
        }

        private Range times(Rational factor) {
            Range scaled = factor.signum() < 0 ? negate() : this;
            Rational size = factor.signum() < 0 ? factor.negate() : factor;
            return new Range(scaled.low.map(size::times), scaled.high.map(size::times));
        }
    }

    /** 1 where the formula is certainly positive, -1 where negative, 0 where it is zero or not known. */
    public int sign(Formula formula) {
        return switch (formula) {
            case Formula.Number number -> number.value().signum();
            case Formula.Sum sum -> range(sum).sign();
            default -> range(formula).sign();
        };
    }

    /** A range by interval arithmetic; products of two unknowns keep only their sign. */
    private Range range(Formula formula) {
        return switch (formula) {
            case Formula.Symbol symbol -> ranges.getOrDefault(symbol.name(), Range.ALL);
            case Formula.Sum sum -> {
                Rational constant = Rational.ZERO;
                Range total = null;
                for (Formula term : sum.terms()) {
                    if (term instanceof Formula.Number number) {
                        constant = constant.plus(number.value());
                    } else {
                        total = total == null ? range(term) : total.plus(range(term));
                    }
                }
                yield total == null ? bySign(constant.signum()) : total.plus(constant);
            }
            case Formula.Product product -> product(product);
            case Formula.Power power -> power(power);
            case Formula.Apply apply -> switch (apply.operator()) {
                case EXP, ZETA, GAMMA -> Range.POSITIVE;
                case LOG -> bySign(comparedWithOne(apply.arguments().getFirst()));
                default -> Range.ALL;
            };
            case Formula.Named named -> Range.POSITIVE;
            case Formula.Number number -> bySign(number.value().signum());
            case Formula.Infinity infinity -> bySign(infinity.positive() ? 1 : -1);
            case Formula.RoundTo rounded -> Range.ALL;
            case Formula.Piecewise piecewise -> Range.ALL;
            case Formula.Total total -> Range.ALL;
            case Formula.Integral integral -> Range.ALL;
        };
    }

    private int comparedWithOne(Formula formula) {
        return formula instanceof Formula.Number number
                ? number.value().compareTo(Rational.ONE)
                : range(formula).plus(Rational.ONE.negate()).sign();
    }

    private Range product(Formula.Product product) {
        Rational constant = Rational.ONE;
        Range only = null;
        int sign = 1;
        int others = 0;
        for (Formula factor : product.factors()) {
            if (factor instanceof Formula.Number number) {
                constant = constant.times(number.value());
            } else {
                only = range(factor);
                sign *= only.sign();
                others++;
            }
        }
        if (others == 1 && constant.signum() != 0) {
            return only.times(constant);
        }
        return bySign(sign * constant.signum());
    }

    private Range power(Formula.Power power) {
        if (sign(power.base()) > 0) {
            return Range.POSITIVE;
        }
        if (power.exponent() instanceof Formula.Number number && number.value().isInteger()) {
            boolean odd = number.value().numerator().testBit(0);
            return bySign(sign(power.base()) == 0 ? 0 : odd ? -1 : 1);
        }
        return Range.ALL;
    }

    private static Range bySign(int sign) {
        return sign > 0 ? Range.POSITIVE : sign < 0 ? Range.POSITIVE.negate() : Range.ALL;
    }
}
