package bitlemma.verifier.ladder;

import bitlemma.grammar.core.Sort;
import bitlemma.verifier.arithmetic.ArithmeticEncoding.Products;
import bitlemma.verifier.goal.Goal;
import bitlemma.verifier.portfolio.Solvers;
import java.util.ArrayList;
import java.util.List;

/** The methods of proof, cheapest first. A new one is a class and a line here. */
final class Ladder {
    private static final List<Rung> RUNGS = List.of(
            new RangeRung(),
            new CaseRung(),
            new ArithmeticRung(Products.ABSTRACT, List.of(Solvers.Z3)),
            new LockstepRung(),
            new MemberRung(),
            new BitvectorRung(List.of(Solvers.BITWUZLA)),
            new ArithmeticRung(Products.EXACT, List.of(Solvers.Z3, Solvers.CVC5)),
            new ArithmeticRung(Products.ABSTRACT, List.of(Solvers.CVC5)),
            new BitvectorRung(List.of(Solvers.Z3, Solvers.CVC5)),
            new PathRung());

    /** For goals about bit patterns of floating-point values, which nonlinear arithmetic as a whole does not decide. */
    private static final List<Rung> CODES = List.of(
            new RangeRung(),
            new ArithmeticRung(Products.ABSTRACT, List.of(Solvers.Z3)),
            new NumberRung(new PathRung()),
            new BitvectorRung(List.of(Solvers.BITWUZLA), 4),
            new BitvectorRung(List.of(Solvers.CVC5)));

    private Ladder() {}

    /** Climbs until a rung decides; where none does, says what each of them met. */
    static Attempt climb(Goal goal, Position at) {
        boolean codes = goal.inputs().stream().anyMatch(v -> Sort.isCode(v.sort()));
        List<String> reasons = new ArrayList<>();
        for (Rung rung : codes ? CODES : RUNGS) {
            if (at.solvers().isStopped()) {
                return new Attempt.Open("stopped");
            }
            Attempt attempt = rung.attempt(goal, at);
            if (!(attempt instanceof Attempt.Open open)) {
                return attempt;
            }
            if (!open.reason().isEmpty() && !reasons.contains(open.reason())) {
                reasons.add(open.reason());
            }
        }
        return new Attempt.Open(String.join("; ", reasons));
    }
}
