package bitlemma.lowering;

import bitlemma.grammar.core.CodedTerm;
import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Proposition;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Statement;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.IntegerFormat;
import java.util.function.Supplier;

/**
 * Terms of coded formats as integer terms of the same core: a value of a coded format becomes its bit pattern, an
 * unsigned machine integer, and no {@link CodedTerm} is left. A lowered term has the value of the original one, or
 * breaks an obligation at the same site. It is total otherwise: no part of it fails, whichever side of a choice is
 * taken.
 *
 * <p>This is the second meaning of coded values, made of shifts, masks and additions. It shares no arithmetic with the
 * formats' own {@code encode} and {@code apply}, which the exact evaluator uses.
 */
public final class Lowering {
    private Lowering() {}

    /** The sort of the bit patterns of a sort's values; a sort without coded values stays as it is. */
    public static Sort lower(Sort sort) {
        return switch (sort) {
            case Sort.Coded(var format) -> new Sort.Machine(IntegerFormat.unsigned(format.width()), format);
            case Sort.Array(Sort element, Term length) ->
                element instanceof Sort.Coded ? new Sort.Array(lower(element), length) : sort;
            default -> sort;
        };
    }

    /** The variable of the same name that stands for the bit pattern, or for an array of bit patterns. */
    public static Variable lower(Variable variable) {
        Sort sort = lower(variable.sort());
        return sort == variable.sort() ? variable : new Variable(variable.name(), sort);
    }

    public static Lowered<Term> lower(Term term) {
        return attempt(() -> new TermLowering().lower(term));
    }

    /** The kernel with the same name and place; the kernels that it calls are lowered with it, each of them once. */
    public static Lowered<Kernel> lower(Kernel kernel) {
        return attempt(() -> new TermLowering().lower(kernel));
    }

    public static Lowered<Proposition> lower(Proposition proposition) {
        return attempt(() -> new TermLowering().lower(proposition));
    }

    /** A search for the greatest or least value of an expression. */
    public static Lowered<Statement.Extreme> lower(Statement.Extreme extreme) {
        return attempt(() -> new TermLowering().lower(extreme));
    }

    private static <T> Lowered<T> attempt(Supplier<T> work) {
        try {
            return new Lowered.Done<>(work.get());
        } catch (Refusal refusal) {
            return new Lowered.Refused<>(refusal.site(), refusal.getMessage());
        }
    }
}
