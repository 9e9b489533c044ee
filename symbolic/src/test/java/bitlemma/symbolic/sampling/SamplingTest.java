package bitlemma.symbolic.sampling;

import static bitlemma.symbolic.exact.Terms.expected;
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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.grammar.core.Absolute;
import bitlemma.grammar.core.Add;
import bitlemma.grammar.core.Decode;
import bitlemma.grammar.core.Derivation.RandomVariable;
import bitlemma.grammar.core.Distribution;
import bitlemma.grammar.core.Elementary;
import bitlemma.grammar.core.Encode;
import bitlemma.grammar.core.Extremum;
import bitlemma.grammar.core.Fold;
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
import bitlemma.numbers.Datum;
import bitlemma.numbers.Formats;
import bitlemma.numbers.IntegerFormat;
import bitlemma.numbers.Rounding;
import bitlemma.symbolic.exact.Enumeration;
import bitlemma.symbolic.exact.ExactResult;
import bitlemma.symbolic.exact.PlainEvaluation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SamplingTest {
    private static final Variable X = real("x");
    private static final Variable Y = real("y");
    private static final int SAMPLES = 100_000;

    private static Sampling of(RandomVariable... variables) {
        return new Sampling(List.of(variables), Map.of(), new PlainEvaluation(), SAMPLES, 1);
    }

    private static Estimate estimate(SampleResult result) {
        return assertInstanceOf(Estimate.class, result);
    }

    /** The interval holds the value, is no wider than it must be, and excludes a value somewhat away. */
    private static void assertMoment(double expected, double width, SampleResult result) {
        Estimate estimate = estimate(result);
        assertTrue(estimate.agrees(expected), expected + " outside of " + estimate);
        assertFalse(estimate.contradicts(expected));
        assertTrue(estimate.isTrustworthy(), estimate::doubt);
        assertTrue(estimate.margin() < width, estimate::toString);
        assertTrue(estimate.contradicts(expected + 2 * width), estimate::toString);
    }

    private static Elementary apply(RealFunction function, Term operand) {
        return new Elementary(function, List.of(operand));
    }

    @Test
    void momentsOfDistributions() {
        Distribution uniform = new Distribution.Uniform(num(-1), num(3));
        assertMoment(1, 0.02, of(random(X, uniform)).expected(X, Truth.TRUE));
        assertMoment(7.0 / 3, 0.05, of(random(X, uniform)).expected(product(X, X), Truth.TRUE));
        Distribution normal = new Distribution.Normal(num(1), num(2));
        assertMoment(1, 0.03, of(random(X, normal)).expected(X, Truth.TRUE));
        assertMoment(5, 0.1, of(random(X, normal)).expected(product(X, X), Truth.TRUE));
        assertMoment(
                0.15865525393145707, 0.006, of(random(X, normal)).probability(less(num(3), X), Truth.TRUE));
        Distribution laplace = new Distribution.Laplace(num(1), num(2));
        assertMoment(1, 0.05, of(random(X, laplace)).expected(X, Truth.TRUE));
        assertMoment(2, 0.05, of(random(X, laplace)).expected(new Absolute(minus(X, num(1))), Truth.TRUE));
        Distribution exponential = new Distribution.Exponential(num(2));
        assertMoment(0.5, 0.02, of(random(X, exponential)).expected(X, Truth.TRUE));
        Distribution benford = new Distribution.LogUniform(num(1), num(2));
        assertMoment(1 / Math.log(2), 0.01, of(random(X, benford)).expected(X, Truth.TRUE));
        Distribution grid = new Distribution.Grid(num(2), num(-1), num(1));
        assertMoment(-0.25, 0.01, of(random(X, grid)).expected(X, Truth.TRUE));
        Distribution integers = new Distribution.Integers(num(-3), num(6));
        assertMoment(1.5, 0.05, of(random(X, integers)).expected(X, Truth.TRUE));
        assertMoment(10.5, 0.2, of(random(X, integers)).expected(product(X, X), Truth.TRUE));
        Distribution bernoulli = new Distribution.Bernoulli(num(1, 5));
        assertMoment(0.2, 0.01, of(random(X, bernoulli)).expected(X, Truth.TRUE));
        Distribution table = new Distribution.Table(List.of(
                new Distribution.Entry(num(-1), num(1, 2)),
                new Distribution.Entry(num(3), num(1, 4)),
                new Distribution.Entry(num(4), num(1, 4))));
        assertMoment(1.25, 0.05, of(random(X, table)).expected(X, Truth.TRUE));
    }

    @Test
    void codes() {
        CodedFormat format = Formats.named("float8_e4m3fn").orElseThrow();
        Variable x = new Variable("c", new Sort.Coded(format));
        RandomVariable code = random(x, new Distribution.Codes(new Sort.Coded(format)));
        Term value = new Absolute(new Decode(format, x));
        ExactResult.Exact exact = assertInstanceOf(
                ExactResult.Exact.class,
                new Enumeration(List.of(code), Map.of(), new PlainEvaluation(), 1000).expected(value, Truth.TRUE));
        assertMoment(Sampler.nearest(exact.value()), 2, of(code).expected(value, Truth.TRUE));
        Sort small = new Sort.Machine(IntegerFormat.signed(8));
        Variable n = new Variable("n", small);
        assertMoment(-0.5, 1, of(random(n, new Distribution.Codes(small))).expected(n, Truth.TRUE));
        // Both readings of a sampler use the same bits.
        for (Sampler sampler : List.of(
                new Sampler.FiniteCodes(format),
                new Sampler.IntegerCodes(IntegerFormat.unsigned(17)),
                new Sampler.IntegerCodes(IntegerFormat.signed(40)))) {
            Squares left = new Squares(3);
            Squares right = new Squares(3);
            for (int i = 0; i < 200; i++) {
                double number = sampler.number(left);
                switch (sampler.value(right)) {
                    case Value.Number v -> assertEquals(Sampler.exact(number), v.value());
                    case Value.Coded v -> assertEquals(Sampler.exact(number), ((Datum.Finite) v.datum()).value());
                    case Value.Truth v -> throw new AssertionError(v);
                    case Value.Sequence v -> throw new AssertionError(v);
                }
            }
        }
    }

    @Test
    void conditionalExpectationIsARatio() {
        Sampling sampling = of(
                random(X, new Distribution.Uniform(num(0), num(1))),
                random(Y, new Distribution.Uniform(num(0), num(1))));
        // Above the diagonal x + y = 1 the mean of x is 2/3; the variance there is 1/18.
        Estimate estimate = estimate(sampling.expected(X, less(num(1), sum(X, Y))));
        assertTrue(estimate.agrees(2.0 / 3));
        assertEquals(Math.sqrt(1.0 / 18 / estimate.accepted()), estimate.standardError(), 2e-5);
        assertInstanceOf(SampleResult.Undefined.class, sampling.expected(X, less(num(2), sum(X, Y))));
    }

    @Test
    void expressionsOfExpectedValues() {
        Sampling sampling = of(random(X, new Distribution.Normal(num(10), num(3))));
        Term twoPasses = expected(product(minus(X, expected(X)), minus(X, expected(X))));
        Term difference = minus(expected(product(X, X)), product(expected(X), expected(X)));
        Estimate variance = estimate(sampling.value(twoPasses));
        assertTrue(variance.agrees(9));
        // The variance of a sample variance is 2 sigma^4 / n; errors of the two means cancel.
        assertEquals(9 * Math.sqrt(2.0 / SAMPLES), variance.standardError(), 1e-3);
        Estimate same = estimate(sampling.value(difference));
        assertEquals(variance.mean(), same.mean(), 1e-9);
        assertEquals(variance.standardError(), same.standardError(), 1e-6);
        Estimate deviation = estimate(sampling.value(apply(RealFunction.SQRT, difference)));
        assertTrue(deviation.agrees(3));
        assertEquals(variance.standardError() / 6, deviation.standardError(), 1e-5);
        assertInstanceOf(SampleResult.Unsupported.class, sampling.value(new Extremum(true, X)));
    }

    @Test
    void heavyTailsAreDoubted() {
        Sampling sampling = of(random(X, new Distribution.Uniform(num(0), num(1))));
        // 1/sqrt(x) has mean 2 and no variance.
        Estimate estimate = estimate(sampling.expected(over(num(1), apply(RealFunction.SQRT, X)), Truth.TRUE));
        assertFalse(estimate.isTrustworthy());
        assertFalse(estimate.contradicts(3));
        // An event that was seen a few times.
        Estimate rare = estimate(sampling.probability(less(X, num(1, 20000)), Truth.TRUE));
        assertFalse(rare.isTrustworthy());
        Estimate never = estimate(sampling.probability(less(X, num(0)), Truth.TRUE));
        assertFalse(never.contradicts(1e-6));
        assertEquals("all samples are equal", never.doubt());
    }

    @Test
    void partsOfNumberFormatsAreExact() {
        CodedFormat format = Formats.named("float8_e4m3fn").orElseThrow();
        Term rounded = new Decode(
                format,
                new Encode(format, null, new Encode.Mode.Fixed(Rounding.EVEN), format.overflow(), X, null));
        Sampling sampling = of(random(X, new Distribution.Uniform(num(1), num(2))));
        // The step of float8_e4m3fn between 1 and 2 is 1/8: mean square error 1/768.
        Term error = minus(rounded, X);
        Estimate estimate = estimate(sampling.expected(product(error, error), Truth.TRUE));
        assertTrue(estimate.agrees(1.0 / 768), estimate::toString);
        assertEquals(2048, estimate.samples());
    }

    @Test
    void undefinedSamples() {
        Sampling sampling = of(random(X, new Distribution.Bernoulli(num(1, 2))));
        SampleResult.Undefined result =
                assertInstanceOf(SampleResult.Undefined.class, sampling.expected(over(num(1), X), Truth.TRUE));
        assertEquals(Map.of(X, 0.0), result.at());
        assertInstanceOf(
                SampleResult.Undefined.class,
                of(random(X, new Distribution.Exponential(num(-1)))).expected(X, Truth.TRUE));
    }

    @Test
    void arraysReductionsAndNames() {
        Variable k = whole("k");
        Variable total = real("t");
        Variable length = whole("n");
        Variable array = new Variable("v", new Sort.Array(Sort.RATIONAL, length));
        Term step = new Add(total, new Select(array, k));
        Term sum = new Fold(k, num(0), length, total, num(0), step, null);
        Sampling sampling = new Sampling(
                List.of(random(array, new Distribution.Uniform(num(0), num(1)))),
                Map.of(length, 12.0),
                new PlainEvaluation(),
                20000,
                2);
        Variable s = real("s");
        Term centred = new Let(s, minus(sum, num(6)), product(s, s), null);
        assertMoment(1, 0.05, sampling.expected(centred, Truth.TRUE));
    }

    @Test
    void theSameEverywhere() {
        Sampling sampling = of(random(X, new Distribution.Normal(num(0), num(1))));
        Estimate first = estimate(sampling.expected(X, Truth.TRUE));
        assertEquals(first, sampling.expected(X, Truth.TRUE));
        assertEquals(0.0025230560950877494, first.mean());
    }

    @Test
    void draws() {
        Sampling sampling = of(random(X, new Distribution.Uniform(num(0), num(8))));
        Draws draws = sampling.draws(new RoundTo(Rounding.FLOOR, X), less(X, num(4))).orElseThrow();
        Draws.Histogram histogram = draws.histogram(4);
        assertEquals(0, histogram.low());
        assertEquals(0.75, histogram.width());
        long all = 0;
        for (long count : histogram.counts()) {
            assertEquals(SAMPLES / 8.0, count, 600);
            all += count;
        }
        assertEquals(draws.values().length, all);
        assertEquals(0.5, draws.fraction(1.5), 0.02);
        assertEquals(1, draws.fraction(3));
        assertEquals(0, draws.quantile(0));
        assertEquals(3, draws.quantile(0.99));
        assertEquals(1.0 / 0.75 / 4, histogram.density(2), 0.02);
    }
}
