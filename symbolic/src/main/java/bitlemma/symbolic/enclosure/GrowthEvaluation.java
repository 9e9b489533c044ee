package bitlemma.symbolic.enclosure;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.formula.Condition;
import bitlemma.symbolic.formula.Formula;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Bounds of formulas near points where they need not be bounded: the ends of integrals, infinite ones as u = 1/x. The
 * rules are elementary inequalities for 0 < u <= h <= 1, stated where they are used; with them integrals over the last
 * pieces are bounded.
 */
final class GrowthEvaluation {
    static final int BITS = 64;

    private final int dimensions;
    private final Dyadic[] heights;
    private final Map<String, Growth> variables;
    private final Map<String, Enclosure> ranges;
    private final Evaluation evaluation = Evaluation.with(BITS);
    private final Vanishing vanishing;

    /** What a formula of one variable tending to zero is near there, told by its series; null if nothing is told. */
    interface Vanishing {
        Growth of(Formula formula);
    }

    /**
     * @param heights the greatest value of each u, at most 1
     * @param variables of the formula, as functions of the u
     * @param ranges of all symbols, unknown where they are not bounded
     */
    GrowthEvaluation(
            Dyadic[] heights, Map<String, Growth> variables, Map<String, Enclosure> ranges, Vanishing vanishing) {
        this.dimensions = heights.length;
        this.heights = heights;
        this.variables = variables;
        this.ranges = ranges;
        this.vanishing = vanishing;
    }

    Growth growth(Formula formula) {
        if (formula instanceof Formula.Symbol symbol && variables.containsKey(symbol.name())) {
            return variables.get(symbol.name());
        }
        Enclosure range = evaluation.value(formula, ranges);
        Growth bounded = Growth.of(range, dimensions);
        if (bounded.least() != null) {
            return bounded;
        }
        Growth told = range.isKnown() ? vanishing.of(formula) : null;
        if (told != null && told.least() != null) {
            return told;
        }
        Growth built = structure(formula);
        if (told != null && told.most() != null) {
            return new Growth(told.most(), built.least(), built.sign());
        }
        Growth.Bound most = built.most() == null || bounded.most() != null && !built.most().isBounded()
                ? bounded.most()
                : built.most();
        return new Growth(most, built.least(), built.sign());
    }

    private Growth structure(Formula formula) {
        return switch (formula) {
            case Formula.Number _, Formula.Symbol _, Formula.Infinity _, Formula.Named _, Formula.Total _,
                    Formula.Integral _ -> Growth.UNKNOWN;
            case Formula.Sum sum -> sum(sum.terms().stream().map(this::growth).toList());
            case Formula.Product product ->
                product.factors().stream().map(this::growth).reduce(Growth::times).orElseThrow();
            case Formula.Power power -> power(power);
            case Formula.Apply apply -> apply(apply);
            case Formula.RoundTo round -> {
                // |round(x)| <= |x| + 1
                Growth x = growth(round.operand());
                yield sum(List.of(x, Growth.of(Enclosure.ONE, dimensions))).upperOnly();
            }
            case Formula.Piecewise piecewise -> piecewise(piecewise);
        };
    }

    /** Terms add up; one of them, or all of one sign, may keep the sum from zero. */
    Growth sum(List<Growth> all) {
        List<Growth> terms = all.stream().filter(term -> !term.isZero()).toList();
        if (terms.size() < 2) {
            return terms.isEmpty() ? all.getFirst() : terms.getFirst();
        }
        Growth.Bound most = null;
        for (Growth term : terms) {
            if (term.most() == null) {
                most = null;
                break;
            }
            most = most == null ? term.most() : add(most, term.most());
        }
        Growth sum = new Growth(most, null, 0);
        for (int i = 0; i < terms.size(); i++) {
            Growth.Bound least = terms.get(i).least() == null ? null : rest(terms, i);
            if (least != null && (sum.least() == null || least.total().compareTo(sum.least().total()) < 0)) {
                sum = new Growth(most, least, terms.get(i).sign());
            }
        }
        return sum;
    }

