package bitlemma.symbolic.expectation;

import static bitlemma.symbolic.formula.Formulas.number;
import static bitlemma.symbolic.formula.Formulas.product;
import static bitlemma.symbolic.formula.Formulas.sum;

import bitlemma.symbolic.formula.Expand;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Operator;
import bitlemma.symbolic.formula.Substitute;
import bitlemma.symbolic.formula.Symbols;
import bitlemma.symbolic.region.Coefficients;
import bitlemma.symbolic.region.Signs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The value of an antiderivative at an end of a range: a substitution where it is defined there, else its limit. */
final class Edges {
    private final Primitives primitives;
    private final Signs signs;

    Edges(Primitives primitives, Signs signs) {
        this.primitives = primitives;
        this.signs = signs;
    }

    /** @param exact whether the value is proved to be the limit, rather than taken from the algebra engine */
    record Edge(Formula value, boolean exact) {}

    /** The limit from inside; {@code low} where the point is the lower end. */
    Optional<Edge> at(Formula formula, String variable, Formula point, boolean low) {
        Optional<Formula> own = point instanceof Formula.Infinity infinity
                ? atInfinity(formula, variable, infinity.positive())
                : substituted(formula, variable, point);
        if (own.isPresent()) {
            return own.map(v -> new Edge(v, true));
        }
        Optional<Formula> hopeful = hopeful(formula, variable, point);
        if (hopeful.isPresent()) {
            return hopeful.map(v -> new Edge(v, false));
        }
        return primitives
                .limit(formula, variable, point, low, signs.assumptions())
                .filter(v -> !(v instanceof Formula.Infinity))
                .map(v -> new Edge(v, false));
    }

