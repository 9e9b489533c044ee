package bitlemma.symbolic.random;

import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import java.util.List;

/** How a random variable is distributed, in one of the three forms that are integrated or summed. */
public sealed interface Law {
    /**
     * Continuous on an interval.
     *
     * @param low may be infinite
     * @param high may be infinite
     * @param density at the variable's own symbol
     */
    record Continuous(Formula low, Formula high, Formula density) implements Law {}

    /**
     * Each integer from low to high, both included.
     *
     * @param high may be infinite
     * @param weight of each; the probability for a random variable, one for the index of a sum
     */
    record Lattice(Formula low, Formula high, Formula weight) implements Law {
        /** Each integer with the same probability. */
        public static Lattice uniform(Formula low, Formula high) {
            return new Lattice(
                    low, high, Formulas.reciprocal(Formulas.sum(Formulas.minus(high, low), Formulas.ONE)));
        }
    }

    /** Finitely many values. */
    record Finite(List<Atom> atoms) implements Law {
        public Finite {
            atoms = List.copyOf(atoms);
        }
    }

    /** One value of {@link Finite}. */
    record Atom(Formula value, Formula probability) {}
}