    /** With u <= 1 and L >= 1 the lesser powers of u and the greater ones of L bound both. */
    private Growth.Bound add(Growth.Bound a, Growth.Bound b) {
        Rational[] powers = new Rational[dimensions];
        int[] logs = new int[dimensions];
        for (int v = 0; v < dimensions; v++) {
            powers[v] = a.powers()[v].min(b.powers()[v]);
            logs[v] = Math.max(a.logs()[v], b.logs()[v]);
        }
        return new Growth.Bound(a.factor().plus(b.factor(), BITS, true), powers, logs);
    }

    /** What is left of the lower bound of term i when all terms of another sign, or of none, are taken off it. */
    private Growth.Bound rest(List<Growth> terms, int i) {
        Growth.Bound least = terms.get(i).least();
        Enclosure left = Enclosure.of(least.factor());
        for (int j = 0; j < terms.size(); j++) {
            Growth term = terms.get(j);
            if (j == i || term.least() != null && term.sign() == terms.get(i).sign()) {
                continue;
            }
            if (term.most() == null) {
                return null;
            }
            Enclosure ratio = Enclosure.of(term.most().factor());
            for (int v = 0; v < dimensions; v++) {
                Rational power = term.most().powers()[v].minus(least.powers()[v]);
                ratio = ratio.times(greatest(power, term.most().logs()[v], v), BITS);
            }
            left = left.minus(ratio, BITS);
        }
        return left.isPositive() ? least.withFactor(left.low()) : null;
    }

    /**
     * The greatest value of u^power L^logs: at u = h where power * L(h) >= logs, since its derivative has that sign.
     */
    private Enclosure greatest(Rational power, int logs, int v) {
        if (power.signum() == 0 && logs == 0) {
            return Enclosure.ONE;
        }
        if (power.signum() <= 0) {
            return Enclosure.UNKNOWN;
        }
        Enclosure height = Enclosure.of(heights[v]);
        Enclosure log = log(v);
        if (!Enclosure.of(logs).isCertainlyAtMost(log.times(Enclosure.of(power, BITS), BITS))) {
            return Enclosure.UNKNOWN;
        }
        return Evaluation.rationalPower(height, power, BITS).times(log.power(BigInteger.valueOf(logs), BITS), BITS);
    }

    /** 1 - log h. */
    private Enclosure log(int v) {
        return Enclosure.ONE.minus(Enclosure.of(heights[v]).log(BITS), BITS);
    }

    /** The values that a function of this growth may have, or unknown where it need not be bounded. */
    private Enclosure greatest(Growth growth) {
        if (growth.most() == null || !growth.most().isBounded()) {
            return Enclosure.UNKNOWN;
        }
        Enclosure most = greatest(growth.most());
        if (!most.isKnown()) {
            return most;
        }
        return Enclosure.of(
                growth.sign() > 0 ? Dyadic.ZERO : most.high().negate(), growth.sign() < 0 ? Dyadic.ZERO : most.high());
    }

    /** An upper bound of a function of this growth, or null: one below zero may be unbounded below. */
    Dyadic upper(Growth growth) {
        Enclosure range = greatest(growth);
        if (range.isKnown()) {
            return range.high();
        }
        if (growth.sign() >= 0 || growth.least() == null) {
            return growth.sign() < 0 ? Dyadic.ZERO : null;
        }
        Enclosure least = Enclosure.of(growth.least().factor());
        for (int v = 0; v < dimensions; v++) {
            Rational power = growth.least().powers()[v];
            least = power.signum() > 0
                    ? Enclosure.ZERO
                    : least.times(Evaluation.rationalPower(Enclosure.of(heights[v]), power, BITS), BITS);
        }
        return least.isKnown() ? least.low().negate() : Dyadic.ZERO;
    }

