package bitlemma.lowering;

import bitlemma.grammar.core.Absolute;
import bitlemma.grammar.core.Add;
import bitlemma.grammar.core.And;
import bitlemma.grammar.core.ArrayOf;
import bitlemma.grammar.core.BitCount;
import bitlemma.grammar.core.Bitwise;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Divide;
import bitlemma.grammar.core.If;
import bitlemma.grammar.core.Let;
import bitlemma.grammar.core.Maximum;
import bitlemma.grammar.core.Minimum;
import bitlemma.grammar.core.Multiply;
import bitlemma.grammar.core.Negate;
import bitlemma.grammar.core.Not;
import bitlemma.grammar.core.Or;
import bitlemma.grammar.core.Power;
import bitlemma.grammar.core.Remainder;
import bitlemma.grammar.core.Require;
import bitlemma.grammar.core.RoundTo;
import bitlemma.grammar.core.Select;
import bitlemma.grammar.core.Subtract;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.IntegerFormat;
import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A lowered term in 64-bit arithmetic, both sides of every choice evaluated. It throws where an operation has no value,
 * or where an operand of a bit operation is no value of its format; so a run that ends shows that the term is total.
 */
final class StrictProgram {
    @FunctionalInterface
    private interface Code {
        long run(long[] names);
    }

    private final Map<Variable, Integer> slots = new HashMap<>();
    private final Code code;
    private boolean broken;

    StrictProgram(Term term, List<Variable> inputs) {
        inputs.forEach(this::slot);
        code = compile(term);
    }

    private int slot(Variable variable) {
        return slots.computeIfAbsent(variable, v -> slots.size());
    }

    /** The value, or nothing where an obligation is broken; truth values are 0 and 1. */
    OptionalLong run(long... inputs) {
        long[] names = new long[slots.size()];
        System.arraycopy(inputs, 0, names, 0, inputs.length);
        broken = false;
        long value = code.run(names);
        return broken ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private Code compile(Term term) {
        return switch (term) {
            case Constant t -> {
                long value = t.value().toIntegerExact().longValueExact();
                yield n -> value;
            }
            case Truth t -> n -> t.value() ? 1 : 0;
            case Variable t -> {
                int slot = slot(t);
                yield n -> n[slot];
            }
            case Let t -> {
                Code value = compile(t.value());
                int slot = slot(t.variable());
                Code body = compile(t.body());
                yield n -> {
                    n[slot] = value.run(n);
                    return body.run(n);
                };
            }
            case If t -> {
                Code condition = compile(t.condition());
                Code then = compile(t.then());
                Code otherwise = compile(t.otherwise());
                yield n -> {
                    long a = then.run(n);
                    long b = otherwise.run(n);
                    return condition.run(n) != 0 ? a : b;
                };
            }
            case Require t -> {
                Code condition = compile(t.condition());
                Code body = compile(t.body());
                yield n -> {
                    broken |= condition.run(n) == 0;
                    return body.run(n);
                };
            }
            case Add t -> binary(t.left(), t.right(), Math::addExact);
            case Subtract t -> binary(t.left(), t.right(), Math::subtractExact);
            case Multiply t -> binary(t.left(), t.right(), Math::multiplyExact);
            case Minimum t -> binary(t.left(), t.right(), Math::min);
            case Maximum t -> binary(t.left(), t.right(), Math::max);
            case And t -> binary(t.left(), t.right(), (a, b) -> a & b);
            case Or t -> binary(t.left(), t.right(), (a, b) -> a | b);
            case Negate t -> {
                Code a = compile(t.operand());
                yield n -> -a.run(n);
            }
            case Not t -> {
                Code a = compile(t.operand());
                yield n -> 1 - a.run(n);
            }
            case Absolute t -> {
                Code a = compile(t.operand());
                yield n -> Math.abs(a.run(n));
            }
            case Power t ->
                binary(t.base(), t.exponent(), (base, exponent) -> {
                    if (base != 2 || exponent < 0 || exponent > 62) {
                        throw new ArithmeticException(base + " to the power of " + exponent);
                    }
                    return 1L << exponent;
                });
            case RoundTo(Rounding rule, Divide divide)
            when rule == Rounding.FLOOR -> binary(divide.dividend(), divide.divisor(), Math::floorDiv);
            case RoundTo(Rounding rule, Divide divide) ->
                binary(
                        divide.dividend(),
                        divide.divisor(),
                        (a, b) -> rule.round(Rational.of(a, b)).longValueExact());
            case Remainder t
            when t.division() == Remainder.Division.FLOOR -> binary(t.dividend(), t.divisor(), Math::floorMod);
            case Compare t -> binary(t.left(), t.right(), (a, b) -> t.relation().holds(Long.compare(a, b)) ? 1 : 0);
            case Bitwise t -> {
                long most = most(t.format());
                yield binary(t.left(), t.right(), (a, b) -> {
                    inside(a, most);
                    inside(b, most);
                    return switch (t.operator()) {
                        case AND -> a & b;
                        case OR -> a | b;
                        case XOR -> a ^ b;
                    };
                });
            }
            case BitCount t
            when t.count() == BitCount.Count.LEADING_ZEROS -> {
                Code a = compile(t.operand());
                long most = most(t.format());
                int unused = 64 - t.format().width();
                yield n -> {
                    long value = a.run(n);
                    inside(value, most);
                    return Long.numberOfLeadingZeros(value) - unused;
                };
            }
            case Select(ArrayOf table, Term index) -> {
                long[] elements = table.elements().stream()
                        .mapToLong(e -> ((Constant) e).value().toIntegerExact().longValueExact())
                        .toArray();
                Code i = compile(index);
                yield n -> elements[Math.toIntExact(i.run(n))];
            }
            default -> throw new IllegalArgumentException("no part of a lowered term: " + term);
        };
    }

    private static long most(IntegerFormat format) {
        if (format.signed() || format.width() > 62) {
            throw new IllegalArgumentException("no format for 64-bit arithmetic: " + format);
        }
        return BigInteger.ONE.shiftLeft(format.width()).longValueExact() - 1;
    }

    private static void inside(long value, long most) {
        if (value < 0 || value > most) {
            throw new ArithmeticException(value + " is not in 0.." + most);
        }
    }

    @FunctionalInterface
    private interface Binary {
        long apply(long a, long b);
    }

    private Code binary(Term left, Term right, Binary operation) {
        Code a = compile(left);
        Code b = compile(right);
        return n -> operation.apply(a.run(n), b.run(n));
    }
}
