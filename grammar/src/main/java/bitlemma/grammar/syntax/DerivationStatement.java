package bitlemma.grammar.syntax;

import bitlemma.grammar.source.Place;
import java.util.List;
import java.util.Optional;

/** A line of a {@code derive} block, as it is written. */
public sealed interface DerivationStatement {
    Place place();

    /**
     * {@code given m in 1..23}, {@code given c: real in 0..1}.
     *
     * @param type an integer's where the source names none
     */
    record Symbol(String name, Optional<TypeSyntax> type, Optional<Interval> interval, Place place)
            implements DerivationStatement {}

    /** {@code given sigma > 0}. */
    record Condition(Expression condition, Place place) implements DerivationStatement {}

    /** {@code a, x[K] ~ normal(0, 1)}. */
    record Draw(List<Drawn> variables, DistributionSyntax distribution, Place place) implements DerivationStatement {}

    /** A random variable, or an array of so many. */
    record Drawn(String name, Optional<Expression> length, Place place) {}

    /** {@code let name = value}. */
    record Definition(String name, Expression value, Place place) implements DerivationStatement {}

    /**
     * {@code find name: value}.
     *
     * @param place where the request stands, without its name
     */
    record Find(Optional<Name> name, Expression value, Place place) implements DerivationStatement {}

    /** {@code expect name: relation}. */
    record Expect(Optional<Name> name, Expression relation, boolean refuted, Place place)
            implements DerivationStatement {}

    /** {@code step name: equation by method}. */
    record Step(Optional<Name> name, Expression equation, Optional<Name> method, boolean refuted, Place place)
            implements DerivationStatement {}

    /** A name, and where it stands. */
    record Name(String text, Place place) {}
}
