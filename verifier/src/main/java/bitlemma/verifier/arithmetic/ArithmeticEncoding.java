package bitlemma.verifier.arithmetic;

import bitlemma.grammar.core.Compare.Relation;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.Rational;
import bitlemma.verifier.solver.Smt;
import bitlemma.verifier.goal.Fact;
import bitlemma.verifier.goal.Goal;
import bitlemma.verifier.range.Range;
import bitlemma.verifier.range.Ranges;
import bitlemma.verifier.solver.Script;
import bitlemma.verifier.solver.Theory;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The reading of a goal as integer and real arithmetic. Sums, products and differences are polynomials, so that what two
 * sides of a claim share cancels before a solver sees it; rounding, wrapping and choices become unknowns with the
 * inequalities that define them.
 */
public final class ArithmeticEncoding {
    /** How a product of unknowns is put to the solver. */
    public enum Products {
        /** As an unknown of its own of which the range is known: linear, and enough where a product is only carried along. */
        ABSTRACT,
        /** As a product. */
        EXACT
    }

    /** The names that {@link #named} and {@link #number} make. */
    private static final Pattern NAME = Pattern.compile("([a-z]+)!([0-9]+)");

    private final Products products;
    private final List<Unknown> unknowns = new ArrayList<>();
    private final StringBuilder declarations = new StringBuilder();
    private final List<String> assertions = new ArrayList<>();
    private final Map<List<Object>, Integer> numbers = new HashMap<>();
    private final Map<List<Integer>, Integer> abstractProducts = new HashMap<>();
    private final Map<String, String> conditions = new HashMap<>();
    private final Map<String, Set<Integer>> conditionBounds = new HashMap<>();
    private final Map<Variable, Integer> scalars = new LinkedHashMap<>();
    private final List<Element> elements = new ArrayList<>();
    private boolean exact = true;
    private int fresh;
    private String conclusion;

    /** An element of an input array that the goal speaks of. */
    private record Element(Variable array, Polynomial index, int unknown) {}

    private ArithmeticEncoding(Products products) {
        this.products = products;
    }

    /** The question whether the goal can fail. */
    public static ArithmeticEncoding of(Goal goal, Products products) {
        ArithmeticEncoding encoding = new ArithmeticEncoding(products);
        Ranges ranges = new Ranges();
        TermEncoder encoder = new TermEncoder(encoding, ranges);
        for (Variable input : goal.inputs()) {
            if (!(input.sort() instanceof bitlemma.grammar.core.Sort.Array)) {
                encoder.declare(input);
            }
        }
        for (Fact fact : goal.facts()) {
            encoder.learn(fact);
        }
        // Facts sharpen each other: the conclusion may use all that follows from them together.
        encoder.know(Ranges.of(goal));
        encoding.conclusion = encoder.formula(goal.conclusion());
        return encoding;
    }

    /** Whether the script says all that the goal says, so that every model of it is a failing input. */
    public boolean isExact() {
        return exact;
    }

    /** Whether the goal holds by simplification alone: its conclusion came out as true. */
    public boolean isTrivial() {
        return conclusion.equals(Smt.TRUE);
    }

    /** Whether a product of unknowns occurs. */
    public boolean hasProducts() {
        return !abstractProducts.isEmpty();
    }

    public Script script() {
        StringBuilder text = new StringBuilder(declarations);
        assertions.forEach(a -> text.append("(assert ").append(a).append(")\n"));
        text.append("(assert ").append(Smt.not(conclusion)).append(")\n");
        return new Script(
                Theory.ARITHMETIC, text.toString(), unknowns.stream().map(Unknown::name).toList());
    }

    /** The input that a model spells: scalars, and elements of arrays by their index. */
    public Input input(Map<String, Rational> model) {
        Map<Variable, Value> values = new HashMap<>();
        scalars.forEach((variable, number) -> {
            Rational value = model.getOrDefault(unknowns.get(number).name(), Rational.ZERO);
            values.put(
                    variable,
                    variable.sort() instanceof bitlemma.grammar.core.Sort.Bool
                            ? new Value.Truth(value.signum() != 0)
                            : new Value.Number(value));
        });
        Map<Variable, Map<BigInteger, Value>> arrays = new HashMap<>();
        for (Element element : elements) {
            Optional<Rational> index = value(element.index(), model);
            if (index.isPresent() && index.get().isInteger()) {
                Rational value = model.getOrDefault(unknowns.get(element.unknown()).name(), Rational.ZERO);
                arrays.computeIfAbsent(element.array(), a -> new HashMap<>())
                        .put(index.get().numerator(), elementOf(element.array().sort(), value));
            }
        }
        return new Input(values, arrays);
    }

