package bitlemma.symbolic.enclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The monomials in {@code dimensions} variables by total degree, each with a place in its degree. */
final class Monomials {
    private final int dimensions;
    private final List<int[][]> byDegree = new ArrayList<>();
    private final Map<Long, int[][]> products = new HashMap<>();

    Monomials(int dimensions) {
        this.dimensions = dimensions;
    }

    int dimensions() {
        return dimensions;
    }

    /** The exponents of every monomial of a degree. */
    int[][] of(int degree) {
        while (byDegree.size() <= degree) {
            List<int[]> found = new ArrayList<>();
            enumerate(new int[dimensions], 0, byDegree.size(), found);
            byDegree.add(found.toArray(new int[0][]));
        }
        return byDegree.get(degree);
    }

    private void enumerate(int[] exponents, int from, int left, List<int[]> found) {
        if (from == dimensions - 1) {
            exponents[from] = left;
            found.add(exponents.clone());
            return;
        }
        for (int e = left; e >= 0; e--) {
            exponents[from] = e;
            enumerate(exponents, from + 1, left - e, found);
        }
    }

    /** The place, in degree a + b, of the product of a monomial of degree a and one of degree b. */
    int[][] products(int a, int b) {
        return products.computeIfAbsent((long) a << 32 | b, _ -> {
            int[][] left = of(a);
            int[][] right = of(b);
            int[][] both = of(a + b);
            Map<List<Integer>, Integer> place = new HashMap<>();
            for (int i = 0; i < both.length; i++) {
                place.put(list(both[i]), i);
            }
            int[][] table = new int[left.length][right.length];
            int[] sum = new int[dimensions];
            for (int i = 0; i < left.length; i++) {
                for (int j = 0; j < right.length; j++) {
                    for (int v = 0; v < dimensions; v++) {
                        sum[v] = left[i][v] + right[j][v];
                    }
                    table[i][j] = place.get(list(sum));
                }
            }
            return table;
        });
    }

    private static List<Integer> list(int[] exponents) {
        return Arrays.stream(exponents).boxed().toList();
    }
}
