package bitlemma.kernels.compiled;

import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.kernels.interval.Interval;
import bitlemma.kernels.interval.Intervals;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * A proposition as machine code that goes through all inputs: that wherever a given holds, a body is true and breaks no
 * obligation. A given that breaks an obligation fails, too. The input with the most values (of several, the last)
 * varies fastest, then the others from the last to the first; this is the order of inputs.
 *
 * <p>Where all numbers have at most 64 bits and nothing is repeated or looked up in an array that is not constant, the
 * inner loop is free of branches, so that the just-in-time compiler makes vector instructions of it: billions of inputs
 * take seconds. A block of inputs in which one fails is gone through again, one input after the other and with
 * branches, and there it has to fail, too.
 */
public final class Sweep {
    /**
     * The values of an input: a machine integer, an integer, or a truth value as 0 and 1.
     *
     * @param low the least value
     * @param high the greatest value
     */
    public record Domain(Variable variable, BigInteger low, BigInteger high) {
        public Domain {
            if (low.compareTo(high) > 0) {
                throw new IllegalArgumentException("no values from " + low + " to " + high);
            }
        }

        BigInteger size() {
            return high.subtract(low).add(BigInteger.ONE);
        }
    }

    /** How a sweep ends. */
    public sealed interface Result {
        /** So many inputs there are, of which so many satisfy the given; none fails. */
        record Holds(long inputs, long satisfying) implements Result {}

        /** The first input that fails, in the sweep's order. */
        record Fails(Map<Variable, Value> inputs) implements Result {}

        /** The sweep was cancelled, or its thread interrupted, after so many inputs; none of them fails. */
        record Stopped(long inputs) implements Result {}
    }

    /** Nanoseconds of one thread for an operation of a lane, and for a node of code with branches: what is usual. */
    private static final double LANE = 0.01;

    private static final double NODE = 0.1;

    private final Layout layout;
    private final Scan scalar;
    private final Scan lanes;
    private final double nanoseconds;

    private Sweep(Layout layout, Scan scalar, Scan lanes, double nanoseconds) {
        this.layout = layout;
        this.scalar = scalar;
        this.lanes = lanes;
        this.nanoseconds = nanoseconds;
    }

    /**
     * Compiles a proposition. Empty where an input is an array or a fraction, or has values of more than 64 bits; where
     * the inputs are 2^62 or more, or none; where a reduction has more than 4096 rounds or is one of fractions; where
     * the terms are too large (200000 nodes with all calls written out), or nested too deeply for the stack of the
     * thread.
     *
     * @param inputs a domain for each input
     * @param given what is assumed
     * @param body what is stated: a truth value
     */
    public static Optional<Sweep> compile(List<Domain> inputs, Term given, Term body) {
        try {
            return Optional.of(compiled(ordered(inputs), given, body));
        } catch (NotCompilable e) {
            return Optional.empty();
        } catch (StackOverflowError e) {
            return Optional.empty();
        }
    }

    /** The domains, the largest one last. */
    private static List<Domain> ordered(List<Domain> inputs) {
        if (inputs.isEmpty()) {
            throw new NotCompilable("no inputs");
        }
        BigInteger total = BigInteger.ONE;
        int largest = 0;
        for (int i = 0; i < inputs.size(); i++) {
            Domain domain = inputs.get(i);
            Sort sort = domain.variable().sort();
            if (!sort.isInteger() && sort != Sort.BOOLEAN) {
                throw new NotCompilable("inputs that are no integers");
            }
            total = total.multiply(domain.size());
            largest = domain.size().compareTo(inputs.get(largest).size()) >= 0 ? i : largest;
        }
        if (total.bitLength() > Long.SIZE - 2) {
            throw new NotCompilable("too many inputs");
        }
        List<Domain> ordered = new ArrayList<>(inputs);
        Collections.rotate(ordered.subList(largest, ordered.size()), -1);
        return ordered;
    }

    private static Sweep compiled(List<Domain> domains, Term given, Term body) {
        Layout layout = Layout.of(domains);
        Map<Variable, Interval> bounds = new HashMap<>();
        domains.forEach(d -> bounds.put(d.variable(), Interval.of(d.low(), d.high())));
        Scans.Made scalar;
        try {
            scalar = scalar(layout, Prepared.of(given, body, bounds, false));
        } catch (NotCompilable e) {
            // Reductions of fractions are none where they are written out.
            scalar = scalar(layout, Prepared.of(given, body, bounds, true));
        }
        try {
            Prepared flat = Prepared.of(given, body, bounds, true);
            Scans.Made lanes = Scans.lanes(layout, flat.given(), flat.body(), flat.intervals());
            return new Sweep(layout, scalar.scan(), lanes.scan(), lanes.operations() * LANE);
        } catch (NotCompilable e) {
            return new Sweep(layout, scalar.scan(), null, scalar.operations() * NODE);
        }
    }

    private static Scans.Made scalar(Layout layout, Prepared terms) {
        return Scans.scalar(layout, terms.given(), terms.body(), terms.intervals());
    }

    /** A given and a body without calls and fractions, with their intervals. */
    private record Prepared(Term given, Term body, Intervals intervals) {
        static Prepared of(Term given, Term body, Map<Variable, Interval> bounds, boolean unroll) {
            Term first = Inlining.of(given, unroll);
            Term second = Inlining.of(body, unroll);
            Intervals rough = Intervals.of(first, second, bounds);
            first = Fractions.clear(first, rough);
            second = Fractions.clear(second, rough);
            return new Prepared(first, second, Intervals.of(first, second, bounds));
        }
    }

    /** The number of inputs. */
    public BigInteger size() {
        return Stream.concat(layout.outer().stream(), layout.inner().stream())
                .map(Domain::size)
                .reduce(BigInteger.ONE, BigInteger::multiply);
    }

    /**
     * About how many nanoseconds one input takes on one thread; good for choosing between methods, for nothing else.
     */
    public double nanoseconds() {
        return nanoseconds;
    }

    /** Whether the inner loop is free of branches. */
    public boolean isFlat() {
        return lanes != null;
    }

    /**
     * Goes through the inputs until one fails.
     *
     * @param threads how many threads share the inputs
     * @param progress hears now and then how many inputs more are done, from any of the threads
     * @param cancelled asked before every few thousand inputs, from any of the threads; where it says so the sweep
     *     stops
     */
    public Result run(int threads, LongConsumer progress, BooleanSupplier cancelled) {
        return new SweepRun(layout, scalar, lanes == null ? scalar : lanes, progress, cancelled).run(threads);
    }
}
