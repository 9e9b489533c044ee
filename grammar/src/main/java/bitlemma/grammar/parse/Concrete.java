package bitlemma.grammar.parse;

import java.util.List;

/**
 * A module's text as a tree that has every token and every comment: what a formatter reads. White space is not in it,
 * except as the number of line ends that stand before each token and comment.
 */
public sealed interface Concrete {
    /**
     * A token; the end of the file is one without text.
     *
     * @param text as the source has it
     * @param lineEnds how many line ends stand between this and the token or comment before
     * @param comments the comments between the token before and this one
     */
    record Token(String text, int lineEnds, List<Comment> comments) implements Concrete {}

    /**
     * A comment, with the marks that make it one.
     *
     * @param lineEnds how many line ends stand between this and the token or comment before
     */
    record Comment(String text, int lineEnds) {}

    /** A form with its parts in the order of the text. */
    record Node(Form form, List<Concrete> parts) implements Concrete {}

    /** What a formatter needs to tell apart. */
    enum Form {
        /** An import, a constant, a function, a kernel, a claim, an equivalence or a find. */
        DECLARATION,
        /** A {@code derive} block with its name and braces. */
        DERIVATION,
        /** {@code given a, b} and {@code expect x}. */
        CLAUSE,
        /** A {@code let}, an {@code assert}, or a line of a {@code derive} block. */
        STATEMENT,
        /** Statements and a value between braces. */
        BLOCK,
        /** {@code if c then a else b}, {@code if c { a } else b}. */
        CONDITIONAL,
        FOLD,
        /** Arguments or parameters, without the brackets around them. */
        LIST,
        /** Type parameters or arguments for them, with their angle brackets. */
        GENERIC,
        /** {@code int<W>}, alone or with what is asked of the type. */
        SIZED,
        /** What is written with a bracket directly after it: {@code f(x)}, {@code a[k]}, {@code sum(k < K)}. */
        APPLICATION,
        /** {@code x[7:4]}, {@code a[k]}, {@code E[x given c]}, and what stands between these brackets. */
        SUBSCRIPT,
        /** {@code (x)}. */
        PARENTHESIZED,
        /** {@code [a, b]}, {@code [x; n]}. */
        ARRAY,
        /** {@code |x|}. */
        BARS,
        /** An operator before its operand. */
        PREFIX,
        POWER,
        /** A product, a quotient or a remainder. */
        PRODUCT,
        /** A shift operator, which may be several tokens. */
        SHIFT,
        /** Every other form; it says nothing that matters here. */
        OTHER
    }
}
