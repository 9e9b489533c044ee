package bitlemma.cli.plot;

import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Derivation;
import bitlemma.grammar.core.Derivation.RandomVariable;
import bitlemma.grammar.core.Derivation.Request;
import bitlemma.grammar.core.Distribution;
import bitlemma.grammar.core.Expected;
import bitlemma.grammar.core.Extremum;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.grammar.core.Variable;
import bitlemma.proofs.Answered;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which picture a derivation gets: with parameters, its answers over the first of them; without, the random value that
 * it asks about, as a surface over two uniform inputs, else as a density.
 */
public final class Pictures {
    private Pictures() {}

    /**
     * The picture of a derivation.
     *
     * @param label the request that is wanted; empty for all
     * @return empty where nothing of it can be drawn
     */
    public static Optional<Picture> of(Derivation derivation, List<Answered> answers, String label) {
        List<Answered> wanted = answers.stream()
                .filter(a -> a.result().request() instanceof Request.Find)
                .filter(a -> label.isEmpty() || a.result().request().label().equals(label))
                .toList();
        if (!derivation.parameters().isEmpty()) {
            return ParameterCurves.of(derivation, wanted);
        }
        for (Answered answered : wanted) {
            Optional<Picture> picture = random(derivation, answered.result().request());
            if (picture.isPresent()) {
                return picture;
            }
        }
        return Optional.empty();
    }

    private static Optional<Picture> random(Derivation derivation, Request request) {
        Term asked = ((Request.Find) request).value();
        Optional<Asked> inner = Children.all(asked)
                .filter(t -> t instanceof Expected || t instanceof Extremum)
                .map(t -> switch (t) {
                    case Expected e -> new Asked(e.value(), e.condition());
                    case Extremum e -> new Asked(e.value(), Truth.TRUE);
                    default -> throw new IllegalStateException("not asked for: " + t);
                })
                .findFirst();
        if (inner.isEmpty()) {
            return Optional.empty();
        }
        Set<Variable> used = Children.free(inner.get().value());
        List<RandomVariable> inputs = derivation.variables().stream()
                .filter(v -> used.contains(v.variable()))
                .toList();
        boolean surface = inputs.size() == 2 && inputs.stream().allMatch(v -> isUniform(v.distribution()));
        Optional<Picture> picture = surface
                ? Surface.of(request.label(), inner.get().value(), inputs.get(0), inputs.get(1))
                : Optional.empty();
        return picture.or(() ->
                DensityPicture.of(derivation, request.label(), inner.get().value(), inner.get().condition()));
    }

    /** A random value and its condition. */
    private record Asked(Term value, Term condition) {}

    private static boolean isUniform(Distribution distribution) {
        return distribution instanceof Distribution.Uniform || distribution instanceof Distribution.Grid;
    }
}
