package bitlemma.symbolic.summation;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A Laurent polynomial in named symbols with rational coefficients: exponents are integers of either sign. Two are
 * equal where they are the same function.
 */
public final class Polynomial {
    public static final Polynomial ZERO = new Polynomial(Map.of());
    public static final Polynomial ONE = of(Rational.ONE);

    /**
     * For each power product, as the exponents of its symbols, none of them zero, its coefficient, which is not zero.
     */
    private final Map<Map<String, Integer>, Rational> terms;

    private Polynomial(Map<Map<String, Integer>, Rational> terms) {
        this.terms = terms;
    }

    /** A constant. */
    public static Polynomial of(Rational value) {
        return value.signum() == 0 ? ZERO : new Polynomial(Map.of(Map.of(), value));
    }

    /** A constant. */
    public static Polynomial of(long value) {
        return of(Rational.of(value));
    }

    /** A symbol. */
    public static Polynomial symbol(String name) {
        return power(name, 1);
    }

    /** A symbol to an integer power. */
    public static Polynomial power(String name, int exponent) {
        return exponent == 0 ? ONE : new Polynomial(Map.of(Map.of(name, exponent), Rational.ONE));
    }

    /** The coefficients, by the exponents of the symbols that occur. */
    public Map<Map<String, Integer>, Rational> terms() {
        return Collections.unmodifiableMap(terms);
    }

    /** Whether it is zero. */
    public boolean isZero() {
        return terms.isEmpty();
    }

    /** The value, where no symbol occurs. */
    public Optional<Rational> constant() {
        if (terms.isEmpty()) {
            return Optional.of(Rational.ZERO);
        }
        return terms.size() == 1 ? Optional.ofNullable(terms.get(Map.<String, Integer>of())) : Optional.empty();
    }

    private static void add(Map<Map<String, Integer>, Rational> sum, Map<String, Integer> power, Rational coefficient) {
        Rational total = sum.getOrDefault(power, Rational.ZERO).plus(coefficient);
        if (total.signum() == 0) {
            sum.remove(power);
        } else {
            sum.put(power, total);
        }
    }

    /** The sum. */
    public Polynomial plus(Polynomial that) {
        Map<Map<String, Integer>, Rational> sum = new HashMap<>(terms);
        that.terms.forEach((power, coefficient) -> add(sum, power, coefficient));
        return new Polynomial(sum);
    }

    /** The polynomial with the other sign. */
    public Polynomial negate() {
        return times(Rational.of(-1));
    }

    /** The difference. */
    public Polynomial minus(Polynomial that) {
        return plus(that.negate());
    }

    /** The multiple by a number. */
    public Polynomial times(Rational factor) {
        if (factor.signum() == 0) {
            return ZERO;
        }
        Map<Map<String, Integer>, Rational> product = new HashMap<>();
        terms.forEach((power, coefficient) -> product.put(power, coefficient.times(factor)));
        return new Polynomial(product);
    }

    /** The product. */
    public Polynomial times(Polynomial that) {
        Map<Map<String, Integer>, Rational> product = new HashMap<>();
        terms.forEach((a, x) -> that.terms.forEach((b, y) -> add(product, product(a, b), x.times(y))));
        return new Polynomial(product);
    }

    private static Map<String, Integer> product(Map<String, Integer> a, Map<String, Integer> b) {
        if (a.isEmpty()) {
            return b;
        }
        Map<String, Integer> product = new HashMap<>(a);
        b.forEach((name, exponent) -> {
            int sum = Math.addExact(product.getOrDefault(name, 0), exponent);
            if (sum == 0) {
                product.remove(name);
            } else {
                product.put(name, sum);
            }
        });
        return product;
    }

    /** To a power that is not negative. */
    public Polynomial power(int exponent) {
        Polynomial power = ONE;
        for (int i = 0; i < exponent; i++) {
            power = power.times(this);
        }
        return power;
    }

    /** The quotient by a polynomial of one term; empty where it has none or several. */
    public Optional<Polynomial> dividedBy(Polynomial divisor) {
        if (divisor.terms.size() != 1) {
            return Optional.empty();
        }
        Map.Entry<Map<String, Integer>, Rational> term =
                divisor.terms.entrySet().iterator().next();
        Map<String, Integer> inverse = new HashMap<>();
        term.getKey().forEach((name, exponent) -> inverse.put(name, -exponent));
        return Optional.of(times(new Polynomial(Map.of(inverse, Rational.ONE.dividedBy(term.getValue())))));
    }

    /** The greatest exponent of a symbol, 0 where it does not occur in some term; 0 for the zero polynomial. */
    public int degree(String name) {
        return terms.keySet().stream().mapToInt(p -> p.getOrDefault(name, 0)).max().orElse(0);
    }

