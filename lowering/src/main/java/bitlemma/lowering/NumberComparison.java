package bitlemma.lowering;

import bitlemma.grammar.core.Absolute;
import bitlemma.grammar.core.CodeConstant;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.CompareCoded;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Decode;
import bitlemma.grammar.core.Let;
import bitlemma.grammar.core.Negate;
import bitlemma.grammar.core.Operate;
import bitlemma.grammar.core.Require;
import bitlemma.grammar.core.Term;
import bitlemma.numbers.CodedFormat;
import bitlemma.numbers.Datum;
import bitlemma.numbers.FloatFormat;
import bitlemma.numbers.Operation;
import bitlemma.numbers.Overflow;
import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A comparison of the numbers that two values of one format stand for as a comparison of the values: the order of numbers
 * is that of their codes, which are much shorter than the numbers.
 */
final class NumberComparison {
    /**
     * A number as a value.
     *
     * @param value the value; null where it is a constant of any format
     * @param around what stands around the reading of it
     */
    private record Read(Term value, CodedFormat format, Rational constant, UnaryOperator<Term> around) {
        Read within(UnaryOperator<Term> outer) {
            return new Read(value, format, constant, body -> outer.apply(around.apply(body)));
        }
    }

    private NumberComparison() {}

    /** The comparison of values that says the same; empty where it compares anything else. */
    static Optional<Term> of(Compare compare) {
        Optional<Read> left = read(compare.left());
        Optional<Read> right = read(compare.right());
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        CodedFormat format =
                left.get().format() != null ? left.get().format() : right.get().format();
        if (!(format instanceof FloatFormat)) {
            return Optional.empty();
        }
        Optional<Term> l = value(left.get(), format);
        Optional<Term> r = value(right.get(), format);
        if (l.isEmpty() || r.isEmpty()) {
            return Optional.empty();
        }
        Term inner = right.get().around().apply(new CompareCoded(compare.relation(), format, l.get(), r.get()));
        return Optional.of(left.get().around().apply(inner));
    }

    private static Optional<Term> value(Read read, CodedFormat format) {
        if (read.value() != null) {
            return read.format().equals(format) ? Optional.of(read.value()) : Optional.empty();
        }
        Datum datum = Datum.of(read.constant());
        Optional<BigInteger> code = format.encode(datum, Rounding.TRUNCATE, Overflow.FORBID)
                .filter(c -> format.decode(c).equals(datum));
        return code.map(c -> new CodeConstant(format, c));
    }

    private static Optional<Read> read(Term term) {
        return switch (term) {
            case Constant constant -> Optional.of(new Read(null, null, constant.value(), UnaryOperator.identity()));
            case Decode decode ->
                Optional.of(new Read(decode.operand(), decode.format(), null, UnaryOperator.identity()));
            case Require require ->
                read(require.body()).map(r -> r.within(body -> new Require(require.condition(), body, require.site())));
            case Let let ->
                read(let.body()).map(r -> r.within(body -> new Let(let.variable(), let.value(), body, let.site())));
            case Absolute absolute -> read(absolute.operand()).flatMap(r -> operated(r, Operation.ABSOLUTE));
            case Negate negate -> read(negate.operand()).flatMap(r -> operated(r, Operation.NEGATE));
            default -> Optional.empty();
        };
    }

    /** The sign of a value of a format with signs is changed exactly. */
    private static Optional<Read> operated(Read read, Operation operation) {
        if (read.value() == null) {
            Rational c = read.constant();
            Rational result = operation == Operation.NEGATE ? c.negate() : c.abs();
            return Optional.of(new Read(null, null, result, read.around()));
        }
        if (!(read.format() instanceof FloatFormat format) || !format.signed()) {
            return Optional.empty();
        }
        // A value that is read is a number, whatever the overflow rule: this one obliges to nothing.
        Term value = new Operate(operation, format, Rounding.EVEN, Overflow.SATURATE, List.of(read.value()), null);
        return Optional.of(new Read(value, format, null, read.around()));
    }
}
