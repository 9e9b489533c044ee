package bitlemma.grammar.check;

import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Compare.Relation;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Density;
import bitlemma.grammar.core.Elementary;
import bitlemma.grammar.core.Expected;
import bitlemma.grammar.core.Extremum;
import bitlemma.grammar.core.If;
import bitlemma.grammar.core.LimitOf;
import bitlemma.grammar.core.Negate;
import bitlemma.grammar.core.Optimum;
import bitlemma.grammar.core.RealFunction;
import bitlemma.grammar.core.SeriesOf;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Substitution;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.grammar.core.Variable;
import bitlemma.grammar.diagnostics.Problem;
import bitlemma.grammar.diagnostics.Spelling;
import bitlemma.grammar.source.Place;
import bitlemma.grammar.syntax.Expression;
import bitlemma.grammar.syntax.Interval;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What derivations ask of random values, {@code E[x]}, and of parameters, {@code argmin(c in 0..1) ...}. */
final class Functionals {
    /** More terms than this are no series that anybody reads. */
    private static final int HIGHEST_ORDER = 64;

    /** How each is written. */
    private static final Map<String, String> FORMS = Map.of(
            "E", "E[x]",
            "Var", "Var[x]",
            "rms", "rms[x]",
            "P", "P[x > 0]",
            "cdf", "cdf[x, t]",
            "density", "density[x, t]",
            "max", "max[x]",
            "min", "min[x]");

    /** What others call them. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("mean", "E"),
            Map.entry("Mean", "E"),
            Map.entry("expectation", "E"),
            Map.entry("Expectation", "E"),
            Map.entry("e", "E"),
            Map.entry("Exp", "E"),
            Map.entry("variance", "Var"),
            Map.entry("Variance", "Var"),
            Map.entry("V", "Var"),
            Map.entry("p", "P"),
            Map.entry("Pr", "P"),
            Map.entry("Prob", "P"),
            Map.entry("probability", "P"),
            Map.entry("Probability", "P"),
            Map.entry("CDF", "cdf"),
            Map.entry("pdf", "density"),
            Map.entry("PDF", "density"),
            Map.entry("RMS", "rms"),
            Map.entry("sup", "max"),
            Map.entry("inf", "min"));

    /** How what has no name here is written. */
    private static final Map<String, String> COMPOSED = Map.of(
            "std", "the standard deviation is `sqrt(Var[x])`",
            "sd", "the standard deviation is `sqrt(Var[x])`",
            "Std", "the standard deviation is `sqrt(Var[x])`",
            "Cov", "the covariance is `E[x * y] - E[x] * E[y]`",
            "cov", "the covariance is `E[x * y] - E[x] * E[y]`",
            "mse", "the mean square is `E[x^2]`",
            "MSE", "the mean square is `E[x^2]`");

    private final Elaborator elaborator;

    Functionals(Elaborator elaborator) {
        this.elaborator = elaborator;
    }

    /** Whether what is indexed is a functional: in a derivation, a name that stands for nothing that has an index. */
    boolean is(Expression function, Scope scope) {
        return scope.randomness().isPresent()
                && function instanceof Expression.Reference name
                && !isArray(name.name(), scope)
                && (FORMS.containsKey(name.name()) || isNothing(name.name(), scope));
    }

    private boolean isArray(String name, Scope scope) {
        Optional<Scope.Binding> binding = scope.find(name);
        return binding.isPresent()
                ? binding.get() instanceof Scope.Binding.Value v && v.sort() instanceof Sort.Array
                : elaborator.environment().constant(name).map(c -> c.sort() instanceof Sort.Array).orElse(false);
    }

    private boolean isNothing(String name, Scope scope) {
        return scope.find(name).isEmpty() && elaborator.environment().constant(name).isEmpty();
    }

    /** What is asked; the running value of a `fold` differs from step to step, and is not part of it. */
    Typed elaborate(Expression e, Scope scope) {
        Typed asked = switch (e) {
            case Expression.Functional f -> functional(f, scope);
            case Expression.Extremum x -> extremum(x, scope);
            case Expression.Optimum o -> optimum(o, scope);
            case Expression.Expansion x -> expansion(x, scope);
            default -> throw new IllegalStateException(e.toString());
        };
        Children.free(asked.term()).stream()
                .filter(scope.randomness().orElseThrow().accumulators()::contains)
                .findFirst()
                .ifPresent(accumulator -> {
                    throw Elaborator.reject(
                            Problem.TYPE,
                            e.place(),
                            "`" + e.place().text() + "` asks about `" + accumulator.label()
                                    + "`, the accumulator of a `fold`",
                            "ask about the whole fold, as in `E[fold ...]`");
                });
        return asked;
    }

