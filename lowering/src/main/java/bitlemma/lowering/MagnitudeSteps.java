package bitlemma.lowering;

import bitlemma.grammar.core.Compare.Relation;
import bitlemma.grammar.core.Encode;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Term;
import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Predicate;

/**
 * Magnitudes that are rounded to consecutive codes of a small format: a decision tree over the places where rounding
 * changes its result. It takes any exact number, of which neither a width nor an exponent is known.
 *
 * @param values the magnitudes of codes, in order; at least one
 * @param ties for each two neighbours the place where nearest turns from one to the other
 * @param first the code of the first value
 * @param isOdd whether a code is odd, as far as rounding goes
 */
record MagnitudeSteps(
        List<Rational> values, List<Rational> ties, BigInteger first, Predicate<BigInteger> isOdd) {
    /** The code that a magnitude of at least the first value goes to; the last code for all from the last value on. */
    Term code(Block block, Encode.Mode mode, Term sign, Ratio magnitude) {
        return switch (mode) {
            case Encode.Mode.Fixed(Rounding rule) -> {
                Term positive = steps(rule, false).at(magnitude::compare);
                yield switch (rule) {
                    case FLOOR, CEILING, UP ->
                        Terms.choose(Terms.isOne(sign), steps(rule, true).at(magnitude::compare), positive);
                    case TRUNCATE, AWAY, EVEN, ODD -> positive;
                };
            }
            case Encode.Mode.Stochastic(Term random, int bits) -> byChance(block, magnitude, random, bits);
        };
    }

    private BigInteger code(int i) {
        return first.add(BigInteger.valueOf(i));
    }

    private StepFunction steps(Rounding rule, boolean negative) {
        StepFunction steps = new StepFunction(first);
        for (int i = 0; i + 1 < values.size(); i++) {
            boolean odd = isOdd.test(code(i));
            BigInteger upper = code(i + 1);
            switch (rule) {
                case FLOOR -> above(steps, i, negative);
                case CEILING -> above(steps, i, !negative);
                case TRUNCATE -> {}
                case UP -> steps.from(ties.get(i), !negative, upper);
                case AWAY -> steps.from(ties.get(i), true, upper);
                case EVEN -> steps.from(ties.get(i), odd, upper);
                case ODD -> above(steps, i, !odd);
            }
            steps.from(values.get(i + 1), true, upper);
        }
        return steps;
    }

    private void above(StepFunction steps, int i, boolean up) {
        if (up) {
            steps.from(values.get(i), false, code(i + 1));
        }
    }

    private Term byChance(Block block, Ratio magnitude, Term random, int bits) {
        if (values.size() == 1) {
            return Terms.of(first);
        }
        List<Rational> lows = values.subList(0, values.size() - 1);
        Rational common = Rational.of(values.stream()
                .map(Rational::denominator)
                .reduce(BigInteger.ONE, (a, b) -> a.divide(a.gcd(b)).multiply(b)));
        StepFunction floor = new StepFunction(BigInteger.ZERO);
        for (int i = 1; i < lows.size(); i++) {
            floor.from(lows.get(i), true, BigInteger.valueOf(i));
        }
        Term interval = block.name("interval", floor.at(magnitude::compare));
        Term low = Terms.entry(interval, lows.stream().map(v -> v.times(common)).toList());
        Term high = Terms.entry(
                interval, values.stream().skip(1).map(v -> v.times(common)).toList());
        Term number = Terms.times(magnitude.numerator(), Terms.of(common.numerator()));
        Term from = block.name("from", Terms.times(low, magnitude.denominator()));
        Term way = block.name("way", Terms.minus(number, from), Sort.RATIONAL);
        Term gap = Terms.minus(Terms.times(high, magnitude.denominator()), from);
        Term missing = Terms.minus(Terms.powerOfTwo(bits), random);
        Term away = Terms.atLeast(Terms.shiftLeft(way, bits), Terms.times(gap, missing));
        Term beyond = magnitude.compare(Relation.AT_LEAST, values.getLast());
        Term up = Terms.either(beyond, away);
        return Terms.plus(Terms.plus(interval, Terms.of(first)), Terms.oneWhere(up));
    }
}
