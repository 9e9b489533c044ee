package bitlemma.symbolic.enclosure;

import bitlemma.numbers.Rational;

/**
 * Arithmetic of Taylor series up to a total degree. The recurrences are those of one variable (Moore, Kearfott and
 * Cloud,
 * 2009, section 9.3; Griewank and Walther, "Evaluating Derivatives", 2008, chapter 13) with the operator u d/du; in
 * several variables its place is taken by the sum of u_i d/du_i, which multiplies a part of degree k by k, so that they
 * hold for parts as they do for coefficients.
 */
final class SeriesArithmetic {
    private final Monomials monomials;
    private final int degree;
    private final int bits;

    SeriesArithmetic(Monomials monomials, int degree, int bits) {
        this.monomials = monomials;
        this.degree = degree;
        this.bits = bits;
    }

    int bits() {
        return bits;
    }

    /** The same arithmetic up to degree 1. */
    SeriesArithmetic linear() {
        return degree <= 1 ? this : new SeriesArithmetic(monomials, 1, bits);
    }

    /** A variable around a center, with 1 or -1 for its derivative. */
    Series variable(int index, Enclosure center, int slope) {
        Enclosure[] linear = new Enclosure[monomials.dimensions()];
        for (int i = 0; i < linear.length; i++) {
            linear[i] = i == index ? Enclosure.of(slope) : Enclosure.ZERO;
        }
        return degree == 0 ? Series.constant(center) : new Series(new Enclosure[][] {{center}, linear});
    }

    Series plus(Series a, Series b) {
        int length = Math.max(a.parts().length, b.parts().length);
        Enclosure[][] sum = new Enclosure[length][];
        for (int k = 0; k < length; k++) {
            sum[k] = add(a.part(k), b.part(k));
        }
        return new Series(sum);
    }

    Series negate(Series a) {
        Enclosure[][] result = new Enclosure[a.parts().length][];
        for (int k = 0; k < result.length; k++) {
            Enclosure[] part = a.part(k);
            if (part != null) {
                result[k] = new Enclosure[part.length];
                for (int i = 0; i < part.length; i++) {
                    result[k][i] = part[i].negate();
                }
            }
        }
        return new Series(result);
    }

    Series minus(Series a, Series b) {
        return plus(a, negate(b));
    }

    Series scale(Series a, Enclosure factor) {
        Enclosure[][] result = new Enclosure[a.parts().length][];
        for (int k = 0; k < result.length; k++) {
            result[k] = scale(a.part(k), factor);
        }
        return new Series(result);
    }

    Series times(Series a, Series b) {
        if (a.isConstant()) {
            return scale(b, a.value());
        }
        if (b.isConstant()) {
            return scale(a, b.value());
        }
        int length = Math.min(degree + 1, a.parts().length + b.parts().length - 1);
        Enclosure[][] product = new Enclosure[length][];
        for (int k = 0; k < length; k++) {
            Enclosure[] sum = null;
            for (int j = 0; j <= k; j++) {
                sum = addProduct(sum, a.part(j), b.part(k - j), j, k - j, 1);
            }
            product[k] = sum;
        }
        return new Series(product).withFirst(a.value().times(b.value(), bits));
    }

    Series square(Series a) {
        Series product = times(a, a);
        return product.withFirst(a.value().square(bits));
    }

    /** The quotient; unknown where the divisor may be zero. */
    Series dividedBy(Series a, Series b) {
        if (b.value().containsZero()) {
            return Series.UNKNOWN;
        }
        Enclosure inverse = Enclosure.ONE.dividedBy(b.value(), bits);
        if (b.isConstant()) {
            return scale(a, inverse).withFirst(a.value().dividedBy(b.value(), bits));
        }
        Enclosure[][] h = new Enclosure[degree + 1][];
        h[0] = new Enclosure[] {a.value().dividedBy(b.value(), bits)};
        for (int k = 1; k <= degree; k++) {
            Enclosure[] sum = null;
            for (int j = 1; j <= k; j++) {
                sum = addProduct(sum, b.part(j), h[k - j], j, k - j, 1);
            }
            h[k] = scale(add(a.part(k), negate(sum)), inverse);
        }
        return new Series(h);
    }

    Series exp(Series g) {
        return exp(g, g.value().exp(bits));
    }

    private Series exp(Series g, Enclosure first) {
        Enclosure[][] h = start(g, first);
        for (int k = 1; k < h.length; k++) {
            h[k] = divide(weighted(g, h, k), k);
        }
        return new Series(h);
    }

    Series log(Series g) {
        return quotientOfDerivative(g, g, g.value().log(bits));
    }

    Series atan(Series g) {
        return quotientOfDerivative(g, plus(square(g), Series.constant(Enclosure.ONE)), g.value().atan(bits));
    }

