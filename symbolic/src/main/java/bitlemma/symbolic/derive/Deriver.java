package bitlemma.symbolic.derive;

import bitlemma.grammar.core.Derivation;
import bitlemma.grammar.core.Derivation.Request;
import bitlemma.symbolic.answer.Answer;
import bitlemma.symbolic.answer.Result;
import bitlemma.symbolic.exact.Evaluation;
import bitlemma.symbolic.expectation.Primitives;
import java.util.ArrayList;
import java.util.List;

/** Answers derivations: a closed form for each request, checked, with numbers beside it. */
public final class Deriver {
    /** Hears what happens while it happens. */
    public interface Listener {
        default void started(Request request) {}

        default void finished(Result result) {}
    }

    private final Evaluation evaluation;
    private final Primitives primitives;

    /**
     * @param evaluation the exact evaluator, by which closed forms are checked
     * @param primitives where antiderivatives, sums and limits come from
     */
    public Deriver(Evaluation evaluation, Primitives primitives) {
        this.evaluation = evaluation;
        this.primitives = primitives;
    }

    /**
     * The answers to all requests of a derivation.
     *
     * @throws java.util.concurrent.CancellationException where the thread is interrupted
     */
    public Answer derive(Derivation derivation, Listener listener) {
        Requests requests = new Requests(derivation, evaluation, primitives);
        List<Result> results = new ArrayList<>();
        for (Request request : derivation.requests()) {
            listener.started(request);
            Result result = requests.answer(request);
            results.add(result);
            listener.finished(result);
        }
        return new Answer(derivation, results);
    }
}
