package bitlemma.kernels;

import bitlemma.grammar.core.Absolute;
import bitlemma.grammar.core.Add;
import bitlemma.grammar.core.And;
import bitlemma.grammar.core.ArrayOf;
import bitlemma.grammar.core.BitCount;
import bitlemma.grammar.core.Bits;
import bitlemma.grammar.core.Bitwise;
import bitlemma.grammar.core.Call;
import bitlemma.grammar.core.Classify;
import bitlemma.grammar.core.CodeConstant;
import bitlemma.grammar.core.CodedTerm;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.CompareCoded;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Decode;
import bitlemma.grammar.core.Divide;
import bitlemma.grammar.core.Encode;
import bitlemma.grammar.core.Fits;
import bitlemma.grammar.core.Fold;
import bitlemma.grammar.core.ForAll;
import bitlemma.grammar.core.If;
import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Let;
import bitlemma.grammar.core.Maximum;
import bitlemma.grammar.core.Minimum;
import bitlemma.grammar.core.Multiply;
import bitlemma.grammar.core.Negate;
import bitlemma.grammar.core.Not;
import bitlemma.grammar.core.OfBits;
import bitlemma.grammar.core.Operate;
import bitlemma.grammar.core.Or;
import bitlemma.grammar.core.Power;
import bitlemma.grammar.core.RealTerm;
import bitlemma.grammar.core.Remainder;
import bitlemma.grammar.core.Repeat;
import bitlemma.grammar.core.Require;
import bitlemma.grammar.core.RoundTo;
import bitlemma.grammar.core.Saturate;
import bitlemma.grammar.core.Select;
import bitlemma.grammar.core.Site;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Subtract;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.grammar.core.Wrap;
import bitlemma.numbers.CodedFormat;
import bitlemma.numbers.Datum;
import bitlemma.numbers.IntegerFormat;
import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * The exact reading of the core: numbers are rationals, and every operation is what mathematics says. Shares nothing
 * with the readings that proofs use, so that it can judge them.
 */
public final class Evaluator {
    /** Steps that are enough for a million rounds of an ordinary reduction. */
    public static final long ORDINARY = 50_000_000;

    /** Ends an evaluation from inside; never leaves this class. */
    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Outcome outcome;