    /** The substitution, where nothing says that it is undefined: numbers have to confirm it. */
    private Optional<Formula> hopeful(Formula formula, String variable, Formula point) {
        if (point instanceof Formula.Infinity || Symbols.free(formula).size() == 1 && Symbols.free(point).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Substitute.apply(formula, variable, point));
        } catch (ArithmeticException undefined) {
            return Optional.empty();
        }
    }

    private Optional<Formula> substituted(Formula formula, String variable, Formula point) {
        List<Formula> values = new ArrayList<>();
        for (Formula term : Expand.terms(formula)) {
            try {
                Formula value = Substitute.apply(term, variable, point);
                if (Defined.at(term, variable, point, signs)) {
                    values.add(value);
                    continue;
                }
            } catch (ArithmeticException undefined) {
                // the limit decides
            }
            if (!vanishes(term, variable, point)) {
                return Optional.empty();
            }
        }
        return Optional.of(sum(values));
    }

    /** Whether a term is u^p times powers of log(u), p positive, with u zero at the point. */
    private boolean vanishes(Formula term, String variable, Formula point) {
        List<Formula> factors = term instanceof Formula.Product p ? p.factors() : List.of(term);
        Formula small = null;
        for (Formula factor : factors) {
            if (factor instanceof Formula.Apply a && a.operator() == Operator.LOG) {
                small = a.arguments().getFirst();
            } else if (factor instanceof Formula.Power p
                    && p.base() instanceof Formula.Apply a
                    && a.operator() == Operator.LOG
                    && p.exponent() instanceof Formula.Number n
                    && n.value().signum() > 0) {
                small = a.arguments().getFirst();
            }
        }
        if (small == null || Coefficients.of(small, variable).filter(c -> c.size() == 2).isEmpty()) {
            return false;
        }
        Formula logarithm = small;
        if (!isZero(Substitute.apply(small, variable, point))) {
            return false;
        }
        boolean vanishing = false;
        for (Formula factor : factors) {
            Formula base = factor instanceof Formula.Power p
                            && p.exponent() instanceof Formula.Number n
                            && n.value().signum() > 0
                    ? p.base()
                    : factor;
            if (base instanceof Formula.Apply a && a.arguments().getFirst().equals(logarithm)) {
                continue;
            }
            try {
                Formula value = Substitute.apply(base, variable, point);
                if (!Defined.is(value, signs)) {
                    return false;
                }
                vanishing |= isZero(value)
                        && Coefficients.of(base, variable).filter(c -> c.size() == 2).isPresent();
            } catch (ArithmeticException undefined) {
                return false;
            }
        }
        return vanishing;
    }

    private boolean isZero(Formula formula) {
        return signs.simple(formula) instanceof Formula.Number n && n.value().signum() == 0;
    }

    /** Term by term: what decays goes to zero, error functions to one or minus one; empty where a term grows. */
    private Optional<Formula> atInfinity(Formula formula, String variable, boolean positive) {
        List<Formula> kept = new ArrayList<>();
        for (Formula term : Expand.terms(formula)) {
            if (!Symbols.free(term).contains(variable)) {
                kept.add(term);
                continue;
            }
            List<Formula> factors = term instanceof Formula.Product p ? p.factors() : List.of(term);
            List<Formula> limits = new ArrayList<>();
            boolean decays = false;
            boolean grows = false;
            for (Formula factor : factors) {
                if (!Symbols.free(factor).contains(variable)) {
                    limits.add(factor);
                } else if (factor instanceof Formula.Apply a && a.operator() == Operator.EXP) {
                    decays |= direction(a.arguments().getFirst(), variable, positive) < 0;
                    grows |= direction(a.arguments().getFirst(), variable, positive) >= 0;
                } else if (factor instanceof Formula.Apply a
                        && (a.operator() == Operator.ERF || a.operator() == Operator.ERFC)) {
                    int direction = direction(a.arguments().getFirst(), variable, positive);
                    if (direction == 0) {
                        return Optional.empty();
                    }
                    limits.add(number(a.operator() == Operator.ERF ? direction : 1 - direction));
                } else if (factor instanceof Formula.Power p
                        && p.exponent() instanceof Formula.Number n
                        && n.value().signum() < 0
                        && direction(p.base(), variable, positive) != 0) {
                    limits.add(number(0));
                } else if (isPolynomialOrRoot(factor, variable)) {
                    grows = true;
                } else {
                    return Optional.empty();
                }
            }
            if (decays && !hasOtherGrowth(factors, variable, positive)) {
                continue;
            }
            boolean zero = limits.stream().anyMatch(l -> l instanceof Formula.Number n && n.value().signum() == 0);
            if (grows || decays) {
                return Optional.empty();
            }
            if (!zero) {
                kept.add(product(limits));
            }
        }
        return Optional.of(sum(kept));
    }

    /** Whether an exponential among the factors does not decay. */
    private boolean hasOtherGrowth(List<Formula> factors, String variable, boolean positive) {
        return factors.stream()
                .anyMatch(f -> f instanceof Formula.Apply a
                        && a.operator() == Operator.EXP
                        && Symbols.free(a).contains(variable)
                        && direction(a.arguments().getFirst(), variable, positive) >= 0);
    }

    private static boolean isPolynomialOrRoot(Formula factor, String variable) {
        return Coefficients.of(factor, variable).isPresent()
                || factor instanceof Formula.Power p
                        && p.exponent() instanceof Formula.Number
                        && Coefficients.of(p.base(), variable).isPresent()
                || factor instanceof Formula.Apply a
                        && a.operator() == Operator.LOG
                        && Coefficients.of(a.arguments().getFirst(), variable).isPresent();
    }

    /** 1 where a polynomial goes to plus infinity, -1 where to minus infinity, 0 where that is not known. */
    private int direction(Formula formula, String variable, boolean positive) {
        Optional<List<Formula>> coefficients = Coefficients.of(formula, variable);
        if (coefficients.isEmpty() || coefficients.get().size() < 2) {
            return 0;
        }
        Formula leading = signs.simple(coefficients.get().getLast());
        int sign = signs.isPositive(leading)
                ? 1
                : signs.isPositive(bitlemma.symbolic.formula.Formulas.negate(leading)) ? -1 : 0;
        boolean odd = coefficients.get().size() % 2 == 0;
        return odd && !positive ? -sign : sign;
    }
}
