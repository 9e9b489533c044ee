package bitlemma.grammar.check;

import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Distribution;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Variable;
import bitlemma.grammar.diagnostics.Problem;
import bitlemma.grammar.diagnostics.Spelling;
import bitlemma.grammar.source.Place;
import bitlemma.grammar.syntax.DistributionSyntax;
import bitlemma.grammar.syntax.Expression;
import bitlemma.grammar.syntax.TypeSyntax;
import bitlemma.numbers.Rational;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** From written distributions to those of the core, and what kind of values they give. */
final class Distributions {
    /** How each is written. */
    private static final Map<String, String> FORMS = new LinkedHashMap<>();

    static {
        FORMS.put("uniform", "uniform(low, high)");
        FORMS.put("uniform grid", "uniform grid(bits)` or `uniform grid(bits, low, high)");
        FORMS.put("uniform integers", "uniform integers(low, high)");
        FORMS.put("uniform codes", "uniform codes(float8_e4m3fn)");
        FORMS.put("normal", "normal(mean, deviation)");
        FORMS.put("laplace", "laplace(location, scale)");
        FORMS.put("loguniform", "loguniform(low, high)");
        FORMS.put("exponential", "exponential(rate)");
        FORMS.put("bernoulli", "bernoulli(probability)");
        FORMS.put("table", "table(value: probability, ...)");
    }

    /** What others call them. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "gaussian", "normal",
            "Gaussian", "normal",
            "Normal", "normal",
            "N", "normal",
            "grid", "uniform grid",
            "integers", "uniform integers",
            "codes", "uniform codes",
            "U", "uniform",
            "reciprocal", "loguniform",
            "benford", "loguniform");

    private final Elaborator elaborator;

    Distributions(Elaborator elaborator) {
        this.elaborator = elaborator;
    }

    /** A distribution with the sort of what is drawn from it. */
    record Drawn(Distribution distribution, Sort sort) {}

    /** @param known what is assumed of the parameters so far */
    Drawn drawn(DistributionSyntax syntax, Scope scope, Assumptions known) {
        List<DistributionSyntax.Argument> arguments = syntax.arguments();
        return switch (syntax.name()) {
            case "uniform" -> {
                Typed[] ends = interval(syntax, numbers(syntax, 2, 2, scope), 0);
                yield real(new Distribution.Uniform(ends[0].term(), ends[1].term()));
            }
            case "uniform grid" -> grid(syntax, scope, known);
            case "uniform integers" -> {
                List<Typed> ends = numbers(syntax, 2, 2, scope);
                ends.forEach(e -> elaborator.exactInteger(e, "the bound"));
                requireOrder(ends.get(0), ends.get(1), true);
                yield new Drawn(
                        new Distribution.Integers(ends.get(0).term(), ends.get(1).term()), Sort.INTEGER);
            }
            case "uniform codes" -> {
                Sort format = format(syntax, scope);
                yield new Drawn(new Distribution.Codes(format), format);
            }
            case "normal" -> {
                List<Typed> both = numbers(syntax, 2, 2, scope);
                requirePositive(both.get(1), "the standard deviation", known);
                yield real(new Distribution.Normal(both.get(0).term(), both.get(1).term()));
            }
            case "laplace" -> {
                List<Typed> both = numbers(syntax, 2, 2, scope);
                requirePositive(both.get(1), "the scale", known);
                yield real(new Distribution.Laplace(both.get(0).term(), both.get(1).term()));
            }
            case "loguniform" -> {
                Typed[] ends = interval(syntax, numbers(syntax, 2, 2, scope), 0);
                requirePositive(ends[0], "the lower bound", known);
                yield real(new Distribution.LogUniform(ends[0].term(), ends[1].term()));
            }
            case "exponential" -> {
                Typed rate = numbers(syntax, 1, 1, scope).getFirst();
                requirePositive(rate, "the rate", known);
                yield real(new Distribution.Exponential(rate.term()));
            }
            case "bernoulli" -> {
                Typed probability = numbers(syntax, 1, 1, scope).getFirst();
                requireProbability(probability, known);
                yield new Drawn(new Distribution.Bernoulli(probability.term()), Sort.INTEGER);
            }
            case "table" -> table(syntax, arguments, scope, known);
            default -> throw unknown(syntax);
        };
    }

