package bitlemma.symbolic.summation;

import static bitlemma.symbolic.exact.Terms.grid;
import static bitlemma.symbolic.exact.Terms.less;
import static bitlemma.symbolic.exact.Terms.minus;
import static bitlemma.symbolic.exact.Terms.num;
import static bitlemma.symbolic.exact.Terms.over;
import static bitlemma.symbolic.exact.Terms.product;
import static bitlemma.symbolic.exact.Terms.random;
import static bitlemma.symbolic.exact.Terms.real;
import static bitlemma.symbolic.exact.Terms.sum;
import static bitlemma.symbolic.exact.Terms.whole;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.grammar.core.Absolute;
import bitlemma.grammar.core.Add;
import bitlemma.grammar.core.And;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Derivation.RandomVariable;
import bitlemma.grammar.core.Distribution;
import bitlemma.grammar.core.Fold;
import bitlemma.grammar.core.If;
import bitlemma.grammar.core.Let;
import bitlemma.grammar.core.Maximum;
import bitlemma.grammar.core.Minimum;
import bitlemma.grammar.core.Negate;
import bitlemma.grammar.core.Power;
import bitlemma.grammar.core.Require;
import bitlemma.grammar.core.RoundTo;
import bitlemma.grammar.core.Site;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import bitlemma.symbolic.exact.Enumeration;
import bitlemma.symbolic.exact.ExactResult;
import bitlemma.symbolic.exact.PlainEvaluation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GridExpectationTest {
    private static final Variable A = real("a");
    private static final Variable B = real("b");
    private static final Variable C = real("c");
    private static final Variable M = whole("m");
    private static final List<RandomVariable> TWO = List.of(grid(A, M), grid(B, M));
    /** 2^-m. */
    private static final Term STEP = new Power(num(2), new Negate(M));

    /** The formula of an expected value, compared with enumerations from its least m on. */
    private static GridExpectation.Proved proved(List<RandomVariable> variables, Term value, Term condition) {
        GridExpectation.Proved proved = new GridExpectation(variables, M).expected(value, condition).orElseThrow();
        long most = 1 << 15;
        int compared = 0;
        assertTrue(proved.sums() > proved.degree());
        for (int m = proved.from(); m <= proved.from() + 4; m++) {
            Map<Variable, Value> parameters = Map.of(M, Value.Number.of(m), C, new Value.Number(Rational.of(3, 7)));
            ExactResult result =
                    new Enumeration(variables, parameters, new PlainEvaluation(), most).expected(value, condition);
            if (result instanceof ExactResult.TooMany) {
                break;
            }
            Map<String, Rational> symbols = new HashMap<>();
            symbols.put("#points", Rational.powerOfTwo(m));
            symbols.put("m", Rational.of(m));
            symbols.put("c", Rational.of(3, 7));
            Rational expected = proved.numerator().at(symbols).dividedBy(proved.denominator().at(symbols));
            assertEquals(result, new ExactResult.Exact(expected), "m = " + m);
            compared++;
        }
        assertTrue(compared > 1, "compared " + compared + " from " + proved.from());
        return proved;
    }

    private static void assertUnknown(Term value, Term condition) {
        assertTrue(new GridExpectation(TWO, M).expected(value, condition).isEmpty());
    }

    @Test
    void polynomials() {
        // The mean of i/N is (N - 1) / (2 N).
        Map<Map<String, Integer>, Rational> mean =
                Map.of(Map.of(), Rational.HALF, Map.of("#points", -1), Rational.of(-1, 2));
        GridExpectation.Proved first = proved(TWO, A, Truth.TRUE);
        assertEquals(mean, first.numerator().terms());
        assertTrue(first.from() <= 1, "from " + first.from());
        Polynomial square = first.numerator().times(first.numerator());
        assertEquals(square, proved(TWO, product(A, B), Truth.TRUE).numerator());
        proved(TWO, product(sum(A, B, STEP), minus(A, num(2)), A), Truth.TRUE);
        proved(List.of(grid(A, M), grid(B, M), grid(C, M)), product(A, A, B, C), Truth.TRUE);
    }

    @Test
    void carries() {
        Term carry = less(num(1), sum(A, B, STEP));
        Term product = product(sum(num(1), A), sum(num(1), B));
        // Mitchell's adder: 1 + a + b below a carry, 2 (a + b) above.
        Term adder = new If(less(sum(A, B), num(1)), sum(num(1), A, B), product(num(2), sum(A, B)));
        proved(TWO, minus(product, adder), Truth.TRUE);
        proved(TWO, product(minus(product, adder), minus(product, adder)), Truth.TRUE);
        proved(TWO, product(A, B), carry);
        proved(TWO, new If(carry, A, num(0)), Truth.TRUE);
        proved(TWO, new Absolute(minus(A, B)), Truth.TRUE);
        proved(TWO, new Maximum(A, new Minimum(B, num(1, 2))), Truth.TRUE);
    }

    @Test
    void offsetsGiveAPeriod() {
        // With an offset of 1/8 the regions have corners at eighths.
        Term offset = sum(A, B, num(1, 8));
        Term adder = new If(less(offset, num(1)), sum(num(1), offset), product(num(2), offset));
        Term product = product(sum(num(1), A), sum(num(1), B));
        GridExpectation.Proved proved = proved(TWO, minus(product, adder), Truth.TRUE);
        assertTrue(proved.from() >= 3, "from " + proved.from());
        // A third is on no grid of a power of two points.
        assertUnknown(new If(less(A, num(1, 3)), num(1), num(0)), Truth.TRUE);
        // Nor is the corner where 2 a + b = 1 and a + 2 b = 1.
        assertUnknown(
                new If(
                        new And(less(sum(A, A, B), num(1)), less(sum(A, B, B), num(1))),
                        num(1),
                        num(0)),
                Truth.TRUE);
    }

    @Test
    void roundingRules() {
        for (Rounding rule : Rounding.values()) {
            Term scaled = product(num(4), minus(A, num(3, 8)));
            Term error = minus(over(new RoundTo(rule, scaled), num(4)), minus(A, num(3, 8)));
            proved(List.of(grid(A, M)), error, Truth.TRUE);
            proved(List.of(grid(A, M)), product(error, error), Truth.TRUE);
        }
        proved(TWO, product(new RoundTo(Rounding.FLOOR, sum(A, B, B)), B), Truth.TRUE);
    }

    @Test
    void otherParametersAreSymbols() {
        Term error = minus(product(A, B), product(C, sum(A, STEP)));
        GridExpectation.Proved proved = proved(TWO, product(error, error), Truth.TRUE);
        assertTrue(proved.numerator().has("c"));
        assertUnknown(new If(less(A, C), num(1), num(0)), Truth.TRUE);
        // The parameter itself may stand in the value.
        proved(TWO, product(M, A), Truth.TRUE);
    }

    @Test
    void choicesByTheNumberOfBits() {
        // The offset of L-Mul: 2^-m up to three bits, 2^-3 at four, 2^-4 beyond.
        Term exponent = new If(
                Compare.atMost(M, num(3)), M, new If(Compare.equal(M, num(4)), num(3), num(4)));
        Variable offset = real("offset");
        Term value = new Let(
                offset,
                new Power(num(2), new Negate(exponent)),
                minus(product(A, B), offset),
                null);
        GridExpectation.Proved proved = proved(TWO, value, Truth.TRUE);
        assertTrue(proved.from() >= 5, "from " + proved.from());
    }

    @Test
    void otherVariablesWithFewValues() {
        Variable k = whole("k");
        Variable sign = real("s");
        List<RandomVariable> variables = List.of(
                grid(A, sum(M, num(1))),
                random(k, new Distribution.Integers(num(-1), num(2))),
                random(sign, new Distribution.Bernoulli(num(1, 3))));
        Term value = new If(less(product(k, A), num(1)), sum(product(k, A, sign), A), product(A, A));
        proved(variables, value, Truth.TRUE);
        Variable n = whole("n");
        Term count = new Power(num(2), sum(M, num(1)));
        List<RandomVariable> integers =
                List.of(random(n, new Distribution.Integers(minus(num(3), count), num(2))), grid(A, M));
        proved(integers, new Absolute(sum(n, product(new Power(num(2), M), A))), Truth.TRUE);
        Variable i = whole("i");
        Variable total = real("t");
        Term sum = new Fold(i, num(0), num(3), total, num(0), new Add(total, product(i, A, k)), null);
        proved(variables, sum, Truth.TRUE);
    }

    @Test
    void undefinedValuesHaveNoFormula() {
        Site site = new Site(Site.Kind.DIVISOR, null);
        Term positive = less(num(0), A);
        assertUnknown(new Require(positive, A, site), Truth.TRUE);
        proved(TWO, new Require(positive, A, site).body(), positive);
        assertTrue(new GridExpectation(TWO, M).expected(new Require(positive, A, site), positive).isPresent());
        assertUnknown(over(num(1), sum(num(1), A)), Truth.TRUE);
    }
}
