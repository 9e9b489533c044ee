package bitlemma.grammar.syntax;

import bitlemma.grammar.source.Place;
import bitlemma.numbers.Rational;
import java.util.List;
import java.util.Optional;

/** An expression as it is written. */
public sealed interface Expression {
    Place place();

    record Number(Rational value, Place place) implements Expression {}

    record Truth(boolean value, Place place) implements Expression {}

    record Reference(String name, Place place) implements Expression {}

    /** {@code name<...>(arguments)}: a kernel, a function, a conversion or one of the language's own operations. */
    record Call(Instance callee, List<Expression> arguments, Place place) implements Expression {}

    /** {@code int<W>(x)}. */
    record Conversion(TypeSyntax type, List<Expression> arguments, Place place) implements Expression {}

    /** {@code int8.max}, {@code int8.wrap(x)}; no arguments where there are no brackets. */
    record Member(TypeSyntax type, String member, Optional<List<Expression>> arguments, Place place)
            implements Expression {}

    record Index(Expression array, Expression index, Place place) implements Expression {}

    /** {@code x[high:low]}. */
    record Extract(Expression operand, Expression high, Expression low, Place place) implements Expression {}

    /** A prefix operator, by its spelling. */
    record Prefix(String operator, Expression operand, Place place) implements Expression {}

    /** An infix operator other than a comparison, by its spelling. */
    record Infix(String operator, Expression left, Expression right, Place place) implements Expression {}

    /** {@code a < b <= c}: one relation between each two neighbours. */
    record Chain(List<Expression> operands, List<String> relations, Place place) implements Expression {}

    record Bars(Expression operand, Place place) implements Expression {}

    record Conditional(Expression condition, Expression then, Expression otherwise, Place place)
            implements Expression {}

    record Block(List<StatementSyntax> statements, Expression value, Place place) implements Expression {}

    record ArrayOf(List<Expression> elements, Place place) implements Expression {}

    record Repeat(Expression element, Expression count, Place place) implements Expression {}

    record Sum(Binder binder, Expression body, Place place) implements Expression {}

    record Fold(
            String accumulator, TypeSyntax type, Expression initial, Binder binder, Expression step, Place place)
            implements Expression {}

    record ForAll(Binder binder, Expression body, Place place) implements Expression {}

    /**
     * {@code E[x given c]}, {@code cdf[x, t]}: a functional of random variables. One with a single argument and without
     * a condition is written as an index is, and is an {@link Index}.
     *
     * @param function the functional's name, where the source is well-formed
     */
    record Functional(Expression function, List<Expression> arguments, Optional<Expression> condition, Place place)
            implements Expression {}

    /** {@code max value} as a request. */
    record Extremum(boolean max, Expression value, Place place) implements Expression {}

    /** {@code argmin(c in 0..1) objective}. */
    record Optimum(boolean max, String name, Interval interval, Expression objective, Place namePlace, Place place)
            implements Expression {}

    /**
     * {@code limit(m -> inf) body}, {@code series(m -> inf, 3) body}.
     *
     * @param order empty for a limit
     */
    record Expansion(
            boolean series,
            String name,
            Expression point,
            Optional<Expression> order,
            Expression body,
            Place namePlace,
            Place place)
            implements Expression {}

    /** {@code kernel is safe}. */
    record Safe(Instance kernel, Place place) implements Expression {}
}