    /** The greatest value of a bound that stays bounded. */
    private Enclosure greatest(Growth.Bound bound) {
        Enclosure product = Enclosure.of(bound.factor());
        for (int v = 0; v < dimensions; v++) {
            product = product.times(greatest(bound.powers()[v], bound.logs()[v], v), BITS);
        }
        return product;
    }

    private Growth power(Formula.Power power) {
        Growth base = growth(power.base());
        if (power.exponent() instanceof Formula.Number(Rational exponent)) {
            return power(base, exponent);
        }
        Enclosure range = evaluation.value(power.exponent(), ranges);
        if (!range.isKnown() || base.sign() <= 0 || base.least() == null) {
            return Growth.UNKNOWN;
        }
        // A power between two others is at most their sum.
        Growth one = power(base, range.low().toRational());
        Growth other = power(base, range.high().toRational());
        return sum(List.of(one, other)).upperOnly();
    }

    private Growth power(Growth base, Rational exponent) {
        if (exponent.signum() == 0) {
            return Growth.of(Enclosure.ONE, dimensions);
        }
        if (!exponent.isInteger() && base.sign() <= 0 || exponent.numerator().bitLength() > 64) {
            return Growth.UNKNOWN;
        }
        boolean odd = exponent.isInteger() && exponent.numerator().testBit(0);
        int sign = odd ? base.sign() : base.least() == null ? 0 : 1;
        if (exponent.signum() > 0) {
            return new Growth(
                    base.most() == null ? null : base.most().power(exponent, true),
                    base.least() == null ? null : base.least().power(exponent, false),
                    sign);
        }
        Rational magnitude = exponent.negate();
        return new Growth(
                base.least() == null ? null : inverse(base.least().power(magnitude, false), true),
                base.least() == null || base.most() == null || base.most().hasLogs()
                        ? null
                        : inverse(base.most().power(magnitude, true), false),
                sign);
    }

    Growth inverse(Growth x) {
        return power(x, Rational.of(-1));
    }

    private static Growth.Bound inverse(Growth.Bound bound, boolean up) {
        if (bound == null) {
            return null;
        }
        Rational[] powers = new Rational[bound.powers().length];
        for (int v = 0; v < powers.length; v++) {
            powers[v] = bound.powers()[v].negate();
        }
        Enclosure factor = Enclosure.ONE.dividedBy(Enclosure.of(bound.factor()), BITS);
        return factor.isKnown() ? new Growth.Bound(up ? factor.high() : factor.low(), powers, bound.logs()) : null;
    }

    private Growth apply(Formula.Apply apply) {
        Growth x = growth(apply.arguments().getFirst());
        return switch (apply.operator()) {
            case EXP -> dimensions == 1 ? exp(x) : exp(apply.arguments().getFirst(), x);
            case LOG -> x.sign() > 0 && x.least() != null ? log(x) : Growth.UNKNOWN;
            // |sin x|, |atan x|, |tanh x| <= |x|, and |erf x| <= 2/sqrt(pi) |x| < 2|x|
            case SIN, TANH -> atMost(x, 1, 1);
            case ATAN -> atMost(x, 1, 2);
            case ERF -> atMost(x, 2, 1);
            case COS -> Growth.of(Enclosure.of(Dyadic.ONE.negate(), Dyadic.ONE), dimensions);
            case ERFC -> {
                // erfc(x) <= exp(-x^2) for x >= 0, and always <= 2
                Growth two = Growth.of(Enclosure.of(2), dimensions).upperOnly();
                yield x.sign() > 0 ? exp(x.times(x).negate()).upperOnly() : two;
            }
            // 0 <= W(x) <= x and 0 <= H(x) <= x + 1 for x >= 0
            case LAMBERT_W -> x.sign() > 0 ? x.upperOnly() : Growth.UNKNOWN;
            case HARMONIC ->
                x.sign() > 0 ? sum(List.of(x, Growth.of(Enclosure.ONE, dimensions))).upperOnly() : Growth.UNKNOWN;
            case DILOG, ZETA, GAMMA -> Growth.UNKNOWN;
            case ABS -> new Growth(x.most(), x.least(), x.least() == null ? 0 : 1);
            case MIN, MAX -> {
                List<Growth> all = new ArrayList<>();
                for (Formula argument : apply.arguments()) {
                    all.add(growth(argument));
                }
                yield sum(all).upperOnly();
            }
        };
    }

