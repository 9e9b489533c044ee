package bitlemma.symbolic.sampling;

import bitlemma.grammar.core.Distribution;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Value;
import bitlemma.numbers.CodedFormat;
import bitlemma.numbers.Datum;
import bitlemma.numbers.IntegerFormat;
import bitlemma.numbers.Rational;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Draws values of one distribution. Both methods use the same random bits. */
interface Sampler {
    double number(Squares random);

    /** The value exactly; by default that of the double. */
    default Value value(Squares random) {
        return new Value.Number(exact(number(random)));
    }

    /** The rational number that a finite double is. */
    static Rational exact(double value) {
        BigDecimal decimal = new BigDecimal(value);
        return decimal.scale() <= 0
                ? Rational.of(decimal.toBigIntegerExact())
                : Rational.of(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()));
    }

    /** The double nearest to a number. */
    static double nearest(Rational value) {
        if (value.isInteger()) {
            return value.numerator().doubleValue();
        }
        int excess = value.numerator().bitLength() - value.denominator().bitLength();
        if (value.numerator().bitLength() <= 53 && value.denominator().bitLength() <= 53) {
            return value.numerator().doubleValue() / value.denominator().doubleValue();
        }
        // 64 bits of the quotient, the last one sticky: rounding twice is then as good as once.
        int shift = 64 - excess;
        BigInteger dividend = shift > 0 ? value.numerator().shiftLeft(shift) : value.numerator();
        BigInteger divisor = shift < 0 ? value.denominator().shiftLeft(-shift) : value.denominator();
        BigInteger[] parts = dividend.abs().divideAndRemainder(divisor);
        BigInteger quotient = parts[1].signum() == 0 ? parts[0] : parts[0].setBit(0);
        double size = StrictMath.scalb(quotient.doubleValue(), -shift);
        return value.signum() < 0 ? -size : size;
    }

    /**
     * The sampler of a distribution; null where its parameters make it none.
     *
     * @param numbers the value of a term of parameters
     */
    static Sampler of(Distribution distribution, ToDoubleFunction<Term> numbers) {
        return switch (distribution) {
            case Distribution.Uniform d -> {
                double low = numbers.applyAsDouble(d.low());
                double width = numbers.applyAsDouble(d.high()) - low;
                yield width >= 0 ? random -> low + width * random.uniform() : null;
            }
            case Distribution.Grid d -> {
                double bits = numbers.applyAsDouble(d.bits());
                double low = numbers.applyAsDouble(d.low());
                double width = numbers.applyAsDouble(d.high()) - low;
                if (!(bits >= 0 && bits <= 62 && bits == Math.rint(bits))) {
                    yield null;
                }
                double step = StrictMath.scalb(width, (int) -bits);
                long mask = (1L << (int) bits) - 1;
                yield random -> low + step * (random.next64() & mask);
            }
            case Distribution.Integers d -> {
                double low = numbers.applyAsDouble(d.low());
                double count = numbers.applyAsDouble(d.high()) - low + 1;
                if (!(count >= 1 && count <= 0x1p62 && low == Math.rint(low) && count == Math.rint(count))) {
                    yield null;
                }
                yield random -> low + random.below((long) count);
            }
            case Distribution.Codes d -> codes(d.format());
            case Distribution.Normal d -> {
                double mean = numbers.applyAsDouble(d.mean());
                double deviation = numbers.applyAsDouble(d.deviation());
                yield deviation > 0 ? random -> mean + deviation * random.normal() : null;
            }
            case Distribution.Laplace d -> {
                double location = numbers.applyAsDouble(d.location());
                double scale = numbers.applyAsDouble(d.scale());
                yield scale > 0 ? random -> location + scale * laplace(random.uniform()) : null;
            }
            case Distribution.LogUniform d -> {
                double low = numbers.applyAsDouble(d.low());
                double log = StrictMath.log(numbers.applyAsDouble(d.high()) / low);
                yield low > 0 && log >= 0 ? random -> low * StrictMath.exp(log * random.uniform()) : null;
            }
            case Distribution.Exponential d -> {
                double rate = numbers.applyAsDouble(d.rate());
                yield rate > 0 ? random -> -StrictMath.log(random.uniform()) / rate : null;
            }
            case Distribution.Bernoulli d -> {
                double p = numbers.applyAsDouble(d.probability());
                yield p >= 0 && p <= 1 ? random -> random.uniform() < p ? 1 : 0 : null;
            }
            case Distribution.Table d -> table(d, numbers);
        };
    }

    /** By inversion, for the standard distribution. */
    private static double laplace(double u) {
        return u < 0.5 ? StrictMath.log(2 * u) : -StrictMath.log(2 * (1 - u));
    }

    private static Sampler table(Distribution.Table table, ToDoubleFunction<Term> numbers) {
        List<double[]> steps = new ArrayList<>();
        double sum = 0;
        for (Distribution.Entry entry : table.entries()) {
            double probability = numbers.applyAsDouble(entry.probability());
            if (!(probability >= 0)) {
                return null;
            }
            if (probability > 0) {
                sum += probability;
                steps.add(new double[] {sum, numbers.applyAsDouble(entry.value())});
            }
        }
        if (Math.abs(sum - 1) > 1e-9) {
            return null;
        }
        double[][] rows = steps.toArray(double[][]::new);
        return random -> {
            double u = random.uniform();
            int i = 0;
            while (i < rows.length - 1 && u >= rows[i][0]) {
                i++;
            }
            return rows[i][1];
        };
    }

    private static Sampler codes(Sort sort) {
        return switch (sort) {
            case Sort.Machine machine -> new IntegerCodes(machine.format());
            case Sort.Coded coded -> new FiniteCodes(coded.format());
            default -> null;
        };
    }

    private static BigInteger bits(Squares random, int width) {
        BigInteger bits = BigInteger.ZERO;
        for (int done = 0; done < width; done += 32) {
            bits = bits.shiftLeft(32).or(BigInteger.valueOf(Integer.toUnsignedLong(random.next32())));
        }
        return bits.shiftRight((width + 31) / 32 * 32 - width);
    }

    /** Each value of an integer format. */
    record IntegerCodes(IntegerFormat format) implements Sampler {
        @Override
        public double number(Squares random) {
            return format.width() <= 32
                    ? (format.signed()
                            ? random.next32() >> 32 - format.width()
                            : Integer.toUnsignedLong(random.next32()) >>> 32 - format.width())
                    : integer(random).doubleValue();
        }

        @Override
        public Value value(Squares random) {
            return Value.Number.of(integer(random));
        }

        private BigInteger integer(Squares random) {
            return format.wrap(bits(random, format.width()));
        }
    }

    /** Each finite value of a number format, by rejection of the other codes. */
    final class FiniteCodes implements Sampler {
        /** Up to this width, in bits, the values stand in a table. */
        private static final int TABLE = 16;

        private final CodedFormat format;
        /** The value of each code, not a number where it is not finite; null where the format is wide. */
        private final double[] values;

        FiniteCodes(CodedFormat format) {
            this.format = format;
            this.values = format.width() > TABLE ? null : new double[1 << format.width()];
            for (int i = 0; values != null && i < values.length; i++) {
                values[i] = finite(BigInteger.valueOf(i));
            }
        }

        private double finite(BigInteger code) {
            return format.isCode(code) && format.decode(code) instanceof Datum.Finite finite
                    ? nearest(finite.value())
                    : Double.NaN;
        }

        @Override
        public double number(Squares random) {
            double value = Double.NaN;
            while (Double.isNaN(value)) {
                value = values == null
                        ? finite(bits(random, format.width()))
                        : values[random.next32() >>> 32 - format.width()];
            }
            return value;
        }

        @Override
        public Value.Coded value(Squares random) {
            BigInteger code = bits(random, format.width());
            while (!format.isCode(code) || !(format.decode(code) instanceof Datum.Finite)) {
                code = bits(random, format.width());
            }
            return new Value.Coded(format, code);
        }
    }
}
