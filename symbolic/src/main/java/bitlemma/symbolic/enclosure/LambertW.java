package bitlemma.symbolic.enclosure;

/** The principal branch of Lambert's function at one number. */
final class LambertW {
    private LambertW() {}

    /**
     * Newton's iteration finds w with w exp(w) close to x; since w exp(w) grows for w >= -1, comparing its values at w
     * - d
     * and w + d with x certifies that W(x) is between.
     */
    static Enclosure lambertW(Dyadic x, int bits) {
        if (x.signum() == 0) {
            return Enclosure.ZERO;
        }
        int working = bits + 20;
        Dyadic branch = Enclosure.of(-1).exp(2 * working).negate().high();
        if (x.compareTo(branch) < 0) {
            return Enclosure.UNKNOWN;
        }
        if (x.magnitude() < -bits - 4) {
            // x - 2x^2 <= W(x) <= x for |x| <= 1/10.
            return Enclosure.of(x.minus(x.times(x).scaled(1)), x).round(bits);
        }
        Dyadic w = start(x, branch);
        for (int step = 0; step < 6; step++) {
            w = newton(w, x, 64 + Math.max(0, -x.magnitude()));
        }
        for (int precision = 64; precision < 4 * working; precision *= 2) {
            w = newton(w, x, Math.min(precision, working) + 16 + Math.max(0, -x.magnitude()));
        }
        w = newton(w, x, working + 16 + Math.max(0, -x.magnitude())).round(working, false);
        for (int lost = 0; lost <= working; lost += 4) {
            Dyadic radius = Dyadic.powerOfTwo(w.magnitude() - working + 4 + lost);
            Dyadic low = Dyadic.max(w.minus(radius), Dyadic.ONE.negate());
            Dyadic high = Dyadic.max(w.plus(radius), Dyadic.ONE.negate());
            Enclosure point = Enclosure.of(x);
            boolean above = low.compareTo(Dyadic.ONE.negate()) == 0
                    || forward(low, 2 * working).isCertainlyAtMost(point);
            if (above && point.isCertainlyAtMost(forward(high, 2 * working))) {
                return Enclosure.of(low, high);
            }
        }
        return Enclosure.UNKNOWN;
    }

    private static Enclosure forward(Dyadic w, int bits) {
        return Enclosure.of(w).times(Enclosure.of(w).exp(bits), bits);
    }

    private static Dyadic start(Dyadic x, Dyadic branch) {
        Enclosure point = Enclosure.of(x);
        if (x.magnitude() > 2) {
            Enclosure log = point.log(64);
            return log.minus(log.log(64), 64).middle().round(64, false);
        }
        if (x.signum() < 0 && x.magnitude() >= -2) {
            // W(x) is about -1 + sqrt(2 (1 + e x)).
            Enclosure distance = Enclosure.of(x.minus(branch)).times(Enclosure.ONE.exp(64), 64).scaled(1);
            return distance.sqrt(64).minus(Enclosure.ONE, 256).middle();
        }
        return x.round(64, false).dividedBy(x.plus(Dyadic.ONE), 64, false);
    }

    /** One step; nothing rests on its being right. */
    private static Dyadic newton(Dyadic w, Dyadic x, int bits) {
        Enclosure point = Enclosure.of(w.round(bits, false));
        Enclosure exp = point.exp(bits);
        Enclosure slope = exp.times(point.plus(Enclosure.ONE, bits), bits);
        Enclosure step = point.times(exp, bits).minus(Enclosure.of(x), bits).dividedBy(slope, bits);
        return step.isKnown() ? w.minus(step.middle()).round(bits, false) : w;
    }
}
