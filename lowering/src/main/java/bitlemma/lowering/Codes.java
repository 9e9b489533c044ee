package bitlemma.lowering;

import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.CodedFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Inputs of original and of lowered terms: coded values, and the integers that are their bit patterns. */
public final class Codes {
    private Codes() {}

    /** The same inputs with bit patterns, for the lowered variables; in the same order. */
    public static Map<Variable, Value> toCodes(Map<Variable, Value> values) {
        Map<Variable, Value> codes = new LinkedHashMap<>();
        values.forEach((variable, value) -> codes.put(Lowering.lower(variable), toCode(value)));
        return codes;
    }

    /** The value with the bit pattern in place of each coded value. */
    public static Value toCode(Value value) {
        return switch (value) {
            case Value.Coded coded -> Value.Number.of(coded.code());
            case Value.Sequence sequence -> {
                List<Value.Sequence.Run> runs = new ArrayList<>();
                sequence.runs().forEach(r -> runs.add(new Value.Sequence.Run(toCode(r.element()), r.length())));
                yield new Value.Sequence(runs);
            }
            case Value.Number number -> number;
            case Value.Truth truth -> truth;
        };
    }

    /**
     * The inputs that bit patterns stand for.
     *
     * @param originals the variables as they were before lowering
     * @param codes values for lowered variables; where one has none, the result has none for the original
     */
    public static Map<Variable, Value> toValues(List<Variable> originals, Map<Variable, Value> codes) {
        Map<Variable, Value> values = new LinkedHashMap<>();
        for (Variable original : originals) {
            Value code = codes.get(original);
            if (code != null) {
                values.put(original, toValue(original.sort(), code));
            }
        }
        return values;
    }

    /** The value of a sort for which bit patterns stand. */
    public static Value toValue(Sort sort, Value code) {
        return switch (sort) {
            case Sort.Coded(CodedFormat format) ->
                new Value.Coded(format, ((Value.Number) code).value().toIntegerExact());
            case Sort.Array(Sort element, var length)
            when element instanceof Sort.Coded -> {
                List<Value.Sequence.Run> runs = new ArrayList<>();
                ((Value.Sequence) code)
                        .runs()
                        .forEach(r -> runs.add(new Value.Sequence.Run(toValue(element, r.element()), r.length())));
                yield new Value.Sequence(runs);
            }
            default -> code;
        };
    }
}
