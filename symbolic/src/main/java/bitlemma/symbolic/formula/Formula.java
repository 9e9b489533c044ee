package bitlemma.symbolic.formula;

import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import java.util.List;

/**
 * A real number as mathematics writes it: what derivations compute with and what they answer. A formula is undefined
 * where a power or a function in it is, as {@code log(0)} and {@code 1/0} are.
 *
 * <p>The records hold what they are given; {@link Formulas} builds them with sums and products flattened and numbers
 * collected.
 */
public sealed interface Formula {
    record Number(Rational value) implements Formula {}

    /** A parameter, a random variable, or the variable of an integral or sum. Names are unique within a derivation. */
    record Symbol(String name) implements Formula {}

    /** Plus or minus infinity: a bound of an integral or the point of a limit, never part of a sum. */
    record Infinity(boolean positive) implements Formula {}

    /** A constant of analysis. */
    record Named(NamedConstant constant) implements Formula {}

    /** At least two terms. */
    record Sum(List<Formula> terms) implements Formula {
        public Sum {
            terms = List.copyOf(terms);
        }
    }

    /** At least two factors. */
    record Product(List<Formula> factors) implements Formula {
        public Product {
            factors = List.copyOf(factors);
        }
    }

    /**
     * The real power; of a base that is not positive only where the exponent is an integer. A root is {@code x^(1/2)}.
     */
    record Power(Formula base, Formula exponent) implements Formula {}

    record Apply(Operator operator, List<Formula> arguments) implements Formula {
        public Apply {
            arguments = List.copyOf(arguments);
        }
    }

    /** The integer that a rounding rule takes a number to; floor and ceiling are such rules. */
    record RoundTo(Rounding rule, Formula operand) implements Formula {}

    /** The value of the first case whose condition holds; {@code otherwise} where none does. */
    record Piecewise(List<Case> cases, Formula otherwise) implements Formula {
        public Piecewise {
            cases = List.copyOf(cases);
        }
    }

    /** One case of {@link Piecewise}. */
    record Case(Condition condition, Formula value) {}

    /** The sum of a term for the index from low to high, both included; zero where high is below low. */
    record Total(String index, Formula low, Formula high, Formula term) implements Formula {}

    /** The integral of a formula, not computed. */
    record Integral(String variable, Formula low, Formula high, Formula body) implements Formula {}
}