    /** The h with {@code h' = g'/w} and the given value. */
    private Series quotientOfDerivative(Series g, Series w, Enclosure first) {
        Enclosure[][] h = start(g, first);
        if (h.length == 1 || !first.isKnown()) {
            return Series.constant(first);
        }
        Enclosure inverse = Enclosure.ONE.dividedBy(w.value(), bits);
        for (int k = 1; k < h.length; k++) {
            Enclosure[] sum = null;
            for (int j = 1; j < k; j++) {
                sum = addProduct(sum, h[j], w.part(k - j), j, k - j, j);
            }
            h[k] = scale(add(g.part(k), negate(divide(sum, k))), inverse);
        }
        return new Series(h);
    }

    /** The h with {@code h' = g' v} and the given value. */
    private Series integralOfDerivative(Series g, Series v, Enclosure first) {
        Enclosure[][] h = start(g, first);
        for (int k = 1; k < h.length; k++) {
            h[k] = divide(weighted(g, v.parts(), k), k);
        }
        return new Series(h);
    }

    Series sin(Series g) {
        return wave(g)[0];
    }

    Series cos(Series g) {
        return wave(g)[1];
    }

    private Series[] wave(Series g) {
        Enclosure[][] s = start(g, g.value().sin(bits));
        Enclosure[][] c = start(g, g.value().cos(bits));
        for (int k = 1; k < s.length; k++) {
            s[k] = divide(weighted(g, c, k), k);
            c[k] = negate(divide(weighted(g, s, k), k));
        }
        return new Series[] {new Series(s), new Series(c)};
    }

    /** tanh' = 1 - tanh^2. */
    Series tanh(Series g) {
        Enclosure[][] h = start(g, g.value().tanh(bits));
        Enclosure[][] v = start(g, Enclosure.ONE.minus(h[0][0].square(bits), bits));
        for (int k = 1; k < h.length; k++) {
            h[k] = divide(weighted(g, v, k), k);
            Enclosure[] square = null;
            for (int j = 0; j <= k; j++) {
                square = addProduct(square, h[j], h[k - j], j, k - j, 1);
            }
            v[k] = negate(square);
        }
        return new Series(h);
    }

    Series erf(Series g) {
        return erf(g, g.value().erf(bits));
    }

    Series erfc(Series g) {
        return negate(erf(g, g.value().erfc(bits).negate()));
    }

    /** erf'(x) = 2/sqrt(pi) exp(-x^2). */
    private Series erf(Series g, Enclosure first) {
        if (g.isConstant()) {
            return Series.constant(first);
        }
        Enclosure scale = Enclosure.of(2).dividedBy(Constants.pi(bits + 4).sqrt(bits + 4), bits);
        return integralOfDerivative(g, scale(exp(negate(square(g))), scale), first);
    }

    /** Li2'(x) = -log(1 - x)/x; unknown around zero. */
    Series dilog(Series g) {
        Enclosure first = g.value().dilog(bits);
        if (g.isConstant() || !first.isKnown() || g.value().containsZero()) {
            return g.isConstant() ? Series.constant(first) : Series.UNKNOWN;
        }
        Series log = log(minus(Series.constant(Enclosure.ONE), g));
        return integralOfDerivative(g, negate(dividedBy(log, g)), first);
    }

    /** W'(x) = 1/((1 + W) exp(W)). */
    Series lambertW(Series g) {
        Enclosure first = g.value().lambertW(bits);
        Enclosure[][] w = start(g, first);
        if (w.length == 1 || !first.isKnown()) {
            return Series.constant(first);
        }
        Enclosure[][] e = start(g, first.exp(bits));
        Enclosure[][] q = start(g, first.plus(Enclosure.ONE, bits).times(e[0][0], bits));
        if (q[0][0].containsZero()) {
            return Series.UNKNOWN;
        }
        Enclosure inverse = Enclosure.ONE.dividedBy(q[0][0], bits);
        for (int k = 1; k < w.length; k++) {
            Enclosure[] sum = null;
            for (int j = 1; j < k; j++) {
                sum = addProduct(sum, w[j], q[k - j], j, k - j, j);
            }
            w[k] = scale(add(g.part(k), negate(divide(sum, k))), inverse);
            Enclosure[] exponential = null;
            for (int j = 1; j <= k; j++) {
                exponential = addProduct(exponential, w[j], e[k - j], j, k - j, j);
            }
            e[k] = divide(exponential, k);
            Enclosure[] product = e[k];
            for (int j = 0; j <= k; j++) {
                product = addProduct(product, w[j], e[k - j], j, k - j, 1);
            }
            q[k] = product;
        }
        return new Series(w);
    }

    /**
     * The power with an exact exponent; unknown where the base may be zero and the exponent is no small natural number.
     */
    Series power(Series g, Rational exponent) {
        Enclosure first = Evaluation.rationalPower(g.value(), exponent, bits);
        if (g.isConstant() || !first.isKnown()) {
            return Series.constant(first);
        }
        if (exponent.isInteger() && exponent.signum() > 0 && exponent.numerator().bitLength() <= 6) {
            return naturalPower(g, exponent.numerator().intValueExact()).withFirst(first);
        }
        return realPower(g, Enclosure.of(exponent, bits), first);
    }

