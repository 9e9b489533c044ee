package bitlemma.symbolic.derive;

import static bitlemma.symbolic.formula.Formulas.minus;
import static bitlemma.symbolic.formula.Formulas.number;

import bitlemma.grammar.core.Distribution;
import bitlemma.grammar.core.Term;
import bitlemma.symbolic.expectation.Underived;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.region.Constraint;
import bitlemma.symbolic.region.Signs;
import java.util.function.Function;

/**
 * Whether the operands of a distribution are such for all parameters that it is one: a formula for a deviation below
 * zero or a probability above one would speak of nothing.
 */
final class Admissible {
    private final Signs signs;
    private final String variable;

    private Admissible(Signs signs, String variable) {
        this.signs = signs;
        this.variable = variable;
    }

    /** @throws Underived where an operand is not known to be in its range */
    static void require(Distribution distribution, String variable, Signs signs, Function<Term, Formula> reading) {
        Admissible here = new Admissible(signs, variable);
        switch (distribution) {
            case Distribution.Uniform d -> here.inOrder(reading.apply(d.low()), reading.apply(d.high()), false);
            case Distribution.Grid d -> here.atLeast(reading.apply(d.bits()), number(0), false, "the number of bits");
            case Distribution.Integers d -> here.inOrder(reading.apply(d.low()), reading.apply(d.high()), false);
            case Distribution.Codes d -> {}
            case Distribution.Normal d -> here.atLeast(reading.apply(d.deviation()), number(0), false, "the deviation");
            case Distribution.Laplace d -> here.atLeast(reading.apply(d.scale()), number(0), false, "the scale");
            case Distribution.LogUniform d -> {
                here.atLeast(reading.apply(d.low()), number(0), true, "the lower bound");
                here.inOrder(reading.apply(d.low()), reading.apply(d.high()), true);
            }
            case Distribution.Exponential d -> here.atLeast(reading.apply(d.rate()), number(0), true, "the rate");
            case Distribution.Bernoulli d -> here.probability(reading.apply(d.probability()));
            case Distribution.Table d -> d.entries().forEach(e -> here.probability(reading.apply(e.probability())));
        }
    }

    private void inOrder(Formula low, Formula high, boolean strict) {
        if (signs.decide(Constraint.above(high, low, strict)) != Signs.Decision.HOLDS) {
            throw new Underived("the bounds of `" + variable + "` are not known to be in order: it is not given that "
                    + signs.show(low) + (strict ? " < " : " <= ") + signs.show(high));
        }
    }

    private void atLeast(Formula operand, Formula bound, boolean strict, String role) {
        if (signs.decide(new Constraint(minus(operand, bound), strict)) != Signs.Decision.HOLDS) {
            throw new Underived(role + " of `" + variable + "` is " + signs.show(operand)
                    + ", of which it is not given that it is " + (strict ? "positive" : "not negative"));
        }
    }

    private void probability(Formula operand) {
        if (signs.decide(new Constraint(operand, false)) != Signs.Decision.HOLDS
                || signs.decide(Constraint.above(number(1), operand, false)) != Signs.Decision.HOLDS) {
            throw new Underived("a probability of `" + variable + "` is " + signs.show(operand)
                    + ", of which it is not given that it is from 0 to 1");
        }
    }
}
