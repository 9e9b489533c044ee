package bitlemma.numbers;

import java.math.BigInteger;
import java.util.Optional;

/**
 * A machine integer: two's complement where signed, plain binary where not.
 *
 * @param signed whether the top bit weighs -2^(width-1)
 * @param width bits, from 1 to {@value #MAX_WIDTH}
 */
public record IntegerFormat(boolean signed, int width) {
    /** The widest integer that the language has. */
    public static final int MAX_WIDTH = 512;

    public IntegerFormat {
        if (width < 1 || width > MAX_WIDTH) {
            throw new IllegalArgumentException("width " + width + " is not in 1.." + MAX_WIDTH);
        }
    }

    public static IntegerFormat signed(int width) {
        return new IntegerFormat(true, width);
    }

    public static IntegerFormat unsigned(int width) {
        return new IntegerFormat(false, width);
    }

    /** The format that a name like {@code int8} or {@code uint32} stands for; empty where it is no such name or no such width. */
    public static Optional<IntegerFormat> named(String name) {
        boolean unsigned = name.startsWith("uint");
        if (!unsigned && !name.startsWith("int")) {
            return Optional.empty();
        }
        String digits = name.substring(unsigned ? 4 : 3);
        if (!digits.matches("[1-9][0-9]{0,2}") || Integer.parseInt(digits) > MAX_WIDTH) {
            return Optional.empty();
        }
        return Optional.of(new IntegerFormat(!unsigned, Integer.parseInt(digits)));
    }

    public BigInteger min() {
        return signed ? BigInteger.ONE.shiftLeft(width - 1).negate() : BigInteger.ZERO;
    }

    public BigInteger max() {
        return BigInteger.ONE.shiftLeft(signed ? width - 1 : width).subtract(BigInteger.ONE);
    }

    /** The number of values: 2^width. */
    public BigInteger modulus() {
        return BigInteger.ONE.shiftLeft(width);
    }

    public boolean contains(BigInteger value) {
        return signed ? value.bitLength() < width : value.signum() >= 0 && value.bitLength() <= width;
    }

    /** The value of this format that is congruent to {@code value} modulo 2^width. */
    public BigInteger wrap(BigInteger value) {
        BigInteger bits = bits(value);
        return signed && bits.testBit(width - 1) ? bits.subtract(modulus()) : bits;
    }

    /** The value of this format that is nearest to {@code value}. */
    public BigInteger saturate(BigInteger value) {
        return value.max(min()).min(max());
    }

    /** The bit pattern of a value, as an unsigned number below 2^width. */
    public BigInteger bits(BigInteger value) {
        return value.mod(modulus());
    }

    /** The bit pattern in hexadecimal, one digit for each four bits begun. */
    public String hex(BigInteger value) {
        String digits = bits(value).toString(16);
        return "0x" + "0".repeat((width + 3) / 4 - digits.length()) + digits;
    }

    @Override
    public String toString() {
        return (signed ? "int" : "uint") + width;
    }
}