        Stop(Outcome outcome) {
            super(null, null, false, false);
            this.outcome = outcome;
        }
    }

    private final Map<Variable, Value> values;
    private final Map<ArrayOf, Boolean> tables = new IdentityHashMap<>();
    private final Trace trace;
    private final long limit;
    /** Fewer equal rounds of a reduction than this are simply carried out. */
    private final BigInteger worthwhile;

    private long steps;

    private Evaluator(Map<Variable, Value> inputs, Trace trace, long limit, BigInteger worthwhile) {
        this.values = new HashMap<>(inputs);
        this.trace = trace;
        this.limit = limit;
        this.worthwhile = worthwhile;
    }

    /**
     * Evaluates a term.
     *
     * @param term the term
     * @param inputs a value for each free variable; integers for machine sorts must be values of the format
     * @param trace where intermediate values go
     * @param limit the most steps (nodes of the core) to take
     */
    public static Outcome evaluate(Term term, Map<Variable, Value> inputs, Trace trace, long limit) {
        return evaluate(term, inputs, trace, limit, steps -> {});
    }

    /**
     * Evaluates a term and tells how many steps it took.
     *
     * @param taken hears the number of steps, once
     */
    public static Outcome evaluate(
            Term term, Map<Variable, Value> inputs, Trace trace, long limit, LongConsumer taken) {
        return evaluate(term, inputs, trace, limit, taken, Runs.WORTHWHILE);
    }

    /** Evaluates with another bound from which on equal rounds are carried out together; tests compare them. */
    static Outcome evaluate(
            Term term, Map<Variable, Value> inputs, Trace trace, long limit, LongConsumer taken, BigInteger worthwhile) {
        Evaluator evaluator = new Evaluator(inputs, trace, limit, worthwhile);
        try {
            return new Outcome.Returned(evaluator.value(term));
        } catch (Stop stop) {
            return stop.outcome;
        } finally {
            taken.accept(evaluator.steps);
        }
    }

    /** The value of a kernel on inputs; its given is not looked at. */
    public static Outcome run(Kernel kernel, Map<Variable, Value> inputs, Trace trace, long limit) {
        return evaluate(kernel.body(), inputs, trace, limit);
    }

    private static Stop broken(Site site, String detail) {
        return new Stop(new Outcome.Broken(site, detail));
    }

    private Rational number(Term term) {
        return ((Value.Number) value(term)).value();
    }

    private BigInteger integer(Term term) {
        return number(term).toIntegerExact();
    }

    private boolean truth(Term term) {
        return ((Value.Truth) value(term)).value();
    }

    private static Value number(Rational value) {
        return new Value.Number(value);
    }

    private static Value number(BigInteger value) {
        return Value.Number.of(value);
    }

    private Value value(Term term) {
        if (++steps > limit) {
            throw new Stop(new Outcome.TooLong(limit));
        }
        return switch (term) {
            case Constant t -> number(t.value());
            case Truth t -> new Value.Truth(t.value());
            case Variable t -> {
                Value value = values.get(t);
                if (value == null) {
                    throw new IllegalStateException("no value for " + t.name());
                }
                yield value;
            }
            case Let t -> {
                Value value = value(t.value());
                values.put(t.variable(), value);
                if (t.site() != null) {
                    trace.add(t.site(), t.variable().label(), value, format(t.variable().sort()), "");
                }
                yield value(t.body());
            }
            case If t -> value(truth(t.condition()) ? t.then() : t.otherwise());
            case Call t -> call(t);
            case Fold t -> fold(t);
            case ForAll t -> new Value.Truth(forAll(t));
            case Select t -> {
                BigInteger index = integer(t.index());
                if (t.array() instanceof ArrayOf table && isConstant(table)) {
                    yield value(table.elements().get(index.intValueExact()));
                }
                yield ((Value.Sequence) value(t.array())).get(index);
            }
            case ArrayOf t -> {
                List<Value> elements = new ArrayList<>();
                t.elements().forEach(e -> elements.add(value(e)));
                yield Value.Sequence.of(elements);
            }
            case Repeat t -> Value.Sequence.repeat(value(t.element()), integer(t.count()));
            case Add t -> number(number(t.left()).plus(number(t.right())));
            case Subtract t -> number(number(t.left()).minus(number(t.right())));
            case Multiply t -> number(number(t.left()).times(number(t.right())));
            case Negate t -> number(number(t.operand()).negate());
            case Divide t -> number(number(t.dividend()).dividedBy(number(t.divisor())));
            case Power t -> number(power(t));
            case Absolute t -> number(number(t.operand()).abs());
            case Minimum t -> number(number(t.left()).min(number(t.right())));
            case Maximum t -> number(number(t.left()).max(number(t.right())));
            case RoundTo t -> number(t.rule().round(number(t.operand())));
            case Remainder t -> number(remainder(t.division(), integer(t.dividend()), integer(t.divisor())));
            case Compare t -> new Value.Truth(compare(t));
            case Not t -> new Value.Truth(!truth(t.operand()));
            case And t -> new Value.Truth(truth(t.left()) && truth(t.right()));
            case Or t -> new Value.Truth(truth(t.left()) || truth(t.right()));
            case Bitwise t -> number(bitwise(t));
            case BitCount t -> number(BigInteger.valueOf(count(t)));
            case Fits t -> {
                Rational exact = number(t.operand());
                boolean fits = exact.isInteger() && t.format().contains(exact.numerator());
                String note = fits ? "" : "does not fit " + t.format();
                trace.add(t.site(), t.site().text(), number(exact), t.format(), note);
                if (!fits) {
                    throw broken(
                            t.site(),
                            exact + " does not fit " + t.format() + " (" + t.format().min() + " to "
                                    + t.format().max() + ")");
                }
                yield number(exact);
            }
            case Wrap t -> {
                BigInteger exact = integer(t.operand());
                BigInteger wrapped = t.format().wrap(exact);
                changed(t.site(), t.format(), exact, wrapped, "wraps");
                yield number(wrapped);
            }
            case Saturate t -> {
                BigInteger exact = integer(t.operand());
                BigInteger saturated = t.format().saturate(exact);
                changed(t.site(), t.format(), exact, saturated, "saturates");
                yield number(saturated);
            }
            case Require t -> {
                if (!truth(t.condition())) {
                    throw broken(t.site(), t.site().text() + ": " + detail(t));
                }
                yield value(t.body());
            }
            case CodedTerm t -> coded(t);
            case RealTerm t -> throw new IllegalStateException("only derivations hold it: " + t);
        };
    }

    private Value coded(CodedTerm term) {
        return switch (term) {
            case CodeConstant t -> new Value.Coded(t.format(), t.code());
            case Operate t -> {
                List<BigInteger> codes = t.operands().stream().map(this::code).toList();
                yield rounded(t.site(), t.format(), t.format().apply(t.operation(), codes, t.rounding(), t.overflow()));
            }
            case Encode t -> encode(t);
            case Decode t ->
                switch (t.format().decode(code(t.operand()))) {
                    case Datum.Finite finite -> number(finite.value());
                    case Datum other -> throw new IllegalStateException(other + " is no number");
                };
            case Bits t -> number(code(t.operand()));
            case OfBits t -> new Value.Coded(t.format(), integer(t.pattern()));
            case Classify t -> new Value.Truth(Classes.is(t.kind(), t.format(), code(t.operand())));
            case CompareCoded t ->
                new Value.Truth(Classes.compare(
                        t.relation(),
                        t.format().decode(code(t.left())),
                        t.format().decode(code(t.right()))));
        };
    }

    private BigInteger code(Term term) {
        return ((Value.Coded) value(term)).code();
    }

    private Value encode(Encode term) {
        Datum exact = term.from() == null
                ? Datum.of(number(term.operand()))
                : term.from().decode(code(term.operand()));
        return rounded(
                term.site(),
                term.format(),
                switch (term.mode()) {
                    case Encode.Mode.Fixed mode -> term.format().encode(exact, mode.rule(), term.overflow());
                    case Encode.Mode.Stochastic mode ->
                        term.format().encodeStochastic(exact, integer(mode.random()), mode.bits(), term.overflow());
                });
    }

    private Value rounded(Site site, CodedFormat format, Optional<BigInteger> code) {
        if (code.isEmpty()) {
            throw broken(site, "no value of " + format.name() + " stands for the result");
        }
        Value value = new Value.Coded(format, code.get());
        trace.add(site, site.text(), value, IntegerFormat.unsigned(format.width()), "");
        return value;
    }

    /** Whether a table is made of constants alone; of any other one, all elements are evaluated. */
    private boolean isConstant(ArrayOf table) {
        return tables.computeIfAbsent(table, t -> t.elements().stream().allMatch(e -> e instanceof Constant || e instanceof CodeConstant));
    }

    private void changed(Site site, IntegerFormat format, BigInteger exact, BigInteger result, String how) {
        if (trace.isRecording()) {
            String note = exact.equals(result) ? "" : how + " from " + exact;
            trace.add(site, site.text(), number(result), format, note);
        }
    }

    private static IntegerFormat format(Sort sort) {
        return switch (sort) {
            case Sort.Machine machine -> machine.format();
            case Sort.Coded coded -> IntegerFormat.unsigned(coded.format().width());
            default -> null;
        };
    }

    private String detail(Require require) {
        return switch (require.site().kind()) {
            case DIVISOR -> "the divisor is 0";
            case SHIFT -> "the shift amount is " + shown(require) + ", which is out of range";
            case INDEX -> "the index is " + shown(require) + ", which is out of range";
            case LENGTH -> "the lengths do not agree";
            case BOUNDS -> "the lower bound is above the upper one";
            case ASSERTION -> "the assertion is false";
            default -> require.site().kind().meaning() + " does not hold";
        };
    }

    /** The value that a broken range condition speaks of. */
    private String shown(Require require) {
        Term term = require.condition();
        while (term instanceof And and) {
            term = and.left();
        }
        if (term instanceof Compare compare) {
            Term subject = compare.left() instanceof Constant ? compare.right() : compare.left();
            return value(subject).toString();
        }
        return require.site().text();
    }

    private Value call(Call call) {
        Kernel kernel = call.kernel();
        List<Value> arguments = new ArrayList<>();
        call.arguments().forEach(a -> arguments.add(value(a)));
        List<Variable> parameters = kernel.parameters();
        for (int i = 0; i < arguments.size(); i++) {
            Variable variable =
                    i < parameters.size() ? parameters.get(i) : kernel.lengths().get(i - parameters.size());
            values.put(variable, arguments.get(i));
        }
        if (!truth(kernel.given())) {
            throw broken(
                    new Site(Site.Kind.PRECONDITION, call.site().place()),
                    "the given of " + kernel.name() + " does not hold");
        }
        trace.enter();
        Value result = value(kernel.body());
        trace.leave();
        trace.add(call.site(), call.site().text(), result, format(kernel.result()), "");
        return result;
    }

    private Value fold(Fold fold) {
        BigInteger low = integer(fold.low());
        BigInteger high = integer(fold.high());
        Value accumulator = value(fold.initial());
        trace.enter();
        int mark = trace.mark();
        int rounds = 0;
        BigInteger index = low;
        while (index.compareTo(high) < 0) {
            values.put(fold.index(), number(index));
            values.put(fold.accumulator(), accumulator);
            BigInteger same = Runs.equalRounds(fold, index, high, values, worthwhile);
            if (same.compareTo(worthwhile) > 0 && Runs.addend(fold) instanceof Runs.Addend addend) {
                // Rounds in which nothing changes but the accumulator, to which each adds the same number.
                addend.bindings().forEach(let -> values.put(let.variable(), value(let.value())));
                Rational each = number(addend.term());
                Rational before = ((Value.Number) accumulator).value();
                BigInteger skipped = Runs.fitting(before, each, same.subtract(BigInteger.ONE), addend.format());
                accumulator = number(before.plus(each.times(Rational.of(skipped))));
                index = index.add(skipped);
                values.put(fold.index(), number(index));
                values.put(fold.accumulator(), accumulator);
            }
            if (rounds > 2) {
                trace.forget(mark);
            }
            mark = trace.mark();
            trace.add(fold.site(), fold.index().label(), number(index), null, "");
            Value before = accumulator;
            accumulator = value(fold.step());
            rounds++;
            // A round that changes nothing changes nothing the next time either.
            boolean settled = same.compareTo(BigInteger.ONE) > 0 && accumulator.equals(before);
            index = settled ? index.add(Runs.equalRounds(fold, index, high, values, worthwhile)) : index.add(BigInteger.ONE);
        }
        trace.leave();
        return accumulator;
    }

    private boolean forAll(ForAll all) {
        BigInteger high = integer(all.high());
        BigInteger index = integer(all.low());
        while (index.compareTo(high) < 0) {
            values.put(all.index(), number(index));
            if (!truth(all.body())) {
                return false;
            }
            // A condition on elements says the same of equal ones.
            BigInteger same = Runs.equalRounds(all, index, high, values, worthwhile);
            index = index.add(same.max(BigInteger.ONE));
        }
        return true;
    }

    private Rational power(Power power) {
        Rational base = number(power.base());
        BigInteger exponent = integer(power.exponent());
        if (exponent.bitLength() > 20) {
            throw new Stop(new Outcome.TooLong(limit));
        }
        return base.power(exponent.intValueExact());
    }

    private static BigInteger remainder(Remainder.Division division, BigInteger dividend, BigInteger divisor) {
        return switch (division) {
            case TRUNCATE -> dividend.remainder(divisor);
            case FLOOR -> {
                BigInteger rest = dividend.mod(divisor.abs());
                yield divisor.signum() < 0 && rest.signum() != 0 ? rest.add(divisor) : rest;
            }
            case EUCLID -> dividend.mod(divisor.abs());
        };
    }

    private boolean compare(Compare compare) {
        Value left = value(compare.left());
        Value right = value(compare.right());
        return switch (left) {
            case Value.Number l -> compare.relation().holds(l.value().compareTo(((Value.Number) right).value()));
            case Value.Truth l -> compare.relation().holds(Boolean.compare(l.value(), ((Value.Truth) right).value()));
            case Value.Coded l -> throw new IllegalStateException("coded values have a comparison of their own");
            case Value.Sequence l -> throw new IllegalStateException("arrays are not compared");
        };
    }

    private BigInteger bitwise(Bitwise term) {
        // Java's integers are two's complement without end, so the result needs no bits cut off.
        BigInteger left = integer(term.left());
        BigInteger right = integer(term.right());
        return switch (term.operator()) {
            case AND -> left.and(right);
            case OR -> left.or(right);
            case XOR -> left.xor(right);
        };
    }

    private int count(BitCount term) {
        BigInteger bits = term.format().bits(integer(term.operand()));
        return switch (term.count()) {
            case ONES -> bits.bitCount();
            case LEADING_ZEROS -> term.format().width() - bits.bitLength();
            case TRAILING_ZEROS -> bits.signum() == 0 ? term.format().width() : bits.getLowestSetBit();
        };
    }
}
