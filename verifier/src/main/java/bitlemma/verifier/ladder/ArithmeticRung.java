package bitlemma.verifier.ladder;

import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.verifier.arithmetic.ArithmeticEncoding;
import bitlemma.verifier.goal.Goal;
import bitlemma.verifier.range.Ranges;
import bitlemma.verifier.solver.Answer;
import bitlemma.verifier.solver.Script;
import bitlemma.verifier.portfolio.Solvers;
import bitlemma.verifier.verdict.Evidence;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Integer and real arithmetic: machine operations that cannot wrap are the mathematical ones, the others their definitions. */
final class ArithmeticRung implements Rung {
    private final ArithmeticEncoding.Products products;
    private final List<Solvers> solvers;

    ArithmeticRung(ArithmeticEncoding.Products products, List<Solvers> solvers) {
        this.products = products;
        this.solvers = solvers;
    }

    private String name() {
        return products == ArithmeticEncoding.Products.ABSTRACT ? "linear arithmetic" : "nonlinear arithmetic";
    }

    @Override
    public Attempt attempt(Goal goal, Position at) {
        ArithmeticEncoding encoding = ArithmeticEncoding.of(goal, products);
        if (encoding.isTrivial()) {
            return new Attempt.Proved(new Evidence(
                    goal.site(), "algebra", "polynomial arithmetic", "", Ranges.of(goal).invariants(), List.of()));
        }
        Script script = encoding.script();
        if (products == ArithmeticEncoding.Products.EXACT && !encoding.hasProducts()) {
            return new Attempt.Open("");
        }
        String reason = "";
        for (Solvers solver : solvers) {
            Answer answer = at.solvers().ask(solver, script, at.budget());
            switch (answer) {
                case Answer.Unsat unsat -> {
                    String title = at.solvers().name(solver);
                    return new Attempt.Proved(new Evidence(
                            goal.site(),
                            name(),
                            title,
                            "",
                            List.of(),
                            List.of(new Evidence.Answered(script, solver.title()))));
                }
                case Answer.Sat sat -> {
                    ArithmeticEncoding.Input input = encoding.input(sat.model());
                    Optional<Map<Variable, Value>> failing = at.failing(input.scalars(), input.elements());
                    if (failing.isPresent()) {
                        return new Attempt.Refuted(failing.get(), name() + ", " + at.solvers().name(solver));
                    }
                    if (encoding.isExact() && at.contradicts(input.scalars(), input.elements())) {
                        return new Attempt.Disagreement(name() + ": " + at.solvers().name(solver)
                                + " gives an input that does not fail: " + input.scalars());
                    }
                    return new Attempt.Open(name() + ": the abstraction has a model that is no failing input");
                }
                case Answer.Unknown unknown -> reason = unknown.reason();
            }
        }
        return new Attempt.Open(name() + ": " + reason);
    }
}