    private Series naturalPower(Series g, int exponent) {
        if (exponent == 1) {
            return g;
        }
        Series half = square(naturalPower(g, exponent / 2));
        return (exponent & 1) == 0 ? half : times(half, g);
    }

    /** The power with an exponent that is a series. */
    Series power(Series g, Series exponent) {
        Enclosure first = g.value().power(exponent.value(), bits);
        if (exponent.isConstant()) {
            if (exponent.value().isExact()) {
                return power(g, exponent.value().low().toRational());
            }
            return g.isConstant() || !first.isKnown() ? Series.constant(first) : realPower(g, exponent.value(), first);
        }
        return first.isKnown() && g.value().isPositive() ? exp(times(exponent, log(g)), first) : Series.UNKNOWN;
    }

    /** h = g^a: g h' = a g' h, hence k g0 h_k = the sum over j of (a j - (k - j)) g_j h_(k-j). */
    private Series realPower(Series g, Enclosure a, Enclosure first) {
        if (g.value().containsZero()) {
            return Series.UNKNOWN;
        }
        Enclosure[][] h = start(g, first);
        Enclosure inverse = Enclosure.ONE.dividedBy(g.value(), bits);
        for (int k = 1; k < h.length; k++) {
            Enclosure[] sum = null;
            for (int j = 1; j <= k; j++) {
                if (g.part(j) != null && h[k - j] != null) {
                    Enclosure weight = a.times(Enclosure.of(j), bits).minus(Enclosure.of(k - j), bits);
                    sum = addProduct(sum, scale(g.part(j), weight), h[k - j], j, k - j, 1);
                }
            }
            h[k] = scale(divide(sum, k), inverse);
        }
        return new Series(h);
    }

    /** The sum over j of j g_j v_(k-j). */
    private Enclosure[] weighted(Series g, Enclosure[][] v, int k) {
        Enclosure[] sum = null;
        for (int j = 1; j <= k; j++) {
            sum = addProduct(sum, g.part(j), k - j < v.length ? v[k - j] : null, j, k - j, j);
        }
        return sum;
    }

    private Enclosure[][] start(Series g, Enclosure first) {
        Enclosure[][] h = new Enclosure[g.isConstant() || !first.isKnown() ? 1 : degree + 1][];
        h[0] = new Enclosure[] {first};
        return h;
    }

    private Enclosure[] add(Enclosure[] a, Enclosure[] b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        Enclosure[] sum = new Enclosure[a.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = a[i].plus(b[i], bits);
        }
        return sum;
    }

    private Enclosure[] negate(Enclosure[] a) {
        if (a == null) {
            return null;
        }
        Enclosure[] result = new Enclosure[a.length];
        for (int i = 0; i < a.length; i++) {
            result[i] = a[i].negate();
        }
        return result;
    }

    private Enclosure[] scale(Enclosure[] a, Enclosure factor) {
        if (a == null) {
            return null;
        }
        Enclosure[] result = new Enclosure[a.length];
        for (int i = 0; i < a.length; i++) {
            result[i] = a[i].times(factor, bits);
        }
        return result;
    }

    private Enclosure[] divide(Enclosure[] a, int divisor) {
        if (a == null || divisor == 1) {
            return a;
        }
        Enclosure by = Enclosure.of(divisor);
        Enclosure[] result = new Enclosure[a.length];
        for (int i = 0; i < a.length; i++) {
            result[i] = a[i].dividedBy(by, bits);
        }
        return result;
    }

    /** {@code sum + weight * a * b} for parts of degrees i and j. */
    private Enclosure[] addProduct(Enclosure[] sum, Enclosure[] a, Enclosure[] b, int i, int j, int weight) {
        if (a == null || b == null) {
            return sum;
        }
        Enclosure by = weight == 1 ? null : Enclosure.of(weight);
        if (a.length == 1 && b.length == 1) {
            Enclosure product = a[0].times(b[0], bits);
            product = by == null ? product : product.times(by, bits);
            return new Enclosure[] {sum == null ? product : sum[0].plus(product, bits)};
        }
        int[][] place = monomials.products(i, j);
        Enclosure[] result = new Enclosure[monomials.of(i + j).length];
        for (int p = 0; p < a.length; p++) {
            Enclosure factor = by == null ? a[p] : a[p].times(by, bits);
            if (factor.isExact() && factor.low().signum() == 0 && isKnown(b)) {
                continue;
            }
            for (int q = 0; q < b.length; q++) {
                Enclosure product = factor.times(b[q], bits);
                int at = place[p][q];
                result[at] = result[at] == null ? product : result[at].plus(product, bits);
            }
        }
        for (int p = 0; p < result.length; p++) {
            if (result[p] == null) {
                result[p] = sum == null ? Enclosure.ZERO : sum[p];
            } else if (sum != null) {
                result[p] = result[p].plus(sum[p], bits);
            }
        }
        return result;
    }

    private static boolean isKnown(Enclosure[] part) {
        for (Enclosure coefficient : part) {
            if (!coefficient.isKnown()) {
                return false;
            }
        }
        return true;
    }
}
