package bitlemma.verifier.solver;

import bitlemma.numbers.Rational;
import java.util.HashMap;
import java.util.Map;

/**
 * The values of the constants that a script asks for, as an adapter reads them from its solver's model. Solvers name
 * constants without the bars of a quoted symbol, and leave out those whose value does not matter: these are zero.
 */
public final class WantedValues {
    private final Map<String, String> wanted = new HashMap<>();
    private final Map<String, Rational> values = new HashMap<>();

    /** Begins with every wanted constant at zero. */
    public WantedValues(Script script) {
        for (String constant : script.constants()) {
            wanted.put(bare(constant), constant);
            values.put(constant, Rational.ZERO);
        }
    }

    /** Whether the script asks for this constant, named without bars. */
    public boolean wants(String symbol) {
        return wanted.containsKey(bare(symbol));
    }

    /** Records a value; a constant that the script does not ask for is ignored. */
    public void put(String symbol, Rational value) {
        String constant = wanted.get(bare(symbol));
        if (constant != null) {
            values.put(constant, value);
        }
    }

    /** The answer with these values. */
    public Answer.Sat answer() {
        return new Answer.Sat(values);
    }

    private static String bare(String symbol) {
        boolean quoted = symbol.length() >= 2 && symbol.startsWith("|") && symbol.endsWith("|");
        return quoted ? symbol.substring(1, symbol.length() - 1) : symbol;
    }
}
