package bitlemma.symbolic.summation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.numbers.Rational;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class InterpolationTest {
    private static SortedMap<Integer, Rational> values(Polynomial polynomial, int... places) {
        SortedMap<Integer, Rational> values = new TreeMap<>();
        for (int place : places) {
            values.put(place, polynomial.at(Map.of("n", Rational.of(place))));
        }
        return values;
    }

    @Test
    void findsWhatHasTheValues() {
        Polynomial n = Polynomial.symbol("n");
        Polynomial p = n.power(3)
                .times(Rational.of(2, 3))
                .minus(n)
                .plus(Polynomial.power("n", -2).times(Rational.of(5)));
        assertEquals(Optional.of(p), Interpolation.laurent("n", values(p, 1, 2, 3, 5, 8, 13), -2, 3));
        assertEquals(Optional.of(p), Interpolation.laurent("n", values(p, 1, 2, 3, 4, 5, 6, 7, 8), -3, 4));
        assertEquals(Optional.of(Polynomial.ZERO), Interpolation.laurent("n", values(Polynomial.ZERO, 4, 5), 0, 1));
    }

    @Test
    void refusesTooFewOrWrongValues() {
        Polynomial p = Polynomial.symbol("n").power(3);
        assertTrue(Interpolation.laurent("n", values(p, 1, 2, 3), 0, 3).isEmpty());
        assertTrue(Interpolation.laurent("n", values(p, 1, 2, 3, 4, 5), 0, 2).isEmpty());
    }
}
