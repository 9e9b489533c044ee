package bitlemma.grammar.syntax;

import bitlemma.grammar.source.Place;
import java.util.Optional;

/** What can stand in a block before its value. */
public sealed interface StatementSyntax {
    record Let(String name, Optional<TypeSyntax> type, Expression value, Place place) implements StatementSyntax {}

    record Assert(Expression condition, Place place) implements StatementSyntax {}
}
