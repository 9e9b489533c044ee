package bitlemma.grammar.syntax;

import bitlemma.grammar.source.Place;
import java.util.List;
import java.util.Optional;

/**
 * A distribution as it is written.
 *
 * @param name {@code normal}, {@code uniform grid}: one word or two, with a blank between
 */
public record DistributionSyntax(String name, List<Argument> arguments, Place place) {
    /** What stands between the brackets of a distribution. */
    public sealed interface Argument {
        Place place();

        /**
         * A value; in a table, with its probability.
         *
         * @param probability empty outside of tables
         */
        record Value(Expression value, Optional<Expression> probability, Place place) implements Argument {}

        /** A number format that cannot be read as a value, such as {@code int<4>}. */
        record Format(TypeSyntax type, Place place) implements Argument {}
    }
}
