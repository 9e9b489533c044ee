package bitlemma.symbolic.sampling;

/**
 * Random numbers that are a function of a counter: Widynski, Squares: A Fast Counter-Based RNG, arXiv 2004.06278. A
 * stream is a range of 2^40 counters, so that streams never overlap.
 */
public final class Squares {
    /** A key of the kind that the paper asks for: hexadecimal digits without pattern, the last one odd. */
    public static final long KEY = 0xc58efd154ce32f6dL;

    private static final double UNIT = 0x1p-52;

    private long counter;

    /** @param stream from 0 to 2^24 - 1, else IllegalArgumentException */
    public Squares(int stream) {
        if (stream < 0 || stream >= 1 << 24) {
            throw new IllegalArgumentException("stream " + stream);
        }
        this.counter = (long) stream << 40;
    }

    /** The 32 random bits of a counter. */
    public static int bits(long counter, long key) {
        long y = counter * key;
        long z = y + key;
        long x = y;
        x = Long.rotateRight(x * x + y, 32);
        x = Long.rotateRight(x * x + z, 32);
        x = Long.rotateRight(x * x + y, 32);
        return (int) ((x * x + z) >>> 32);
    }

    /** The next 32 bits of the stream. */
    public int next32() {
        return bits(counter++, KEY);
    }

    /** The next 64 bits of the stream, from two counters. */
    public long next64() {
        long high = next32();
        return high << 32 | Integer.toUnsignedLong(next32());
    }

    /** Uniform on the 2^52 odd multiples of 2^-53 between 0 and 1, so never 0 and never 1. */
    public double uniform() {
        return ((next64() >>> 12) + 0.5) * UNIT;
    }

    /** Uniform from 0 to {@code bound} - 1, by rejection. */
    public long below(long bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound " + bound);
        }
        long mask = -1L >>> Long.numberOfLeadingZeros(bound - 1 | 1);
        long value = next64() & mask;
        while (value >= bound) {
            value = next64() & mask;
        }
        return value;
    }

    /** The standard normal distribution, by the method of Box and Muller. */
    public double normal() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(uniform()));
        return radius * StrictMath.cos(2 * Math.PI * uniform());
    }
}
