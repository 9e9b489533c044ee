package bitlemma.symbolic.region;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Expand;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.FormulaParts;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Simplify;
import bitlemma.symbolic.formula.TextForm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What regions need to know of formulas: signs, bounds, and whether they are integers. Everything it says is proved.
 */
public final class Signs {
    /** What is known of a constraint. */
    public enum Decision {
        HOLDS,
        FAILS,
        OPEN
    }

    /** A formula that is an integer plus a fraction from zero to below one. */
    public record Whole(Formula floor, Rational fraction) {}

    /** Longer formulas are left as they are: what is behind them is no short formula. */
    private static final int LONGEST = 1500;

    private final Assumptions assumptions;
    private final Map<Formula, Formula> simple = new HashMap<>();
    private final Map<Formula, Integer> divided = new HashMap<>();

    /** @param assumptions of parameters and of the variables that regions are made of */
    public Signs(Assumptions assumptions) {
        this.assumptions = assumptions;
    }

    /** What is known of symbols. */
    public Assumptions assumptions() {
        return assumptions;
    }

    /** Whether the constraint holds, or fails, for all values of the symbols. */
    public Decision decide(Constraint constraint) {
        Formula expression = simple(constraint.expression());
        return switch (assumptions.sign(expression)) {
            case POSITIVE -> Decision.HOLDS;
            case NOT_NEGATIVE -> constraint.strict() ? Decision.OPEN : Decision.HOLDS;
            case ZERO -> constraint.strict() ? Decision.FAILS : Decision.HOLDS;
            case NEGATIVE -> Decision.FAILS;
            case NOT_POSITIVE -> constraint.strict() ? Decision.FAILS : Decision.OPEN;
            case UNKNOWN ->
                switch (signByCases(expression)) {
                    case 1 -> Decision.HOLDS;
                    case -1 -> Decision.FAILS;
                    default -> Decision.OPEN;
                };
        };
    }

    /** 1 or -1 where the sign follows from squares or from enclosures, else 0. */
    private int signByCases(Formula expression) {
        Integer known = divided.get(expression);
        if (known == null) {
            divided.put(expression, 0);
            int radical = Radicals.sign(expression, this);
            known = radical != 0 ? radical : Subdivision.sign(expression, assumptions);
            divided.put(expression, known);
        }
        return known;
    }

    /** Whether it is certainly above zero. */
    public boolean isPositive(Formula formula) {
        return decide(new Constraint(formula, true)) == Decision.HOLDS;
    }

    /** The formula in a short form. */
    public Formula simple(Formula formula) {
        return simple.computeIfAbsent(formula, f -> size(f) > LONGEST ? f : Simplify.of(f, assumptions));
    }

    private static int size(Formula formula) {
        int size = 1;
        for (Formula part : FormulaParts.children(formula)) {
            size += size(part);
        }
        return size;
    }

    /** A number that the formula is never below where constraints hold. */
    public Optional<Rational> low(Formula formula, List<Constraint> constraints) {
        Optional<Rational> best = assumptions.low(formula);
        for (Constraint constraint : constraints) {
            // expression >= 0 and expression - formula = d: the formula is at least -d.
            if (simple(Formulas.minus(constraint.expression(), formula)) instanceof Formula.Number d) {
                Rational bound = d.value().negate();
                best = Optional.of(best.map(b -> b.max(bound)).orElse(bound));
            }
        }
        return best;
    }

    /** A number that the formula is never above where constraints hold. */
    public Optional<Rational> high(Formula formula, List<Constraint> constraints) {
        return low(Formulas.negate(formula), constraints).map(Rational::negate);
    }

    /** The integer part of a formula that is an integer plus a constant. */
    public Optional<Whole> whole(Formula formula) {
        return Integrality.of(Formulas.sum(Expand.terms(simple(formula))), assumptions);
    }

    /** For reports. */
    public String show(Formula formula) {
        return TextForm.of(simple(formula));
    }

    /** A symbol as the source has it. */
    public String label(String symbol) {
        int mark = symbol.indexOf('#');
        return mark < 0 ? symbol : symbol.substring(0, mark);
    }
}
