package bitlemma.grammar.syntax;

import bitlemma.grammar.source.Place;
import java.util.List;

/** A type, or a number in the place of one, as it is written. */
public sealed interface TypeSyntax {
    Place place();

    /** {@code int<W>} and {@code uint<W>}. */
    record Sized(boolean signed, Expression width, Place place) implements TypeSyntax {}

    record Named(String name, Place place) implements TypeSyntax {}

    /** {@code float<4, 3>}, {@code fixed<16, 8>}, {@code posit<8, 2>}. */
    record Generic(String name, List<TypeSyntax> arguments, Place place) implements TypeSyntax {}

    record Array(TypeSyntax element, Expression length, Place place) implements TypeSyntax {}

    /** A number for a type parameter. */
    record Width(Expression value, Place place) implements TypeSyntax {}
}
