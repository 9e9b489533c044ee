package bitlemma.symbolic.enclosure;

import bitlemma.symbolic.formula.Formula;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An iterated integral as one over the unit box: each variable is {@code low + t (high - low)} for t from 0 to 1. */
record UnitBox(Formula body, List<Quadrature.Range> ranges, Map<String, Enclosure> values) implements Integrand {
    @Override
    public int dimensions() {
        return ranges.size();
    }

    @Override
    public Series series(SeriesArithmetic arithmetic, Enclosure[] centers) {
        Map<String, Series> variables = new HashMap<>();
        Series scale = Series.constant(Enclosure.ONE);
        for (int v = 0; v < centers.length; v++) {
            Quadrature.Range range = ranges.get(v);
            SeriesEvaluation bounds = new SeriesEvaluation(arithmetic, variables, values);
            Series low = bounds.series(range.low());
            Series length = arithmetic.minus(bounds.series(range.high()), low);
            Series along = arithmetic.times(arithmetic.variable(v, centers[v]), length);
            variables.put(range.variable(), arithmetic.plus(low, along));
            scale = arithmetic.times(scale, length);
        }
        return arithmetic.times(new SeriesEvaluation(arithmetic, variables, values).series(body), scale);
    }

    @Override
    public Enclosure range(Enclosure[] box, int bits) {
        Map<String, Enclosure> inner = new HashMap<>(values);
        Enclosure scale = Enclosure.ONE;
        Evaluation evaluation = Evaluation.with(bits);
        for (int v = 0; v < box.length; v++) {
            Quadrature.Range range = ranges.get(v);
            Enclosure low = evaluation.value(range.low(), inner);
            Enclosure high = evaluation.value(range.high(), inner);
            Enclosure length = high.minus(low, bits);
            Enclosure value = low.plus(box[v].times(length, bits), bits);
            inner.put(range.variable(), value);
            scale = scale.times(length, bits);
        }
        return evaluation.value(body, inner).times(scale, bits);
    }

    @Override
    public Enclosure singular(Enclosure[] box, int bits) {
        return Enclosure.UNKNOWN;
    }
}
