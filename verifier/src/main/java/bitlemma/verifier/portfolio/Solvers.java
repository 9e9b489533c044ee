package bitlemma.verifier.portfolio;

import bitlemma.verifier.solver.Solver;
import bitlemma.verifier.solver.Theory;
import bitlemma.verifier.solver.bitwuzla.BitwuzlaSolver;
import bitlemma.verifier.solver.cvc5.Cvc5Solver;
import bitlemma.verifier.solver.z3.Z3Solver;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The solvers that this program knows, in order of preference. Nothing of a solver is loaded before it is opened. */
public enum Solvers {
    Z3(EnumSet.allOf(Theory.class), () -> new Z3Solver()),
    CVC5(EnumSet.allOf(Theory.class), () -> new Cvc5Solver()),
    BITWUZLA(EnumSet.of(Theory.BIT_VECTORS), () -> new BitwuzlaSolver());

    /** What came of opening a solver. */
    public sealed interface Opened {
        /** A solver for the thread that opened it; the caller closes it. */
        record Ready(Solver solver) implements Opened {}

        /**
         * This machine cannot run the solver.
         *
         * @param name the solver
         * @param reason why, as a sentence part for a person
         */
        record Unavailable(String name, String reason) implements Opened {}
    }

    private interface Opening {
        Solver open() throws IOException;
    }

    private final Set<Theory> theories;
    private final Opening opening;

    Solvers(Set<Theory> theories, Opening opening) {
        this.theories = Set.copyOf(theories);
        this.opening = opening;
    }

    /** The name by which a user asks for this solver, as in "cvc5". */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What scripts it treats; the same as {@link Solver#supports} says, without loading it. */
    public Set<Theory> theories() {
        return theories;
    }

    /** The solver of that {@link #title}, if there is one. */
    public static Optional<Solvers> named(String title) {
        for (Solvers solver : values()) {
            if (solver.title().equals(title)) {
                return Optional.of(solver);
            }
        }
        return Optional.empty();
    }

    /** Opens the solver of that {@link #title}; a name that no solver has is {@link Opened.Unavailable} too. */
    public static Opened open(String title) {
        return named(title)
                .map(Solvers::open)
                .orElseGet(() -> new Opened.Unavailable(title, "there is no solver of that name"));
    }

    /** Loads the solver's code, once in a process, and makes an instance for the calling thread. */
    public Opened open() {
        try {
            return new Opened.Ready(opening.open());
        } catch (IOException | LinkageError | RuntimeException e) {
            // Whatever keeps native code from loading, the program goes on with the solvers that do.
            return new Opened.Unavailable(title(), reason(e));
        }
    }

    private static String reason(Throwable failure) {
        return switch (failure) {
            case ExceptionInInitializerError wrapping when wrapping.getCause() != null -> reason(wrapping.getCause());
            case NoClassDefFoundError missing -> "its Java classes are not usable: " + missing.getMessage();
            default -> failure.getMessage() == null ? failure.toString() : failure.getMessage();
        };
    }
}