    private Growth atMost(Growth x, int slope, int bound) {
        return x.most() != null && x.most().isBounded()
                ? new Growth(x.most().withFactor(x.most().factor().times(Dyadic.of(slope))), null, 0)
                : Growth.of(Enclosure.of(Dyadic.of(-bound), Dyadic.of(bound)), dimensions);
    }

    /** With c u^b <= x <= C u^a, |log x| <= max(|log c|, |log C|) + max(|a|, |b|) |log u|. */
    private Growth log(Growth x) {
        if (x.most() == null || x.most().hasLogs()) {
            return Growth.UNKNOWN;
        }
        Enclosure factor = Enclosure.of(x.most().factor()).log(BITS).abs()
                .max(Enclosure.of(x.least().factor()).log(BITS).abs());
        Growth.Bound bound = Growth.Bound.constant(Dyadic.ONE, dimensions);
        for (int v = 0; v < dimensions; v++) {
            Rational slope = x.most().powers()[v].abs().max(x.least().powers()[v].abs());
            if (slope.signum() != 0) {
                bound.logs()[v] = 1;
                factor = factor.plus(Enclosure.of(slope, BITS), BITS);
            }
        }
        return factor.isKnown() ? new Growth(bound.withFactor(factor.high()), null, 0) : Growth.UNKNOWN;
    }

    /** In several variables each term of the exponent may make another one fall. */
    private Growth exp(Formula exponent, Growth x) {
        List<Formula> terms = terms(exponent);
        Growth product = Growth.of(Enclosure.ONE, dimensions);
        for (Formula term : terms) {
            product = product.times(exp(growth(term)));
        }
        return product.most() != null ? product : exp(x);
    }

    /** The terms of a sum, also of a sum with a factor before it. */
    private static List<Formula> terms(Formula formula) {
        return switch (formula) {
            case Formula.Sum sum -> sum.terms();
            case Formula.Product product when product.factors().getLast() instanceof Formula.Sum sum -> {
                List<Formula> scale = product.factors().subList(0, product.factors().size() - 1);
                List<Formula> distributed = new ArrayList<>();
                for (Formula term : sum.terms()) {
                    List<Formula> factors = new ArrayList<>(scale);
                    factors.add(term);
                    distributed.add(new Formula.Product(factors));
                }
                yield distributed;
            }
            default -> List.of(formula);
        };
    }

    private Growth exp(Growth x) {
        if (x.sign() < 0 && x.least() != null) {
            return new Growth(falling(x.least()), null, 0);
        }
        if (x.most() == null) {
            return Growth.UNKNOWN;
        }
        if (x.most().isBounded()) {
            return Growth.of(greatest(x.most()).exp(BITS), dimensions).upperOnly();
        }
        // exp(C L) = exp(C) u^-C for one variable, a bound of no power of u.
        Growth.Bound bound = Growth.Bound.constant(Dyadic.ONE, dimensions);
        Dyadic factor = x.most().factor();
        for (int v = 0; v < dimensions; v++) {
            if (x.most().powers()[v].signum() != 0 || x.most().logs()[v] > 1 || dimensions > 1) {
                return Growth.UNKNOWN;
            }
            bound.powers()[v] = factor.toRational().negate();
        }
        Enclosure scale = Enclosure.of(factor).exp(BITS);
        return scale.isKnown() ? new Growth(bound.withFactor(scale.high()), null, 0) : Growth.UNKNOWN;
    }

