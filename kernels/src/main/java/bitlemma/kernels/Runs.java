package bitlemma.kernels;

import bitlemma.grammar.core.Add;
import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Fits;
import bitlemma.grammar.core.Fold;
import bitlemma.grammar.core.ForAll;
import bitlemma.grammar.core.Let;
import bitlemma.grammar.core.Select;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.IntegerFormat;
import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What lets a reduction over billions of equal elements be evaluated exactly: rounds that see the same elements do the
 * same, and a sum of n equal numbers is n times the number.
 */
final class Runs {
    /** Fewer equal rounds than this are simply carried out. */
    static final BigInteger WORTHWHILE = BigInteger.valueOf(512);

    private Runs() {}

    /**
     * How many rounds from {@code index} on are the same but for the accumulator: the body reads the index only as the
     * index of arrays, and these have equal elements. At least 1.
     */
    static BigInteger equalRounds(
            Fold fold, BigInteger index, BigInteger high, Map<Variable, Value> values, BigInteger worthwhile) {
        return equalRounds(fold.step(), fold.index(), index, high, values, worthwhile);
    }

    static BigInteger equalRounds(
            ForAll all, BigInteger index, BigInteger high, Map<Variable, Value> values, BigInteger worthwhile) {
        return equalRounds(all.body(), all.index(), index, high, values, worthwhile);
    }

    private static BigInteger equalRounds(
            Term body,
            Variable variable,
            BigInteger index,
            BigInteger high,
            Map<Variable, Value> values,
            BigInteger worthwhile) {
        BigInteger rest = high.subtract(index);
        if (rest.compareTo(worthwhile) <= 0) {
            return BigInteger.ONE;
        }
        List<Variable> arrays = new ArrayList<>();
        if (!readsElementsOnly(body, variable, arrays)) {
            return BigInteger.ONE;
        }
        for (Variable array : arrays) {
            if (!(values.get(array) instanceof Value.Sequence sequence)) {
                return BigInteger.ONE;
            }
            if (index.compareTo(sequence.length()) >= 0) {
                return BigInteger.ONE;
            }
            rest = rest.min(sequence.endOfRun(index).subtract(index));
        }
        return rest.max(BigInteger.ONE);
    }

    private static boolean readsElementsOnly(Term term, Variable index, List<Variable> arrays) {
        if (term instanceof Select select && select.index().equals(index)) {
            if (select.array() instanceof Variable array) {
                arrays.add(array);
                return true;
            }
            return false;
        }
        // That an index is in range is asked each round; with the range known to hold at both ends it holds between.
        if (term instanceof bitlemma.grammar.core.Require require
                && require.site().kind() == bitlemma.grammar.core.Site.Kind.INDEX
                && require.body() instanceof Select select
                && select.index().equals(index)) {
            return readsElementsOnly(select, index, arrays);
        }
        if (term.equals(index)) {
            return false;
        }
        return Children.of(term).stream().allMatch(part -> readsElementsOnly(part, index, arrays));
    }

    /** A step that adds a term without the accumulator to it; the lets in between bind what the term uses. */
    record Addend(Term term, List<Let> bindings, IntegerFormat format) {}

    /** The addend of a fold whose step is {@code accumulator + term}; null where it has another form. */
    static Addend addend(Fold fold) {
        List<Let> bindings = new ArrayList<>();
        IntegerFormat format = null;
        Term step = fold.step();
        while (step instanceof Let let && !Children.mentions(let.value(), fold.accumulator())) {
            bindings.add(let);
            step = let.body();
        }
        if (step instanceof Fits fits) {
            format = fits.format();
            step = fits.operand();
        }
        boolean adds = step instanceof Add add
                && add.left().equals(fold.accumulator())
                && !Children.mentions(add.right(), fold.accumulator());
        return adds ? new Addend(((Add) step).right(), bindings, format) : null;
    }

    /** How many of {@code rounds} additions of {@code each} keep the sum inside the format. */
    static BigInteger fitting(Rational start, Rational each, BigInteger rounds, IntegerFormat format) {
        if (format == null || each.signum() == 0) {
            return rounds;
        }
        Rational bound = Rational.of(each.signum() > 0 ? format.max() : format.min());
        BigInteger fitting = bound.minus(start).dividedBy(each).floor();
        return fitting.min(rounds).max(BigInteger.ZERO);
    }
}
