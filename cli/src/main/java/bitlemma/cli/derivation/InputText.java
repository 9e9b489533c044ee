package bitlemma.cli.derivation;

import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Derivation;
import bitlemma.grammar.core.Distribution;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Term;
import bitlemma.numbers.Rational;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.TextForm;
import bitlemma.symbolic.reading.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The parameters and random inputs of a derivation, in the language's syntax. */
final class InputText {
    private static final Reading PARAMETERS = new Reading(real -> {
        throw new IllegalStateException("a functional in the range of an input: " + real);
    });

    private InputText() {}

    /** {@code m in 1..23, c: real in 0..1, m < n}; empty where there are none. */
    static String parameters(Derivation derivation) {
        List<String> parts = new ArrayList<>();
        derivation.parameters().forEach(p -> parts.add(parameter(p, derivation.given())));
        derivation.given().forEach(g -> parts.add(TextForm.of(Displayed.of(PARAMETERS.condition(g)))));
        return String.join(", ", parts);
    }

    private static String parameter(Derivation.Parameter parameter, List<Term> given) {
        String name = parameter.variable().label();
        boolean real = parameter.variable().sort() == Sort.RATIONAL;
        boolean below = parameter.low() != null;
        boolean above = parameter.high() != null;
        // A range that a given with the same bound repeats says nothing more.
        boolean repeated = below != above && given.stream().anyMatch(g -> isBound(g, parameter));
        boolean bounded = (below || above) && !repeated;
        String range = end(parameter.low(), "-inf") + ".." + end(parameter.high(), "inf");
        return name + (real ? ": real" : bounded ? "" : ": int") + (bounded ? " in " + range : "");
    }

    private static boolean isBound(Term given, Derivation.Parameter parameter) {
        Rational bound = parameter.low() != null ? parameter.low() : parameter.high();
        return given instanceof Compare c
                && (c.left().equals(parameter.variable()) && is(c.right(), bound)
                        || c.right().equals(parameter.variable()) && is(c.left(), bound));
    }

    private static String end(Rational value, String open) {
        return value == null ? open : value.toString();
    }

    /** {@code a, b ~ uniform grid(m)} for each distribution. */
    static List<String> variables(Derivation derivation) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        for (Derivation.RandomVariable random : derivation.variables()) {
            Sort sort = random.variable().sort();
            String length = sort instanceof Sort.Array array ? "[" + text(array.length()) + "]" : "";
            names.computeIfAbsent(distribution(random.distribution()), d -> new ArrayList<>())
                    .add(random.variable().label() + length);
        }
        List<String> lines = new ArrayList<>();
        names.forEach((distribution, variables) -> lines.add(String.join(", ", variables) + " ~ " + distribution));
        return lines;
    }

    private static String distribution(Distribution distribution) {
        return switch (distribution) {
            case Distribution.Uniform(Term low, Term high) -> "uniform" + arguments(low, high);
            case Distribution.Grid(Term bits, Term low, Term high) ->
                "uniform grid"
                        + (is(low, Rational.ZERO) && is(high, Rational.ONE)
                                ? arguments(bits)
                                : arguments(bits, low, high));
            case Distribution.Integers(Term low, Term high) -> "uniform integers" + arguments(low, high);
            case Distribution.Codes(Sort format) -> "uniform codes(" + format + ")";
            case Distribution.Normal(Term mean, Term deviation) -> "normal" + arguments(mean, deviation);
            case Distribution.Laplace(Term location, Term scale) -> "laplace" + arguments(location, scale);
            case Distribution.LogUniform(Term low, Term high) -> "loguniform" + arguments(low, high);
            case Distribution.Exponential(Term rate) -> "exponential" + arguments(rate);
            case Distribution.Bernoulli(Term probability) -> "bernoulli" + arguments(probability);
            case Distribution.Table(List<Distribution.Entry> entries) ->
                entries.stream()
                        .map(e -> text(e.value()) + ": " + text(e.probability()))
                        .collect(Collectors.joining(", ", "table(", ")"));
        };
    }

    private static boolean is(Term term, Rational value) {
        return term instanceof Constant constant && constant.value().equals(value);
    }

    private static String arguments(Term... terms) {
        return List.of(terms).stream().map(InputText::text).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String text(Term term) {
        Formula formula = PARAMETERS.formula(term);
        return TextForm.of(Displayed.of(formula));
    }
}
