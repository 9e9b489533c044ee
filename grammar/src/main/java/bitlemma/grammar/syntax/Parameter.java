package bitlemma.grammar.syntax;

import bitlemma.grammar.source.Place;
import java.util.Optional;

/** {@code name: type in low..high}. */
public record Parameter(String name, TypeSyntax type, Optional<Interval> interval, Place place) {}
