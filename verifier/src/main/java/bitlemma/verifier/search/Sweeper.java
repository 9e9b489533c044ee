package bitlemma.verifier.search;

import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Compiled kernels as proofs see them: what runs a proposition on all of its inputs, billions of them in seconds. */
public interface Sweeper {
    /** The values that an input takes, both ends included. */
    record Domain(Variable variable, BigInteger low, BigInteger high) {}

    /** A proposition made ready to be run. */
    interface Run {
        /** About how many seconds all inputs take on this machine's cores; good for choosing between methods only. */
        double seconds();

        /** Runs it on the inputs in order until one fails. @param stopped asked now and then; where it says so, the run ends */
        Outcome run(BooleanSupplier stopped);
    }

    /** How a run ends. */
    sealed interface Outcome {
        /** So many inputs there are, of which so many satisfy the given; none fails. */
        record Holds(long inputs, long inside) implements Outcome {}

        record Fails(Map<Variable, Value> input) implements Outcome {}

        record Stopped() implements Outcome {}
    }

    /**
     * Makes a proposition ready.
     *
     * @param given what is assumed; it breaks no obligation
     * @param body what is stated: an input fails where it is false or an obligation in it is broken
     * @return empty where it cannot be compiled
     */
    Optional<Run> prepare(List<Domain> inputs, Term given, Term body);

    /** No proposition can be compiled. */
    static Sweeper none() {
        return (inputs, given, body) -> Optional.empty();
    }
}
