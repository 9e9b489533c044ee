package bitlemma.kernels.compiled;

import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * One run of a sweep. The inputs are numbered in their order and cut into blocks, the blocks into slices; each thread
 * takes the next slice. After a failure, slices before it are still gone through, so the first failure is found.
 */
final class SweepRun {
    /** Inputs of one slice, about: some milliseconds of work. */
    private static final long SLICE = 1L << 20;

    private final Layout layout;
    private final long[] lows;
    private final long[] sizes;
    private final long low;
    private final long high;
    private final long innerBlocks;
    private final long blocks;
    private final long sliceBlocks;
    private final Scan scalar;
    private final Scan scan;
    private final LongConsumer progress;
    private final BooleanSupplier cancelled;

    private final AtomicLong nextSlice = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong satisfying = new AtomicLong();
    private final AtomicReference<Failure> failure = new AtomicReference<>();
    private final AtomicReference<Throwable> thrown = new AtomicReference<>();
    private volatile boolean stopped;

    private record Failure(long block, int offset) {
        boolean isBefore(long otherBlock) {
            return block < otherBlock;
        }
    }

    SweepRun(
            Layout layout, Scan scalar, Scan scan, LongConsumer progress, BooleanSupplier cancelled) {
        this.layout = layout;
        List<Sweep.Domain> outer = layout.outer();
        this.lows = outer.stream().mapToLong(d -> d.low().longValueExact()).toArray();
        this.sizes = outer.stream().mapToLong(d -> d.size().longValueExact()).toArray();
        this.low = layout.low();
        this.high = layout.high();
        this.innerBlocks = Math.floorDiv(high, Scan.BLOCK) - Math.floorDiv(low, Scan.BLOCK) + 1;
        this.blocks = outer.stream()
                .map(Sweep.Domain::size)
                .reduce(BigInteger.valueOf(innerBlocks), BigInteger::multiply)
                .longValueExact();
        this.sliceBlocks = Math.max(1, SLICE / Math.min(Scan.BLOCK, high - low + 1));
        this.scalar = scalar;
        this.scan = scan;
        this.progress = progress;
        this.cancelled = cancelled;
    }

    Sweep.Result run(int threads) {
        List<Thread> workers = new ArrayList<>();
        for (int i = 1; i < threads; i++) {
            workers.add(Thread.ofPlatform().daemon().name("sweep-" + i).start(this::work));
        }
        work();
        boolean interrupted = false;
        for (Thread worker : workers) {
            while (worker.isAlive()) {
                try {
                    worker.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                    stopped = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        switch (thrown.get()) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case null, default -> {}
        }
        Failure first = failure.get();
        if (first != null) {
            return new Sweep.Result.Fails(inputs(first));
        }
        return stopped ? new Sweep.Result.Stopped(done.get()) : new Sweep.Result.Holds(done.get(), satisfying.get());
    }

    private void work() {
        try {
            long slices = (blocks + sliceBlocks - 1) / sliceBlocks;
            for (long slice = nextSlice.getAndIncrement(); slice < slices; slice = nextSlice.getAndIncrement()) {
                if (!slice(slice * sliceBlocks, Math.min(blocks, (slice + 1) * sliceBlocks))) {
                    return;
                }
            }
        } catch (RuntimeException | Error e) {
            thrown.compareAndSet(null, e);
            stopped = true;
        }
    }

    /** Goes through the blocks of a slice; false where there is nothing more to do. */
    private boolean slice(long from, long to) {
        long[] values = new long[sizes.length];
        long inputs = 0;
        long satisfied = 0;
        boolean goesOn = true;
        for (long block = from; block < to && goesOn; block++) {
            Failure found = failure.get();
            if (found != null && found.isBefore(block)) {
                goesOn = false;
            } else if (stopped || cancelled.getAsBoolean() || Thread.currentThread().isInterrupted()) {
                stopped = true;
                goesOn = false;
            } else {
                long first = first(block, values);
                // Up to the next multiple of a block's size.
                int count = (int) Math.min(Scan.BLOCK - Math.floorMod(first, Scan.BLOCK), high - first + 1);
                long result = scan(values, first, count);
                if (result < 0) {
                    Failure here = new Failure(block, offset(values, first, count));
                    failure.accumulateAndGet(here, (a, b) -> a == null || b.isBefore(a.block()) ? b : a);
                    goesOn = false;
                } else {
                    inputs += count;
                    satisfied += result;
                }
            }
        }
        done.addAndGet(inputs);
        satisfying.addAndGet(satisfied);
        progress.accept(inputs);
        return goesOn;
    }

    private long scan(long[] values, long first, int count) {
        try {
            return scan.scan(values, first, count);
        } catch (ObligationBroken broken) {
            return -1;
        }
    }

    /** The first input of a block that fails, where one does. */
    private int offset(long[] values, long first, int count) {
        for (int i = 0; i < count; i++) {
            try {
                if (scalar.scan(values, first + i, 1) < 0) {
                    return i;
                }
            } catch (ObligationBroken broken) {
                return i;
            }
        }
        throw new IllegalStateException("the two ways of running a sweep disagree from " + first + " on, with "
                + java.util.Arrays.toString(values) + " before");
    }

    /** Sets the values of the outer inputs for a block, and returns the first value of the innermost one. */
    private long first(long block, long[] values) {
        long rest = block / innerBlocks;
        for (int i = sizes.length - 1; i >= 0; i--) {
            values[i] = lows[i] + rest % sizes[i];
            rest /= sizes[i];
        }
        return Math.max(low, (Math.floorDiv(low, Scan.BLOCK) + block % innerBlocks) * Scan.BLOCK);
    }

    private Map<Variable, Value> inputs(Failure at) {
        long[] values = new long[sizes.length];
        long first = first(at.block(), values);
        Map<Variable, Value> inputs = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            Variable variable = layout.outer().get(i).variable();
            inputs.put(variable, value(variable, values[i]));
        }
        for (int i = 0; i < layout.inner().size(); i++) {
            Variable variable = layout.inner().get(i).variable();
            inputs.put(variable, value(variable, layout.value(i, first + at.offset())));
        }
        return inputs;
    }

    private static Value value(Variable variable, long value) {
        return variable.sort() == Sort.BOOLEAN ? new Value.Truth(value != 0) : Value.Number.of(value);
    }
}
