package bitlemma.verifier.solver.cvc5;

import bitlemma.verifier.solver.Script;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A way in which cvc5 tries a question. They are chosen so that each ends within its resource limit: some of cvc5's
 * methods for nonlinear arithmetic spend time but no resources.
 *
 * @param eighths its share of the budget
 * @param options what is set beyond cvc5's defaults
 */
record Way(int eighths, Map<String, String> options) {
    private static final Pattern INTEGER = Pattern.compile("\\bInt\\b");
    private static final Pattern REAL = Pattern.compile("\\bReal\\b");

    /** One step of the SAT solver takes about 2 ms, and would else count as much as one rewriting. */
    private static final Map<String, String> AS_BITS = Map.of("rweight", "BvSatStep=1000");

    /** As integers, multiplication and division by constants are decided at once where bits time out. */
    private static final Map<String, String> AS_INTEGERS = Map.of("solve-bv-as-int", "sum");

    private static final List<Way> BIT_VECTORS =
            List.of(new Way(1, AS_BITS), new Way(1, AS_INTEGERS), new Way(6, AS_BITS));

    /** Interleaved tangent planes are slower mostly, but find models that the default order does not. */
    private static final List<Way> INTEGERS =
            List.of(new Way(4, Map.of()), new Way(4, Map.of("nl-ext-tplanes-interleave", "true")));

    /** Tangent planes approach an irrational root for ever, with numbers that double in length; coverings reach it. */
    private static final List<Way> REALS = List.of(new Way(8, Map.of("nl-cov", "true")));

    /** Coverings may count through all integers of a range without spending anything; so neither of the two. */
    private static final List<Way> MIXED = List.of(new Way(8, Map.of("nl-ext-tplanes", "false")));

    /** The ways for this script, in the order to try them. */
    static List<Way> of(Script script) {
        return switch (script.theory()) {
            case BIT_VECTORS -> BIT_VECTORS;
            case REALS -> REALS;
            case ARITHMETIC -> {
                if (!REAL.matcher(script.text()).find()) {
                    yield INTEGERS;
                }
                yield INTEGER.matcher(script.text()).find() ? MIXED : REALS;
            }
        };
    }
}
