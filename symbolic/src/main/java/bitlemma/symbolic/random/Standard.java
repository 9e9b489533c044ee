package bitlemma.symbolic.random;

import static bitlemma.symbolic.formula.Formulas.exp;
import static bitlemma.symbolic.formula.Formulas.log;
import static bitlemma.symbolic.formula.Formulas.minus;
import static bitlemma.symbolic.formula.Formulas.negate;
import static bitlemma.symbolic.formula.Formulas.number;
import static bitlemma.symbolic.formula.Formulas.power;
import static bitlemma.symbolic.formula.Formulas.product;
import static bitlemma.symbolic.formula.Formulas.quotient;
import static bitlemma.symbolic.formula.Formulas.sqrt;
import static bitlemma.symbolic.formula.Formulas.sum;
import static bitlemma.symbolic.formula.Formulas.symbol;

import bitlemma.grammar.core.Distribution;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Term;
import bitlemma.numbers.CodedFormat;
import bitlemma.numbers.Datum;
import bitlemma.numbers.Rational;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.NamedConstant;
import bitlemma.symbolic.formula.Operator;
import bitlemma.symbolic.reading.Unreadable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A random variable as a function of one without location and scale: {@code x = value(u)} where {@code u} has a law in
 * which no symbolic scale stands. Integrals are done in {@code u}, so that symbols stand in bounds and factors only.
 *
 * @param value a formula in the symbol of the variable
 */
public record Standard(Law law, Formula value) {
    /** More values than these are not written out. */
    private static final int MOST_ATOMS = 1 << 12;

    /**
     * @param name the symbol, of the variable as of its standard form
     * @param reading what the terms of the distribution are
     * @throws Unreadable where there is no such form
     */
    public static Standard of(Distribution distribution, String name, Function<Term, Formula> reading) {
        Formula x = symbol(name);
        return switch (distribution) {
            case Distribution.Uniform d -> uniform(x, reading.apply(d.low()), reading.apply(d.high()));
            case Distribution.Grid d -> {
                Formula count = power(number(2), reading.apply(d.bits()));
                Formula low = reading.apply(d.low());
                Formula width = minus(reading.apply(d.high()), low);
                yield new Standard(
                        Law.Lattice.uniform(number(0), minus(count, number(1))),
                        sum(low, quotient(product(width, x), count)));
            }
            case Distribution.Integers d ->
                new Standard(Law.Lattice.uniform(reading.apply(d.low()), reading.apply(d.high())), x);
            case Distribution.Codes d -> codes(x, d.format());
            case Distribution.Normal d ->
                new Standard(
                        new Law.Continuous(
                                new Formula.Infinity(false),
                                new Formula.Infinity(true),
                                quotient(
                                        exp(quotient(negate(power(x, number(2))), number(2))),
                                        sqrt(product(number(2), new Formula.Named(NamedConstant.PI))))),
                        sum(reading.apply(d.mean()), product(reading.apply(d.deviation()), x)));
            case Distribution.Laplace d ->
                new Standard(
                        new Law.Continuous(
                                new Formula.Infinity(false),
                                new Formula.Infinity(true),
                                quotient(exp(negate(new Formula.Apply(Operator.ABS, List.of(x)))), number(2))),
                        sum(reading.apply(d.location()), product(reading.apply(d.scale()), x)));
            case Distribution.LogUniform d -> {
                Formula low = reading.apply(d.low());
                Formula high = reading.apply(d.high());
                Formula density = power(product(x, log(quotient(high, low))), number(-1));
                yield new Standard(new Law.Continuous(low, high, density), x);
            }
            case Distribution.Exponential d ->
                new Standard(
                        new Law.Continuous(number(0), new Formula.Infinity(true), exp(negate(x))),
                        quotient(x, reading.apply(d.rate())));
            case Distribution.Bernoulli d -> {
                Formula p = reading.apply(d.probability());
                yield new Standard(
                        new Law.Finite(
                                List.of(new Law.Atom(number(1), p), new Law.Atom(number(0), minus(number(1), p)))),
                        x);
            }
            case Distribution.Table d ->
                new Standard(
                        new Law.Finite(d.entries().stream()
                                .map(e -> new Law.Atom(reading.apply(e.value()), reading.apply(e.probability())))
                                .toList()),
                        x);
        };
    }

    /** Numbers as bounds stay; a symbolic scale goes out, to [-1, 1] where the bounds are opposite, else to [0, 1]. */
    private static Standard uniform(Formula x, Formula low, Formula high) {
        if (low instanceof Formula.Number && high instanceof Formula.Number) {
            return new Standard(new Law.Continuous(low, high, power(minus(high, low), number(-1))), x);
        }
        if (low.equals(negate(high))) {
            return new Standard(
                    new Law.Continuous(number(-1), number(1), number(Rational.HALF)), product(high, x));
        }
        return new Standard(
                new Law.Continuous(number(0), number(1), number(1)), sum(low, product(minus(high, low), x)));
    }

    private static Standard codes(Formula x, Sort sort) {
        if (sort instanceof Sort.Machine machine) {
            return new Standard(
                    Law.Lattice.uniform(
                            number(Rational.of(machine.format().min())), number(Rational.of(machine.format().max()))),
                    x);
        }
        if (sort instanceof Sort.Coded coded) {
            CodedFormat format = coded.format();
            if (format.width() <= 12) {
                List<Formula> values = new ArrayList<>();
                for (long code = 0; code < 1L << format.width(); code++) {
                    BigInteger pattern = BigInteger.valueOf(code);
                    if (format.isCode(pattern) && format.decode(pattern) instanceof Datum.Finite finite) {
                        values.add(number(finite.value()));
                    }
                }
                if (values.size() <= MOST_ATOMS) {
                    Formula each = number(Rational.of(1, values.size()));
                    return new Standard(
                            new Law.Finite(values.stream().map(v -> new Law.Atom(v, each)).toList()), x);
                }
            }
        }
        throw new Unreadable("the codes of " + sort + " are too many to be written out");
    }
}
