package bitlemma.lowering;

import bitlemma.numbers.FloatFormat;
import bitlemma.numbers.FloatFormat.NaNs;
import bitlemma.numbers.FloatFormat.Subnormals;
import bitlemma.numbers.Overflow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Floating-point formats of a few bits, in every combination of what a format may have. */
final class SmallFormats {
    private SmallFormats() {}

    /** @param more whether biases and sizes are to be many */
    static List<FloatFormat> all(boolean more) {
        List<FloatFormat> all = new ArrayList<>();
        int[][] sizes = {{1, 2}, {2, 0}, {2, 1}, {3, 0}, {1, 0}, {2, 2}, {3, 1}, {4, 0}};
        for (int[] size : more ? sizes : Arrays.copyOf(sizes, 4)) {
            for (int bias : more ? new int[] {-1, 1, 3} : new int[] {1}) {
                for (boolean signed : new boolean[] {true, false}) {
                    for (Subnormals subnormals : Subnormals.values()) {
                        for (boolean infinities : new boolean[] {true, false}) {
                            for (NaNs nans : NaNs.values()) {
                                add(all, size, bias, signed, subnormals, infinities, nans);
                            }
                        }
                    }
                }
            }
        }
        return all;
    }

    private static void add(
            List<FloatFormat> all,
            int[] size,
            int bias,
            boolean signed,
            Subnormals subnormals,
            boolean infinities,
            NaNs nans) {
        String name = "E" + size[0] + "M" + size[1] + "B" + bias + (signed ? "" : "u") + "_" + subnormals
                + (infinities ? "_inf_" : "_") + nans;
        try {
            all.add(new FloatFormat(
                    name, size[0], size[1], bias, signed, subnormals, infinities, nans, Overflow.FORBID));
        } catch (IllegalArgumentException none) {
            // Not every combination makes a format.
        }
    }
}
