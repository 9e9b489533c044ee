package bitlemma.cli.run;

import bitlemma.cli.input.InputProblem;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Value;
import bitlemma.numbers.CodedFormat;
import bitlemma.numbers.Datum;
import bitlemma.numbers.IntegerFormat;
import bitlemma.numbers.Overflow;
import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** From an argument's text to a value of a parameter's sort. */
final class ValueReader {
    private static final int LONGEST = 100_000;

    private final String parameter;

    /** @param parameter what the value is for, as messages show it */
    ValueReader(String parameter) {
        this.parameter = parameter;
    }

    Value read(Sort sort, String text) {
        String stripped = text.strip();
        return switch (sort) {
            case Sort.Coded coded -> coded(coded.format(), stripped);
            case Sort.Machine machine -> Value.Number.of(machine(machine.format(), stripped));
            case Sort.ExactInteger integer -> Value.Number.of(integer(stripped));
            case Sort.ExactRational rational -> new Value.Number(rational(stripped));
            case Sort.Bool bool -> switch (stripped) {
                case "true" -> new Value.Truth(true);
                case "false" -> new Value.Truth(false);
                default -> throw expected("true or false", stripped, "");
            };
            case Sort.Array array -> array(array.element(), stripped);
        };
    }

    private InputProblem expected(String what, String found, String hint) {
        String shown = found.length() > 60 ? found.substring(0, 57) + "..." : found;
        return new InputProblem(parameter + ": expected " + what + ", found `" + shown + "`", hint);
    }

    /** A number that the format has, {@code inf}, {@code -inf}, {@code nan}, or the bits in hexadecimal or binary. */
    private Value coded(CodedFormat format, String text) {
        String word = text.toLowerCase(Locale.ROOT);
        if (word.startsWith("0x") || word.startsWith("0b")) {
            BigInteger bits = integer(text);
            if (bits.bitLength() > format.width()) {
                throw expected("the bits of a " + format.name(), text, "it has " + format.width() + " bits");
            }
            if (!format.isCode(bits)) {
                throw expected("the bits of a " + format.name(), text, "they stand for nothing there");
            }
            return new Value.Coded(format, bits);
        }
        Datum datum =
                switch (word) {
                    case "nan" -> Datum.NAN;
                    case "inf", "+inf", "infinity", "+infinity" -> new Datum.Infinite(false);
                    case "-inf", "-infinity" -> new Datum.Infinite(true);
                    case "-0", "-0.0" -> new Datum.Finite(Rational.ZERO, true);
                    case String other when other.matches("[-+]?[.0-9].*") -> Datum.of(scaled(text));
                    default ->
                        throw expected(
                                "a value of " + format.name(),
                                text,
                                "as in 1.5, 3*2^-149, -inf, nan, or the bits 0x7f");
                };
        Overflow overflow = datum instanceof Datum.Infinite && format.overflows().contains(Overflow.INFINITY)
                ? Overflow.INFINITY
                : Overflow.FORBID;
        return format.encode(datum, Rounding.EVEN, overflow)
                .filter(code -> format.decode(code).equals(datum))
                .map(code -> (Value) new Value.Coded(format, code))
                .orElseThrow(() -> expected("a value of " + format.name(), text, nearest(format, datum)));
    }

    private static String nearest(CodedFormat format, Datum datum) {
        return switch (datum) {
            case Datum.NotANumber nan -> "it has no NaN";
            case Datum.Infinite infinite -> "it has no infinity";
            case Datum.Finite finite ->
                format.encode(finite, Rounding.EVEN, Overflow.SATURATE)
                        .map(code -> new Value.Coded(format, code))
                        .map(near -> "the nearest is " + near + ", "
                                + IntegerFormat.unsigned(format.width()).hex(near.code()))
                        .orElse("it has no such value");
        };
    }

    /** A number, or {@code significand*2^exponent} as reports print it. */
    private Rational scaled(String text) {
        int mark = text.indexOf("2^");
        if (mark < 0) {
            return rational(text);
        }
        BigInteger exponent = integer(text.substring(mark + 2));
        if (exponent.bitLength() > 17) {
            throw expected("a number", text, "the exponent is beyond every format");
        }
        Rational factor =
                switch (text.substring(0, mark)) {
                    case "" -> Rational.ONE;
                    case "-" -> Rational.ONE.negate();
                    case String front when front.endsWith("*") -> rational(front.substring(0, front.length() - 1));
                    default -> throw expected("a number", text, "as in 1.5, 2^-149 or 3*2^-149");
                };
        return factor.times(Rational.powerOfTwo(exponent.intValueExact()));
    }

