package bitlemma.symbolic.summation;

import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The sum of a piecewise polynomial over all values of its indices, for one number of points after the other. */
final class PieceSum {
    /** A leaf: its polynomial, apart from the powers of the indices, for each power product of these. */
    private static final class Leaf {
        private final List<int[]> powers = new ArrayList<>();
        private final List<Polynomial> factors = new ArrayList<>();
        /** For each power product its sum over the points of this leaf, above and within 64 bits. */
        private BigInteger[] high;

        private long[] low;

        private void clear() {
            high = new BigInteger[powers.size()];
            Arrays.fill(high, BigInteger.ZERO);
            low = new long[powers.size()];
        }

        private void add(int[] indices) {
            for (int t = 0; t < low.length; t++) {
                int[] power = powers.get(t);
                long product = 1;
                boolean fits = true;
                for (int k = 0; k < indices.length && fits; k++) {
                    for (int e = 0; e < power[k] && fits; e++) {
                        fits = Math.multiplyHigh(product, indices[k]) == 0 && product * indices[k] >= 0;
                        product *= indices[k];
                    }
                }
                long sum = low[t] + product;
                if (fits && sum >= 0) {
                    low[t] = sum;
                } else {
                    BigInteger exact = BigInteger.ONE;
                    for (int k = 0; k < indices.length; k++) {
                        exact = exact.multiply(BigInteger.valueOf(indices[k]).pow(power[k]));
                    }
                    high[t] = high[t].add(exact);
                }
            }
        }
    }

    private final List<String> indices;
    private final List<Integer> scales;
    private final String points;
    private final Piece piece;
    private final Map<Piece, Leaf> leaves = new LinkedHashMap<>();
    private final Set<AffineForm> forms = new HashSet<>();

    /** @param piece in the indices, the number of points and other symbols */
    PieceSum(Piece piece, List<String> indices, List<Integer> scales, String points) {
        this.piece = piece;
        this.indices = indices;
        this.scales = scales;
        this.points = points;
        collect(piece);
    }

    private void collect(Piece part) {
        switch (part) {
            case Piece.Choice p -> {
                forms.add(p.form());
                collect(p.then());
                collect(p.otherwise());
            }
            case Piece.Leaf p -> leaves.computeIfAbsent(p, q -> leaf(p.value()));
            case Piece.Undefined p -> throw new IllegalArgumentException("an undefined piece");
        }
    }

    private Leaf leaf(Polynomial value) {
        Map<List<Integer>, Polynomial> parts = new HashMap<>();
        value.terms().forEach((power, coefficient) -> {
            List<Integer> exponents =
                    indices.stream().map(i -> power.getOrDefault(i, 0)).toList();
            Polynomial factor = Polynomial.of(coefficient);
            for (Map.Entry<String, Integer> symbol : power.entrySet()) {
                if (!indices.contains(symbol.getKey())) {
                    factor = factor.times(Polynomial.power(symbol.getKey(), symbol.getValue()));
                }
            }
            parts.merge(exponents, factor, Polynomial::plus);
        });
        Leaf leaf = new Leaf();
        parts.forEach((exponents, factor) -> {
            leaf.powers.add(exponents.stream().mapToInt(e -> e).toArray());
            leaf.factors.add(factor);
        });
        return leaf;
    }

    /** The forms whose signs choose between the leaves. */
    Set<AffineForm> forms() {
        return forms;
    }

    /** The least exponent of the number of points in the sum, by {@link Arrangement}. */
    int least() {
        return leaves.values().stream()
                .flatMap(leaf -> leaf.factors.stream())
                .mapToInt(factor -> factor.least(points))
                .min()
                .orElse(0);
    }

    /** The greatest exponent of the number of points in the sum, by {@link Arrangement}. */
    int greatest() {
        int greatest = least();
        for (Leaf leaf : leaves.values()) {
            for (int t = 0; t < leaf.powers.size(); t++) {
                // The sum of a product of d indices over cells of dimension v has degree d + v.
                int degree = Arrays.stream(leaf.powers.get(t)).sum() + indices.size();
                greatest = Math.max(greatest, leaf.factors.get(t).degree(points) + degree);
            }
        }
        return greatest;
    }

    /** The sum for one number of points, a polynomial in the other symbols. */
    Polynomial at(int n) {
        leaves.values().forEach(Leaf::clear);
        int[] position = new int[indices.size()];
        int[] ends = scales.stream().mapToInt(s -> Math.multiplyExact(s, n)).toArray();
        while (true) {
            Piece at = piece;
            while (at instanceof Piece.Choice choice) {
                at = choice.form().at(position, n) >= 0 ? choice.then() : choice.otherwise();
            }
            leaves.get(at).add(position);
            int k = position.length - 1;
            while (k >= 0 && position[k] + 1 == ends[k]) {
                position[k--] = 0;
            }
            if (k < 0) {
                break;
            }
            position[k]++;
        }
        Polynomial sum = Polynomial.ZERO;
        for (Leaf leaf : leaves.values()) {
            for (int t = 0; t < leaf.powers.size(); t++) {
                BigInteger total = leaf.high[t].add(BigInteger.valueOf(leaf.low[t]));
                sum = sum.plus(leaf.factors.get(t).times(Rational.of(total)));
            }
        }
        return sum.substitute(points, Polynomial.of(n)).orElseThrow();
    }
}
