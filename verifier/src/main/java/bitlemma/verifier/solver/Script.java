package bitlemma.verifier.solver;

import java.util.List;

/**
 * A question to a solver, as SMT-LIB 2.6 text: is there a value for each constant that satisfies every assertion?
 *
 * @param theory what the text is written in
 * @param text declarations and assertions only: no set-logic, no check-sat, no get-value
 * @param constants the declared names whose values are wanted where the answer is "sat"; each of sort Bool, Int, Real or
 *     a bit-vector
 */
public record Script(Theory theory, String text, List<String> constants) {
    public Script {
        constants = List.copyOf(constants);
    }

    /** The same question as a file that any SMT-LIB solver reads. */
    public String file() {
        String logic =
                switch (theory) {
                    case BIT_VECTORS -> "QF_BV";
                    case ARITHMETIC -> "QF_NIRA";
                    case REALS -> "QF_NRA";
                };
        return "(set-logic " + logic + ")\n" + text + "(check-sat)\n";
    }
}