    private Typed functional(Expression.Functional e, Scope scope) {
        if (!(e.function() instanceof Expression.Reference name) || !is(e.function(), scope)) {
            boolean elsewhere = e.function() instanceof Expression.Reference n && FORMS.containsKey(n.name());
            throw elsewhere && scope.randomness().isEmpty()
                    ? outside("`" + e.function().place().text() + "[...]`", e.place())
                    : Elaborator.reject(
                            Problem.ARGUMENTS,
                            e.place(),
                            "an array has one index, found `" + e.place().text() + "`",
                            "arrays of arrays are one array, and the index is computed, as in `a[i * N + j]`");
        }
        if (scope.randomness().orElseThrow().where() == Randomness.Where.PARAMETERS) {
            throw Elaborator.reject(
                    Problem.TYPE,
                    e.place(),
                    "`" + e.place().text() + "` stands in the place of a parameter",
                    "distributions, ranges and givens depend on parameters alone");
        }
        return switch (name.name()) {
            case "E" -> new Typed(expected(one(e), e, scope), Sort.RATIONAL, e.place());
            case "Var" -> {
                Term value = value(one(e), scope);
                Term condition = condition(e, scope);
                Term square = new Expected(Exact.power(value, Constant.of(2)), condition);
                Term mean = new Expected(Elaborator.again(value), Elaborator.again(condition));
                yield new Typed(Exact.subtract(square, Exact.power(mean, Constant.of(2))), Sort.RATIONAL, e.place());
            }
            case "rms" -> {
                Term square = Exact.power(value(one(e), scope), Constant.of(2));
                yield new Typed(
                        RealFunctions.root(new Expected(square, condition(e, scope))), Sort.RATIONAL, e.place());
            }
            case "P" -> {
                Term event = elaborator
                        .truth(elaborator.elaborate(one(e), scope.at(Randomness.Where.RANDOM)), "the event")
                        .term();
                yield new Typed(probability(event, condition(e, scope)), Sort.RATIONAL, e.place());
            }
            case "cdf" -> {
                Term[] both = valueAndPoint(e, scope);
                Term below = Exact.compare(Relation.AT_MOST, both[0], both[1]);
                yield new Typed(probability(below, condition(e, scope)), Sort.RATIONAL, e.place());
            }
            case "density" -> {
                unconditional(e, "a conditional density is `density[x, t]` of variables that are distributed so");
                Term[] both = valueAndPoint(e, scope);
                yield new Typed(new Density(both[0], both[1]), Sort.RATIONAL, e.place());
            }
            case "max", "min" -> {
                unconditional(e, "narrow the range of the random variables, or choose by `if condition then x else 0`");
                Term value = value(one(e), scope);
                yield new Typed(new Extremum(name.name().equals("max"), value), Sort.RATIONAL, e.place());
            }
            default -> throw unknown(name.name(), name.place());
        };
    }

    private static Rejection outside(String what, Place place) {
        return Elaborator.reject(
                Problem.WORLD,
                place,
                what + " is asked outside of a derivation",
                "random variables and what is asked of them stand in a block `derive name { ... }`");
    }

    /** The mistake of a call that was meant as a functional, if it was. */
    static Optional<Rejection> called(Expression.Call call, Scope scope) {
        String name = call.callee().name();
        String meant = FORMS.containsKey(name) ? name : ELSEWHERE.get(name);
        if (scope.randomness().isEmpty() || meant == null) {
            return Optional.empty();
        }
        return Optional.of(Elaborator.reject(
                Problem.ARGUMENTS,
                call.place(),
                "`" + name + "` is called, and is a functional",
                "it is written with square brackets, as in `" + FORMS.get(meant) + "`"));
    }

