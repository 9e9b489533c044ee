package bitlemma.proofs;

import bitlemma.grammar.core.Term;
import bitlemma.kernels.compiled.Sweep;
import bitlemma.verifier.search.Sweeper;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/** Compiled kernels as what runs propositions on all their inputs, on all cores. */
public final class CompiledSweeper implements Sweeper {
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    /** Estimates are for as many, wherever they are made: what is decided must not depend on the machine. */
    private static final int ESTIMATED_CORES = 2;

    /** Hears how far a run is: how many inputs are done, of how many. From several threads, one call at a time. */
    public interface Progress {
        void at(long done, BigInteger all);
    }

    private final Progress progress;

    /** @param progress hears of every run, more often the faster it is */
    public CompiledSweeper(Progress progress) {
        this.progress = progress;
    }

    public CompiledSweeper() {
        this((done, all) -> {});
    }

    @Override
    public Optional<Sweeper.Run> prepare(List<Domain> inputs, Term given, Term body) {
        List<Sweep.Domain> domains = inputs.stream()
                .map(d -> new Sweep.Domain(d.variable(), d.low(), d.high()))
                .toList();
        return Sweep.compile(domains, given, body).map(sweep -> new Ready(sweep, progress));
    }

    private record Ready(Sweep sweep, Progress progress) implements Sweeper.Run {
        @Override
        public double seconds() {
            return sweep.size().doubleValue() * sweep.nanoseconds() * 1e-9 / ESTIMATED_CORES;
        }

        @Override
        public Outcome run(BooleanSupplier stopped) {
            BigInteger all = sweep.size();
            long[] sum = {0};
            LongConsumer adding = done -> {
                synchronized (sum) {
                    sum[0] += done;
                    progress.at(sum[0], all);
                }
            };
            return switch (sweep.run(CORES, adding, stopped)) {
                case Sweep.Result.Holds holds -> new Outcome.Holds(holds.inputs(), holds.satisfying());
                case Sweep.Result.Fails fails -> new Outcome.Fails(fails.inputs());
                case Sweep.Result.Stopped halted -> new Outcome.Stopped();
            };
        }
    }
}
