package bitlemma.symbolic.summation;

import static bitlemma.symbolic.formula.Formulas.ONE;
import static bitlemma.symbolic.formula.Formulas.TWO;
import static bitlemma.symbolic.formula.Formulas.ZERO;
import static bitlemma.symbolic.formula.Formulas.minus;
import static bitlemma.symbolic.formula.Formulas.number;
import static bitlemma.symbolic.formula.Formulas.power;
import static bitlemma.symbolic.formula.Formulas.product;
import static bitlemma.symbolic.formula.Formulas.quotient;
import static bitlemma.symbolic.formula.Formulas.reciprocal;
import static bitlemma.symbolic.formula.Formulas.sum;
import static bitlemma.symbolic.formula.Formulas.symbol;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.formula.Condition;
import bitlemma.symbolic.formula.Conditions;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Operator;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummationTest {
    private static final Formula I = symbol("i");
    private static final Formula J = symbol("j");
    private static final Formula K = symbol("k");
    private static final Formula N = symbol("n");
    private static final Formula R = symbol("r");

    /** The exact value of a formula, by its definition. */
    private static Rational value(Formula formula, Map<String, Rational> symbols) {
        return switch (formula) {
            case Formula.Number f -> f.value();
            case Formula.Symbol f -> symbols.get(f.name());
            case Formula.Sum f ->
                f.terms().stream().map(t -> value(t, symbols)).reduce(Rational.ZERO, Rational::plus);
            case Formula.Product f ->
                f.factors().stream().map(t -> value(t, symbols)).reduce(Rational.ONE, Rational::times);
            case Formula.Power f ->
                value(f.base(), symbols)
                        .power(value(f.exponent(), symbols).toIntegerExact().intValueExact());
            case Formula.Apply f when f.operator() == Operator.HARMONIC -> {
                Rational sum = Rational.ZERO;
                int n = value(f.arguments().getFirst(), symbols).toIntegerExact().intValueExact();
                for (int i = 1; i <= n; i++) {
                    sum = sum.plus(Rational.of(1, i));
                }
                yield sum;
            }
            case Formula.Apply f when f.operator() == Operator.ABS ->
                value(f.arguments().getFirst(), symbols).abs();
            case Formula.Total f -> {
                Map<String, Rational> inner = new HashMap<>(symbols);
                Rational high = value(f.high(), symbols);
                Rational sum = Rational.ZERO;
                for (Rational i = value(f.low(), symbols); i.compareTo(high) <= 0; i = i.plus(Rational.ONE)) {
                    inner.put(f.index(), i);
                    sum = sum.plus(value(f.term(), inner));
                }
                yield sum;
            }
            default -> throw new IllegalStateException("not in tests: " + formula);
        };
    }

    private static boolean holds(Condition condition, Map<String, Rational> symbols) {
        return switch (condition) {
            case Condition.Compare c ->
                Conditions.holds(
                        c.relation(),
                        value(c.left(), symbols).compareTo(value(c.right(), symbols)));
            case Condition.And c -> c.parts().stream().allMatch(p -> holds(p, symbols));
            case Condition.Or c -> c.parts().stream().anyMatch(p -> holds(p, symbols));
            case Condition.Not c -> !holds(c.operand(), symbols);
        };
    }

    private static Formula total(Formula index, Formula low, Formula high, Formula term) {
        return new Formula.Total(((Formula.Symbol) index).name(), low, high, term);
    }

    /** The closed form, compared with the sum itself for n from {@code first} to 12 and other symbols at 3/7 and 2. */
    private static Summation.Closed closed(int first, Formula total) {
        Summation.Closed closed = Summation.everywhere(total).orElseThrow();
        assertFalse(closed.value().toString().contains("Total"));
        for (int n = first; n <= 12; n++) {
            Rational half = Rational.of(n / 2);
            for (Rational other : new Rational[] {Rational.of(3, 7), Rational.of(2)}) {
                Map<String, Rational> symbols =
                        Map.of("n", Rational.of(n), "r", other, "c", other, "m", half, "k", Rational.of(5));
                assertTrue(holds(closed.valid(), symbols), "n = " + n + ": " + closed.valid());
                assertEquals(value(total, symbols), value(closed.value(), symbols), "n = " + n + ": " + closed.value());
            }
        }
        return closed;
    }

    @Test
    void powersOfTheIndex() {
        for (int k = 0; k <= 9; k++) {
            closed(0, total(I, ZERO, minus(N, ONE), power(I, k)));
        }
        Summation.Closed squares = closed(0, total(I, ONE, N, power(I, 2)));
        assertEquals(
                Polynomial.from(product(number(1, 6), N, sum(N, ONE), sum(product(TWO, N), ONE))),
                Polynomial.from(squares.value()));
        closed(1, total(I, minus(N, number(3)), product(TWO, N), product(power(sum(I, symbol("c")), 3), N)));
    }

    @Test
    void boundsWithPowersOfTwo() {
        Formula two = power(TWO, symbol("m"));
        closed(0, total(I, ZERO, minus(two, ONE), quotient(I, two)));
        closed(0, total(I, ZERO, minus(power(TWO, product(TWO, symbol("m"))), ONE), power(I, 2)));
    }

    @Test
    void severalIndices() {
        Formula last = minus(N, ONE);
        // The pairs below a carry.
        Formula inner = total(J, ZERO, Formulas.sum(last, Formulas.negate(I)), product(power(I, 2), J, N));
        closed(1, total(I, ZERO, last, inner));
        Formula deep = total(K, I, J, product(K, I));
        closed(1, total(I, ZERO, last, total(J, I, last, deep)));
    }

    @Test
    void rangesThatAreNone() {
        // For i = 0 the inner range would have two terms less than none.
        Formula inner = total(J, ZERO, minus(I, number(3)), J);
        Summation.Closed closed =
                Summation.everywhere(total(I, ZERO, N, inner)).orElseThrow();
        assertFalse(holds(closed.valid(), Map.of("n", Rational.of(5))));
        Summation.Closed reversed = Summation.everywhere(total(I, N, ZERO, I)).orElseThrow();
        assertTrue(holds(reversed.valid(), Map.of("n", Rational.of(1))));
        assertFalse(holds(reversed.valid(), Map.of("n", Rational.of(2))));
    }

    @Test
    void geometricSums() {
        Summation.Closed binary = closed(0, total(I, ZERO, minus(N, ONE), power(TWO, I)));
        assertEquals(minus(power(TWO, N), ONE), binary.value());
        closed(0, total(I, ONE, N, power(R, I)));
        closed(0, total(I, ZERO, N, product(power(I, 3), power(R, I))));
        Formula powers = product(power(R, sum(product(TWO, I), ONE)), power(number(3), Formulas.negate(I)));
        closed(0, total(I, ZERO, N, product(sum(I, ONE), powers)));
        closed(0, total(I, ZERO, N, sum(power(TWO, I), product(I, power(number(1, 3), I)), I)));
        Formula infinite = total(I, ONE, Formulas.INFINITY, product(I, power(Formulas.HALF, I)));
        Summation.Closed closed = Summation.everywhere(infinite).orElseThrow();
        assertEquals(number(2), closed.value());
        assertEquals(Condition.TRUE, closed.valid());
    }

    @Test
    void harmonicSums() {
        Summation.Closed shifted = closed(1, total(I, ZERO, minus(N, ONE), reciprocal(sum(I, N))));
        Formula harmonic = minus(
                Formulas.apply(Operator.HARMONIC, minus(product(TWO, N), ONE)),
                Formulas.apply(Operator.HARMONIC, minus(N, ONE)));
        assertEquals(harmonic, shifted.value());
        closed(1, total(I, ONE, N, quotient(product(power(I, 3), N), sum(I, TWO))));
        closed(1, total(I, ONE, N, quotient(ONE, product(TWO, I))));
        // Simple poles at several places, at and not at integer distances.
        closed(1, total(I, ONE, N, quotient(sum(I, K), product(I, sum(I, number(3))))));
        Summation.Closed telescoping = closed(1, total(I, ONE, N, quotient(ONE, product(I, sum(I, ONE)))));
        assertFalse(telescoping.value().toString().contains("HARMONIC"));
        Formula infinite = total(I, ONE, Formulas.INFINITY, quotient(ONE, product(I, sum(I, TWO))));
        assertEquals(number(3, 4), Summation.everywhere(infinite).orElseThrow().value());
        assertTrue(Summation.everywhere(total(I, ONE, Formulas.INFINITY, reciprocal(I))).isEmpty());
    }

    @Test
    void sumsOfOtherKinds() {
        assertTrue(Summation.everywhere(total(I, ONE, N, power(I, -2))).isEmpty());
        assertTrue(Summation.everywhere(total(I, ONE, N, Formulas.log(I))).isEmpty());
        Formula few = total(I, ONE, number(3), power(I, -2));
        assertEquals(number(49, 36), Summation.everywhere(few).orElseThrow().value());
    }
}
