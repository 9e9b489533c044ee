package bitlemma.symbolic.expectation;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.FormulaParts;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Substitute;
import bitlemma.symbolic.formula.Symbols;
import bitlemma.symbolic.region.Constraint;
import bitlemma.symbolic.region.Signs;

/** Whether a formula is certainly defined, and continuous, wherever the assumptions hold. */
public final class Defined {
    private Defined() {}

    /** Whether it is. */
    public static boolean is(Formula formula, Signs signs) {
        boolean here =
                switch (formula) {
                    case Formula.Number n -> true;
                    case Formula.Symbol s -> true;
                    case Formula.Named n -> true;
                    case Formula.Sum s -> true;
                    case Formula.Product p -> true;
                    case Formula.Infinity i -> false;
                    case Formula.Power p -> power(p, signs);
                    case Formula.Apply a -> apply(a, signs);
                    case Formula.RoundTo r -> false;
                    case Formula.Piecewise p -> false;
                    case Formula.Total t -> false;
                    case Formula.Integral i -> false;
                };
        return here && FormulaParts.children(formula).stream().allMatch(c -> is(c, signs));
    }

    /**
     * Whether a formula is certainly continuous at a point, looked at before anything cancels there: the value alone,
     * as of {@code c / |c|} at zero, may be defined where the formula is not.
     *
     * @throws ArithmeticException where a part is undefined at the point
     */
    public static boolean at(Formula formula, String variable, Formula point, Signs signs) {
        if (!Symbols.free(formula).contains(variable)) {
            return is(formula, signs);
        }
        boolean here =
                switch (formula) {
                    case Formula.Symbol s -> true;
                    case Formula.Sum s -> true;
                    case Formula.Product p -> true;
                    case Formula.Power p ->
                        power(
                                new Formula.Power(
                                        Substitute.apply(p.base(), variable, point),
                                        Substitute.apply(p.exponent(), variable, point)),
                                signs);
                    case Formula.Apply a ->
                        apply(
                                new Formula.Apply(
                                        a.operator(),
                                        a.arguments().stream()
                                                .map(x -> Substitute.apply(x, variable, point))
                                                .toList()),
                                signs);
                    case Formula.Number n -> true;
                    case Formula.Named n -> true;
                    case Formula.Infinity i -> false;
                    case Formula.RoundTo r -> false;
                    case Formula.Piecewise p -> false;
                    case Formula.Total t -> false;
                    case Formula.Integral i -> false;
                };
        return here && FormulaParts.children(formula).stream().allMatch(c -> at(c, variable, point, signs));
    }

    private static boolean power(Formula.Power p, Signs signs) {
        if (signs.isPositive(p.base())) {
            return true;
        }
        if (p.exponent() instanceof Formula.Number n) {
            boolean whole = n.value().isInteger();
            if (n.value().signum() >= 0) {
                return whole || holds(p.base(), false, signs);
            }
            return whole && signs.isPositive(Formulas.negate(p.base()));
        }
        return false;
    }

    private static boolean apply(Formula.Apply a, Signs signs) {
        Formula first = a.arguments().getFirst();
        return switch (a.operator()) {
            case EXP, ERF, ERFC, SIN, COS, ATAN, TANH, ABS, MIN, MAX -> true;
            case LOG, GAMMA -> signs.isPositive(first);
            case DILOG -> holds(Formulas.minus(Formulas.number(1), first), false, signs);
            case ZETA -> signs.isPositive(Formulas.minus(first, Formulas.number(1)));
            case HARMONIC -> signs.isPositive(Formulas.sum(first, Formulas.number(1)));
            case LAMBERT_W -> holds(Formulas.sum(first, Formulas.number(Rational.of(1, 3))), false, signs);
        };
    }

    private static boolean holds(Formula formula, boolean strict, Signs signs) {
        return signs.decide(new Constraint(formula, strict)) == Signs.Decision.HOLDS;
    }
}
