package bitlemma.notebook.answer;

import bitlemma.grammar.core.Derivation;
import bitlemma.grammar.core.Program;
import bitlemma.verifier.ladder.Limits;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** What answers {@code derive} blocks. */
@FunctionalInterface
public interface Derivations {
    /**
     * Answers the requests of one block.
     *
     * @param limits how much work it may take
     * @param stopped whether the user does not want it any more; the answer then ends within a second
     * @param derived hears each answer, in the order of the requests
     */
    void answer(
            Program program, Derivation derivation, Limits limits, BooleanSupplier stopped, Consumer<Derived> derived);
}
