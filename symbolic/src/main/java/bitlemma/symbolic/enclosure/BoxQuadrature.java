package bitlemma.symbolic.enclosure;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Integrals over boxes by adaptive bisection. On a box with midpoint m and radii r, f(m + u) is its Taylor polynomial
 * of
 * degree below n at m plus, by Taylor's theorem with Lagrange's remainder, the sum over monomials u^a of degree n with
 * coefficients taken somewhere in the box; both parts are integrated exactly (Corliss and Rall, "Adaptive, self-
 * validating
 * numerical quadrature", 1987). Where there is no series, the integral is in range times volume. The box that adds most
 * to
 * the width is bisected next.
 */
final class BoxQuadrature {
    /** What bounds the remainder needs no long numbers. */
    private static final int SHORT_BITS = 56;

    private final Integrand integrand;
    private final Monomials monomials;
    private final int order;
    private final int bits;
    private final Dyadic goal;
    private final int budget;

    /** Boxes may not be bisected into nothing where the integrand has no bound. */
    private final int deepest;

    BoxQuadrature(Integrand integrand, Goal goal) {
        this.integrand = integrand;
        this.monomials = new Monomials(integrand.dimensions());
        this.bits = goal.bits() + 24;
        this.goal = Dyadic.of(goal.width(), 32, false);
        this.budget = goal.pieces();
        this.order = order(integrand.dimensions(), goal.bits());
        this.deepest = 2 * bits + 64;
    }

    /** An even degree that balances the cost of a box and the number of boxes. */
    private static int order(int dimensions, int bits) {
        return switch (dimensions) {
            case 1 -> Math.clamp((bits / 8 + 4) * 2, 10, 60);
            case 2 -> Math.clamp((bits / 10 + 4) * 2, 8, 24);
            default -> Math.clamp((bits / 12 + 3) * 2, 6, 12);
        };
    }

    /**
     * A box, what its integral is in, how much of that width bisecting may save, how much it will not, and along which
     * axis to bisect.
     *
     * @param remainder null, or that of a series whose polynomial was not worth its cost yet
     */
    private record Piece(
            Enclosure[] box,
            int[] splits,
            Enclosure integral,
            double width,
            double floor,
            int axis,
            Enclosure remainder) {}

    /** The integral over a box, and how many pieces it took. */
    Quadrature.Result integrate(Enclosure[] box) {
        PriorityQueue<Piece> pieces = new PriorityQueue<>(Comparator.comparingDouble(Piece::width).reversed());
        pieces.add(piece(box, new int[box.length]));
        int made = 1;
        // Doubles only choose what to bisect and when to look; the result is summed from enclosures.
        double target = number(goal);
        double width = pieces.peek().width;
        int sinceSummed = 0;
        while (made + 2 <= budget) {
            Evaluation.checkInterrupt();
            if (width <= 0.9 * target || sinceSummed++ > made / 4) {
                width = pieces.stream().mapToDouble(Piece::width).sum();
                sinceSummed = 0;
                double floor = pieces.stream().mapToDouble(Piece::floor).sum();
                if (width + floor <= 0.9 * target || width <= floor / 16) {
                    break;
                }
            }
            Piece worst = pieces.peek();
            if (worst.splits[worst.axis] > deepest || worst.width < target / budget / 8) {
                break;
            }
            pieces.poll();
            width -= worst.width;
            int[] splits = worst.splits.clone();
            splits[worst.axis]++;
            for (Enclosure[] half : halves(worst.box, worst.axis)) {
                Piece piece = piece(half, splits);
                pieces.add(piece);
                width += piece.width;
            }
            made += 2;
            if (Double.isNaN(width)) {
                width = Double.POSITIVE_INFINITY;
            }
        }
        Enclosure sum = Enclosure.ZERO;
        for (Piece piece : pieces) {
            Evaluation.checkInterrupt();
            Piece last = piece.remainder == null ? piece : finished(piece, piece.remainder);
            sum = sum.plus(last.integral, bits + 8);
        }
        return new Quadrature.Result(sum, made, sum.isKnown() && sum.width().compareTo(goal) <= 0);
    }

    private Piece piece(Enclosure[] box, int[] splits) {
        Dyadic[] radius = radius(box);
        Dyadic volume = Dyadic.ONE;
        for (Dyadic r : radius) {
            volume = volume.times(r.scaled(1));
        }
        int depth = Arrays.stream(splits).max().orElse(0);
        // Deep boxes are near ends, where differences lose leading digits; a remainder gains more than 3/2 bits a
        // degree.
        int shortBits = Math.max(SHORT_BITS, bits - 3 * order / 2) + 2 * depth;
        // A condition is as undecided in degree 1, and that is soon told.
        Series everywhere = integrand.series(new SeriesArithmetic(monomials, 1, shortBits), box);
        if (everywhere.isKnown()) {
            everywhere = integrand.series(new SeriesArithmetic(monomials, order, shortBits), box);
        }
        if (!everywhere.isKnown()) {
            Enclosure range = integrand.range(box, SHORT_BITS + depth);
            Enclosure integral = range.times(Enclosure.of(volume), bits);
            boolean bounded = integral.isKnown();
            if (!bounded) {
                integral = integrand.singular(box);
            }
            int axis = bounded ? least(splits) : axisAtEnd(box, splits);
            return new Piece(box, splits, integral, width(integral), 0, axis, null);
        }
        Enclosure crude = everywhere.value().times(Enclosure.of(volume), bits);
        Enclosure[] last = everywhere.part(order);
        Enclosure remainder = last == null ? Enclosure.ZERO : remainder(last, radius);
        int axis = last == null || box.length == 1 ? least(splits) : steepest(last, radius);
        Piece piece = new Piece(
                box, splits, crude, Math.min(width(crude), width(remainder)), 0, axis, remainder);
        // One that must be bisected anyway waits for its polynomial until the budget is used up.
        return number(remainder.width()) > number(goal) ? piece : finished(piece, remainder);
    }

    /** The piece with the series at its middle. */
    private Piece finished(Piece piece, Enclosure remainder) {
        Enclosure[] middle =
                Arrays.stream(piece.box).map(side -> Enclosure.of(side.middle())).toArray(Enclosure[]::new);
        int extra = 2 * Arrays.stream(piece.splits).max().orElse(0);
        Series series = integrand.series(new SeriesArithmetic(monomials, order - 1, bits + extra), middle);
        Enclosure crude = piece.integral;
        if (!series.isKnown()) {
            return new Piece(piece.box, piece.splits, crude, width(crude), 0, piece.axis, null);
        }
        Enclosure polynomial = polynomial(series, radius(piece.box));
        Enclosure integral = remainder.plus(polynomial, bits).intersect(crude);
        // What is wide at the midpoint already, as where a parameter is an interval, stays so.
        double floor = Math.min(width(integral), width(polynomial));
        return new Piece(piece.box, piece.splits, integral, width(integral) - floor, floor, piece.axis, null);
    }

    private static Dyadic[] radius(Enclosure[] box) {
        return Arrays.stream(box).map(side -> side.width().scaled(-1)).toArray(Dyadic[]::new);
    }

    /** The axis along which the remainder is greatest. */
    private int steepest(Enclosure[] last, Dyadic[] radius) {
        double[] weight = new double[radius.length];
        for (int i = 0; i < last.length; i++) {
            int[] exponents = monomials.of(order)[i];
            double size = number(last[i].times(moment(exponents, radius, 20), 20).greatestMagnitude());
            for (int v = 0; v < radius.length; v++) {
                weight[v] += size * exponents[v];
            }
        }
        int axis = 0;
        for (int v = 1; v < radius.length; v++) {
            axis = weight[v] > weight[axis] ? v : axis;
        }
        return axis;
    }

    /** Of the axes along which the box touches an end, the one that was bisected least; else any such. */
    private static int axisAtEnd(Enclosure[] box, int[] splits) {
        int axis = -1;
        for (int v = 0; v < box.length; v++) {
            boolean touches = box[v].low().signum() == 0 || box[v].high().compareTo(Dyadic.ONE) == 0;
            axis = touches && (axis < 0 || splits[v] < splits[axis]) ? v : axis;
        }
        return axis < 0 ? least(splits) : axis;
    }

    /** The axis that was bisected least. */
    private static int least(int[] splits) {
        int axis = 0;
        for (int v = 1; v < splits.length; v++) {
            axis = splits[v] < splits[axis] ? v : axis;
        }
        return axis;
    }

    /** The integral of a polynomial over |u_v| <= radius_v. */
    private Enclosure polynomial(Series series, Dyadic[] radius) {
        Enclosure sum = Enclosure.ZERO;
        for (int k = 0; k < series.parts().length; k += 2) {
            Enclosure[] part = series.part(k);
            for (int i = 0; part != null && i < part.length; i++) {
                int[] exponents = monomials.of(k)[i];
                if (Arrays.stream(exponents).allMatch(e -> e % 2 == 0)) {
                    sum = sum.plus(part[i].times(moment(exponents, radius, bits), bits), bits);
                }
            }
        }
        return sum;
    }

    /** The integral of the terms of the last degree, whose coefficients vary with u. */
    private Enclosure remainder(Enclosure[] last, Dyadic[] radius) {
        Enclosure sum = Enclosure.ZERO;
        for (int i = 0; i < last.length; i++) {
            int[] exponents = monomials.of(order)[i];
            Enclosure term = last[i].times(moment(exponents, radius, SHORT_BITS), SHORT_BITS);
            if (!Arrays.stream(exponents).allMatch(e -> e % 2 == 0)) {
                // An odd monomial takes both signs: half of the coefficients' spread may remain, bounded by all of
                // them.
                Dyadic most = term.greatestMagnitude();
                term = Enclosure.of(most.negate(), most);
            }
            sum = sum.plus(term, SHORT_BITS);
        }
        return sum;
    }

    /** The integral of |u^exponents|. */
    private static Enclosure moment(int[] exponents, Dyadic[] radius, int bits) {
        Enclosure product = Enclosure.ONE;
        for (int v = 0; v < exponents.length; v++) {
            int e = exponents[v] + 1;
            product = product.times(Enclosure.of(radius[v]).power(BigInteger.valueOf(e), bits), bits)
                    .scaled(1)
                    .dividedBy(Enclosure.of(e), bits);
        }
        return product;
    }

    private static double width(Enclosure integral) {
        return integral.isKnown() ? number(integral.width()) : Double.POSITIVE_INFINITY;
    }

    /** About the same number. */
    private static double number(Dyadic x) {
        Dyadic rounded = x.round(53, true);
        return Math.scalb(rounded.mantissa().doubleValue(), Math.clamp(rounded.exponent(), -2000, 900));
    }

    private static Enclosure[][] halves(Enclosure[] box, int axis) {
        Enclosure[] left = box.clone();
        Enclosure[] right = box.clone();
        Dyadic middle = box[axis].middle();
        left[axis] = Enclosure.of(box[axis].low(), middle);
        right[axis] = Enclosure.of(middle, box[axis].high());
        return new Enclosure[][] {left, right};
    }
}
