package bitlemma.lowering;

import bitlemma.grammar.core.Compare.Relation;
import bitlemma.grammar.core.Encode;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.numbers.Codebook;
import bitlemma.numbers.Overflow;
import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** From exact numbers to codes of a codebook: a decision tree over the places where rounding changes its result. */
final class CodebookPacking {
    private final Encode.Mode mode;
    private final boolean saturates;
    /** The values in order, and the first code of each. */
    private final List<Rational> values;

    private final List<BigInteger> codes;
    private final BigInteger common;

    CodebookPacking(Codebook format, Encode.Mode mode, Overflow overflow) {
        this.mode = mode;
        saturates = overflow == Overflow.SATURATE;
        TreeMap<Rational, BigInteger> first = new TreeMap<>();
        for (int code = 0; code < format.values().size(); code++) {
            first.putIfAbsent(format.values().get(code), BigInteger.valueOf(code));
        }
        values = new ArrayList<>(first.keySet());
        codes = new ArrayList<>(first.values());
        common = CodebookTable.denominator(format);
    }

    /** What stands for an infinity of a sign. */
    Coded infinite(Term sign) {
        return saturates
                ? Coded.of(Terms.choose(Terms.isOne(sign), Terms.of(codes.getFirst()), Terms.of(codes.getLast())))
                : Coded.none();
    }

    /** Places between which rounding does not change its result, or of those by chance the one nearest to zero. */
    List<Rational> places() {
        List<Rational> places = new ArrayList<>(values);
        for (int i = 0; i + 1 < values.size(); i++) {
            places.add(middle(i));
        }
        if (mode instanceof Encode.Mode.Stochastic chance) {
            places.add(Rational.of(BigInteger.ONE, common.shiftLeft(chance.bits())));
        }
        return places;
    }

    private Rational middle(int i) {
        return values.get(i).plus(values.get(i + 1)).times(Rational.HALF);
    }

    /** The code of a number, of which parts are names or constants. */
    Coded pack(Block block, Ratio number) {
        Term code = switch (mode) {
            case Encode.Mode.Fixed(Rounding rule) -> steps(rule).at(number::compare);
            case Encode.Mode.Stochastic(Term random, int bits) -> byChance(block, number, random, bits);
        };
        return withBounds(number.sign(), number::compare, code);
    }

    /**
     * The code of a number without an infinite value.
     *
     * @param sign 0 or 1
     * @param compare the relation of the number to a constant
     */
    Coded pack(Term sign, BiFunction<Relation, Rational, Term> compare, Rounding rule) {
        return withBounds(sign, compare, steps(rule).at(compare));
    }

    private Coded withBounds(Term sign, BiFunction<Relation, Rational, Term> compare, Term code) {
        if (saturates) {
            return Coded.of(code);
        }
        Term above = Terms.either(compare.apply(Relation.AT_MOST, values.getLast()), stays(false, sign));
        Term below = Terms.either(compare.apply(Relation.AT_LEAST, values.getFirst()), stays(true, sign));
        return new Coded(code, Terms.both(above, below));
    }

    /** Whether a number below, or above, all values goes to the first, or last, of them because of its direction. */
    private Term stays(boolean below, Term sign) {
        return switch (mode) {
            case Encode.Mode.Fixed(Rounding rule) ->
                switch (rule) {
                    case FLOOR -> Truth.of(!below);
                    case CEILING -> Truth.of(below);
                    case TRUNCATE -> below ? Terms.isOne(sign) : Terms.isZero(sign);
                    case ODD -> Truth.TRUE;
                    case UP, AWAY, EVEN -> Truth.FALSE;
                };
            case Encode.Mode.Stochastic chance -> Truth.FALSE;
        };
    }

    private StepFunction steps(Rounding rule) {
        StepFunction steps = new StepFunction(codes.getFirst());
        for (int i = 0; i + 1 < values.size(); i++) {
            Rational low = values.get(i);
            Rational high = values.get(i + 1);
            BigInteger lower = codes.get(i);
            BigInteger upper = codes.get(i + 1);
            switch (rule) {
                case FLOOR -> {}
                case CEILING -> steps.from(low, false, upper);
                case TRUNCATE -> {
                    steps.from(low, false, low.signum() < 0 ? upper : lower);
                    if (low.signum() < 0 && high.signum() > 0) {
                        steps.from(Rational.ZERO, true, lower);
                    }
                }
                case UP -> steps.from(middle(i), true, upper);
                case AWAY -> steps.from(middle(i), middle(i).signum() >= 0, upper);
                case EVEN -> steps.from(middle(i), ofParity(0, i).equals(upper), upper);
                case ODD -> steps.from(low, false, ofParity(1, i));
            }
            steps.from(high, true, upper);
        }
        return steps;
    }

    /**
     * Of two neighbouring codes the one of a parity; where that does not tell, the one whose value is nearer to zero.
     */
    private BigInteger ofParity(int parity, int i) {
        BigInteger lower = codes.get(i);
        BigInteger upper = codes.get(i + 1);
        if (lower.testBit(0) != upper.testBit(0)) {
            return lower.testBit(0) == (parity == 1) ? lower : upper;
        }
        return values.get(i + 1).abs().compareTo(values.get(i).abs()) < 0 ? upper : lower;
    }

    /** Away from zero where the way between two neighbours and the random number make one or more together. */
    private Term byChance(Block block, Ratio number, Term random, int bits) {
        if (values.size() == 1) {
            return Terms.of(codes.getFirst());
        }
        StepFunction floor = new StepFunction(BigInteger.ZERO);
        for (int i = 1; i + 1 < values.size(); i++) {
            floor.from(values.get(i), true, BigInteger.valueOf(i));
        }
        Rational unit = Rational.of(common);
        Term interval = block.name("interval", floor.at(number::compare));
        Term low = Terms.entry(
                interval,
                values.stream()
                        .limit(values.size() - 1L)
                        .map(v -> v.times(unit))
                        .toList());
        Term high = Terms.entry(
                interval, values.stream().skip(1).map(v -> v.times(unit)).toList());
        Term lower = Terms.entry(
                interval,
                codes.stream().limit(codes.size() - 1L).map(Rational::of).toList());
        Term upper =
                Terms.entry(interval, codes.stream().skip(1).map(Rational::of).toList());
        Term negative = block.name("negative", Terms.less(number.numerator(), Terms.ZERO));
        Term x = block.name("number", Terms.times(number.numerator(), Terms.of(common)), Sort.RATIONAL);
        Term a = block.name("from", Terms.times(low, number.denominator()));
        Term b = block.name("to", Terms.times(high, number.denominator()));
        Term way = Terms.choose(negative, Terms.minus(b, x), Terms.minus(x, a));
        Term gap = Terms.minus(b, a);
        Term missing = Terms.minus(Terms.powerOfTwo(bits), random);
        Term away = block.name("away", Terms.atLeast(Terms.shiftLeft(way, bits), Terms.times(gap, missing)));
        Term chosen = Terms.choose(Terms.condition(negative, Terms.not(away), away), upper, lower);
        Term beyond = Terms.choose(
                number.compare(Relation.LESS, values.getFirst()),
                Terms.of(codes.getFirst()),
                Terms.choose(number.compare(Relation.GREATER, values.getLast()), Terms.of(codes.getLast()), chosen));
        return beyond;
    }
}