    private static Rejection unknown(String name, Place place) {
        return Elaborator.reject(
                Problem.UNKNOWN_NAME,
                place,
                "`" + name + "` is no functional, and no array of that name is declared",
                Optional.ofNullable(ELSEWHERE.get(name))
                        .or(() -> Spelling.nearest(name, FORMS.keySet().stream()))
                        .map(known -> "did you mean `" + FORMS.get(known) + "`?")
                        .or(() -> Optional.ofNullable(COMPOSED.get(name)))
                        .orElse("the functionals are E, Var, rms, P, cdf, density, max and min"));
    }

    private static void unconditional(Expression.Functional e, String hint) {
        if (e.condition().isPresent()) {
            throw Elaborator.reject(
                    Problem.ARGUMENTS,
                    e.condition().get().place(),
                    "`" + e.function().place().text() + "` takes no condition",
                    hint);
        }
    }

    private static Expression one(Expression.Functional e) {
        return arguments(e, 1).getFirst();
    }

    private static List<Expression> arguments(Expression.Functional e, int count) {
        if (e.arguments().size() != count) {
            String name = e.function().place().text();
            throw Elaborator.reject(
                    Problem.ARGUMENTS,
                    e.place(),
                    "`" + name + "` takes " + Elaborator.counted(count, "argument") + ", found " + e.arguments().size(),
                    "it is written `" + FORMS.get(name) + "`");
        }
        return e.arguments();
    }

    private Term expected(Expression value, Expression.Functional e, Scope scope) {
        return new Expected(value(value, scope), condition(e, scope));
    }

    private static Term probability(Term event, Term condition) {
        return new Expected(new If(event, Constant.of(1), Constant.of(0)), condition);
    }

    private Term value(Expression expression, Scope scope) {
        Scope inside = scope.at(Randomness.Where.RANDOM);
        Typed value = CodedOperations.read(elaborator.elaborate(expression, inside), inside);
        if (value.sort() == Sort.BOOLEAN) {
            throw Elaborator.reject(
                    Problem.TYPE,
                    value.place(),
                    "`" + value.place().text() + "` is true or false, expected a number",
                    "the probability of an event is written `P[" + value.place().text() + "]`");
        }
        return elaborator.number(value, "what is asked about").term();
    }

    private Term[] valueAndPoint(Expression.Functional e, Scope scope) {
        List<Expression> arguments = arguments(e, 2);
        Typed point = elaborator.elaborate(arguments.get(1), scope.at(Randomness.Where.ASKED));
        return new Term[] {value(arguments.get(0), scope), elaborator.number(point, "the point").term()};
    }

    private Term condition(Expression.Functional e, Scope scope) {
        return e.condition()
                .map(c -> elaborator.given(c, scope.at(Randomness.Where.RANDOM)))
                .orElse(Truth.TRUE);
    }

    private Typed extremum(Expression.Extremum e, Scope scope) {
        return new Typed(new Extremum(e.max(), value(e.value(), scope)), Sort.RATIONAL, e.place());
    }

    /** {@code argmin(c in low..high) objective}: the parameter is a real number, bound here. */
    private Typed optimum(Expression.Optimum e, Scope scope) {
        String word = e.max() ? "argmax" : "argmin";
        asked(word, e.place(), scope);
        Scope outside = scope.at(Randomness.Where.ASKED);
        Term[] ends = range(e.interval(), outside);
        if (ends[0].equals(ends[1])) {
            throw empty(place(e.interval()));
        }
        Variable parameter = Substitution.fresh(e.name(), Sort.RATIONAL);
        Scope inside = outside.inner().put(e.name(), parameter);
        Typed objective = elaborator.number(elaborator.elaborate(e.objective(), inside), "the objective");
        return new Typed(new Optimum(e.max(), parameter, ends[0], ends[1], objective.term()), Sort.RATIONAL, e.place());
    }

