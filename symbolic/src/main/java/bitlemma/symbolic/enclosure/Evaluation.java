package bitlemma.symbolic.enclosure;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.formula.Condition;
import bitlemma.symbolic.formula.Formula;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

/** Values of formulas that certainly contain the true ones. */
public final class Evaluation {
    /** Sums of more terms are not written out. */
    public static final int MOST_TERMS = 100_000;

    /** {@link #digits} gives up beyond this precision. */
    private static final int MOST_BITS_BEYOND = 1 << 12;

    private final int bits;

    private Evaluation(int bits) {
        this.bits = bits;
    }

    /**
     * An enclosure of a formula's value for all values of its symbols in the given enclosures, computed with {@code
     * bits} bits;
     * empty where it may be undefined there, where a symbol has no value, or where it cannot be bounded.
     *
     * @throws CancellationException where the thread is interrupted
     */
    public static Optional<Enclosure> of(Formula formula, Map<String, Enclosure> values, int bits) {
        Enclosure result = new Evaluation(bits).value(formula, values);
        return result.isKnown() ? Optional.of(result) : Optional.empty();
    }

    /**
     * The value to {@code digits} certain significant digits: the precision is raised until it has them, until more
     * does not help, or until it is some thousand bits beyond what they need; then what is known is returned. Empty
     * as {@link #of}.
     *
     * @throws CancellationException where the thread is interrupted
     */
    public static Optional<Enclosure> digits(Formula formula, Map<String, Enclosure> values, int digits) {
        int wanted = (int) Math.ceil(digits * 3.33) + 16;
        Optional<Enclosure> best = Optional.empty();
        for (int bits = wanted; bits <= wanted + MOST_BITS_BEYOND; bits = 2 * bits) {
            Optional<Enclosure> next = of(formula, values, bits);
            if (next.isPresent()) {
                // A parameter that is an interval, or a budget, may keep it wide.
                boolean helped = best.isEmpty() || next.get().width().scaled(1).compareTo(best.get().width()) < 0;
                best = best.isPresent() ? Optional.of(best.get().intersect(next.get())) : next;
                if (!helped || best.get().digits() >= digits) {
                    return best;
                }
            }
        }
        return best;
    }

    /** Whether a condition holds for all values of its symbols in the given enclosures, for none, or perhaps. */
    public static Truth of(Condition condition, Map<String, Enclosure> values, int bits) {
        return new Evaluation(bits).truth(condition, values);
    }

    /** A truth as far as it is known. */
    public enum Truth {
        YES,
        NO,
        UNDECIDED;

        static Truth of(boolean yes, boolean no) {
            return yes ? YES : no ? NO : UNDECIDED;
        }

        Truth not() {
            return switch (this) {
                case YES -> NO;
                case NO -> YES;
                case UNDECIDED -> UNDECIDED;
            };
        }
    }

    static Evaluation with(int bits) {
        return new Evaluation(bits);
    }