    /**
     * exp(-y) <= (n/e)^n y^-n for every n > 0, here n about y at u = h, where that is sharp; at most 1 where y does not
     * grow.
     */
    private Growth.Bound falling(Growth.Bound y) {
        Growth.Bound one = Growth.Bound.constant(Dyadic.ONE, dimensions);
        Enclosure smallest = Enclosure.of(y.factor());
        for (int v = 0; v < dimensions; v++) {
            if (y.powers()[v].signum() > 0) {
                return one;
            }
            smallest = smallest.times(Evaluation.rationalPower(Enclosure.of(heights[v]), y.powers()[v], BITS), BITS);
        }
        if (!smallest.isKnown() || smallest.low().magnitude() > 20) {
            return one;
        }
        int n = Math.max(8, smallest.low().floor().intValueExact());
        Growth.Bound power = inverse(y.power(Rational.of(n), false), true);
        Enclosure scale = Enclosure.of(n).dividedBy(Enclosure.ONE.exp(BITS), BITS).power(BigInteger.valueOf(n), BITS);
        return power == null || !scale.isKnown()
                ? one
                : power.withFactor(power.factor().times(scale.high(), BITS, true));
    }

    private Growth piecewise(Formula.Piecewise piecewise) {
        List<Growth> possible = new ArrayList<>();
        for (Formula.Case branch : piecewise.cases()) {
            Evaluation.Truth truth = truth(branch.condition());
            if (truth == Evaluation.Truth.NO) {
                continue;
            }
            possible.add(growth(branch.value()));
            if (truth == Evaluation.Truth.YES) {
                return possible.size() == 1 ? possible.getFirst() : sum(possible).upperOnly();
            }
        }
        possible.add(growth(piecewise.otherwise()));
        return possible.size() == 1 ? possible.getFirst() : sum(possible).upperOnly();
    }

    private Evaluation.Truth truth(Condition condition) {
        Evaluation.Truth known = evaluation.truth(condition, ranges);
        if (known != Evaluation.Truth.UNDECIDED || !(condition instanceof Condition.Compare compare)) {
            return known;
        }
        Growth difference = sum(List.of(growth(compare.left()), growth(compare.right()).negate()));
        if (difference.least() == null) {
            return known;
        }
        boolean greater = difference.sign() > 0;
        return switch (compare.relation()) {
            case EQUAL -> Evaluation.Truth.NO;
            case DIFFERENT -> Evaluation.Truth.YES;
            case LESS, AT_MOST -> Evaluation.Truth.of(!greater, greater);
            case GREATER, AT_LEAST -> Evaluation.Truth.of(greater, !greater);
        };
    }

    /**
     * The integral over 0 < u_i <= h_i of a function that grows like this, or unknown. Integration by parts: the
     * integral
     * I_k of u^a L^k is h^(a+1) L(h)^k / (a+1) + k/(a+1) I_(k-1), for a > -1.
     */
    Enclosure integral(Growth growth) {
        if (growth.most() == null) {
            return Enclosure.UNKNOWN;
        }
        Enclosure product = Enclosure.of(growth.most().factor());
        for (int v = 0; v < dimensions; v++) {
            Rational power = growth.most().powers()[v].plus(Rational.ONE);
            if (power.signum() <= 0) {
                return Enclosure.UNKNOWN;
            }
            Enclosure a = Enclosure.of(power, BITS);
            Enclosure end = Evaluation.rationalPower(Enclosure.of(heights[v]), power, BITS).dividedBy(a, BITS);
            Enclosure sum = Enclosure.ZERO;
            for (int k = 0; k <= growth.most().logs()[v]; k++) {
                sum = sum.times(Enclosure.of(k), BITS).dividedBy(a, BITS)
                        .plus(end.times(log(v).power(BigInteger.valueOf(k), BITS), BITS), BITS);
            }
            product = product.times(sum, BITS);
        }
        if (!product.isKnown()) {
            return Enclosure.UNKNOWN;
        }
        Dyadic most = product.high();
        return Enclosure.of(
                growth.sign() > 0 ? Dyadic.ZERO : most.negate(), growth.sign() < 0 ? Dyadic.ZERO : most);
    }
}
