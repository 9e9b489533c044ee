package bitlemma.kernels.binary;

import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.kernels.Evaluator;
import bitlemma.kernels.Outcome;
import bitlemma.kernels.Trace;
import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;

/** Which inputs a kernel is meant for. */
final class Inside {
    private Inside() {}

    /** Whether arrays have the lengths that their types say, and the kernel's given holds. */
    static boolean given(Kernel kernel, Map<Variable, Value> input) {
        for (Variable parameter : kernel.parameters()) {
            if (parameter.sort() instanceof Sort.Array array
                    && !integer(array.length(), input).equals(Optional.of(length(input.get(parameter))))) {
                return false;
            }
        }
        return evaluate(kernel.given(), input).orElse(null) instanceof Value.Truth truth && truth.value();
    }

    private static BigInteger length(Value value) {
        return ((Value.Sequence) value).length();
    }

    /** The number that a term stands for; empty where it needs more than the input has, or has no value. */
    static Optional<Rational> number(Term term, Map<Variable, Value> input) {
        return evaluate(term, input).map(value -> value instanceof Value.Number number ? number.value() : null);
    }

    /** The integer that a term stands for; empty where it is none. */
    static Optional<BigInteger> integer(Term term, Map<Variable, Value> input) {
        return number(term, input).filter(Rational::isInteger).map(Rational::numerator);
    }

    private static Optional<Value> evaluate(Term term, Map<Variable, Value> input) {
        return Evaluator.evaluate(term, input, Trace.none(), Evaluator.ORDINARY) instanceof Outcome.Returned returned
                ? Optional.of(returned.value())
                : Optional.empty();
    }
}
