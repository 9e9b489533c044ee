package bitlemma.verifier.paths;

import bitlemma.grammar.core.Compare.Relation;
import bitlemma.numbers.Rational;
import bitlemma.verifier.range.Range;
import bitlemma.verifier.solver.Script;
import bitlemma.verifier.solver.Smt;
import bitlemma.verifier.solver.Theory;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;

/**
 * The conditions of a path as a question to a solver. A power of two that stays in them is an unknown of its own of which
 * the bounds are known.
 */
public final class PathScript {
    private final List<Path.Constraint> constraints;
    private final Map<Integer, Range> ranges = new HashMap<>();
    private final Map<Map<Integer, Integer>, Range> powers = new HashMap<>();
    private final Map<Map<Integer, Integer>, String> names = new LinkedHashMap<>();
    /** What the difference of two exponents says of the powers, as assertions. */
    private final List<String> quotients = new ArrayList<>();

    /** The bounds of unknowns, those in no condition among them. */
    private final IntFunction<Range> free;

    private PathScript(List<Path.Constraint> constraints, IntFunction<Range> free) {
        this.constraints = constraints;
        this.free = free;
    }

    static PathScript of(Path path) {
        PathScript script = new PathScript(path.constraints(), path::range);
        Set<Integer> unknowns = new TreeSet<>();
        for (Path.Constraint constraint : script.constraints) {
            unknowns.addAll(constraint.form().unknowns());
            for (Form.Monomial m : constraint.form().terms().keySet()) {
                if (!m.isPlain()) {
                    script.powers.put(m.power(), path.power(m.power()));
                }
            }
        }
        unknowns.forEach(u -> script.ranges.put(u, path.range(u)));
        script.powers.keySet().stream()
                .sorted(Comparator.comparing(Object::toString))
                .forEach(p -> script.names.put(p, "p!" + script.names.size()));
        script.compare(path);
        return script;
    }

    /** Of two powers, the quotient lies between the powers of the bounds of the exponents' difference. */
    private void compare(Path path) {
        List<Map<Integer, Integer>> all = List.copyOf(names.keySet());
        for (int i = 0; i < all.size(); i++) {
            for (int j = 0; j < i; j++) {
                Range difference = path.range(Form.exponent(all.get(i)).minus(Form.exponent(all.get(j))));
                quotient(names.get(all.get(i)), names.get(all.get(j)), difference.low(), ">=");
                quotient(names.get(all.get(i)), names.get(all.get(j)), difference.high(), "<=");
            }
        }
    }

    private void quotient(String power, String other, Rational exponent, String relation) {
        if (exponent != null && exponent.numerator().bitLength() <= 16) {
            String scale = Smt.real(Rational.powerOfTwo(exponent.numerator().intValue()));
            quotients.add("(assert (" + relation + " " + power + " (* " + scale + " " + other + ")))\n");
        }
    }

    /** The question with every unknown taken as a real number; it is easier, and "unsat" says the same. */
    public Script reals() {
        return script(false);
    }

    /** The question itself. */
    public Script integers() {
        return script(true);
    }

    private static String name(int unknown) {
        return "u!" + unknown;
    }

    private Script script(boolean exact) {
        StringBuilder text = new StringBuilder();
        List<String> wanted = new ArrayList<>();
        ranges.keySet().stream().sorted().forEach(u -> {
            Range range = ranges.get(u);
            boolean integer = exact && range.isInteger();
            wanted.add(name(u));
            text.append("(declare-const ").append(name(u)).append(integer ? " Int)\n" : " Real)\n");
            bound(text, name(u), range.low(), ">=", integer);
            bound(text, name(u), range.high(), "<=", integer);
        });
        names.forEach((power, name) -> {
            Range range = powers.get(power);
            text.append("(declare-const ").append(name).append(" Real)\n(assert (> ").append(name).append(" 0.0))\n");
            bound(text, name, range.low(), ">=", false);
            bound(text, name, range.high(), "<=", false);
        });
        quotients.forEach(text::append);
        for (Path.Constraint constraint : constraints) {
            text.append("(assert (")
                    .append(constraint.relation() == Relation.EQUAL ? "=" : constraint.relation().spelling())
                    .append(' ')
                    .append(sum(constraint.form(), exact))
                    .append(exact && isInteger(constraint.form()) ? " 0))\n" : " 0.0))\n");
        }
        return new Script(exact ? Theory.ARITHMETIC : Theory.REALS, text.toString(), wanted);
    }

    private static void bound(StringBuilder text, String name, Rational bound, String relation, boolean integer) {
        if (bound != null) {
            text.append("(assert (").append(relation).append(' ').append(name).append(' ')
                    .append(integer ? Smt.integer(bound.numerator()) : Smt.real(bound)).append("))\n");
        }
    }

    private boolean isInteger(Form form) {
        return form.terms().keySet().stream()
                .allMatch(m -> m.isPlain() && m.factors().stream().allMatch(u -> ranges.get(u).isInteger()));
    }

    private String sum(Form form, boolean exact) {
        boolean integer = exact && isInteger(form);
        Rational scale = Rational.of(form.denominator());
        List<String> parts = new ArrayList<>();
        form.terms().entrySet().stream()
                .sorted(Comparator.comparing(t -> t.getKey().toString()))
                .forEach(t -> parts.add(product(t.getKey(), t.getValue().times(scale), exact, integer)));
        return parts.size() == 1 ? parts.getFirst() : "(+ " + String.join(" ", parts) + ")";
    }

    private String product(Form.Monomial m, Rational coefficient, boolean exact, boolean integer) {
        String c = integer ? Smt.integer(coefficient.numerator()) : Smt.real(coefficient);
        List<String> factors = new ArrayList<>();
        for (int u : m.factors()) {
            boolean convert = exact && !integer && ranges.get(u).isInteger();
            factors.add(convert ? "(to_real " + name(u) + ")" : name(u));
        }
        if (!m.isPlain()) {
            factors.add(names.get(m.power()));
        }
        if (factors.isEmpty()) {
            return c;
        }
        boolean one = coefficient.equals(Rational.ONE);
        return one && factors.size() == 1
                ? factors.getFirst()
                : "(* " + (one ? "" : c + " ") + String.join(" ", factors) + ")";
    }

    /** The value of a form in a model; what no condition speaks of is as small as can be. */
    Optional<Rational> value(Form form, Map<String, Rational> model) {
        Rational sum = Rational.ZERO;
        for (Map.Entry<Form.Monomial, Rational> term : form.terms().entrySet()) {
            Rational product = term.getValue();
            for (int u : term.getKey().factors()) {
                product = product.times(value(u, model));
            }
            for (Map.Entry<Integer, Integer> e : term.getKey().power().entrySet()) {
                Rational exponent = value(e.getKey(), model).times(Rational.of(e.getValue()));
                if (!exponent.isInteger() || exponent.numerator().bitLength() > 16) {
                    return Optional.empty();
                }
                product = product.times(Rational.powerOfTwo(exponent.numerator().intValue()));
            }
            sum = sum.plus(product);
        }
        return Optional.of(sum);
    }

    private Rational value(int unknown, Map<String, Rational> model) {
        Rational known = model.get(name(unknown));
        if (known == null) {
            Range range = free.apply(unknown);
            known = range.low() == null ? Rational.ZERO : range.low();
        }
        return known;
    }

}
