package bitlemma.grammar.syntax;

import bitlemma.grammar.source.Place;
import java.util.Optional;

/** {@code W in 2..16 = 8}: the widths that are verified, and what stands where a use gives no argument. */
public record TypeParameter(
        String name, Optional<Interval> interval, Optional<TypeSyntax> byDefault, Place place) {}
