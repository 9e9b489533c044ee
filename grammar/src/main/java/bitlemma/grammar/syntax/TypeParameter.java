package bitlemma.grammar.syntax;

import bitlemma.grammar.source.Place;
import java.util.List;
import java.util.Optional;

/**
 * {@code W in 2..16 = 8}, {@code T in [bfloat16, float16]}: what is verified, and what stands where a use gives no
 * argument.
 *
 * @param choices the arguments that are verified; empty where an interval says so, or nothing does
 */
public record TypeParameter(
        String name,
        Optional<Interval> interval,
        List<TypeSyntax> choices,
        Optional<TypeSyntax> byDefault,
        Place place) {
    public TypeParameter {
        choices = List.copyOf(choices);
    }
}
