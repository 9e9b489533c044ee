package bitlemma.notebook.derive;

import bitlemma.cli.derivation.AnswerParts;
import bitlemma.cli.plot.Pictures;
import bitlemma.grammar.core.Derivation;
import bitlemma.notebook.answer.Answer;
import bitlemma.notebook.answer.Derivations;
import bitlemma.notebook.answer.Derived;
import bitlemma.proofs.Answered;
import bitlemma.proofs.ExactEvaluation;
import bitlemma.symbolic.answer.Result;
import bitlemma.symbolic.derive.Algebra;
import bitlemma.symbolic.derive.Deriver;
import bitlemma.symbolic.engine.AlgebraEngine;
import bitlemma.symbolic.engine.SymjaEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Answers of derivations as notebooks show them, in the words of the command {@code derive}. */
public final class ClosedForms implements Derivations {
    /** The answers to the blocks so far, by name. */
    private final Map<String, List<Answered>> latest = new ConcurrentHashMap<>();

    @Override
    public void answer(Derivation derivation, Consumer<Derived> derived) {
        List<Answered> all = new ArrayList<>();
        try (AlgebraEngine engine = new SymjaEngine()) {
            Deriver deriver = new Deriver(new ExactEvaluation(), new Algebra(engine));
            long[] start = {System.nanoTime()};
            deriver.derive(derivation, new Deriver.Listener() {
                @Override
                public void finished(Result result) {
                    long now = System.nanoTime();
                    all.add(new Answered(derivation, result, (now - start[0]) / 1e9));
                    derived.accept(of(all.getLast()));
                    start[0] = now;
                }
            });
        }
        latest.put(derivation.name(), List.copyOf(all));
    }

    @Override
    public Optional<Answer> picture(String name) {
        return Optional.ofNullable(latest.get(name))
                .filter(all -> !all.isEmpty())
                .map(all -> Pictures.of(all.getFirst().derivation(), all, "")
                        .map(picture -> Answer.picture(picture.words(), picture.svg()))
                        .orElseGet(() -> Answer.text("nothing of " + name + " can be drawn")));
    }

    private static Derived of(Answered answered) {
        AnswerParts parts = AnswerParts.of(answered);
        return new Derived(
                answered.status(),
                parts.asked(),
                parts.name(),
                parts.latex(),
                parts.text(),
                parts.how(),
                parts.numbers(),
                Optional.empty(),
                answered.seconds());
    }
}
