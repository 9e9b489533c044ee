package bitlemma.grammar.check;

import bitlemma.grammar.core.Compare.Relation;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Elementary;
import bitlemma.grammar.core.Or;
import bitlemma.grammar.core.Power;
import bitlemma.grammar.core.RealFunction;
import bitlemma.grammar.core.Site;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.diagnostics.Problem;
import bitlemma.grammar.source.Place;
import bitlemma.grammar.syntax.Expression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The functions and constants of real mathematics, which derivations alone know. */
final class RealFunctions {
    /** How derivations write what others write so. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("e", "Euler's number is `exp(1)`"),
            Map.entry("Pi", "it is written `pi`"),
            Map.entry("PI", "it is written `pi`"),
            Map.entry("\u03c0", "it is written `pi`"),
            Map.entry("infinity", "it is written `inf`"),
            Map.entry("ln", "the natural logarithm is `log(x)`"),
            Map.entry("log10", "it is `log(x) / log(10)`"),
            Map.entry("pow", "a power is written `x ^ y`"),
            Map.entry("arctan", "it is written `atan(x)`"),
            Map.entry("tan", "it is `sin(x) / cos(x)`"),
            Map.entry("sinh", "it is `(exp(x) - exp(-x)) / 2`"),
            Map.entry("cosh", "it is `(exp(x) + exp(-x)) / 2`"),
            Map.entry("sigmoid", "it is `1 / (1 + exp(-x))`"),
            Map.entry("Phi", "it is `(1 + erf(x / sqrt(2))) / 2`"),
            Map.entry("li2", "the dilogarithm is `dilog(x)`"),
            Map.entry("polylog", "the dilogarithm is `dilog(x)`"));

    private final Elaborator elaborator;

    RealFunctions(Elaborator elaborator) {
        this.elaborator = elaborator;
    }

    /**
     * The function or constant of a name. A power is an operator; infinity stands only where a range or a limit ends.
     */
    static Optional<RealFunction> named(String name) {
        return Arrays.stream(RealFunction.values())
                .filter(f -> f != RealFunction.POWER && f != RealFunction.INFINITY)
                .filter(f -> f.spelling().equals(name))
                .findFirst();
    }

    /** The spellings of those that take arguments. */
    static Stream<String> functions() {
        return Arrays.stream(RealFunction.values())
                .filter(f -> f.arity() > 0 && f != RealFunction.POWER)
                .map(RealFunction::spelling);
    }

    /** A constant of that name. */
    static Optional<Typed> constant(String name, Place place) {
        if (name.equals(RealFunction.INFINITY.spelling())) {
            throw Elaborator.reject(
                    Problem.TYPE,
                    place,
                    "`inf` stands in the place of a number",
                    "it ends ranges and limits, as in `given m in 1..inf` and `limit(m -> inf) E[x]`");
        }
        return named(name).filter(f -> f.arity() == 0).map(f -> of(f, place));
    }

    /** How to write what somebody meant by a name that is not declared. */
    static Optional<String> hint(String name, Scope scope) {
        return scope.randomness().flatMap(r -> Optional.ofNullable(ELSEWHERE.get(name)));
    }

    /** The mistake of a name that derivations know, elsewhere. */
    static Rejection outside(String name, Place place) {
        return Elaborator.reject(
                Problem.WORLD,
                place,
                "`" + name + "` stands outside of a derivation",
                "real functions and constants stand in a block `derive name { ... }`; elsewhere numbers are rational");
    }

    private static Typed of(RealFunction function, Place place, Term... operands) {
        return new Typed(new Elementary(function, List.of(operands)), Sort.RATIONAL, place);
    }

    /** The square root of a value that is never negative, such as an expected square. */
    static Term root(Term term) {
        return new Elementary(RealFunction.SQRT, List.of(term));
    }

    Typed call(RealFunction function, Expression.Call call, Scope scope) {
        String name = function.spelling();
        if (function.arity() == 0) {
            throw Elaborator.reject(
                    Problem.ARGUMENTS,
                    call.place(),
                    "`" + name + "` is a number",
                    "write `" + name + "` without brackets");
        }
        if (!call.callee().arguments().isEmpty()) {
            throw Elaborator.reject(
                    Problem.TYPE_ARGUMENTS,
                    call.callee().place(),
                    "`" + name + "` has no type parameters",
                    "it is written `" + name + "(x)`");
        }
        if (call.arguments().size() != function.arity()) {
            throw Elaborator.reject(
                    Problem.ARGUMENTS,
                    call.place(),
                    "`" + name + "` takes " + Elaborator.counted(function.arity(), "argument") + ", found "
                            + call.arguments().size(),
                    "it is written `" + name + "(x)`");
        }
        List<Term> operands = new ArrayList<>();
        for (Expression argument : call.arguments()) {
            operands.add(elaborator
                    .number(CodedOperations.read(elaborator.elaborate(argument, scope), scope), "the argument")
                    .term());
        }
        return of(function, call.place(), operands.toArray(Term[]::new));
    }

    /** A power that exact arithmetic does not have: its exponent is no integer, or its base no positive constant. */
    static Typed power(Typed base, Typed exponent, Place place) {
        if (!exponent.sort().isInteger()) {
            if (base.constant().isPresent() && base.constant().get().value().signum() <= 0) {
                throw Elaborator.reject(
                        Problem.CONSTANT,
                        base.place(),
                        "the base of a real power is " + base.constant().get().value() + ", expected a positive number",
                        "an integer exponent may stand above any number but 0");
            }
            return of(RealFunction.POWER, place, base.term(), exponent.term());
        }
        Term term = Elaborator.shared(
                base.term(),
                Sort.RATIONAL,
                b -> Elaborator.shared(
                        exponent.term(),
                        Sort.INTEGER,
                        n -> Elaborator.require(
                                new Or(
                                        Exact.compare(Relation.UNEQUAL, b, Constant.of(0)),
                                        Exact.compare(Relation.AT_LEAST, n, Constant.of(0))),
                                new Power(b, n),
                                Site.Kind.DIVISOR,
                                base.place())));
        return new Typed(term, Sort.RATIONAL, place);
    }
}
