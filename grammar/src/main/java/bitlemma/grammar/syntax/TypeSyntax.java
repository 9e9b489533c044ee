package bitlemma.grammar.syntax;

import bitlemma.grammar.source.Place;

/** A type, or a number in the place of one, as it is written. */
public sealed interface TypeSyntax {
    Place place();

    /** {@code int<W>} and {@code uint<W>}. */
    record Sized(boolean signed, Expression width, Place place) implements TypeSyntax {}

    record Named(String name, Place place) implements TypeSyntax {}

    record Array(TypeSyntax element, Expression length, Place place) implements TypeSyntax {}

    /** A number for a type parameter. */
    record Width(Expression value, Place place) implements TypeSyntax {}
}
