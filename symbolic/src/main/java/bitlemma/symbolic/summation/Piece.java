package bitlemma.symbolic.summation;

/**
 * A piecewise Laurent polynomial: a tree of choices by the signs of affine forms. Conditions are pieces with the values
 * one and zero.
 */
sealed interface Piece {
    /** A polynomial in the indices, the number of points and further symbols. */
    record Leaf(Polynomial value) implements Piece {}

    /** No value: an obligation is broken. */
    record Undefined() implements Piece {}

    /** The first piece where the form is positive or zero, else the second. */
    record Choice(AffineForm form, Piece then, Piece otherwise) implements Piece {}
}
