package bitlemma.lowering;

import bitlemma.grammar.core.Compare.Relation;
import bitlemma.grammar.core.Term;
import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** A function of one number that is constant between finitely many places: as a binary tree of comparisons. */
final class StepFunction {
    /**
     * Where another value begins.
     *
     * @param place a number
     * @param inclusive whether it has the new value at that place already
     */
    private record Step(Rational place, boolean inclusive, BigInteger value) {}

    private final BigInteger first;
    private final List<Step> steps = new ArrayList<>();
    private BigInteger last;

    /** @param first the value before all steps */
    StepFunction(BigInteger first) {
        this.first = first;
        last = first;
    }

    /** From a place on the value is another one; places come in their order, each exclusive after each inclusive. */
    void from(Rational place, boolean inclusive, BigInteger value) {
        if (!value.equals(last)) {
            steps.add(new Step(place, inclusive, value));
            last = value;
        }
    }

    /**
     * The value at a number.
     *
     * @param compare the relation of the number to a constant
     */
    Term at(BiFunction<Relation, Rational, Term> compare) {
        return at(compare, 0, steps.size());
    }

    /** The value among those of the steps {@code low - 1} to {@code high - 1}. */
    private Term at(BiFunction<Relation, Rational, Term> compare, int low, int high) {
        if (low == high) {
            return Terms.of(low == 0 ? first : steps.get(low - 1).value());
        }
        int middle = (low + high) >>> 1;
        Step step = steps.get(middle);
        Term reached = compare.apply(step.inclusive() ? Relation.AT_LEAST : Relation.GREATER, step.place());
        return Terms.choose(reached, at(compare, middle + 1, high), at(compare, low, middle));
    }

    int size() {
        return steps.size();
    }
}
