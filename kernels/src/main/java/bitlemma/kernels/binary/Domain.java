package bitlemma.kernels.binary;

import bitlemma.grammar.core.Absolute;
import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.ForAll;
import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Select;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.IntegerFormat;
import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The integers among which an input's number, or the bit pattern of a coded value, is sought: all of its sort, less
 * what comparisons of the given exclude. Other conditions of the given may exclude more.
 *
 * @param low the least
 * @param high the greatest; below {@code low} where there is none
 */
record Domain(BigInteger low, BigInteger high) {
    private static final IntegerFormat EXACT = IntegerFormat.signed(64);
    private static final IntegerFormat LENGTH = IntegerFormat.unsigned(31);

    /**
     * The domain of a parameter, a length, or an array's elements.
     *
     * @param chosen the inputs whose values are known; comparisons with others are passed over
     */
    static Domain of(Variable variable, Kernel kernel, Map<Variable, Value> chosen) {
        boolean array = variable.sort() instanceof Sort.Array;
        Domain domain = of(variable.sort(), kernel.lengths().contains(variable));
        List<Term> conjuncts = Children.conjuncts(kernel.given()).toList();
        for (Term conjunct : conjuncts) {
            if (array && conjunct instanceof ForAll all) {
                for (Term inner : Children.conjuncts(all.body()).toList()) {
                    domain = domain.where(
                            inner,
                            chosen,
                            t -> t instanceof Select s && s.array().equals(variable));
                }
            } else if (!array) {
                domain = domain.where(conjunct, chosen, t -> t.equals(variable));
                domain = domain.beside(conjunct, variable, kernel, chosen);
            }
        }
        return domain;
    }

    private static Domain of(Sort sort, boolean length) {
        return switch (sort) {
            case Sort.Coded coded -> {
                IntegerFormat codes = IntegerFormat.unsigned(coded.format().width());
                yield new Domain(codes.min(), codes.max());
            }
            case Sort.Machine machine -> new Domain(machine.format().min(), machine.format().max());
            case Sort.ExactInteger integer -> {
                IntegerFormat format = length ? LENGTH : EXACT;
                yield new Domain(format.min(), format.max());
            }
            case Sort.Bool bool -> new Domain(BigInteger.ZERO, BigInteger.ONE);
            case Sort.Array array -> of(array.element(), false);
            case Sort.ExactRational rational -> throw new IllegalArgumentException("a fraction has no domain");
        };
    }

    /** What a comparison with an input that is not known yet says, by the ends of what that can be. */
    private Domain beside(Term condition, Variable variable, Kernel kernel, Map<Variable, Value> chosen) {
        if (!(condition instanceof Compare compare)
                || !(compare.left() instanceof Variable left)
                || !(compare.right() instanceof Variable right)
                || left.equals(right)
                || !left.equals(variable) && !right.equals(variable)) {
            return this;
        }
        Variable other = left.equals(variable) ? right : left;
        if (chosen.containsKey(other)) {
            return this;
        }
        Domain ends = of(other.sort(), kernel.lengths().contains(other));
        for (Term conjunct : Children.conjuncts(kernel.given()).toList()) {
            ends = ends.where(conjunct, Map.of(), t -> t.equals(other));
        }
        boolean rises = compare.relation() == Compare.Relation.LESS || compare.relation() == Compare.Relation.AT_MOST;
        boolean falls =
                compare.relation() == Compare.Relation.GREATER || compare.relation() == Compare.Relation.AT_LEAST;
        if (!rises && !falls) {
            return this;
        }
        return rises == left.equals(variable) ? upTo(ends.high()) : from(ends.low());
    }

    private interface Subject {
        boolean is(Term term);
    }

    private Domain where(Term condition, Map<Variable, Value> chosen, Subject subject) {
        if (!(condition instanceof Compare compare)) {
            return this;
        }
        Domain one = where(compare.relation(), compare.left(), compare.right(), chosen, subject);
        Compare.Relation mirrored = switch (compare.relation()) {
            case EQUAL -> Compare.Relation.EQUAL;
            case UNEQUAL -> Compare.Relation.UNEQUAL;
            case LESS -> Compare.Relation.GREATER;
            case AT_MOST -> Compare.Relation.AT_LEAST;
            case GREATER -> Compare.Relation.LESS;
            case AT_LEAST -> Compare.Relation.AT_MOST;
        };
        return one.where(mirrored, compare.right(), compare.left(), chosen, subject);
    }

    private Domain where(
            Compare.Relation relation, Term left, Term right, Map<Variable, Value> chosen, Subject subject) {
        boolean magnitude = left instanceof Absolute a && subject.is(a.operand());
        if (!subject.is(left) && !magnitude || !chosen.keySet().containsAll(Children.free(right))) {
            return this;
        }
        Optional<Rational> bound = Inside.number(right, chosen);
        if (bound.isEmpty()) {
            return this;
        }
        BigInteger floor = bound.get().floor();
        BigInteger ceiling = bound.get().ceiling();
        return switch (relation) {
            case EQUAL ->
                magnitude ? upTo(floor).from(floor.negate()) : upTo(floor).from(ceiling);
            case LESS -> upTo(ceiling.subtract(BigInteger.ONE), magnitude);
            case AT_MOST -> upTo(floor, magnitude);
            case GREATER -> magnitude ? this : from(floor.add(BigInteger.ONE));
            case AT_LEAST -> magnitude ? this : from(ceiling);
            case UNEQUAL -> {
                Domain below =
                        !magnitude && bound.get().equals(Rational.of(low)) ? from(low.add(BigInteger.ONE)) : this;
                yield !magnitude && bound.get().equals(Rational.of(high))
                        ? below.upTo(high.subtract(BigInteger.ONE))
                        : below;
            }
        };
    }

    private Domain upTo(BigInteger bound, boolean magnitude) {
        return magnitude ? upTo(bound).from(bound.negate()) : upTo(bound);
    }

    private Domain upTo(BigInteger bound) {
        return new Domain(low, high.min(bound));
    }

    private Domain from(BigInteger bound) {
        return new Domain(low.max(bound), high);
    }

    boolean isEmpty() {
        return low.compareTo(high) > 0;
    }

    /** How many integers it has. */
    BigInteger size() {
        return isEmpty() ? BigInteger.ZERO : high.subtract(low).add(BigInteger.ONE);
    }

    boolean contains(BigInteger value) {
        return low.compareTo(value) <= 0 && value.compareTo(high) <= 0;
    }
}
