package bitlemma.symbolic.summation;

import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * For which N the sum of a polynomial over the integer points of each cell of an arrangement is one polynomial in N.
 *
 * <p>The points are integers i_1, ..., i_v with 0 <= i_k <= scale_k * N - 1, and each cell is cut out by inequalities F
 * >= 0 or -F - 1 >= 0 for affine forms F with integer coefficients in the indices and in N: since F is an integer at
 * every point, one of the two holds. So a cell is the set of integer points of a bounded polytope P(N) whose vertices
 * are solutions of v of these equations, V(N) = N u + w with rational u and w.
 *
 * <p>Let N0 be such that for all N >= N0 every form has one sign, or is always zero, at every solution of v independent
 * equations. Then for N >= N0 the same solutions are vertices of P(N), with the same inequalities tight, so with the
 * same cones. By Brion's theorem (M. Brion, Points entiers dans les polyedres convexes, 1988) the sum of exp(i . x)
 * over the points is the sum over the vertices of that over the cones, which are V(N) + C. Where N grows by a multiple
 * of a q for which all q u are integers, the cone at a vertex is moved by an integer vector and its sum multiplied by
 * exp((change of N) u . x). Its Laurent expansion has poles of order at most v, so the coefficient of x^a, which is the
 * sum of i^a / a! over the points, is a polynomial in N of degree at most v + |a| on the multiples of q from N0 on.
 * (The same for any polynomial in the indices, by linearity; compare Clauss, 1996, and Verdoolaege et al., Algorithmica
 * 48, 2007.)
 *
 * @param period q, the least that makes all vertices of all cells integers at N = q, up to constants
 * @param fewest N0
 */
record Arrangement(BigInteger period, int fewest) {
    /** The most vertices times forms that are looked at. */
    private static final long MOST = 400_000;

    /** The most that is asked of {@code fewest}. */
    private static final BigInteger FAR = BigInteger.valueOf(1 << 16);

    /** A solution of v equations: {@code slope[k] * N + offset[k]}. */
    private record Vertex(Rational[] slope, Rational[] offset) {}

    /**
     * Of the cells that forms cut a box into; empty where there are too many forms.
     *
     * @param scales for each index, the number of its values divided by N
     */
    static Optional<Arrangement> of(List<Integer> scales, Set<AffineForm> forms) {
        int dimension = scales.size();
        List<AffineForm> box = new ArrayList<>();
        for (int k = 0; k < dimension; k++) {
            List<Integer> unit = new ArrayList<>();
            for (int j = 0; j < dimension; j++) {
                unit.add(j == k ? 1 : 0);
            }
            AffineForm low = new AffineForm(unit, 0, 0);
            box.add(low);
            box.add(new AffineForm(low.negate().coefficients(), scales.get(k), -1));
        }
        List<AffineForm> all = new ArrayList<>(box);
        Set<AffineForm> planes = new HashSet<>();
        for (AffineForm form : forms) {
            all.add(form);
            all.add(form.negate().plus(-1));
        }
        List<AffineForm> distinct = new ArrayList<>();
        for (AffineForm form : all) {
            if (planes.add(form) && planes.add(form.negate())) {
                distinct.add(form);
            }
        }
        long subsets = 1;
        for (int k = 0; k < dimension; k++) {
            subsets = subsets * (distinct.size() - k) / (k + 1);
            if (subsets * all.size() > MOST) {
                return Optional.empty();
            }
        }
        Collector collector = new Collector(box, all);
        choose(distinct, new ArrayList<>(), 0, dimension, collector);
        return collector.fewest.compareTo(FAR) > 0
                ? Optional.empty()
                : Optional.of(new Arrangement(collector.period, collector.fewest.intValue()));
    }

    private static void choose(
            List<AffineForm> planes, List<AffineForm> chosen, int from, int count, Collector collector) {
        if (chosen.size() == count) {
            solve(chosen).ifPresent(collector::add);
            return;
        }
        for (int i = from; i < planes.size(); i++) {
            chosen.add(planes.get(i));
            choose(planes, chosen, i + 1, count, collector);
            chosen.removeLast();
        }
    }

    /** The only solution of some equations, by elimination; empty where there is none or more. */
    private static Optional<Vertex> solve(List<AffineForm> equations) {
        int n = equations.size();
        Rational[][] rows = new Rational[n][n + 2];
        for (int r = 0; r < n; r++) {
            AffineForm form = equations.get(r);
            for (int k = 0; k < n; k++) {
                rows[r][k] = Rational.of(form.coefficients().get(k));
            }
            rows[r][n] = Rational.of(-(long) form.slope());
            rows[r][n + 1] = Rational.of(-(long) form.offset());
        }
        for (int column = 0; column < n; column++) {
            int pivot = column;
            while (pivot < n && rows[pivot][column].signum() == 0) {
                pivot++;
            }
            if (pivot == n) {
                return Optional.empty();
            }
            Rational[] row = rows[pivot];
            rows[pivot] = rows[column];
            rows[column] = row;
            Rational head = row[column];
            for (int k = column; k < n + 2; k++) {
                row[k] = row[k].dividedBy(head);
            }
            for (int r = 0; r < n; r++) {
                Rational factor = rows[r][column];
                if (r != column && factor.signum() != 0) {
                    for (int k = column; k < n + 2; k++) {
                        rows[r][k] = rows[r][k].minus(factor.times(row[k]));
                    }
                }
            }
        }
        Rational[] slope = new Rational[n];
        Rational[] offset = new Rational[n];
        for (int k = 0; k < n; k++) {
            slope[k] = rows[k][n];
            offset[k] = rows[k][n + 1];
        }
        return Optional.of(new Vertex(slope, offset));
    }

    private static final class Collector {
        private final List<AffineForm> box;
        private final List<AffineForm> all;
        private BigInteger period = BigInteger.ONE;
        private BigInteger fewest = BigInteger.ONE;

        Collector(List<AffineForm> box, List<AffineForm> all) {
            this.box = box;
            this.all = all;
        }

        void add(Vertex vertex) {
            boolean inside = true;
            for (AffineForm side : box) {
                inside &= sign(side, vertex) >= 0;
            }
            if (inside) {
                // Solutions outside of the box for all N from N0 on are vertices of no cell.
                all.forEach(form -> sign(form, vertex));
                for (Rational part : vertex.slope()) {
                    period = lcm(period, part.denominator());
                }
            }
        }

        /** The sign of a form at a vertex for all N from {@code fewest} on, which is raised so that there is one. */
        private int sign(AffineForm form, Vertex vertex) {
            Rational slope = Rational.of(form.slope());
            Rational offset = Rational.of(form.offset());
            for (int k = 0; k < vertex.slope().length; k++) {
                Rational coefficient = Rational.of(form.coefficients().get(k));
                slope = slope.plus(coefficient.times(vertex.slope()[k]));
                offset = offset.plus(coefficient.times(vertex.offset()[k]));
            }
            if (slope.signum() == 0) {
                return offset.signum();
            }
            fewest = fewest.max(offset.negate().dividedBy(slope).floor().add(BigInteger.ONE));
            return slope.signum();
        }

        private static BigInteger lcm(BigInteger a, BigInteger b) {
            return a.divide(a.gcd(b)).multiply(b);
        }
    }
}
