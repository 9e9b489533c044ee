package bitlemma.grammar.syntax;

import bitlemma.grammar.source.Place;
import java.util.List;
import java.util.Optional;

/** A declaration of a module, as it is written. */
public sealed interface Declaration {
    /** The declared name; for an import, the module's. */
    String name();

    /** Where the name stands. */
    Place place();

    record Import(String name, Place place) implements Declaration {}

    record ConstantDeclaration(String name, Optional<TypeSyntax> type, Expression value, Place place)
            implements Declaration {}

    /**
     * A number format.
     *
     * @param family what kind of format it is: float, affine, codebook
     * @param familyPlace where the family stands
     */
    record FormatDeclaration(
            String name, String family, List<Property> properties, Place place, Place familyPlace, String documentation)
            implements Declaration {}

    /** One property of a format, {@code exponent: 4}. */
    record Property(String name, Expression value, Place place) {}

    record Function(
            String name,
            List<Parameter> parameters,
            TypeSyntax result,
            Expression body,
            Place place,
            String documentation)
            implements Declaration {}

    record KernelDeclaration(
            String name,
            boolean unsafe,
            List<TypeParameter> typeParameters,
            List<Parameter> parameters,
            TypeSyntax result,
            List<Expression> given,
            Expression body,
            Place place,
            String documentation)
            implements Declaration {}

    record Claim(
            String name,
            boolean refuted,
            List<TypeParameter> typeParameters,
            List<Parameter> parameters,
            List<Expression> given,
            Expression body,
            Place place,
            String documentation)
            implements Declaration {}

    record Equivalent(
            String name,
            boolean refuted,
            List<TypeParameter> typeParameters,
            Instance left,
            Instance right,
            List<Expression> given,
            Place place,
            String documentation)
            implements Declaration {}

    /**
     * A search.
     *
     * @param given the conditions before and after the target together
     */
    record Find(
            String name,
            boolean max,
            List<TypeParameter> typeParameters,
            List<Parameter> parameters,
            List<Expression> given,
            Target target,
            Optional<Expression> expected,
            Place place,
            String documentation)
            implements Declaration {}

    /** Random inputs, and what is asked about them. */
    record Derive(String name, List<DerivationStatement> statements, Place place, String documentation)
            implements Declaration {}

    /** What a search seeks. */
    sealed interface Target {
        /** The last value of a parameter at which a condition holds. */
        record Threshold(String parameter, Optional<Interval> domain, Expression condition, Place place)
                implements Target {}

        /** The extreme value of an expression. */
        record Extreme(Expression expression) implements Target {}
    }
}