    private static Drawn real(Distribution distribution) {
        return new Drawn(distribution, Sort.RATIONAL);
    }

    private static Rejection unknown(DistributionSyntax syntax) {
        Optional<String> meant = Optional.ofNullable(ELSEWHERE.get(syntax.name()))
                .or(() -> Spelling.nearest(syntax.name(), FORMS.keySet().stream()));
        return Elaborator.reject(
                Problem.UNKNOWN_NAME,
                syntax.place(),
                "`" + syntax.name() + "` is no distribution",
                meant.map(name -> "did you mean `" + FORMS.get(name) + "`?")
                        .orElse("the distributions are " + String.join(", ", FORMS.keySet())));
    }

    private static Rejection count(DistributionSyntax syntax) {
        return Elaborator.reject(
                Problem.ARGUMENTS,
                syntax.place(),
                "`" + syntax.name() + "` does not take " + Elaborator.counted(syntax.arguments().size(), "argument"),
                "it is written `" + FORMS.get(syntax.name()) + "`");
    }

    private List<Typed> numbers(DistributionSyntax syntax, int least, int most, Scope scope) {
        if (syntax.arguments().size() < least || syntax.arguments().size() > most) {
            throw count(syntax);
        }
        List<Typed> numbers = new ArrayList<>();
        for (DistributionSyntax.Argument argument : syntax.arguments()) {
            switch (argument) {
                case DistributionSyntax.Argument.Value value when value.probability().isEmpty() ->
                    numbers.add(number(value.value(), scope));
                case DistributionSyntax.Argument.Value value -> throw kind(syntax, argument);
                case DistributionSyntax.Argument.Format format -> throw kind(syntax, argument);
            }
        }
        return numbers;
    }

    private static Rejection kind(DistributionSyntax syntax, DistributionSyntax.Argument argument) {
        return Elaborator.reject(
                Problem.ARGUMENTS,
                argument.place(),
                "found `" + argument.place().text() + "`, expected "
                        + (syntax.name().equals("table") ? "a value and its probability" : "a number"),
                "it is written `" + FORMS.get(syntax.name()) + "`");
    }

    private Typed number(Expression expression, Scope scope) {
        return elaborator.number(
                CodedOperations.read(elaborator.elaborate(expression, scope), scope), "the argument of a distribution");
    }

    private Drawn grid(DistributionSyntax syntax, Scope scope, Assumptions known) {
        List<Typed> numbers = numbers(syntax, 1, 3, scope);
        if (numbers.size() == 2) {
            throw count(syntax);
        }
        Typed bits = elaborator.exactInteger(numbers.getFirst(), "the number of bits");
        requireSign(bits, "the number of bits", known, false);
        if (numbers.size() == 1) {
            return real(new Distribution.Grid(bits.term(), Constant.of(0), Constant.of(1)));
        }
        Typed[] ends = interval(syntax, numbers, 1);
        return real(new Distribution.Grid(bits.term(), ends[0].term(), ends[1].term()));
    }

    private static Typed[] interval(DistributionSyntax syntax, List<Typed> numbers, int from) {
        requireOrder(numbers.get(from), numbers.get(from + 1), false);
        return new Typed[] {numbers.get(from), numbers.get(from + 1)};
    }

    private static void requireOrder(Typed low, Typed high, boolean equal) {
        if (low.constant().isPresent() && high.constant().isPresent()) {
            int order = low.constant().get().value().compareTo(high.constant().get().value());
            if (order > 0 || order == 0 && !equal) {
                throw Functionals.empty(low.place().to(high.place()));
            }
        }
    }

    private static void requirePositive(Typed value, String role, Assumptions known) {
        requireSign(value, role, known, true);
    }