    static void checkInterrupt() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted");
        }
    }

    Enclosure value(Formula formula, Map<String, Enclosure> values) {
        return switch (formula) {
            case Formula.Number number -> Enclosure.of(number.value(), bits);
            case Formula.Symbol symbol -> values.getOrDefault(symbol.name(), Enclosure.UNKNOWN);
            case Formula.Infinity _ -> Enclosure.UNKNOWN;
            case Formula.Named named -> Constants.of(named.constant(), bits);
            case Formula.Sum sum -> {
                Enclosure result = Enclosure.ZERO;
                for (Formula term : sum.terms()) {
                    result = result.plus(value(term, values), bits);
                }
                yield result;
            }
            case Formula.Product product -> product(product, values);
            case Formula.Power power -> power(power, values);
            case Formula.Apply apply -> apply(apply, values);
            case Formula.RoundTo round -> value(round.operand(), values).roundTo(round.rule());
            case Formula.Piecewise piecewise -> piecewise(piecewise, values);
            case Formula.Total total -> total(total, values);
            case Formula.Integral integral -> Quadrature.integrate(
                            integral.body(),
                            integral.variable(),
                            integral.low(),
                            integral.high(),
                            values,
                            Goal.bits(bits))
                    .map(Quadrature.Result::value)
                    .orElse(Enclosure.UNKNOWN);
        };
    }

    /** Equal factors make a square, which is never negative. */
    private Enclosure product(Formula.Product product, Map<String, Enclosure> values) {
        List<Formula> factors = product.factors();
        if (factors.size() == 2 && factors.get(0).equals(factors.get(1))) {
            return value(factors.get(0), values).square(bits);
        }
        Enclosure result = Enclosure.ONE;
        for (Formula factor : factors) {
            result = result.times(value(factor, values), bits);
        }
        return result;
    }

    private Enclosure power(Formula.Power power, Map<String, Enclosure> values) {
        Enclosure base = value(power.base(), values);
        if (power.exponent() instanceof Formula.Number(Rational exponent)) {
            return rationalPower(base, exponent, bits);
        }
        return base.power(value(power.exponent(), values), bits);
    }

    /** A power with an exact exponent. */
    static Enclosure rationalPower(Enclosure base, Rational exponent, int bits) {
        if (exponent.isInteger()) {
            return base.power(exponent.numerator(), bits);
        }
        if (exponent.denominator().equals(BigInteger.TWO) && exponent.numerator().bitLength() < 16) {
            return base.sqrt(bits + 8).power(exponent.numerator(), bits);
        }
        if (base.isExact() && base.equals(Enclosure.ONE)) {
            return base;
        }
        return base.power(Enclosure.of(exponent, bits + 16), bits);
    }

    private Enclosure apply(Formula.Apply apply, Map<String, Enclosure> values) {
        Enclosure x = value(apply.arguments().getFirst(), values);
        return switch (apply.operator()) {
            case EXP -> x.exp(bits);
            case LOG -> x.log(bits);
            case ERF -> x.erf(bits);
            case ERFC -> x.erfc(bits);
            case SIN -> x.sin(bits);
            case COS -> x.cos(bits);
            case ATAN -> x.atan(bits);
            case TANH -> x.tanh(bits);
            case DILOG -> x.dilog(bits);
            case ZETA -> x.zeta(bits);
            case GAMMA -> x.gamma(bits);
            case HARMONIC -> x.harmonic(bits);
            case LAMBERT_W -> x.lambertW(bits);
            case ABS -> x.abs();
            case MIN -> {
                for (Formula argument : apply.arguments().subList(1, apply.arguments().size())) {
                    x = x.min(value(argument, values));
                }
                yield x;
            }
            case MAX -> {
                for (Formula argument : apply.arguments().subList(1, apply.arguments().size())) {
                    x = x.max(value(argument, values));
                }
                yield x;
            }
        };
    }

    private Enclosure piecewise(Formula.Piecewise piecewise, Map<String, Enclosure> values) {
        Enclosure possible = null;
        for (Formula.Case branch : piecewise.cases()) {
            Truth truth = truth(branch.condition(), values);
            if (truth == Truth.NO) {
                continue;
            }
            Enclosure value = value(branch.value(), values);
            possible = possible == null ? value : possible.hull(value);
            if (truth == Truth.YES) {
                return possible;
            }
        }
        Enclosure otherwise = value(piecewise.otherwise(), values);
        return possible == null ? otherwise : possible.hull(otherwise);
    }

    private Enclosure total(Formula.Total total, Map<String, Enclosure> values) {
        Enclosure low = value(total.low(), values);
        Enclosure high = value(total.high(), values);
        if (!low.isExact() || !high.isExact() || low.low().magnitude() > 62 || high.low().magnitude() > 62) {
            return Enclosure.UNKNOWN;
        }
        // An index that starts at a number that is no integer has no meaning here.
        if (!low.low().toRational().isInteger()) {
            return Enclosure.UNKNOWN;
        }
        BigInteger first = low.low().floor();
        BigInteger last = high.low().floor();
        if (last.subtract(first).compareTo(BigInteger.valueOf(MOST_TERMS)) > 0) {
            return Enclosure.UNKNOWN;
        }
        Map<String, Enclosure> inner = new HashMap<>(values);
        Enclosure sum = Enclosure.ZERO;
        int guarded = bits + 20;
        for (BigInteger k = first; k.compareTo(last) <= 0 && sum.isKnown(); k = k.add(BigInteger.ONE)) {
            checkInterrupt();
            inner.put(total.index(), Enclosure.of(new Dyadic(k, 0)));
            sum = sum.plus(value(total.term(), inner), guarded);
        }
        return sum.round(bits);
    }

    Truth truth(Condition condition, Map<String, Enclosure> values) {
        return truth(condition, compare -> compare(compare, values));
    }

    /** What conditions are when it is known what comparisons are. */
    static Truth truth(Condition condition, Function<Condition.Compare, Truth> comparison) {
        return switch (condition) {
            case Condition.Compare compare -> comparison.apply(compare);
            case Condition.Not not -> truth(not.operand(), comparison).not();
            case Condition.And and -> {
                Truth all = Truth.YES;
                for (Condition part : and.parts()) {
                    Truth truth = truth(part, comparison);
                    if (truth == Truth.NO) {
                        yield Truth.NO;
                    }
                    all = truth == Truth.UNDECIDED ? Truth.UNDECIDED : all;
                }
                yield all;
            }
            case Condition.Or or -> {
                Truth any = Truth.NO;
                for (Condition part : or.parts()) {
                    Truth truth = truth(part, comparison);
                    if (truth == Truth.YES) {
                        yield Truth.YES;
                    }
                    any = truth == Truth.UNDECIDED ? Truth.UNDECIDED : any;
                }
                yield any;
            }
        };
    }

    private Truth compare(Condition.Compare compare, Map<String, Enclosure> values) {
        Enclosure a = value(compare.left(), values);
        Enclosure b = value(compare.right(), values);
        boolean same = a.isExact() && a.equals(b);
        return switch (compare.relation()) {
            case EQUAL -> Truth.of(same, a.isDisjoint(b));
            case DIFFERENT -> Truth.of(a.isDisjoint(b), same);
            case LESS -> Truth.of(a.isCertainlyLess(b), b.isCertainlyAtMost(a));
            case AT_MOST -> Truth.of(a.isCertainlyAtMost(b), b.isCertainlyLess(a));
            case GREATER -> Truth.of(b.isCertainlyLess(a), a.isCertainlyAtMost(b));
            case AT_LEAST -> Truth.of(b.isCertainlyAtMost(a), a.isCertainlyLess(b));
        };
    }
}
