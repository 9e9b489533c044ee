package bitlemma.notebook.answer;

import bitlemma.grammar.core.Derivation;
import bitlemma.verifier.ladder.Limits;
import java.util.function.Consumer;

/** What answers {@code derive} blocks. */
@FunctionalInterface
public interface Derivations {
    /**
     * Answers the requests of one block.
     *
     * @param limits how much work it may take
     * @param derived hears each answer, in the order of the requests
     * @throws java.util.concurrent.CancellationException soon after the thread is interrupted
     */
    void answer(Derivation derivation, Limits limits, Consumer<Derived> derived);
}
