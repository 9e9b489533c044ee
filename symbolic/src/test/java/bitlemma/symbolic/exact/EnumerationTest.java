package bitlemma.symbolic.exact;

import static bitlemma.symbolic.exact.Terms.expected;
import static bitlemma.symbolic.exact.Terms.grid;
import static bitlemma.symbolic.exact.Terms.less;
import static bitlemma.symbolic.exact.Terms.minus;
import static bitlemma.symbolic.exact.Terms.num;
import static bitlemma.symbolic.exact.Terms.product;
import static bitlemma.symbolic.exact.Terms.random;
import static bitlemma.symbolic.exact.Terms.real;
import static bitlemma.symbolic.exact.Terms.sum;
import static bitlemma.symbolic.exact.Terms.whole;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import bitlemma.grammar.core.Absolute;
import bitlemma.grammar.core.Decode;
import bitlemma.grammar.core.Derivation.RandomVariable;
import bitlemma.grammar.core.Distribution;
import bitlemma.grammar.core.Elementary;
import bitlemma.grammar.core.Encode;
import bitlemma.grammar.core.Extremum;
import bitlemma.grammar.core.Fold;
import bitlemma.grammar.core.If;
import bitlemma.grammar.core.Let;
import bitlemma.grammar.core.RealFunction;
import bitlemma.grammar.core.RoundTo;
import bitlemma.grammar.core.Select;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.CodedFormat;
import bitlemma.numbers.Formats;
import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnumerationTest {
    private static final Variable A = real("a");
    private static final Variable B = real("b");
    private static final Variable N = whole("n");

    private static Enumeration over(RandomVariable... variables) {
        return new Enumeration(List.of(variables), Map.of(), new PlainEvaluation(), 1 << 21);
    }

    private static void assertExact(long numerator, long denominator, ExactResult result) {
        assertEquals(new ExactResult.Exact(Rational.of(numerator, denominator)), result);
    }

    @Test
    void momentsOfAGrid() {
        Enumeration e = over(grid(A, num(3)), grid(B, num(3)));
        // The mean of 0, 1/8, ..., 7/8 is 7/16; that of the squares is (7 * 8 * 15 / 6) / 8 / 64.
        assertExact(7, 16, e.expected(A, Truth.TRUE));
        assertExact(35, 128, e.expected(product(A, A), Truth.TRUE));
        assertExact(49, 256, e.expected(product(A, B), Truth.TRUE));
    }

    @Test
    void parametersAndLargeCounts() {
        Variable m = whole("m");
        Enumeration e = new Enumeration(
                List.of(grid(A, m), grid(B, m)),
                Map.of(m, Value.Number.of(10)),
                new PlainEvaluation(),
                1 << 20);
        Term carry = less(num(1), sum(A, B, num(1, 1024)));
        Term value = new If(carry, minus(product(A, B), num(1, 16)), sum(A, B));
        // With N = 1024, pairs with i + j >= N carry. There are N (N - 1) / 2 of them, whose i * j sum to
        // N (N - 1) (5 N^2 - 5 N + 2) / 24; the others' i + j sum to (N - 1) N (N + 1) / 3.
        long n = 1024;
        Rational products = Rational.of(n * (n - 1) * (5 * n * n - 5 * n + 2), 24);
        Rational pairs = Rational.of(n * (n - 1), 2);
        Rational sums = Rational.of((n - 1) * n * (n + 1), 3);
        Rational expected = products
                .dividedBy(Rational.of(n).power(4))
                .minus(pairs.dividedBy(Rational.of(n).power(2)).dividedBy(Rational.of(16)))
                .plus(sums.dividedBy(Rational.of(n).power(3)));
        assertEquals(new ExactResult.Exact(expected), e.expected(value, Truth.TRUE));
        Enumeration larger = e.with(Map.of(m, Value.Number.of(11)));
        assertInstanceOf(ExactResult.TooMany.class, larger.expected(value, Truth.TRUE));
        // One variable alone is within the budget.
        assertExact(2047, 4096, larger.expected(A, Truth.TRUE));
    }

    @Test
    void conditionalExpectation() {
        Enumeration e = over(random(N, new Distribution.Integers(num(1), num(6))));
        assertExact(5, 1, e.expected(N, less(num(3), N)));
        assertExact(1, 3, e.probability(less(num(4), N), Truth.TRUE));
        ExactResult never = e.expected(N, less(num(7), N));
        assertEquals(new ExactResult.Undefined("the condition never holds", Map.of()), never);
    }

    @Test
    void weightsOfTables() {
        Distribution table = new Distribution.Table(List.of(
                new Distribution.Entry(num(-1), num(1, 4)),
                new Distribution.Entry(num(5), num(0)),
                new Distribution.Entry(num(1, 3), num(3, 4))));
        Enumeration e = over(
                random(A, table), random(N, new Distribution.Bernoulli(num(2, 5))));
        assertExact(0, 1, e.expected(A, Truth.TRUE));
        assertExact(1, 3, e.expected(product(A, A), Truth.TRUE));
        assertExact(2, 15, e.expected(product(N, A, A), Truth.TRUE));
        // The value of probability zero is not one that the variable takes.
        assertEquals(
                new ExactResult.Extreme(Rational.of(1, 3), Map.of(A, new Value.Number(Rational.of(1, 3)))),
                e.extreme(true, A, Truth.TRUE));
        assertExact(-17, 84, e.expected(over(num(1), minus(A, num(5))), Truth.TRUE));
    }

    private static Term over(Term dividend, Term divisor) {
        return Terms.over(dividend, divisor);
    }

    @Test
    void tablesThatAreNoDistributions() {
        Distribution table = new Distribution.Table(
                List.of(new Distribution.Entry(num(1), num(1, 2)), new Distribution.Entry(num(2), num(1, 3))));
        ExactResult result = over(random(A, table)).expected(A, Truth.TRUE);
        assertEquals(new ExactResult.Undefined("a: the probabilities sum to 5/6", Map.of()), result);
    }

    @Test
    void undefinedWhere() {
        Enumeration e = over(random(N, new Distribution.Integers(num(-2), num(2))));
        ExactResult.Undefined result =
                assertInstanceOf(ExactResult.Undefined.class, e.expected(over(num(1), N), Truth.TRUE));
        assertEquals(Map.of(N, Value.Number.of(0)), result.at());
        assertExact(3, 4, e.expected(over(num(1), N), less(num(0), N)));
    }

    @Test
    void extremesWithArgument() {
        Enumeration e = over(grid(A, num(4)), grid(B, num(4)));
        Term mitchell = over(product(A, B), product(sum(num(1), A), sum(num(1), B)));
        ExactResult.Extreme greatest =
                assertInstanceOf(ExactResult.Extreme.class, e.extreme(true, mitchell, less(sum(A, B), num(1))));
        assertEquals(Rational.of(7 * 8, 23 * 24), greatest.value());
        assertEquals(new Value.Number(Rational.of(7, 16)), greatest.at().get(A));
    }

    @Test
    void varianceByNestedExpectation() {
        Enumeration e = over(random(N, new Distribution.Integers(num(1), num(6))));
        Term deviation = minus(N, expected(N));
        assertExact(35, 12, e.value(expected(product(deviation, deviation))));
        assertExact(35, 12, e.value(minus(expected(product(N, N)), product(expected(N), expected(N)))));
        // A name outside of the expected value stands for an expression of random variables.
        Variable square = real("s");
        assertExact(91, 6, e.value(new Let(square, product(N, N), expected(square), null)));
        assertExact(5, 1, e.value(sum(new Extremum(true, minus(N, num(2))), new Extremum(false, N))));
    }

    @Test
    void reductionsOverExpectedValues() {
        Enumeration e = over(random(N, new Distribution.Integers(num(1), num(6))));
        Variable k = whole("k");
        Variable total = real("t");
        Term step = new bitlemma.grammar.core.Add(total, expected(product(N, k)));
        assertExact(21, 1, e.value(new Fold(k, num(0), num(4), total, num(0), step, null)));
    }

    @Test
    void realFunctionsAreNotRational() {
        Enumeration e = over(random(N, new Distribution.Integers(num(1), num(6))));
        Term log = new Elementary(RealFunction.LOG, List.of(N));
        assertEquals(new ExactResult.NotRational(log), e.value(expected(log)));
        Variable x = real("x");
        Enumeration continuous = over(random(x, new Distribution.Uniform(num(0), num(1))));
        assertEquals(new ExactResult.NotFinite(x), continuous.expected(x, Truth.TRUE));
    }

    @Test
    void arraysElementByElement() {
        Variable x = new Variable("x", new Sort.Array(Sort.INTEGER, num(3)));
        Variable k = whole("k");
        Variable total = whole("t");
        Term step = new bitlemma.grammar.core.Add(total, new Select(x, k));
        Term sum = new Fold(k, num(0), num(3), total, num(0), step, null);
        Enumeration e = over(random(x, new Distribution.Integers(num(1), num(6))));
        assertExact(21, 2, e.expected(sum, Truth.TRUE));
        // The variance of three dice is 3 * 35/12.
        Term deviation = minus(sum, num(21, 2));
        assertExact(35, 4, e.expected(product(deviation, deviation), Truth.TRUE));
        assertExact(25, 216, e.probability(bitlemma.grammar.core.Compare.equal(sum, num(9)), Truth.TRUE));
    }

    @Test
    void codesOfAFormat() {
        CodedFormat format = Formats.named("float8_e4m3fn").orElseThrow();
        Variable x = new Variable("x", new Sort.Coded(format));
        Enumeration e = over(random(x, new Distribution.Codes(new Sort.Coded(format))));
        assertExact(0, 1, e.expected(new Decode(format, x), Truth.TRUE));
        assertEquals(
                Rational.of(448),
                assertInstanceOf(
                                ExactResult.Extreme.class,
                                e.extreme(true, new Absolute(new Decode(format, x)), Truth.TRUE))
                        .value());
        // What is not read quickly goes through the evaluator: rounding to the format changes nothing here.
        Term again = new Decode(
                format,
                new Encode(
                        format,
                        null,
                        new Encode.Mode.Fixed(Rounding.EVEN),
                        format.overflow(),
                        new Decode(format, x),
                        null));
        Term error = new Absolute(minus(again, new Decode(format, x)));
        assertExact(0, 1, e.expected(error, Truth.TRUE));
        RandomVariable code = random(x, new Distribution.Codes(new Sort.Coded(format)));
        Enumeration poor = new Enumeration(List.of(code), Map.of(), new PlainEvaluation(), 1000);
        assertExact(0, 1, poor.expected(new Decode(format, x), Truth.TRUE));
        assertEquals(new ExactResult.TooMany(BigInteger.valueOf(254)), poor.expected(error, Truth.TRUE));
    }

    @Test
    void distributionOfAValue() {
        Enumeration e = over(random(N, new Distribution.Integers(num(0), num(5))));
        Term half = new RoundTo(Rounding.EVEN, over(N, num(2)));
        assertEquals(
                Map.of(
                        Rational.ZERO, Rational.of(1, 3),
                        Rational.ONE, Rational.of(1, 6),
                        Rational.of(2), Rational.of(1, 2)),
                e.distribution(half, Truth.TRUE).orElseThrow());
    }

    @Test
    void numbersOfAnySize() {
        Enumeration e = over(random(N, new Distribution.Integers(num(1), num(3))));
        Term large = new bitlemma.grammar.core.Power(sum(N, num(1, 3)), num(50));
        Rational expected = Rational.of(4, 3).power(50)
                .plus(Rational.of(7, 3).power(50))
                .plus(Rational.of(10, 3).power(50))
                .dividedBy(Rational.of(3));
        assertEquals(new ExactResult.Exact(expected), e.expected(large, Truth.TRUE));
    }
}
