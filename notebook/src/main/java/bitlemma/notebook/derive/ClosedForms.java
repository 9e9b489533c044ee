package bitlemma.notebook.derive;

import bitlemma.cli.derivation.AnswerParts;
import bitlemma.grammar.core.Derivation;
import bitlemma.notebook.answer.Derivations;
import bitlemma.notebook.answer.Derived;
import bitlemma.proofs.Answered;
import bitlemma.proofs.ExactEvaluation;
import bitlemma.symbolic.answer.Result;
import bitlemma.symbolic.derive.Algebra;
import bitlemma.symbolic.derive.Deriver;
import bitlemma.symbolic.engine.AlgebraEngine;
import bitlemma.symbolic.engine.SymjaEngine;
import java.util.Optional;
import java.util.function.Consumer;

/** Answers of derivations as notebooks show them, in the words of the command {@code derive}. */
public final class ClosedForms implements Derivations {
    @Override
    public void answer(Derivation derivation, Consumer<Derived> derived) {
        try (AlgebraEngine engine = new SymjaEngine()) {
            Deriver deriver = new Deriver(new ExactEvaluation(), new Algebra(engine));
            long[] start = {System.nanoTime()};
            deriver.derive(derivation, new Deriver.Listener() {
                @Override
                public void finished(Result result) {
                    long now = System.nanoTime();
                    derived.accept(of(new Answered(derivation, result, (now - start[0]) / 1e9)));
                    start[0] = now;
                }
            });
        }
    }

    private static Derived of(Answered answered) {
        AnswerParts parts = AnswerParts.of(answered);
        return new Derived(
                answered.status(),
                parts.asked(),
                parts.latex(),
                parts.text(),
                parts.how(),
                parts.numbers(),
                Optional.empty(),
                answered.seconds());
    }
}
