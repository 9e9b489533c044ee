package bitlemma.grammar.syntax;

import bitlemma.grammar.source.Place;
import java.util.List;

/** A name with arguments for type parameters: {@code dot<int<W>>}. */
public record Instance(String name, List<TypeSyntax> arguments, Place place) {}
