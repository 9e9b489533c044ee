package bitlemma.kernels;

import bitlemma.grammar.check.Checker;
import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Program;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.grammar.diagnostics.Diagnostic;
import bitlemma.grammar.parse.Parser;
import bitlemma.grammar.source.SourceFile;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Programs from text, and their evaluation. */
final class Programs {
    private Programs() {}

    static Program program(String text) {
        Parser.Parsed parsed = Parser.parse(new SourceFile("test.lemma", text));
        if (parsed.module().isEmpty()) {
            throw new AssertionError(shown(parsed.diagnostics()));
        }
        Checker.Checked checked = Checker.check(parsed.module().get(), List.of());
        return checked.program().orElseThrow(() -> new AssertionError(shown(checked.diagnostics())));
    }

    private static String shown(List<Diagnostic> diagnostics) {
        return diagnostics.stream().map(Diagnostic::render).collect(Collectors.joining("\n"));
    }

    /** The last kernel of a text. */
    static Kernel kernel(String text) {
        return List.copyOf(program(text).kernels().values()).getLast();
    }

    /** Inputs from numbers, truth values and arrays of numbers, parameter by parameter; lengths follow from the arrays. */
    static Map<Variable, Value> inputs(Kernel kernel, Object... arguments) {
        Map<Variable, Value> inputs = new HashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            Variable parameter = kernel.parameters().get(i);
            Value value = value(arguments[i]);
            inputs.put(parameter, value);
            if (value instanceof Value.Sequence sequence
                    && parameter.sort() instanceof bitlemma.grammar.core.Sort.Array array
                    && array.length() instanceof Variable length) {
                inputs.put(length, Value.Number.of(sequence.length()));
            }
        }
        return inputs;
    }

    static Value value(Object argument) {
        return switch (argument) {
            case Value value -> value;
            case Boolean b -> new Value.Truth(b);
            case long[] numbers ->
                Value.Sequence.of(Arrays.stream(numbers).mapToObj(Value.Number::of).toList());
            case BigInteger n -> Value.Number.of(n);
            case Number n -> Value.Number.of(n.longValue());
            default -> throw new IllegalArgumentException(argument.toString());
        };
    }

    static Outcome run(Kernel kernel, Object... arguments) {
        return Evaluator.run(kernel, inputs(kernel, arguments), Trace.none(), Evaluator.ORDINARY);
    }

    /** An outcome in few words: the value, or the kind of what was broken and where. */
    static String shown(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Returned returned -> returned.value().toString();
            case Outcome.Broken broken -> broken.site().kind() + " " + broken.site().text();
            case Outcome.TooLong tooLong -> "too long";
        };
    }
}
