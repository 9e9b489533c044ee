package bitlemma.cli.plot;

import bitlemma.grammar.core.Derivation;
import bitlemma.grammar.core.Term;
import bitlemma.plots.Histogram;
import bitlemma.proofs.ExactEvaluation;
import bitlemma.symbolic.sampling.Draws;
import bitlemma.symbolic.sampling.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a random value is distributed, as a histogram of random draws. */
final class DensityPicture {
    private static final int SAMPLES = 200_000;
    private static final int BARS = 80;
    /** Draws beyond these quantiles are left out, since rare great values would squeeze all others into one bar. */
    private static final double RARE = 0.001;

    private DensityPicture() {}

    /** Empty where the value cannot be drawn. */
    static Optional<Picture> of(Derivation derivation, String label, Term value, Term condition) {
        Sampling sampling = new Sampling(derivation.variables(), Map.of(), new ExactEvaluation(), SAMPLES, 0);
        Optional<Draws> draws = sampling.draws(value, condition);
        if (draws.isEmpty()) {
            return Optional.empty();
        }
        double[] all = draws.get().values();
        double low = draws.get().quantile(RARE);
        double high = draws.get().quantile(1 - RARE);
        boolean narrow = all[0] < low - (high - low) || all[all.length - 1] > high + (high - low);
        double[] shown = narrow
                ? java.util.Arrays.stream(all).filter(v -> v >= low && v <= high).toArray()
                : all;
        Draws.Histogram counted = new Draws(shown).histogram(BARS);
        List<Double> edges = new ArrayList<>();
        List<Double> heights = new ArrayList<>();
        double share = (double) shown.length / all.length;
        for (int i = 0; i < BARS; i++) {
            edges.add(counted.low() + i * counted.width());
            heights.add(counted.density(i) * share);
        }
        edges.add(counted.low() + BARS * counted.width());
        Histogram picture =
                new Histogram("inside of " + label, "value", "density", edges, heights, Optional.empty());
        String words = "the density of the value inside of " + label + ", from " + all.length + " random draws"
                + (narrow ? ", without the rarest" : "");
        return Optional.of(new Picture(picture.svg(), words));
    }
}
