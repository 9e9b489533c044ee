package bitlemma.kernels.binary;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/** Numbers at which code for integers goes wrong sooner than elsewhere. */
final class Notable {
    private Notable() {}

    /** The ends of a domain, zero, one and minus one, and their neighbours. */
    static List<BigInteger> ends(Domain domain) {
        TreeSet<BigInteger> found = new TreeSet<>();
        for (BigInteger center : List.of(domain.low(), BigInteger.ZERO, domain.high())) {
            for (int offset = -1; offset <= 1; offset++) {
                add(found, domain, center.add(BigInteger.valueOf(offset)));
            }
        }
        return List.copyOf(found);
    }

    /** The ends, the powers of two with both signs, and the neighbours of these. */
    static List<BigInteger> powers(Domain domain) {
        TreeSet<BigInteger> found = new TreeSet<>(ends(domain));
        int bits = Math.max(domain.low().bitLength(), domain.high().bitLength());
        for (int i = 1; i <= bits; i++) {
            for (int offset = -1; offset <= 1; offset++) {
                BigInteger near = BigInteger.ONE.shiftLeft(i).add(BigInteger.valueOf(offset));
                add(found, domain, near);
                add(found, domain, near.negate());
            }
        }
        return List.copyOf(found);
    }

    private static void add(TreeSet<BigInteger> found, Domain domain, BigInteger value) {
        if (domain.contains(value)) {
            found.add(value);
        }
    }

    /**
     * A number of a domain that is not empty: now and then a notable one, or one half way between two multiples of a
     * power of two; else of any number of bits, or any number at all.
     */
    static BigInteger random(Domain domain, Random random) {
        BigInteger any = uniform(domain, random);
        BigInteger chosen = switch (random.nextInt(8)) {
            case 0 -> pick(ends(domain), random);
            case 1 -> near(BigInteger.ONE.shiftLeft(random.nextInt(domain.size().bitLength() + 1)), random);
            case 2 -> {
                int power = random.nextInt(Math.max(1, any.bitLength()));
                BigInteger tie = any.shiftRight(power + 1)
                        .shiftLeft(1)
                        .add(BigInteger.ONE)
                        .shiftLeft(power);
                yield near(tie, random);
            }
            case 3, 4 -> {
                BigInteger magnitude =
                        new BigInteger(random.nextInt(domain.size().bitLength() + 1), random);
                yield random.nextBoolean() ? magnitude : magnitude.negate();
            }
            default -> any;
        };
        return domain.contains(chosen) ? chosen : any;
    }

    private static BigInteger near(BigInteger value, Random random) {
        BigInteger moved = value.add(BigInteger.valueOf(random.nextInt(3) - 1L));
        return random.nextInt(3) == 0 ? moved.negate() : moved;
    }

    private static BigInteger uniform(Domain domain, Random random) {
        BigInteger size = domain.size();
        BigInteger bits = new BigInteger(size.bitLength() + 16, random);
        return domain.low().add(bits.mod(size));
    }

    static <T> T pick(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    /** The integers from the least to the greatest. */
    static List<BigInteger> all(Domain domain) {
        List<BigInteger> all = new ArrayList<>();
        for (BigInteger v = domain.low(); v.compareTo(domain.high()) <= 0; v = v.add(BigInteger.ONE)) {
            all.add(v);
        }
        return all;
    }
}