    private BigInteger machine(IntegerFormat format, String text) {
        BigInteger value = integer(text);
        String start = text.length() < 2 ? "" : text.substring(0, 2).toLowerCase(Locale.ROOT);
        boolean pattern = start.equals("0x") || start.equals("0b");
        if (!format.contains(value) && pattern && value.bitLength() <= format.width()) {
            return format.wrap(value);
        }
        if (!format.contains(value)) {
            throw expected(
                    format + ", from " + format.min() + " to " + format.max(),
                    text,
                    pattern ? "hexadecimal and binary numbers are read as the bits of " + format : "");
        }
        return value;
    }

    private BigInteger integer(String text) {
        boolean negative = text.startsWith("-");
        String digits = (negative || text.startsWith("+") ? text.substring(1) : text).replace("_", "");
        int radix = 10;
        if (digits.startsWith("0x") || digits.startsWith("0X")) {
            radix = 16;
        } else if (digits.startsWith("0b") || digits.startsWith("0B")) {
            radix = 2;
        }
        digits = radix == 10 ? digits : digits.substring(2);
        boolean good = !digits.isEmpty() && digits.length() <= LONGEST;
        for (int i = 0; i < digits.length() && good; i++) {
            good = digits.charAt(i) < 128 && Character.digit(digits.charAt(i), radix) >= 0;
        }
        if (!good) {
            throw expected("an integer", text, "as in -128, 0x80 or 0b1000_0000");
        }
        BigInteger value = new BigInteger(digits, radix);
        return negative ? value.negate() : value;
    }

    private Rational rational(String text) {
        int bar = text.indexOf('/');
        if (bar >= 0) {
            BigInteger denominator = integer(text.substring(bar + 1).strip());
            if (denominator.signum() == 0) {
                throw expected("a number", text, "a denominator is not 0");
            }
            return Rational.of(integer(text.substring(0, bar).strip()), denominator);
        }
        if (text.indexOf('.') >= 0 || !text.startsWith("0x") && text.indexOf('e') >= 0) {
            try {
                BigDecimal decimal = new BigDecimal(text);
                if (Math.abs((long) decimal.scale()) <= LONGEST) {
                    BigInteger power = BigInteger.TEN.pow(Math.abs(decimal.scale()));
                    return decimal.scale() >= 0
                            ? Rational.of(decimal.unscaledValue(), power)
                            : Rational.of(decimal.unscaledValue().multiply(power));
                }
            } catch (NumberFormatException e) {
                // Rejected below, as a decimal that is too long is.
            }
            throw expected("a number", text, "as in 3, -7/2 or 0.25");
        }
        return Rational.of(integer(text));
    }

    /** {@code [1, 2, 3]}, {@code [-128 x 131072]} or both: {@code [1, 0 x 63]}. */
    private Value array(Sort element, String text) {
        String hint = "as in [1, 2, 3], or [-128 x 4096] for many equal elements";
        if (!text.startsWith("[") || !text.endsWith("]") || text.length() < 2) {
            throw expected("an array", text, hint);
        }
        String inner = text.substring(1, text.length() - 1).strip();
        List<Value.Sequence.Run> runs = new ArrayList<>();
        if (!inner.isEmpty()) {
            for (String part : inner.split(",", -1)) {
                Value.Sequence.Run run = run(element, part.strip(), hint);
                boolean same = !runs.isEmpty() && runs.getLast().element().equals(run.element());
                if (same) {
                    BigInteger before = runs.removeLast().length();
                    runs.add(new Value.Sequence.Run(run.element(), before.add(run.length())));
                } else if (run.length().signum() > 0) {
                    runs.add(run);
                }
            }
        }
        return new Value.Sequence(runs);
    }

    private Value.Sequence.Run run(Sort element, String part, String hint) {
        if (part.isEmpty()) {
            throw expected("an element between commas", "nothing", hint);
        }
        // The x of a count stands apart, so that it is not that of 0x80.
        int times = part.lastIndexOf(" x ");
        if (times < 0) {
            return new Value.Sequence.Run(read(element, part), BigInteger.ONE);
        }
        BigInteger count = integer(part.substring(times + 3).strip());
        if (count.signum() < 0) {
            throw expected("a count of elements that is not negative", count.toString(), hint);
        }
        return new Value.Sequence.Run(read(element, part.substring(0, times)), count);
    }
}
