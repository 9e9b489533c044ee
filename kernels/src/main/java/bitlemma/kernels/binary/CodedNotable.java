package bitlemma.kernels.binary;

import bitlemma.numbers.CodedFormat;
import bitlemma.numbers.Datum;
import bitlemma.numbers.Overflow;
import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;

/** Bit patterns of coded values on which code for such values goes wrong sooner than on others. */
final class CodedNotable {
    /** Bits of the numbers, and of their scales, that are tried in every format. */
    private static final int SMALL = 12;

    private CodedNotable() {}

    /** Special values, powers of two from 2^-12 to 2^12, both signs, and the neighbours of all these. */
    static List<BigInteger> powers(CodedFormat format) {
        TreeSet<BigInteger> found = new TreeSet<>(format.specials());
        for (int exponent = -SMALL; exponent <= SMALL; exponent++) {
            nearest(format, Rational.powerOfTwo(exponent)).ifPresent(found::add);
            nearest(format, Rational.powerOfTwo(exponent).negate()).ifPresent(found::add);
        }
        List<BigInteger> all = new ArrayList<>(found);
        for (BigInteger code : all) {
            add(found, format, code.subtract(BigInteger.ONE));
            add(found, format, code.add(BigInteger.ONE));
        }
        return List.copyOf(found);
    }

    private static void add(TreeSet<BigInteger> found, CodedFormat format, BigInteger code) {
        if (code.signum() >= 0 && code.bitLength() <= format.width() && format.isCode(code)) {
            found.add(code);
        }
    }

    private static Optional<BigInteger> nearest(CodedFormat format, Rational value) {
        return format.encode(Datum.of(value), Rounding.EVEN, Overflow.SATURATE);
    }

    /**
     * A bit pattern that stands for something: a special one, a number of few bits and of a magnitude near 1, with
     * which sums and products of several inputs meet, one that lies half way between two of a narrower format, or any.
     */
    static BigInteger random(CodedFormat format, Random random) {
        BigInteger chosen = switch (random.nextInt(8)) {
            case 0 -> Notable.pick(format.specials(), random);
            case 1, 2, 3 -> {
                BigInteger digits = new BigInteger(1 + random.nextInt(Math.max(SMALL, format.width())), random);
                BigInteger signed = random.nextBoolean() ? digits : digits.negate();
                int scale = digits.bitLength() + random.nextInt(2 * SMALL) - SMALL;
                yield nearest(format, Rational.of(signed).times(Rational.powerOfTwo(-scale)))
                        .orElse(BigInteger.ZERO);
            }
            case 4, 5 -> tie(format, random);
            default -> new BigInteger(format.width(), random);
        };
        return chosen.bitLength() <= format.width() && format.isCode(chosen)
                ? chosen
                : Notable.pick(format.specials(), random);
    }

    /** A pattern that ends with a one and zeros, or a neighbour of it: a tie for what takes away low bits. */
    private static BigInteger tie(CodedFormat format, Random random) {
        int power = random.nextInt(format.width());
        BigInteger high = new BigInteger(format.width(), random).shiftRight(power + 1);
        BigInteger tie = high.shiftLeft(1).add(BigInteger.ONE).shiftLeft(power);
        BigInteger moved = tie.add(BigInteger.valueOf(random.nextInt(3) - 1L));
        return moved.bitLength() <= format.width() ? moved : tie;
    }
}
