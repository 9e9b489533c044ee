package bitlemma.kernels.binary;

import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.kernels.Outcome;
import bitlemma.kernels.c.Passing;
import bitlemma.numbers.CodedFormat;
import bitlemma.numbers.Datum;
import java.math.BigInteger;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Compares a native function with its kernel, input by input. What is known can be asked for from any thread. */
public final class Crosscheck {
    /** How many inputs the first batch has. */
    private static final long FIRST_BATCH = 1000;

    /** How many times as many inputs are tried after a batch as before it. */
    private static final int GROWTH = 8;

    private final Kernel kernel;
    private final Function<Map<Variable, Value>, Outcome> reference;
    private final NativeFunction function;
    private final Consumer<Comparison> beforeBatch;

    private volatile boolean stopped;
    private volatile Comparison known = new Comparison(0, 0, 0, false, Optional.empty());

    private long compared;
    private long outside;
    private long broken;

    /**
     * @param reference the kernel's value on an input inside its given
     * @param beforeBatch hears what is known before inputs are given to the native function, which may end the process
     */
    public Crosscheck(
            Kernel kernel,
            Function<Map<Variable, Value>, Outcome> reference,
            NativeFunction function,
            Consumer<Comparison> beforeBatch) {
        this.kernel = kernel;
        this.reference = reference;
        this.function = function;
        this.beforeBatch = beforeBatch;
    }

    /** Ends {@link #run} soon; from any thread. */
    public void stop() {
        stopped = true;
    }

    /** What is known so far; from any thread. */
    public Comparison known() {
        return known;
    }

    /**
     * Compares until all inputs are tried, or two results differ; then looks for a simpler input on which they do.
     *
     * @param inputs what to try
     */
    public Comparison run(Inputs inputs) {
        Iterator<Map<Variable, Value>> iterator = inputs.iterator();
        long nextBatch = 0;
        long calls = 0;
        while (!stopped && iterator.hasNext()) {
            if (calls++ == nextBatch) {
                known = comparison(false, Optional.empty());
                beforeBatch.accept(known);
                nextBatch = Math.max(FIRST_BATCH, GROWTH * nextBatch);
            }
            Optional<Difference> difference = compare(iterator.next(), true);
            if (difference.isPresent()) {
                Difference simple = simpler(difference.get());
                known = comparison(false, Optional.of(simple));
                return known;
            }
        }
        known = comparison(!stopped && inputs.areAll(), Optional.empty());
        return known;
    }

    private Comparison comparison(boolean complete, Optional<Difference> difference) {
        return new Comparison(compared, outside, broken, complete, difference);
    }

    private Difference simpler(Difference difference) {
        known = comparison(false, Optional.of(difference));
        beforeBatch.accept(known);
        return new Simpler(kernel, input -> stopped ? Optional.empty() : compare(input, false)).of(difference);
    }

    /** @param counts whether the input is one of those that are reported */
    private Optional<Difference> compare(Map<Variable, Value> input, boolean counts) {
        if (!Inside.given(kernel, input) || !function.accepts(input)) {
            outside += counts ? 1 : 0;
            return Optional.empty();
        }
        if (!(reference.apply(input) instanceof Outcome.Returned returned)) {
            broken += counts ? 1 : 0;
            return Optional.empty();
        }
        compared += counts ? 1 : 0;
        Value found = read(function.call(input));
        return agree(returned.value(), found)
                ? Optional.empty()
                : Optional.of(new Difference(input, returned.value(), found));
    }

    /** A result as a value of the kernel's; a number where no coded value has these bits. */
    private Value read(Value result) {
        if (!(kernel.result() instanceof Sort.Coded(CodedFormat format)) || !(result instanceof Value.Number number)) {
            return result;
        }
        BigInteger bits = number.value().numerator();
        return bits.bitLength() <= format.width() && format.isCode(bits) ? new Value.Coded(format, bits) : result;
    }

    /** Which NaN a floating-point type of C holds after an operation is the machine's choice. */
    private boolean agree(Value expected, Value found) {
        boolean floating = function.prototype().passing() != Passing.INTEGER;
        return expected.equals(found) || floating && isNaN(expected) && isNaN(found);
    }

    private static boolean isNaN(Value value) {
        return value instanceof Value.Coded coded && coded.datum() instanceof Datum.NotANumber;
    }
}
