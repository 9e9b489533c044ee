package bitlemma.symbolic.summation;

import bitlemma.numbers.Rational;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Laurent polynomials from values. A polynomial of degree at most d is determined by d + 1 values, so where the degree
 * is proved, so is the polynomial.
 */
public final class Interpolation {
    private Interpolation() {}

    /**
     * The Laurent polynomial with exponents from {@code least} to {@code greatest} that has the given values. Empty
     * where there are fewer values than coefficients, or more than {@code greatest - least + 1} that no such polynomial
     * has.
     *
     * @param values by positive places
     */
    public static Optional<Polynomial> laurent(
            String symbol, SortedMap<Integer, Rational> values, int least, int greatest) {
        int count = greatest - least + 1;
        if (count < 1 || values.size() < count) {
            return Optional.empty();
        }
        if (values.firstKey() <= 0) {
            throw new IllegalArgumentException("the place " + values.firstKey() + " is not positive");
        }
        List<Integer> places = List.copyOf(values.keySet());
        // Newton's divided differences of the values times symbol^-least.
        Rational[] differences = new Rational[count];
        for (int i = 0; i < count; i++) {
            differences[i] =
                    values.get(places.get(i)).times(Rational.of(places.get(i)).power(-least));
        }
        for (int order = 1; order < count; order++) {
            for (int i = count - 1; i >= order; i--) {
                differences[i] = differences[i]
                        .minus(differences[i - 1])
                        .dividedBy(Rational.of(places.get(i) - places.get(i - order)));
            }
        }
        Polynomial polynomial = Polynomial.ZERO;
        for (int i = count - 1; i >= 0; i--) {
            Polynomial factor = Polynomial.symbol(symbol).minus(Polynomial.of(places.get(i)));
            polynomial = polynomial.times(factor).plus(Polynomial.of(differences[i]));
        }
        Polynomial result = polynomial.times(Polynomial.power(symbol, least));
        for (int place : places) {
            if (!result.at(Map.of(symbol, Rational.of(place))).equals(values.get(place))) {
                return Optional.empty();
            }
        }
        return Optional.of(result);
    }
}
