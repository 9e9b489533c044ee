package bitlemma.verifier.solver.cvc5;

import bitlemma.verifier.solver.Script;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The ways in which cvc5 tries a question, one after the other, as options beyond its defaults. They are chosen so that
 * each ends within its resource limit: some of cvc5's methods for nonlinear arithmetic spend time but no resources.
 */
final class Ways {
    private static final Pattern INTEGER = Pattern.compile("\\bInt\\b");
    private static final Pattern REAL = Pattern.compile("\\bReal\\b");

    /** As integers, multiplication and division by constants are decided where bits time out. */
    private static final List<Map<String, String>> BIT_VECTORS = List.of(
            Map.of("solve-bv-as-int", "sum"),
            // One step of the SAT solver is a long stretch of search, and would else count as much as one rewriting.
            Map.of("rweight", "BvSatStep=64"));

    /** Interleaved tangent planes are slower mostly, but find models that the default order does not. */
    private static final List<Map<String, String>> INTEGERS =
            List.of(Map.of(), Map.of("nl-ext-tplanes-interleave", "true"));

    /** Tangent planes approach an irrational root for ever, with numbers that double in length; coverings reach it. */
    private static final List<Map<String, String>> REALS = List.of(Map.of("nl-cov", "true"));

    /** Coverings may count through all integers of a range without spending anything; so neither of the two. */
    private static final List<Map<String, String>> MIXED = List.of(Map.of("nl-ext-tplanes", "false"));

    private Ways() {}

    /** The ways for this script, at least one. */
    static List<Map<String, String>> of(Script script) {
        return switch (script.theory()) {
            case BIT_VECTORS -> BIT_VECTORS;
            case ARITHMETIC -> {
                if (!REAL.matcher(script.text()).find()) {
                    yield INTEGERS;
                }
                yield INTEGER.matcher(script.text()).find() ? MIXED : REALS;
            }
        };
    }
}
