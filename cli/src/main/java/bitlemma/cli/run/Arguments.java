package bitlemma.cli.run;

import bitlemma.cli.input.InputProblem;
import bitlemma.cli.input.Spelling;
import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.kernels.Evaluator;
import bitlemma.kernels.Outcome;
import bitlemma.kernels.Trace;
import bitlemma.proofs.Falsehood;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From the arguments of a command line to a kernel's input: complete, of the right sorts, and inside the given. */
public final class Arguments {
    private final Kernel kernel;
    private final Map<Variable, Value> input = new LinkedHashMap<>();

    private Arguments(Kernel kernel) {
        this.kernel = kernel;
    }

    /**
     * The input that arguments say.
     *
     * @param texts a value for each parameter in its order, and {@code NAME=VALUE} for lengths that no array shows
     */
    public static Map<Variable, Value> of(Kernel kernel, List<String> texts) {
        Arguments arguments = new Arguments(kernel);
        List<String> inOrder = new ArrayList<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            if (equals > 0) {
                arguments.named(text.substring(0, equals).strip(), text.substring(equals + 1));
            } else {
                inOrder.add(text);
            }
        }
        arguments.inOrder(inOrder);
        arguments.lengths();
        arguments.given();
        Map<Variable, Value> ordered = new LinkedHashMap<>();
        kernel.inputs().forEach(v -> ordered.put(v, arguments.input.get(v)));
        return ordered;
    }

    /** {@code dot<int32>(a: int8[K], b: int8[K])}. */
    private static String signature(Kernel kernel) {
        List<String> parts = new ArrayList<>();
        for (Variable parameter : kernel.parameters()) {
            parts.add(parameter.label() + ": " + shown(parameter.sort()));
        }
        return kernel.name() + "(" + String.join(", ", parts) + ")";
    }

    private static String shown(Sort sort) {
        if (sort instanceof Sort.Array array) {
            String length = switch (array.length()) {
                case Variable variable -> variable.label();
                case Constant constant -> constant.value().toString();
                default -> "...";
            };
            return array.element() + "[" + length + "]";
        }
        return sort.toString();
    }

    private void named(String name, String text) {
        for (Variable variable : kernel.inputs()) {
            if (variable.label().equals(name)) {
                if (input.containsKey(variable)) {
                    throw new InputProblem("`" + name + "` is given twice", "");
                }
                input.put(variable, new ValueReader("`" + name + "`").read(variable.sort(), text));
                return;
            }
        }
        List<String> names = kernel.inputs().stream().map(Variable::label).toList();
        throw new InputProblem(
                kernel.name() + " has no input `" + name + "`",
                Spelling.nearest(name, names)
                        .map(n -> "did you mean `" + n + "`?")
                        .orElse("its inputs are " + String.join(", ", names)));
    }

    private void inOrder(List<String> texts) {
        List<Variable> open = kernel.parameters().stream().filter(p -> !input.containsKey(p)).toList();
        if (texts.size() != open.size()) {
            throw new InputProblem(
                    kernel.name() + " takes " + kernel.parameters().size()
                            + (kernel.parameters().size() == 1 ? " argument" : " arguments") + ", found "
                            + (texts.size() + kernel.parameters().size() - open.size()),
                    "expected values for " + signature(kernel));
        }
        for (int i = 0; i < texts.size(); i++) {
            Variable parameter = open.get(i);
            input.put(parameter, new ValueReader("`" + parameter.label() + "`").read(parameter.sort(), texts.get(i)));
        }
    }

    private void lengths() {
        for (Variable parameter : kernel.parameters()) {
            if (parameter.sort() instanceof Sort.Array array
                    && array.length() instanceof Variable length
                    && input.get(parameter) instanceof Value.Sequence sequence) {
                input.putIfAbsent(length, Value.Number.of(sequence.length()));
            }
        }
        for (Variable length : kernel.lengths()) {
            if (!input.containsKey(length)) {
                throw new InputProblem(
                        "no array shows the length `" + length.label() + "`",
                        "give it as " + length.label() + "=5");
            }
            if (((Value.Number) input.get(length)).value().signum() < 0) {
                throw new InputProblem("the length `" + length.label() + "` is negative", "");
            }
        }
        for (Variable parameter : kernel.parameters()) {
            if (parameter.sort() instanceof Sort.Array array
                    && input.get(parameter) instanceof Value.Sequence sequence) {
                Optional<BigInteger> wanted = number(array.length());
                if (wanted.isPresent() && !wanted.get().equals(sequence.length())) {
                    throw new InputProblem(
                            "`" + parameter.label() + "`: expected an array of length " + wanted.get() + ", found "
                                    + sequence.length(),
                            "its type is " + shown(array) + (kernel.lengths().isEmpty() ? "" : ", and "
                                    + known(kernel.lengths())));
                }
            }
        }
    }

    private String known(List<Variable> lengths) {
        return String.join(", ", lengths.stream().map(l -> l.label() + " = " + input.get(l)).toList());
    }

    private Optional<BigInteger> number(Term term) {
        return Evaluator.evaluate(term, input, Trace.none(), Evaluator.ORDINARY) instanceof Outcome.Returned returned
                        && returned.value() instanceof Value.Number number
                        && number.value().isInteger()
                ? Optional.of(number.value().numerator())
                : Optional.empty();
    }

    private void given() {
        for (Term condition : Children.conjuncts(kernel.given()).toList()) {
            String hint = "a kernel says nothing about inputs outside its given";
            switch (Evaluator.evaluate(condition, input, Trace.none(), Evaluator.ORDINARY)) {
                case Outcome.Returned returned -> {
                    if (returned.value() instanceof Value.Truth truth && !truth.value()) {
                        throw new InputProblem(
                                "the given of " + kernel.name() + " does not hold"
                                        + Falsehood.of(condition, input).map(f -> ": " + f + " is false").orElse(""),
                                hint);
                    }
                }
                case Outcome.Broken broken ->
                    throw new InputProblem(
                            "the given of " + kernel.name() + " has no value on this input: " + broken.detail(), hint);
                case Outcome.TooLong tooLong ->
                    throw new InputProblem("the given of " + kernel.name() + " takes too long to evaluate", "");
            }
        }
    }
}