    /** What a model says of the goal's inputs; array elements that it does not mention can be anything. */
    public record Input(Map<Variable, Value> scalars, Map<Variable, Map<BigInteger, Value>> elements) {}

    private Optional<Rational> value(Polynomial polynomial, Map<String, Rational> model) {
        Rational sum = Rational.ZERO;
        for (Map.Entry<List<Integer>, Rational> term : polynomial.terms().entrySet()) {
            Rational product = term.getValue();
            for (int number : term.getKey()) {
                Rational value = model.get(unknowns.get(number).name());
                if (value == null) {
                    return Optional.empty();
                }
                product = product.times(value);
            }
            sum = sum.plus(product);
        }
        return Optional.of(sum);
    }

    // ---- what the term encoder builds with ----

    Unknown unknown(int number) {
        return unknowns.get(number);
    }

    void inexact() {
        exact = false;
    }

    /** A number that no key has yet. */
    int fresh() {
        return ++fresh;
    }

    /** The unknown for a key: operation and operands. The first caller's declaration counts; {@code isNew} tells it. */
    record Numbered(int number, boolean isNew) {
        Polynomial polynomial() {
            return Polynomial.unknown(number);
        }
    }

    Numbered number(List<Object> key, String prefix, boolean integer, Range range, Set<Integer> bound) {
        Integer known = numbers.get(key);
        if (known != null) {
            return new Numbered(known, false);
        }
        int number = unknowns.size();
        numbers.put(key, number);
        String name = prefix + "!" + number;
        unknowns.add(new Unknown(name, integer, range, bound));
        declarations.append("(declare-const ").append(name).append(integer ? " Int)\n" : " Real)\n");
        return new Numbered(number, true);
    }

    void input(Variable variable, int number) {
        scalars.put(variable, number);
    }

    void element(Variable array, Polynomial index, int number) {
        elements.add(new Element(array, index, number));
    }

    void assertUnder(String guard, String formula) {
        String assertion = Smt.implies(guard, formula);
        if (!assertion.equals(Smt.TRUE)) {
            assertions.add(assertion);
        }
    }

    /** The reductions on which a condition depends, as {@link Unknown#bound}. */
    Set<Integer> bound(String condition) {
        Set<Integer> bound = new HashSet<>();
        Matcher names = NAME.matcher(condition);
        while (names.find()) {
            bound.addAll(
                    names.group(1).equals("c")
                            ? conditionBounds.get(names.group())
                            : unknowns.get(Integer.parseInt(names.group(2))).bound());
        }
        return bound;
    }

    /** A short name for a condition, so that guards do not grow with nesting. */
    String named(String condition) {
        if (condition.length() < 24) {
            return condition;
        }
        return conditions.computeIfAbsent(condition, c -> {
            String name = "c!" + conditions.size();
            conditionBounds.put(name, bound(c));
            declarations.append("(declare-const ").append(name).append(" Bool)\n");
            assertions.add("(= " + name + " " + c + ")");
            return name;
        });
    }

    /** Bounds of a polynomial from those of its unknowns. */
    Range range(Polynomial polynomial) {
        Range sum = Range.of(0);
        for (Map.Entry<List<Integer>, Rational> term : polynomial.terms().entrySet()) {
            sum = sum.plus(range(term.getKey()).times(Range.of(term.getValue())));
        }
        return sum;
    }

    Range range(List<Integer> monomial) {
        Range product = Range.of(1);
        int i = 0;
        while (i < monomial.size()) {
            int same = i;
            Range power = Range.of(1);
            while (same < monomial.size() && monomial.get(same).equals(monomial.get(i))) {
                power = power.times(unknowns.get(monomial.get(i)).range());
                same++;
            }
            if ((same - i) % 2 == 0) {
                Range magnitude = unknowns.get(monomial.get(i)).range().absolute();
                power = Range.of(1);
                for (int j = i; j < same; j++) {
                    power = power.times(magnitude);
                }
            }
            product = product.times(power);
            i = same;
        }
        return product;
    }

    boolean isInteger(Polynomial polynomial) {
        return polynomial.denominator().equals(BigInteger.ONE) && overIntegers(polynomial);
    }

