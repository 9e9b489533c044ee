package bitlemma.symbolic.enclosure;

import static bitlemma.symbolic.enclosure.Written.INFINITY;
import static bitlemma.symbolic.enclosure.Written.MINUS_INFINITY;
import static bitlemma.symbolic.enclosure.Written.X;
import static bitlemma.symbolic.enclosure.Written.Y;
import static bitlemma.symbolic.enclosure.Written.bell;
import static bitlemma.symbolic.enclosure.Written.exp;
import static bitlemma.symbolic.enclosure.Written.log;
import static bitlemma.symbolic.enclosure.Written.minus;
import static bitlemma.symbolic.enclosure.Written.n;
import static bitlemma.symbolic.enclosure.Written.negate;
import static bitlemma.symbolic.enclosure.Written.over;
import static bitlemma.symbolic.enclosure.Written.power;
import static bitlemma.symbolic.enclosure.Written.product;
import static bitlemma.symbolic.enclosure.Written.sum;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import bitlemma.symbolic.formula.Condition;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.NamedConstant;
import bitlemma.symbolic.formula.Operator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class QuadratureTest {
    private static final Formula PI = new Formula.Named(NamedConstant.PI);

    private static void assertIntegral(Formula expected, int digits, Formula body, Formula low, Formula high) {
        assertIntegral(expected, digits, body, new Quadrature.Range("x", low, high));
    }

    private static void assertIntegral(Formula expected, int digits, Formula body, Quadrature.Range... ranges) {
        Quadrature.Result result = Quadrature.integrate(body, List.of(ranges), Map.of(), Goal.digits(digits))
                .orElseThrow();
        Enclosure known = Evaluation.of(expected, Map.of(), 300).orElseThrow();
        assertTrue(result.value().contains(known), () -> result.value().interval(digits + 5) + ", not " + known);
        assertTrue(result.reached(), () -> "only " + result);
    }

    private static void assertNoIntegral(Formula body, Formula low, Formula high) {
        Optional<Quadrature.Result> result =
                Quadrature.integrate(body, "x", low, high, Map.of(), Goal.digits(10).withPieces(2000));
        assertTrue(result.isEmpty(), () -> "integral across a pole: " + result);
    }

    @Test
    void smooth() {
        assertIntegral(minus(exp(n(1)), n(1)), 30, exp(X), n(0), n(1));
        assertIntegral(log(n(2)), 40, power(sum(n(1), X), -1), n(0), n(1));
        assertIntegral(
                product(n(1, 8), PI, log(n(2))), 30, over(log(sum(n(1), X)), sum(n(1), power(X, 2))), n(0), n(1));
        assertIntegral(n(2), 30, Written.apply(Operator.SIN, X), n(0), PI);
        assertIntegral(n(-1, 3), 30, power(X, 2), n(1), n(0));
    }

    @Test
    void kinksAndSteps() {
        assertIntegral(n(5, 18), 15, Written.apply(Operator.ABS, minus(X, n(1, 3))), n(0), n(1));
        assertIntegral(n(6), 15, Written.round(Rounding.FLOOR, X), n(0), n(4));
        assertIntegral(n(1, 3), 15, Written.when(Written.less(X, n(1, 3)), n(1), n(0)), n(0), n(1));
        // (x - round(8x)/8)^2 is the square of an error spread evenly from -1/16 to 1/16.
        Formula error = minus(X, product(n(1, 8), Written.round(Rounding.EVEN, product(n(8), X))));
        assertIntegral(n(1, 768), 15, power(error, 2), n(0), n(1));
    }

    @Test
    void endsWhereTheIntegrandHasNoBound() {
        assertIntegral(n(2), 20, power(X, n(-1, 2)), n(0), n(1));
        assertIntegral(n(-1), 20, log(X), n(0), n(1));
        assertIntegral(n(-1, 4), 20, product(X, log(X)), n(0), n(1));
        assertIntegral(product(n(-1, 6), power(PI, 2)), 20, over(log(minus(n(1), X)), X), n(0), n(1));
        assertIntegral(product(n(1, 4), PI), 20, power(minus(n(1), power(X, 2)), n(1, 2)), n(0), n(1));
        assertIntegral(
                product(n(2), power(n(2, 3), n(1, 2))), 20, power(minus(X, n(1, 3)), n(-1, 2)), n(1, 3), n(1));
        assertIntegral(PI, 15, power(product(X, minus(n(1), X)), n(-1, 2)), n(0), n(1));
    }

    @Test
    void infiniteEnds() {
        assertIntegral(n(2), 30, product(power(X, 2), exp(negate(X))), n(0), INFINITY);
        assertIntegral(power(product(n(2), PI), n(1, 2)), 30, bell(), MINUS_INFINITY, INFINITY);
        Formula fourth = product(n(3), power(product(n(2), PI), n(1, 2)));
        assertIntegral(fourth, 20, product(power(X, 4), bell()), MINUS_INFINITY, INFINITY);
        Formula gamma = new Formula.Named(NamedConstant.EULER_GAMMA);
        assertIntegral(negate(gamma), 20, product(log(X), exp(negate(X))), n(0), INFINITY);
        assertIntegral(power(PI, n(-1, 2)), 25, Written.apply(Operator.ERFC, X), n(0), INFINITY);
        assertIntegral(n(1), 15, power(X, -2), n(1), INFINITY);
        assertIntegral(PI, 12, power(sum(n(1), power(X, 2)), -1), MINUS_INFINITY, INFINITY);
        Formula tail = Written.when(Written.less(n(3), X), exp(negate(X)), n(0));
        assertIntegral(exp(n(-3)), 20, tail, n(0), INFINITY);
    }

    /** The mean squared error of rounding a normal number to eighths, against the theta series of its distribution. */
    @Test
    void roundingUnderANormalDistribution() {
        Formula error = minus(X, product(n(1, 8), Written.round(Rounding.EVEN, product(n(8), X))));
        Formula density = product(power(product(n(2), PI), n(-1, 2)), bell());
        Enclosure value = Quadrature.integrate(
                        product(power(error, 2), density), "x", MINUS_INFINITY, INFINITY, Map.of(), Goal.digits(6))
                .orElseThrow()
                .value();
        // 1/768 up to exp(-2 pi^2 64), which is below 10^-500
        assertTrue(value.contains(Rational.of(1, 768)), () -> value.interval(15));
    }

    @Test
    void polesHaveNoIntegral() {
        assertNoIntegral(power(minus(X, n(1, 3)), -1), n(0), n(1));
        assertNoIntegral(power(X, -1), n(0), n(1));
        assertNoIntegral(power(X, -1), n(-1), n(1));
        assertNoIntegral(power(X, -1), n(1), INFINITY);
        assertNoIntegral(power(minus(X, n(1, 2)), -2), n(0), n(1));
        assertNoIntegral(over(n(1), product(X, log(X))), n(0), n(1, 2));
        assertNoIntegral(Written.apply(Operator.SIN, X), n(0), INFINITY);
        assertNoIntegral(exp(X), n(0), INFINITY);
        assertNoIntegral(log(X), n(-1), n(1));
    }

    @Test
    void twoVariables() {
        Formula body = over(sum(n(1), X, Y), product(sum(n(1), X), sum(n(1), Y)));
        Quadrature.Range x = new Quadrature.Range("x", n(0), n(1));
        Quadrature.Range y = new Quadrature.Range("y", n(0), minus(n(1), X));
        // pi^2/12 - log(3)... : 1 - xy/((1+x)(1+y)), integrated over the triangle, by the inner integral in one
        // variable
        Formula one = sum(n(1), X);
        Formula inner = sum(
                over(product(X, log(minus(n(2), X))), one),
                over(minus(n(1), X), one));
        Enclosure iterated = Quadrature.integrate(inner, "x", n(0), n(1), Map.of(), Goal.digits(20))
                .orElseThrow()
                .value();
        Enclosure both = Quadrature.integrate(body, List.of(x, y), Map.of(), Goal.digits(12))
                .orElseThrow()
                .value();
        assertTrue(both.contains(iterated), () -> both + " and " + iterated);
        assertTrue(both.digits() >= 11, both::toString);
    }

    @Test
    void conditionsInTwoVariablesWithoutSplitting() {
        // The integral of max(0, c - xy) over the unit square is c (3/4... ): c^2 (3/4 - log(c)/2) ... from its own
        // formula.
        Quadrature.Range x = new Quadrature.Range("x", n(0), n(1));
        Quadrature.Range y = new Quadrature.Range("y", n(0), n(1));
        Formula kink = Written.apply(Operator.ABS, minus(product(X, Y), n(1, 16)));
        // |xy - c| = xy - c + 2 max(0, c - xy), and the area integral of the last is c^2 (3/4 - log(c)/2)
        Formula expected = sum(
                n(1, 4), n(-1, 16), product(n(2, 256), sum(n(3, 4), product(n(-1, 2), log(n(1, 16))))));
        assertIntegral(expected, 5, kink, x, y);
        Formula triangle = Written.when(Written.less(sum(X, Y), n(1)), n(1), n(0));
        assertIntegral(n(1, 2), 2, triangle, x, y);
        Condition both = new Condition.And(List.of(Written.less(X, n(1, 2)), Written.less(Y, n(1, 4))));
        assertIntegral(n(1, 8), 4, Written.when(both, n(1), n(0)), x, y);
    }

    @Test
    void infiniteAndSingularInTwoVariables() {
        Quadrature.Range x = new Quadrature.Range("x", n(0), INFINITY);
        Quadrature.Range y = new Quadrature.Range("y", n(0), INFINITY);
        assertIntegral(n(1), 5, exp(negate(sum(X, Y))), x, y);
        Quadrature.Range u = new Quadrature.Range("x", n(0), n(1));
        Quadrature.Range v = new Quadrature.Range("y", n(0), n(1));
        assertIntegral(n(-2), 5, sum(log(X), log(Y)), u, v);
    }

    @Test
    void parametersMayBeIntervals() {
        Map<String, Enclosure> values = Map.of("a", Enclosure.of(Rational.ONE, Rational.of(2), 30));
        Enclosure value = Quadrature.integrate(
                        product(new Formula.Symbol("a"), X), "x", n(0), n(1), values, Goal.digits(5))
                .orElseThrow()
                .value();
        assertTrue(value.contains(Rational.HALF) && value.contains(Rational.ONE));
        assertFalse(value.contains(Rational.of(2)));
    }

    @Test
    void interruptsAreHeard() {
        Thread.currentThread().interrupt();
        try {
            assertThrows(
                    CancellationException.class,
                    () -> Quadrature.integrate(power(X, n(-1, 2)), "x", n(0), n(1), Map.of(), Goal.digits(30)));
        } finally {
            Thread.interrupted();
        }
    }
}
