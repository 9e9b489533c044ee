package bitlemma.symbolic.answer;

import bitlemma.grammar.core.Variable;
import bitlemma.numbers.Rational;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A value for each parameter of a derivation, in the order of their declaration. */
public record Sample(Map<Variable, Rational> values) {
    public Sample {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** {@code m = 3, c = 1/8}; empty where there are no parameters. */
    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(e -> e.getKey().label() + " = " + e.getValue())
                .collect(Collectors.joining(", "));
    }
}