    /** Whether every unknown is an integer; coefficients may be fractions. */
    boolean overIntegers(Polynomial polynomial) {
        return polynomial.terms().keySet().stream()
                .allMatch(m -> m.stream().allMatch(n -> unknowns.get(n).integer()));
    }

    /** {@code p relation 0}, decided at once where ranges can. */
    String compare(Relation relation, Polynomial p) {
        Optional<Boolean> known = Range.compare(relation, range(p), Range.of(0));
        if (known.isPresent()) {
            return known.get() ? Smt.TRUE : Smt.FALSE;
        }
        if (relation == Relation.UNEQUAL) {
            return Smt.not(compare(Relation.EQUAL, p));
        }
        Polynomial scaled = p.times(Rational.of(p.denominator()));
        String operator =
                switch (relation) {
                    case EQUAL -> "=";
                    case LESS -> "<";
                    case AT_MOST -> "<=";
                    case GREATER -> ">";
                    case AT_LEAST -> ">=";
                    case UNEQUAL -> throw new IllegalStateException();
                };
        // Positive parts on one side and negative ones on the other: shorter, and easier to read.
        Polynomial left = Polynomial.ZERO;
        Polynomial right = Polynomial.ZERO;
        for (Map.Entry<List<Integer>, Rational> term : scaled.terms().entrySet()) {
            Polynomial part = Polynomial.of(term.getKey(), term.getValue().abs());
            if (term.getValue().signum() > 0) {
                left = left.plus(part);
            } else {
                right = right.plus(part);
            }
        }
        boolean integers = overIntegers(scaled);
        return "(" + operator + " " + text(left, integers) + " " + text(right, integers) + ")";
    }

    private String text(Polynomial p, boolean integers) {
        List<String> parts = new ArrayList<>();
        for (Map.Entry<List<Integer>, Rational> term : p.terms().entrySet()) {
            Rational c = term.getValue();
            String coefficient = integers ? Smt.integer(c.numerator()) : Smt.real(c);
            if (term.getKey().isEmpty()) {
                parts.add(coefficient);
                continue;
            }
            String monomial = monomial(term.getKey(), integers);
            parts.add(c.equals(Rational.ONE) ? monomial : "(* " + coefficient + " " + monomial + ")");
        }
        return parts.isEmpty() && !integers ? "0.0" : Smt.sum(parts);
    }

    private String monomial(List<Integer> monomial, boolean integers) {
        if (monomial.size() == 1) {
            return name(monomial.getFirst(), integers);
        }
        if (products == Products.EXACT) {
            abstractProducts.putIfAbsent(monomial, -1);
            return "(* " + String.join(" ", monomial.stream().map(n -> name(n, integers)).toList()) + ")";
        }
        exact = false;
        Integer known = abstractProducts.get(monomial);
        if (known == null) {
            boolean integer = monomial.stream().allMatch(n -> unknowns.get(n).integer());
            Range range = range(monomial);
            Set<Integer> bound = new HashSet<>();
            monomial.forEach(n -> bound.addAll(unknowns.get(n).bound()));
            known = number(List.of("product", monomial), "p", integer, range, bound).number();
            abstractProducts.put(monomial, known);
            bounds(known, range, Smt.TRUE);
        }
        return name(known, integers);
    }

    private String name(int number, boolean integers) {
        Unknown unknown = unknowns.get(number);
        return unknown.integer() && !integers ? "(to_real " + unknown.name() + ")" : unknown.name();
    }

    /** Asserts that an unknown lies in a range. */
    void bounds(int number, Range range, String guard) {
        Unknown unknown = unknowns.get(number);
        if (range.isEmpty()) {
            return;
        }
        if (range.low() != null) {
            assertUnder(guard, "(>= " + unknown.name() + " " + bound(unknown, range.low(), true) + ")");
        }
        if (range.high() != null) {
            assertUnder(guard, "(<= " + unknown.name() + " " + bound(unknown, range.high(), false) + ")");
        }
    }

    private static String bound(Unknown unknown, Rational value, boolean low) {
        return unknown.integer() ? Smt.integer(low ? value.ceiling() : value.floor()) : Smt.real(value);
    }

    /** The element of an array that a number of a model stands for. */
    private static Value elementOf(bitlemma.grammar.core.Sort sort, Rational number) {
        return sort instanceof bitlemma.grammar.core.Sort.Array array && array.element() == bitlemma.grammar.core.Sort.BOOLEAN
                ? new Value.Truth(number.signum() != 0)
                : new Value.Number(number);
    }
}
