package bitlemma.lowering;

import bitlemma.grammar.core.Absolute;
import bitlemma.grammar.core.Add;
import bitlemma.grammar.core.ArrayOf;
import bitlemma.grammar.core.BitCount;
import bitlemma.grammar.core.Bits;
import bitlemma.grammar.core.Bitwise;
import bitlemma.grammar.core.Call;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Decode;
import bitlemma.grammar.core.Divide;
import bitlemma.grammar.core.Fits;
import bitlemma.grammar.core.Fold;
import bitlemma.grammar.core.If;
import bitlemma.grammar.core.Let;
import bitlemma.grammar.core.Maximum;
import bitlemma.grammar.core.Minimum;
import bitlemma.grammar.core.Multiply;
import bitlemma.grammar.core.Negate;
import bitlemma.grammar.core.Power;
import bitlemma.grammar.core.Remainder;
import bitlemma.grammar.core.Repeat;
import bitlemma.grammar.core.Require;
import bitlemma.grammar.core.RoundTo;
import bitlemma.grammar.core.Saturate;
import bitlemma.grammar.core.Select;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Subtract;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Variable;
import bitlemma.grammar.core.Wrap;
import bitlemma.numbers.Codebook;
import bitlemma.numbers.CodedFormat;
import bitlemma.numbers.FloatFormat;
import bitlemma.numbers.IntegerFormat;
import bitlemma.numbers.LinearFormat;
import bitlemma.numbers.PositFormat;
import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/** Simple bounds of exact terms: on which grid the numbers lie that a term can have. */
final class Grids {
    private final Map<Variable, Grid> known = new HashMap<>();

    /** Takes note of what a name stands for. */
    void define(Variable variable, Term value) {
        if (variable.sort().isNumber()) {
            Grid grid = of(value);
            if (grid != null) {
                known.put(variable, grid);
            }
        }
    }

    /** Takes note of the bounds of an index. */
    void range(Variable index, Term low, Term high) {
        Grid grid = Grid.union(of(low), of(high));
        if (grid != null) {
            known.put(index, grid);
        }
    }

    /** The grid of a term as it was before lowering; null where none is known. */
    Grid of(Term term) {
        return switch (term) {
            case Constant t -> of(t.value());
            case Variable t -> known.containsKey(t) ? known.get(t) : of(t.sort());
            case Let t -> {
                define(t.variable(), t.value());
                yield of(t.body());
            }
            case If t -> Grid.union(of(t.then()), of(t.otherwise()));
            case Require t -> of(t.body());
            case Call t -> of(t.kernel().result());
            case Select t -> element(t.array());
            case Add t -> Grid.sum(of(t.left()), of(t.right()));
            case Subtract t -> Grid.sum(of(t.left()), of(t.right()));
            case Multiply t -> Grid.product(of(t.left()), of(t.right()));
            case Negate t -> of(t.operand());
            case Absolute t -> of(t.operand());
            case Minimum t -> Grid.union(of(t.left()), of(t.right()));
            case Maximum t -> Grid.union(of(t.left()), of(t.right()));
            case Divide t ->
                t.divisor() instanceof Constant c && c.value().signum() != 0
                        ? Grid.product(of(t.dividend()), of(Rational.ONE.dividedBy(c.value())))
                        : null;
            case Power t ->
                t.base() instanceof Constant b
                                && t.exponent() instanceof Constant e
                                && e.value().isInteger()
                                && e.value().numerator().bitLength() < 10
                                && b.value().signum() != 0
                        ? of(b.value().power(e.value().numerator().intValue()))
                        : null;
            case RoundTo t -> {
                Grid grid = of(t.operand());
                yield grid == null ? quotient(t.operand()) : grid.rounded();
            }
            case Remainder t -> {
                Grid divisor = of(t.divisor());
                yield divisor == null ? null : divisor.integers();
            }
            case Bitwise t -> of(t.format());
            case BitCount t -> new Grid(BigInteger.valueOf(t.format().width()), 0);
            case Fits t -> of(t.format());
            case Wrap t -> of(t.format());
            case Saturate t -> of(t.format());
            case Fold t -> of(t.accumulator().sort());
            case Decode t -> of(t.format());
            case Bits t -> of(IntegerFormat.unsigned(t.format().width()));
            default -> null;
        };
    }

    /** A rounded quotient is not greater than its dividend: its divisor is an integer. */
    private Grid quotient(Term term) {
        if (!(term instanceof Divide divide)) {
            return null;
        }
        Grid dividend = of(divide.dividend());
        Grid divisor = of(divide.divisor());
        return dividend != null && divisor != null && dividend.exponent() == 0 && divisor.exponent() == 0
                ? new Grid(dividend.most().add(BigInteger.ONE), 0)
                : null;
    }

    private Grid element(Term array) {
        return switch (array) {
            case Variable t -> t.sort() instanceof Sort.Array sort ? of(sort.element()) : null;
            case ArrayOf t -> {
                Grid union = new Grid(BigInteger.ZERO, 0);
                for (Term element : t.elements()) {
                    union = Grid.union(union, of(element));
                }
                yield union;
            }
            case Repeat t -> of(t.element());
            case Require t -> element(t.body());
            case Let t -> {
                define(t.variable(), t.value());
                yield element(t.body());
            }
            default -> null;
        };
    }

    private static Grid of(Sort sort) {
        return sort instanceof Sort.Machine machine ? of(machine.format()) : null;
    }

    private static Grid of(IntegerFormat format) {
        return new Grid(format.min().abs().max(format.max()), 0);
    }

    /** The grid of a number whose denominator is a power of two; null for others. */
    static Grid of(Rational value) {
        BigInteger d = value.denominator();
        int shift = d.bitLength() - 1;
        if (d.bitCount() != 1) {
            return null;
        }
        return new Grid(value.numerator().abs(), -shift);
    }

    /** The grid of the finite values of a format; null where that is too wide or there is none. */
    private static Grid of(CodedFormat format) {
        return switch (format) {
            case FloatFormat f -> {
                int span = (1 << f.exponentBits()) + f.mantissaBits() + 1;
                yield span > 4096 ? null : new Grid(Terms.most(span), -f.bias() - f.mantissaBits());
            }
            case PositFormat f -> {
                int largest = (f.width() - 2) << f.es();
                yield largest > 2048 ? null : new Grid(Terms.most(2 * largest + 1), -largest);
            }
            case LinearFormat f ->
                Grid.product(Grid.sum(of(f.codes()), new Grid(f.zeroPoint().abs(), 0)), of(f.scale()));
            case Codebook f -> {
                Grid union = new Grid(BigInteger.ZERO, 0);
                for (Rational value : f.values()) {
                    union = Grid.union(union, of(value));
                }
                yield union;
            }
        };
    }
}
