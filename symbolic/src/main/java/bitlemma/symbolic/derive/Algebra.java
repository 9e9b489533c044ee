package bitlemma.symbolic.derive;

import bitlemma.symbolic.asymptotic.Limits;
import bitlemma.symbolic.engine.AlgebraEngine;
import bitlemma.symbolic.engine.Answer;
import bitlemma.symbolic.expectation.Primitives;
import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.integration.Integrator;
import bitlemma.symbolic.summation.Summation;
import java.util.List;
import java.util.Optional;

/** Our own rules first, the algebra engine where they end. */
public final class Algebra implements Primitives {
    private final AlgebraEngine engine;
    private final Integrator integrator;
    private final bitlemma.symbolic.integration.Summation sums;

    /** @param engine asked for what our own rules do not have */
    public Algebra(AlgebraEngine engine) {
        this.engine = engine;
        this.integrator = new Integrator(engine);
        this.sums = new bitlemma.symbolic.integration.Summation(engine);
    }

    @Override
    public Optional<Formula> antiderivative(Formula body, String variable, Assumptions assumptions) {
        return found(integrator.antiderivative(body, variable, assumptions));
    }

    @Override
    public Optional<Formula> sum(Formula term, String index, Formula low, Formula high, Assumptions assumptions) {
        Optional<Formula> own = Summation.of(new Formula.Total(index, low, high, term))
                .filter(c -> assumptions.holds(c.valid()).orElse(false))
                .map(Summation.Closed::value);
        return own.isPresent() ? own : found(sums.closedForm(term, index, low, high, assumptions));
    }

    @Override
    public List<Formula> roots(Formula body, String variable, Assumptions assumptions) {
        Optional<Formula> own = LambertRoot.of(body, variable, assumptions);
        return own.isPresent()
                ? List.of(own.get())
                : found(engine.solve(body, variable, assumptions)).orElse(List.of());
    }

    @Override
    public Optional<Formula> limit(
            Formula body, String variable, Formula point, boolean fromAbove, Assumptions assumptions) {
        Optional<Formula> own = Limits.limit(body, variable, point, fromAbove, assumptions);
        return own.isPresent() ? own : found(engine.limit(body, variable, point, fromAbove, assumptions));
    }

    private static <T> Optional<T> found(Answer<T> answer) {
        return switch (answer) {
            case Answer.Found<T>(T value) -> Optional.of(value);
            case Answer.Unevaluated<T> u -> Optional.empty();
            case Answer.OutOfBudget<T> o -> Optional.empty();
            case Answer.Failed<T> f -> Optional.empty();
        };
    }
}