    /** The least exponent of a symbol, 0 where it does not occur in some term; 0 for the zero polynomial. */
    public int least(String name) {
        return terms.keySet().stream().mapToInt(p -> p.getOrDefault(name, 0)).min().orElse(0);
    }

    /** Whether the symbol occurs in it. */
    public boolean has(String name) {
        return terms.keySet().stream().anyMatch(p -> p.containsKey(name));
    }

    /** The polynomials that the powers of a symbol are multiplied with, none of them zero. */
    public SortedMap<Integer, Polynomial> coefficients(String name) {
        SortedMap<Integer, Polynomial> coefficients = new TreeMap<>();
        terms.forEach((power, coefficient) -> {
            Map<String, Integer> rest = new HashMap<>(power);
            Integer exponent = rest.remove(name);
            coefficients.merge(
                    exponent == null ? 0 : exponent,
                    new Polynomial(Map.of(rest, coefficient)),
                    Polynomial::plus);
        });
        return coefficients;
    }

    /**
     * With a polynomial in place of a symbol; empty where a negative power would be one of a sum of several terms.
     */
    public Optional<Polynomial> substitute(String name, Polynomial value) {
        Polynomial sum = ZERO;
        for (Map.Entry<Integer, Polynomial> part : coefficients(name).entrySet()) {
            int exponent = part.getKey();
            Polynomial base = value;
            if (exponent < 0) {
                Optional<Polynomial> inverse = ONE.dividedBy(value);
                if (inverse.isEmpty()) {
                    return Optional.empty();
                }
                base = inverse.get();
            }
            sum = sum.plus(part.getValue().times(base.power(Math.abs(exponent))));
        }
        return Optional.of(sum);
    }

    /** The value where every symbol is a number; throws ArithmeticException for a negative power of zero. */
    public Rational at(Map<String, Rational> values) {
        Rational sum = Rational.ZERO;
        for (Map.Entry<Map<String, Integer>, Rational> term : terms.entrySet()) {
            Rational product = term.getValue();
            for (Map.Entry<String, Integer> power : term.getKey().entrySet()) {
                product = product.times(values.get(power.getKey()).power(power.getValue()));
            }
            sum = sum.plus(product);
        }
        return sum;
    }

    /** As a formula; highest powers first, as text orders them. */
    public Formula toFormula() {
        List<Formula> sum = new ArrayList<>();
        terms.forEach((power, coefficient) -> {
            List<Formula> product = new ArrayList<>();
            product.add(Formulas.number(coefficient));
            power.forEach((name, exponent) -> product.add(Formulas.power(Formulas.symbol(name), exponent)));
            sum.add(Formulas.product(product));
        });
        return sum.isEmpty() ? Formulas.ZERO : Formulas.sum(sum);
    }

    /**
     * A formula as a Laurent polynomial; empty where it is none, or where a power is above 64. Negative powers only of
     * single terms.
     */
    public static Optional<Polynomial> from(Formula formula) {
        return switch (formula) {
            case Formula.Number f -> Optional.of(of(f.value()));
            case Formula.Symbol f -> Optional.of(symbol(f.name()));
            case Formula.Sum f -> {
                Polynomial sum = ZERO;
                for (Formula term : f.terms()) {
                    Optional<Polynomial> part = from(term);
                    if (part.isEmpty()) {
                        yield Optional.empty();
                    }
                    sum = sum.plus(part.get());
                }
                yield Optional.of(sum);
            }
            case Formula.Product f -> {
                Polynomial product = ONE;
                for (Formula factor : f.factors()) {
                    Optional<Polynomial> part = from(factor);
                    if (part.isEmpty()) {
                        yield Optional.empty();
                    }
                    product = product.times(part.get());
                }
                yield Optional.of(product);
            }
            case Formula.Power f -> power(f);
            case Formula.Infinity f -> Optional.empty();
            case Formula.Named f -> Optional.empty();
            case Formula.Apply f -> Optional.empty();
            case Formula.RoundTo f -> Optional.empty();
            case Formula.Piecewise f -> Optional.empty();
            case Formula.Total f -> Optional.empty();
            case Formula.Integral f -> Optional.empty();
        };
    }

    private static Optional<Polynomial> power(Formula.Power power) {
        if (!(power.exponent() instanceof Formula.Number number)
                || !number.value().isInteger()
                || number.value().numerator().abs().compareTo(BigInteger.valueOf(64)) > 0) {
            return Optional.empty();
        }
        int exponent = number.value().numerator().intValue();
        return from(power.base()).flatMap(base -> exponent >= 0
                ? Optional.of(base.power(exponent))
                : ONE.dividedBy(base).map(inverse -> inverse.power(-exponent)));
    }

    @Override
    public boolean equals(Object that) {
        return that instanceof Polynomial other && terms.equals(other.terms);
    }

    @Override
    public int hashCode() {
        return terms.hashCode();
    }

    @Override
    public String toString() {
        return terms.toString();
    }
}