    /** {@code limit(p -> point) body} and {@code series(p -> point, order) body} of a parameter of the derivation. */
    private Typed expansion(Expression.Expansion e, Scope scope) {
        String word = e.series() ? "series" : "limit";
        asked(word, e.place(), scope);
        if (e.series() != e.order().isPresent()) {
            throw Elaborator.reject(
                    Problem.ARGUMENTS,
                    e.place(),
                    e.series() ? "`series` needs an order" : "`limit` takes no order",
                    e.series()
                            ? "as in `series(" + e.name() + " -> inf, 3) E[x]`: powers above the third are left out"
                            : "the first terms are `series(" + e.name() + " -> inf, 3) E[x]`");
        }
        Variable parameter = parameter(e, scope, word);
        Term point = point(e.point(), scope.at(Randomness.Where.PARAMETERS));
        Typed body = elaborator.number(
                elaborator.elaborate(e.body(), scope.at(Randomness.Where.ASKED)), "the body of `" + word + "`");
        if (e.order().isEmpty()) {
            return new Typed(new LimitOf(parameter, point, body.term()), Sort.RATIONAL, e.place());
        }
        BigInteger order = elaborator.types().constant(e.order().get(), scope, "the order of a series");
        if (order.signum() < 0 || order.compareTo(BigInteger.valueOf(HIGHEST_ORDER)) > 0) {
            throw Elaborator.reject(
                    Problem.CONSTANT,
                    e.order().get().place(),
                    "the order of the series is " + order + ", expected 0 to " + HIGHEST_ORDER,
                    "powers above the order are left out");
        }
        return new Typed(
                new SeriesOf(parameter, point, order.intValueExact(), body.term()), Sort.RATIONAL, e.place());
    }

    private static void asked(String word, Place place, Scope scope) {
        if (scope.randomness().isEmpty()) {
            throw outside("`" + word + "`", place);
        }
        if (scope.randomness().get().where() == Randomness.Where.PARAMETERS) {
            throw Elaborator.reject(
                    Problem.TYPE,
                    place,
                    "`" + word + "` stands in the place of a parameter",
                    "distributions, ranges and givens depend on parameters alone");
        }
    }

    private Variable parameter(Expression.Expansion e, Scope scope, String word) {
        Optional<Scope.Binding> binding = scope.find(e.name());
        if (binding.isPresent() && binding.get() instanceof Scope.Binding.Rejected) {
            throw new Rejection(null);
        }
        if (binding.isPresent()
                && binding.get() instanceof Scope.Binding.Value value
                && value.term() instanceof Variable variable
                && scope.randomness().orElseThrow().parameters().contains(variable)) {
            return variable;
        }
        throw Elaborator.reject(
                binding.isPresent() ? Problem.TYPE : Problem.UNKNOWN_NAME,
                e.namePlace(),
                binding.isPresent()
                        ? "`" + e.name() + "` is no parameter of the derivation"
                        : "`" + e.name() + "` is not declared",
                "a " + word + " is taken in a parameter, which is declared as in `given " + e.name() + " in 1..inf`");
    }

    /** The ends of a range, which are numbers, {@code -inf} below and {@code inf} above. */
    Term[] range(Interval interval, Scope scope) {
        Term low = point(interval.low(), scope);
        Term high = point(interval.high(), scope);
        boolean turned = low instanceof Constant l && high instanceof Constant h && l.value().compareTo(h.value()) > 0;
        if (turned || low.equals(infinity()) || high.equals(Exact.negate(infinity()))) {
            throw empty(place(interval));
        }
        return new Term[] {low, high};
    }

    private static Place place(Interval interval) {
        return interval.low().place().to(interval.high().place());
    }

    /** The mistake of a range without a number in it. */
    static Rejection empty(Place place) {
        return Elaborator.reject(
                Problem.CONSTANT, place, "the range `" + place.text() + "` is empty", "the lower bound stands first");
    }

    private Term point(Expression expression, Scope scope) {
        if (expression instanceof Expression.Prefix prefix
                && prefix.operator().equals("-")
                && isInfinity(prefix.operand(), scope)) {
            return Exact.negate(infinity());
        }
        if (isInfinity(expression, scope)) {
            return infinity();
        }
        return elaborator.number(elaborator.elaborate(expression, scope), "the bound").term();
    }

    private boolean isInfinity(Expression expression, Scope scope) {
        return expression instanceof Expression.Reference name
                && name.name().equals(RealFunction.INFINITY.spelling())
                && isNothing(name.name(), scope);
    }

    private static Term infinity() {
        return new Elementary(RealFunction.INFINITY, List.of());
    }

    /** Whether an end of a range is infinite. */
    static boolean isInfinite(Term end) {
        return switch (end) {
            case Elementary e -> e.function() == RealFunction.INFINITY;
            case Negate n -> isInfinite(n.operand());
            default -> false;
        };
    }
}
