package bitlemma.cli.report;

import bitlemma.grammar.core.Kernel;
import bitlemma.kernels.Evaluator;
import bitlemma.kernels.Trace;
import bitlemma.kernels.binary.Comparison;
import bitlemma.kernels.c.Prototype;
import bitlemma.proofs.Counterexample;
import java.util.Optional;

/**
 * What a crosscheck reports.
 *
 * @param kernel the kernel
 * @param prototype how the native function was called
 * @param library the shared library's path as it was given
 * @param seed what decided the random inputs
 * @param comparison what was compared
 * @param counterexample the input on which the two differ, with every step of the kernel
 * @param seconds how long it took
 * @param interrupted whether Ctrl-C ended it
 */
public record Crosschecked(
        Kernel kernel,
        Prototype prototype,
        String library,
        long seed,
        Comparison comparison,
        Optional<Counterexample> counterexample,
        double seconds,
        boolean interrupted) {

    /** The report of a comparison; replays the difference, where there is one. */
    public static Crosschecked of(
            Kernel kernel,
            Prototype prototype,
            String library,
            long seed,
            Comparison comparison,
            double seconds,
            boolean interrupted) {
        Optional<Counterexample> counterexample = comparison.difference().map(difference -> {
            Trace trace = Trace.recording();
            Evaluator.run(kernel, difference.input(), trace, Evaluator.ORDINARY);
            return new Counterexample(
                    difference.input(),
                    Optional.empty(),
                    "the kernel gives " + difference.expected() + ", " + prototype.name() + " gives "
                            + difference.found(),
                    trace.entries());
        });
        return new Crosschecked(kernel, prototype, library, seed, comparison, counterexample, seconds, interrupted);
    }

    /** 0 where the two agree, 1 where they differ, 2 where nothing was compared. */
    public int exitCode() {
        return comparison.difference().isPresent() ? 1 : comparison.compared() == 0 ? 2 : 0;
    }

    /** {@code agrees}, {@code differs}, or {@code nothing compared}. */
    String verdict() {
        return switch (exitCode()) {
            case 0 -> "agrees";
            case 1 -> "differs";
            default -> "nothing compared";
        };
    }
}
