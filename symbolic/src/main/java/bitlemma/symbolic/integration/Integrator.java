package bitlemma.symbolic.integration;

import bitlemma.symbolic.asymptotic.Limits;
import bitlemma.symbolic.engine.AlgebraEngine;
import bitlemma.symbolic.engine.Answer;
import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Derivative;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Antiderivatives by a table of rules for what expectations of rounding errors are made of, and by the algebra engine
 * where the rules do not reach. Whoever asks checks the answer by differentiating it.
 */
public final class Integrator {
    private static final int DEEPEST_PARTS = 3;

    private final AlgebraEngine engine;

    /** @param engine asked where the rules do not reach */
    public Integrator(AlgebraEngine engine) {
        this.engine = engine;
    }

    /** By the rules, else by the engine. */
    public Answer<Formula> antiderivative(Formula body, String variable, Assumptions assumptions) {
        Optional<Formula> own = byRules(body, variable, assumptions);
        return own.isPresent()
                ? new Answer.Found<>(own.get())
                : engine.antiderivative(body, variable, assumptions);
    }

    /**
     * The integral of a body that is smooth between the bounds: by the rules and limits at both ends, else by the
     * engine. A bound may be {@link Formula.Infinity}.
     */
    public Answer<Formula> integral(
            Formula body, String variable, Formula low, Formula high, Assumptions assumptions) {
        Optional<Formula> own = byRules(body, variable, assumptions)
                .flatMap(area -> between(area, variable, low, high, assumptions.without(variable)));
        return own.isPresent()
                ? new Answer.Found<>(own.get())
                : engine.integral(body, variable, low, high, assumptions);
    }

    private static Optional<Formula> between(
            Formula area, String variable, Formula low, Formula high, Assumptions assumptions) {
        Optional<Formula> end = Limits.limit(area, variable, high, false, assumptions).filter(Integrator::isFinite);
        Optional<Formula> start = Limits.limit(area, variable, low, true, assumptions).filter(Integrator::isFinite);
        return end.flatMap(above -> start.map(below -> Formulas.minus(above, below)));
    }

    private static boolean isFinite(Formula formula) {
        return !(formula instanceof Formula.Infinity);
    }

    /** By the rules only. */
    public static Optional<Formula> byRules(Formula body, String variable, Assumptions assumptions) {
        return antiderivative(body, new Setting(variable, assumptions), 0);
    }

    private static Optional<Formula> antiderivative(Formula body, Setting setting, int depth) {
        if (!setting.depends(body)) {
            return Optional.of(Formulas.product(body, setting.variable()));
        }
        Optional<List<Term>> terms = Term.of(body, setting);
        if (terms.isEmpty()) {
            return Optional.empty();
        }
        List<Formula> areas = new ArrayList<>();
        for (Term term : terms.get()) {
            Optional<Formula> area = antiderivative(term, setting, depth);
            if (area.isEmpty()) {
                return depth == 0 ? ExponentialSubstitution.antiderivative(body, setting) : Optional.empty();
            }
            areas.add(area.get());
        }
        return Optional.of(Formulas.sum(areas));
    }

    private static Optional<Formula> antiderivative(Term term, Setting setting, int depth) {
        return RationalRule.antiderivative(term, setting)
                .or(() -> ExponentialRule.antiderivative(term, setting))
                .or(() -> LogarithmRule.antiderivative(term, setting))
                .or(() -> ErrorFunctionRule.antiderivative(term, setting))
                .or(() -> byParts(term, setting, depth));
    }

    /** With G the antiderivative of the rest, f*G less the integral of f'*G. */
    private static Optional<Formula> byParts(Term term, Setting setting, int depth) {
        if (depth == DEEPEST_PARTS) {
            return Optional.empty();
        }
        for (Formula other : term.others()) {
            Optional<Formula> area = isForParts(other)
                    ? antiderivative(term.without(other), setting, depth + 1)
                    : Optional.empty();
            Optional<Formula> rest = area.flatMap(outer -> Derivative.of(other, setting.x())
                    .flatMap(slope -> antiderivative(Formulas.product(slope, outer), setting, depth + 1)));
            if (rest.isPresent()) {
                return Optional.of(Formulas.minus(Formulas.product(other, area.get()), rest.get()));
            }
        }
        return Optional.empty();
    }

    private static boolean isForParts(Formula factor) {
        return switch (factor) {
            case Formula.Apply apply -> switch (apply.operator()) {
                case LOG, ERF, ERFC, ATAN, DILOG -> true;
                case EXP, SIN, COS, TANH, ZETA, GAMMA, HARMONIC, LAMBERT_W, ABS, MIN, MAX -> false;
            };
            case Formula.Power power -> power.base() instanceof Formula.Apply log
                    && log.operator() == Operator.LOG
                    && power.exponent() instanceof Formula.Number;
            default -> false;
        };
    }
}
