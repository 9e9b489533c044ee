package bitlemma.kernels;

import bitlemma.grammar.core.Site;

/**
 * A small machine integer, done again in the plainest way: numbers are {@code long}, and every rule is its definition.
 * Shares nothing with what it judges.
 */
record Machine(boolean signed, int width) {
    /** An obligation is broken. */
    static final class Broke extends RuntimeException {
        private static final long serialVersionUID = 1;

        final transient Site.Kind kind;

        Broke(Site.Kind kind) {
            super(null, null, false, false);
            this.kind = kind;
        }
    }

    String name() {
        return (signed ? "int" : "uint") + width;
    }

    long size() {
        long size = 1;
        for (int i = 0; i < width; i++) {
            size *= 2;
        }
        return size;
    }

    long min() {
        return signed ? -(size() / 2) : 0;
    }

    long max() {
        return min() + size() - 1;
    }

    boolean has(long x) {
        return min() <= x && x <= max();
    }

    long fits(long x) {
        return fits(x, Site.Kind.OVERFLOW);
    }

    long fits(long x, Site.Kind kind) {
        if (!has(x)) {
            throw new Broke(kind);
        }
        return x;
    }

    long wrap(long x) {
        long y = x % size();
        while (y < min()) {
            y += size();
        }
        while (y > max()) {
            y -= size();
        }
        return y;
    }

    long saturate(long x) {
        return x < min() ? min() : x > max() ? max() : x;
    }

    /** The bit pattern, as a number that is not negative. */
    long bits(long x) {
        return x < 0 ? x + size() : x;
    }

    boolean bit(long x, int i) {
        long y = bits(x);
        for (int j = 0; j < i; j++) {
            y /= 2;
        }
        return y % 2 == 1;
    }

    /** The number with these bits. */
    interface Bits {
        boolean at(int i);
    }

    long of(Bits bits) {
        long x = 0;
        long weight = 1;
        for (int i = 0; i < width; i++) {
            if (bits.at(i)) {
                x += signed && i == width - 1 ? -weight : weight;
            }
            weight *= 2;
        }
        return x;
    }

    long shiftAmount(long amount) {
        if (amount < 0 || amount >= width) {
            throw new Broke(Site.Kind.SHIFT);
        }
        return amount;
    }

    static long power(long amount) {
        long power = 1;
        for (long i = 0; i < amount; i++) {
            power *= 2;
        }
        return power;
    }

    static long divisor(long b) {
        if (b == 0) {
            throw new Broke(Site.Kind.DIVISOR);
        }
        return b;
    }

    /** The greatest integer q with q * b <= a (for positive b), found by looking. */
    static long floor(long a, long b) {
        if (b < 0) {
            return floor(-a, -b);
        }
        long q = -Math.abs(a) - 1;
        while ((q + 1) * b <= a) {
            q++;
        }
        return q;
    }

    static long ceiling(long a, long b) {
        return -floor(-a, b);
    }

    static long truncate(long a, long b) {
        boolean negative = a < 0 != b < 0;
        long q = floor(Math.abs(a), Math.abs(b));
        return negative ? -q : q;
    }

    /** The quotient that leaves a remainder from 0 to |b| - 1. */
    static long euclid(long a, long b) {
        long q = -Math.abs(a) - 1;
        while (a - q * b < 0 || a - q * b >= Math.abs(b)) {
            q++;
        }
        return q;
    }

    /** a / b rounded by a rule, for a positive b: of the two neighbours the one that the rule's definition names. */
    static long round(String rule, long a, long b) {
        long below = floor(a, b);
        long above = ceiling(a, b);
        if (below == above) {
            return below;
        }
        long toBelow = a - below * b;
        long toAbove = above * b - a;
        boolean tie = toBelow == toAbove;
        long nearest = toBelow < toAbove ? below : above;
        return switch (rule) {
            case "floor" -> below;
            case "ceiling" -> above;
            case "truncate" -> a < 0 ? above : below;
            case "up" -> tie ? above : nearest;
            case "away" -> tie ? (a < 0 ? below : above) : nearest;
            case "even" -> tie ? (below % 2 == 0 ? below : above) : nearest;
            case "odd" -> below % 2 == 0 ? above : below;
            default -> throw new IllegalArgumentException(rule);
        };
    }
}
