package bitlemma.numbers;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A number format: bit patterns of one width, called codes, and what they stand for. A code is the pattern as an
 * unsigned number from 0 to 2^width - 1; where it is not, methods throw IllegalArgumentException.
 */
public sealed interface CodedFormat permits FloatFormat, PositFormat, LinearFormat, Codebook {
    /** What the language and reports call the format; {@link Formats#named} finds it again where it is built in. */
    String name();

    /** Bits of a code. */
    int width();

    /** Whether a pattern of the right width stands for anything. */
    boolean isCode(BigInteger code);

    /** What a code stands for; throws IllegalArgumentException where {@link #isCode} is false. */
    Datum decode(BigInteger code);

    /** The code that a rounding rule takes {@code exact} to; empty where nothing stands for the result. */
    Optional<BigInteger> encode(Datum exact, Rounding rounding, Overflow overflow);

    /**
     * Stochastic rounding with given random bits: of the two neighbours in magnitude, the one further from zero exactly
     * where the fraction of the way to it plus {@code random / 2^bits} is at least 1.
     *
     * @param random from 0 to 2^bits - 1, else IllegalArgumentException
     */
    Optional<BigInteger> encodeStochastic(Datum exact, BigInteger random, int bits, Overflow overflow);

    /** The format's own overflow rule. */
    Overflow overflow();

    /** The overflow rules that the format has codes for, {@link Overflow#FORBID} among them: it needs none. */
    Set<Overflow> overflows();

    /**
     * The code of an operation's result, computed exactly and rounded once; special cases as IEEE 754-2019 has them. A
     * NaN result is the format's one canonical NaN. Empty where nothing stands for the result.
     */
    default Optional<BigInteger> apply(Operation op, List<BigInteger> codes, Rounding rounding, Overflow overflow) {
        List<Datum> operands = codes.stream().map(this::decode).toList();
        return encode(Exactly.apply(op, operands, rounding, this::resolution), rounding, overflow);
    }

    /** The code of the greatest finite value. */
    BigInteger greatest();

    /** The code of the least finite value. */
    BigInteger least();

    /**
     * Codes where arithmetic tends to go wrong, without duplicates: zeros, ones, extremes, borders of subnormal
     * numbers, infinities, NaN, neighbours of powers of two.
     */
    List<BigInteger> specials();

    /**
     * A positive number that divides, as integer multiples, every place near the square root of {@code radicand} where
     * rounding changes its result: the values there, and where nearest turns from one value to the next.
     *
     * @param radicand positive
     */
    Rational resolution(Rational radicand);
}
