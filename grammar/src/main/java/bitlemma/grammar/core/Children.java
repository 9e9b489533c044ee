package bitlemma.grammar.core;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The terms directly inside a term, and what follows from walking through them. */
public final class Children {
    private Children() {}

    /** The direct parts of a term, in the order of evaluation. The kernel of a call is not a part of it. */
    public static List<Term> of(Term term) {
        return switch (term) {
            case Constant t -> List.of();
            case Truth t -> List.of();
            case Variable t -> List.of();
            case Let t -> List.of(t.value(), t.body());
            case If t -> List.of(t.condition(), t.then(), t.otherwise());
            case Call t -> t.arguments();
            case Fold t -> List.of(t.low(), t.high(), t.initial(), t.step());
            case ForAll t -> List.of(t.low(), t.high(), t.body());
            case Select t -> List.of(t.array(), t.index());
            case ArrayOf t -> t.elements();
            case Repeat t -> List.of(t.element(), t.count());
            case Add t -> List.of(t.left(), t.right());
            case Subtract t -> List.of(t.left(), t.right());
            case Multiply t -> List.of(t.left(), t.right());
            case Negate t -> List.of(t.operand());
            case Divide t -> List.of(t.dividend(), t.divisor());
            case Power t -> List.of(t.base(), t.exponent());
            case Absolute t -> List.of(t.operand());
            case Minimum t -> List.of(t.left(), t.right());
            case Maximum t -> List.of(t.left(), t.right());
            case RoundTo t -> List.of(t.operand());
            case Remainder t -> List.of(t.dividend(), t.divisor());
            case Compare t -> List.of(t.left(), t.right());
            case Not t -> List.of(t.operand());
            case And t -> List.of(t.left(), t.right());
            case Or t -> List.of(t.left(), t.right());
            case Bitwise t -> List.of(t.left(), t.right());
            case BitCount t -> List.of(t.operand());
            case Fits t -> List.of(t.operand());
            case Wrap t -> List.of(t.operand());
            case Saturate t -> List.of(t.operand());
            case Require t -> List.of(t.condition(), t.body());
            case CodedTerm t -> coded(t);
            case RealTerm t -> real(t);
        };
    }

    private static List<Term> real(RealTerm term) {
        return switch (term) {
            case Elementary t -> t.operands();
            case Expected t -> List.of(t.value(), t.condition());
            case Extremum t -> List.of(t.value());
            case Density t -> List.of(t.value(), t.at());
            case Optimum t -> List.of(t.low(), t.high(), t.objective());
            case LimitOf t -> List.of(t.point(), t.body());
            case SeriesOf t -> List.of(t.point(), t.body());
        };
    }

    private static List<Term> coded(CodedTerm term) {
        return switch (term) {
            case CodeConstant t -> List.of();
            case Operate t -> t.operands();
            case Encode t ->
                t.mode() instanceof Encode.Mode.Stochastic mode
                        ? List.of(t.operand(), mode.random())
                        : List.of(t.operand());
            case Decode t -> List.of(t.operand());
            case Bits t -> List.of(t.operand());
            case OfBits t -> List.of(t.pattern());
            case Classify t -> List.of(t.operand());
            case CompareCoded t -> List.of(t.left(), t.right());
        };
    }

    /** The term and all terms inside it. */
    public static Stream<Term> all(Term term) {
        return Stream.concat(Stream.of(term), of(term).stream().flatMap(Children::all));
    }

    /**
     * The variables that a term uses and does not bind itself, in the order of their first use; the lengths of their
     * arrays count as used.
     */
    public static Set<Variable> free(Term term) {
        Set<Variable> used = new LinkedHashSet<>();
        Set<Variable> bound = new HashSet<>();
        all(term).forEach(t -> {
            switch (t) {
                case Variable v -> {
                    used.add(v);
                    if (v.sort() instanceof Sort.Array array) {
                        used.addAll(free(array.length()));
                    }
                }
                case Let let -> bound.add(let.variable());
                case Fold fold -> {
                    bound.add(fold.index());
                    bound.add(fold.accumulator());
                }
                case ForAll all -> bound.add(all.index());
                case Optimum optimum -> bound.add(optimum.parameter());
                default -> {}
            }
        });
        used.removeAll(bound);
        return used;
    }

    /** Whether a term uses a variable that it does not bind itself. */
    public static boolean mentions(Term term, Variable variable) {
        return free(term).contains(variable);
    }

    /** The parts of a conjunction, in order. */
    public static Stream<Term> conjuncts(Term term) {
        return switch (term) {
            case And and -> Stream.concat(conjuncts(and.left()), conjuncts(and.right()));
            case Truth truth when truth.value() -> Stream.empty();
            default -> Stream.of(term);
        };
    }
}
