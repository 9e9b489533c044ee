package bitlemma.notebook.answer;

import bitlemma.grammar.core.Derivation;
import java.util.Optional;
import java.util.function.Consumer;

/** What answers {@code derive} blocks. */
@FunctionalInterface
public interface Derivations {
    /**
     * Answers the requests of one block.
     *
     * @param derived hears each answer, in the order of the requests
     * @throws java.util.concurrent.CancellationException soon after the thread is interrupted
     */
    void answer(Derivation derivation, Consumer<Derived> derived);

    /** The picture of the block of that name that was answered last; empty where there is no such block. */
    default Optional<Answer> picture(String name) {
        return Optional.empty();
    }
}