    private static void requireSign(Typed value, String role, Assumptions known, boolean positive) {
        String wanted = positive ? "positive" : "at least 0";
        if (value.constant().isPresent()) {
            int sign = value.constant().get().value().signum();
            if (sign < 0 || sign == 0 && positive) {
                throw Elaborator.reject(
                        Problem.CONSTANT,
                        value.place(),
                        role + " is " + value.constant().get().value() + ", expected a number that is " + wanted);
            }
        } else if (value.term() instanceof Variable parameter
                && !(positive ? known.isPositive(parameter) : known.isNotNegative(parameter))) {
            throw Elaborator.reject(
                    Problem.ARGUMENTS,
                    value.place(),
                    role + " is `" + parameter.label() + "`, of which it is not given that it is " + wanted,
                    "say so before: `given " + parameter.label() + (positive ? " > 0`" : " >= 0`"));
        }
    }

    private static void requireProbability(Typed value, Assumptions known) {
        Predicate<Rational> inside = p -> p.signum() >= 0 && p.compareTo(Rational.ONE) <= 0;
        if (value.constant().isPresent() && !inside.test(value.constant().get().value())) {
            throw Elaborator.reject(
                    Problem.CONSTANT,
                    value.place(),
                    "the probability is " + value.constant().get().value() + ", expected a number from 0 to 1");
        }
        if (value.term() instanceof Variable parameter && !known.isProbability(parameter)) {
            throw Elaborator.reject(
                    Problem.ARGUMENTS,
                    value.place(),
                    "the probability is `" + parameter.label() + "`, of which it is not given that it is from 0 to 1",
                    "say so where it is declared: `given " + parameter.label() + ": real in 0..1`");
        }
    }

    private Sort format(DistributionSyntax syntax, Scope scope) {
        if (syntax.arguments().size() != 1) {
            throw count(syntax);
        }
        DistributionSyntax.Argument argument = syntax.arguments().getFirst();
        TypeSyntax type = switch (argument) {
            case DistributionSyntax.Argument.Format format -> format.type();
            case DistributionSyntax.Argument.Value value
                when value.probability().isEmpty() && value.value() instanceof Expression.Reference name ->
                new TypeSyntax.Named(name.name(), name.place());
            case DistributionSyntax.Argument.Value value ->
                throw Elaborator.reject(
                        Problem.ARGUMENTS,
                        argument.place(),
                        "found `" + argument.place().text() + "`, expected a number format",
                        "as in `uniform codes(float8_e4m3fn)` or `uniform codes(int8)`");
        };
        Sort sort = elaborator.types().resolve(type, scope);
        if (!(sort instanceof Sort.Machine) && !(sort instanceof Sort.Coded)) {
            throw Elaborator.reject(
                    Problem.TYPE,
                    type.place(),
                    "`" + type.place().text() + "` has no codes, expected a number format",
                    "as in `uniform codes(float8_e4m3fn)` or `uniform codes(int8)`");
        }
        return sort;
    }

    private Drawn table(
            DistributionSyntax syntax, List<DistributionSyntax.Argument> arguments, Scope scope, Assumptions known) {
        if (arguments.isEmpty()) {
            throw count(syntax);
        }
        List<Distribution.Entry> entries = new ArrayList<>();
        boolean integers = true;
        Rational sum = Rational.ZERO;
        boolean constant = true;
        for (DistributionSyntax.Argument argument : arguments) {
            if (!(argument instanceof DistributionSyntax.Argument.Value entry) || entry.probability().isEmpty()) {
                throw kind(syntax, argument);
            }
            Typed value = number(entry.value(), scope);
            Typed probability = number(entry.probability().get(), scope);
            requireProbability(probability, known);
            integers &= value.sort().isInteger();
            constant &= probability.constant().isPresent();
            sum = probability.constant().isPresent() ? sum.plus(probability.constant().get().value()) : sum;
            entries.add(new Distribution.Entry(value.term(), probability.term()));
        }
        if (constant && !sum.equals(Rational.ONE)) {
            Place all = arguments.getFirst().place().to(arguments.getLast().place());
            throw Elaborator.reject(
                    Problem.CONSTANT,
                    all,
                    "the probabilities sum to " + sum + ", expected 1",
                    "as in `table(0: 1/4, 1: 3/4)`");
        }
        return new Drawn(new Distribution.Table(entries), integers ? Sort.INTEGER : Sort.RATIONAL);
    }
}
