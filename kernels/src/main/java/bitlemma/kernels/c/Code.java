package bitlemma.kernels.c;

import bitlemma.kernels.interval.Interval;

/**
 * A C expression without side effects, whose value is exactly that of a term of the core.
 *
 * @param text the expression
 * @param rank how tightly its outermost operator binds
 * @param type its type, before integer promotion
 * @param range the values that it takes; truth values count as 0 and 1
 */
record Code(String text, Rank rank, CType type, Interval range) {
    /** The ranks of C's operators, from the loosest. */
    enum Rank {
        CHOICE,
        OR,
        AND,
        BIT_OR,
        BIT_XOR,
        BIT_AND,
        EQUALITY,
        ORDER,
        SHIFT,
        SUM,
        PRODUCT,
        UNARY,
        ATOM
    }

    static Code atom(String text, CType type, Interval range) {
        return new Code(text, Rank.ATOM, type, range);
    }

    /** The text, in brackets where an operand of that rank needs them. */
    String operand(Rank least) {
        return rank.compareTo(least) < 0 ? "(" + text + ")" : text;
    }

    /** The type that C computes in: what is narrower than int becomes int, which has 32 bits. */
    CType promoted() {
        return type.bits() < 32 ? CType.INT32 : type;
    }

    /** The same value in another type, which holds it. */
    Code cast(CType wanted) {
        return wanted == type
                ? this
                : new Code("(" + wanted.spelling() + ")" + operand(Rank.UNARY), Rank.UNARY, wanted, range);
    }
}
