package bitlemma.symbolic.sampling;

import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import java.util.HashMap;
import java.util.Map;

/** The values of variables at one sample, each at its slot. */
final class SampleFrame {
    final double[] numbers;
    final boolean[] truths;
    final double[][] arrays;
    /**
     * The same of parameters and random variables, exactly; filled where a part of the term needs the exact evaluator.
     */
    final Map<Variable, Value> values = new HashMap<>();

    SampleFrame(int numbers, int truths, int arrays) {
        this.numbers = new double[numbers];
        this.truths = new boolean[truths];
        this.arrays = new double[arrays][];
    }
}
