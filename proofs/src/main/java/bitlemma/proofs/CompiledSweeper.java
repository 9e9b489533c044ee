package bitlemma.proofs;

import bitlemma.grammar.core.Term;
import bitlemma.kernels.compiled.Sweep;
import bitlemma.verifier.search.Sweeper;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Compiled kernels as what runs propositions on all their inputs, on all cores. */
public final class CompiledSweeper implements Sweeper {
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    @Override
    public Optional<Sweeper.Run> prepare(List<Domain> inputs, Term given, Term body) {
        List<Sweep.Domain> domains = inputs.stream()
                .map(d -> new Sweep.Domain(d.variable(), d.low(), d.high()))
                .toList();
        return Sweep.compile(domains, given, body).map(Ready::new);
    }

    private record Ready(Sweep sweep) implements Sweeper.Run {
        @Override
        public double seconds() {
            return sweep.size().doubleValue() * sweep.nanoseconds() * 1e-9 / CORES;
        }

        @Override
        public Outcome run(BooleanSupplier stopped) {
            return switch (sweep.run(CORES, done -> {}, stopped)) {
                case Sweep.Result.Holds holds -> new Outcome.Holds(holds.inputs(), holds.satisfying());
                case Sweep.Result.Fails fails -> new Outcome.Fails(fails.inputs());
                case Sweep.Result.Stopped halted -> new Outcome.Stopped();
            };
        }
    }
}
