package bitlemma.grammar.check;

import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Compare.Relation;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Derivation;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Substitution;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Variable;
import bitlemma.grammar.diagnostics.Problem;
import bitlemma.grammar.source.Place;
import bitlemma.grammar.syntax.Declaration;
import bitlemma.grammar.syntax.DerivationStatement;
import bitlemma.grammar.syntax.Expression;
import bitlemma.grammar.syntax.Interval;
import bitlemma.grammar.syntax.TypeSyntax;
import bitlemma.numbers.Rational;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** From {@code derive} blocks to derivations. */
final class Derivations {
    private final Elaborator elaborator;
    private final Distributions distributions;

    Derivations(Elaborator elaborator) {
        this.elaborator = elaborator;
        this.distributions = new Distributions(elaborator);
    }

    /** What a block has declared so far. */
    private static final class Block {
        private final Assumptions assumptions = new Assumptions();
        private final Set<Variable> random = new LinkedHashSet<>();
        private final Set<Variable> parameters = new LinkedHashSet<>();
        private final Replacements replacements = new Replacements();
        private final Scope scope = Scope.of(
                new Randomness(random, parameters, new HashSet<>(), replacements, Randomness.Where.ASKED));
        private final List<Derivation.RandomVariable> variables = new ArrayList<>();
        private final List<Derivation.Request> requests = new ArrayList<>();
        private final Map<String, Place> labels = new HashMap<>();
        private boolean asks;
    }

    /** Every line is checked, so that mistakes in several lines are all reported. */
    Derivation derive(Declaration.Derive derive) {
        Block block = new Block();
        boolean rejected = false;
        for (DerivationStatement statement : derive.statements()) {
            try {
                block.replacements.begin();
                check(statement, block);
            } catch (Rejection rejection) {
                elaborator.report(rejection);
                rejected = true;
                names(statement).stream()
                        .filter(name -> !block.scope.declaresHere(name))
                        .forEach(name -> block.scope.put(name, new Scope.Binding.Rejected()));
            }
        }
        if (!block.asks) {
            throw Elaborator.reject(
                    Problem.SYNTAX,
                    derive.place(),
                    "`" + derive.name() + "` asks nothing",
                    "ask with `find E[x]`, `expect E[x] == ...` or `step E[x] == ...`");
        }
        if (rejected) {
            throw new Rejection(null);
        }
        return new Derivation(
                derive.name(),
                block.assumptions.parameters(),
                block.assumptions.given(),
                block.variables,
                block.requests,
                derive.place(),
                derive.documentation());
    }

    private static List<String> names(DerivationStatement statement) {
        return switch (statement) {
            case DerivationStatement.Symbol s -> List.of(s.name());
            case DerivationStatement.Draw s ->
                s.variables().stream().map(DerivationStatement.Drawn::name).toList();
            case DerivationStatement.Definition s -> List.of(s.name());
            case DerivationStatement.Condition s -> List.of();
            case DerivationStatement.Find s -> List.of();
            case DerivationStatement.Expect s -> List.of();
            case DerivationStatement.Step s -> List.of();
        };
    }

    private void check(DerivationStatement statement, Block block) {
        switch (statement) {
            case DerivationStatement.Symbol s -> symbol(s, block);
            case DerivationStatement.Condition s -> condition(s, block);
            case DerivationStatement.Draw s -> draw(s, block);
            case DerivationStatement.Definition s -> {
                requireNew(s.name(), s.place(), block);
                Typed value = elaborator.elaborate(s.value(), block.scope.at(Randomness.Where.RANDOM));
                block.scope.put(s.name(), new Scope.Binding.Value(value.term(), value.sort()));
            }
            case DerivationStatement.Find s -> {
                block.asks = true;
                Term value = number(s.value(), block);
                block.requests.add(new Derivation.Request.Find(label(s.name(), s.place(), block), value, s.place()));
            }
            case DerivationStatement.Expect s -> {
                block.asks = true;
                block.requests.add(expect(s, block));
            }
            case DerivationStatement.Step s -> {
                block.asks = true;
                block.requests.add(step(s, block));
            }
        }
    }

    private static void requireNew(String name, Place place, Block block) {
        if (block.scope.declaresHere(name)) {
            throw Elaborator.reject(
                    Problem.DUPLICATE,
                    place,
                    "`" + name + "` is declared twice in one derivation",
                    "choose another name");
        }
    }

    // ---- parameters ----

    private void symbol(DerivationStatement.Symbol s, Block block) {
        requireNew(s.name(), s.place(), block);
        Sort sort = s.type().map(Derivations::sort).orElse(Sort.INTEGER);
        Rational low = null;
        Rational high = null;
        if (s.interval().isPresent()) {
            Interval interval = s.interval().get();
            Scope scope = block.scope.at(Randomness.Where.PARAMETERS);
            Term[] ends = elaborator.functionals().range(interval, scope);
            low = end(ends[0], interval.low().place(), sort);
            high = end(ends[1], interval.high().place(), sort);
        }
        Variable variable = Substitution.fresh(s.name(), sort);
        block.scope.put(s.name(), variable);
        block.parameters.add(variable);
        block.assumptions.declare(new Derivation.Parameter(variable, low, high, s.place()));
    }

    private static Sort sort(TypeSyntax type) {
        if (type instanceof TypeSyntax.Named named) {
            switch (named.name()) {
                case "real" -> {
                    return Sort.RATIONAL;
                }
                case "int" -> {
                    return Sort.INTEGER;
                }
                default -> {}
            }
        }
        throw Elaborator.reject(
                Problem.TYPE,
                type.place(),
                "the type of a derivation's parameter is `" + type.place().text() + "`, expected `real` or `int`",
                "a value of a number format is random, as in `x ~ uniform codes(int8)`");
    }

    private static Rational end(Term end, Place place, Sort sort) {
        if (Functionals.isInfinite(end)) {
            return null;
        }
        if (!(end instanceof Constant c)) {
            throw Types.notConstant(place, "the bound");
        }
        if (sort.isInteger() && !c.value().isInteger()) {
            throw Elaborator.reject(
                    Problem.CONSTANT,
                    place,
                    "the bound of an integer is " + c.value(),
                    "a real parameter says so, as in `given c: real in 0..1/2`");
        }
        return c.value();
    }

    private void condition(DerivationStatement.Condition s, Block block) {
        if (s.condition() instanceof Expression.Reference name && block.scope.find(name.name()).isEmpty()) {
            throw Elaborator.reject(
                    Problem.SYNTAX,
                    s.place(),
                    "the parameter `" + name.name() + "` has neither a range nor a type",
                    "as in `given " + name.name() + " in 1..23` for an integer, or `given " + name.name() + ": real`");
        }
        Term condition = elaborator.given(s.condition(), block.scope.at(Randomness.Where.PARAMETERS));
        Children.conjuncts(condition).forEach(c -> block.assumptions.assume(c, s.place()));
    }

    // ---- random variables ----

    private void draw(DerivationStatement.Draw s, Block block) {
        Scope scope = block.scope.at(Randomness.Where.PARAMETERS);
        for (DerivationStatement.Drawn variable : s.variables()) {
            // One for each variable: no two binders bind the same name.
            Distributions.Drawn drawn = distributions.drawn(s.distribution(), scope, block.assumptions);
            requireNew(variable.name(), variable.place(), block);
            Sort sort = variable.length()
                    .<Sort>map(length -> new Sort.Array(drawn.sort(), length(length, scope, block)))
                    .orElse(drawn.sort());
            Variable fresh = Substitution.fresh(variable.name(), sort);
            block.scope.put(variable.name(), fresh);
            block.random.add(fresh);
            block.variables.add(new Derivation.RandomVariable(fresh, drawn.distribution(), variable.place()));
        }
    }

    private Term length(Expression expression, Scope scope, Block block) {
        Typed length = elaborator.exactInteger(elaborator.elaborate(expression, scope), "the length of an array");
        if (length.term() instanceof Constant c && c.value().signum() >= 0) {
            return c;
        }
        if (length.term() instanceof Variable v && block.assumptions.isNotNegative(v)) {
            return v;
        }
        String text = expression.place().text();
        throw Elaborator.reject(
                Problem.CONSTANT,
                expression.place(),
                length.term() instanceof Variable
                        ? "the length `" + text + "` may be negative"
                        : "the length of an array is `" + text + "`, expected a number or a parameter",
                length.term() instanceof Variable
                        ? "give the parameter a range, as in `given " + text + " in 1..1024`"
                        : "as in `x[K] ~ normal(0, 1)` after `given K in 1..1024`");
    }

    // ---- requests ----

    private Term number(Expression expression, Block block) {
        Typed value = CodedOperations.read(elaborator.elaborate(expression, block.scope), block.scope);
        if (value.sort() == Sort.BOOLEAN) {
            throw Elaborator.reject(
                    Problem.TYPE,
                    value.place(),
                    "`" + value.place().text() + "` is true or false, expected a number",
                    "what is proved or refuted is written `expect " + value.place().text() + "`");
        }
        return elaborator.number(value, "what is asked").term();
    }

    private static String label(Optional<DerivationStatement.Name> name, Place place, Block block) {
        if (name.isEmpty()) {
            return place.text();
        }
        Place before = block.labels.putIfAbsent(name.get().text(), name.get().place());
        if (before != null) {
            throw Elaborator.reject(
                    Problem.DUPLICATE,
                    name.get().place(),
                    "`" + name.get().text() + "` names two requests of one derivation",
                    "choose another name");
        }
        return name.get().text();
    }

    private Derivation.Request expect(DerivationStatement.Expect s, Block block) {
        if (!(s.relation() instanceof Expression.Chain chain)) {
            throw Elaborator.reject(
                    Problem.SYNTAX,
                    s.place(),
                    "`" + s.place().text() + "` is no comparison of two numbers",
                    "as in `expect E[x] == 0` or `expect rms[x] < 1`; each relation has an `expect` of its own");
        }
        if (chain.relations().size() > 1) {
            throw Elaborator.reject(
                    Problem.SYNTAX,
                    s.place(),
                    "found " + chain.relations().size() + " relations, expected one",
                    "a chain of equations is a step, as in `step E[x] == ... == ...`");
        }
        Relation relation = null;
        for (Relation candidate : Relation.values()) {
            relation = candidate.spelling().equals(chain.relations().getFirst()) ? candidate : relation;
        }
        Term left = number(chain.operands().getFirst(), block);
        Term right = number(chain.operands().getLast(), block);
        return new Derivation.Request.Expect(
                label(s.name(), s.place(), block), left, relation, right, s.refuted(), s.place());
    }

    private Derivation.Request step(DerivationStatement.Step s, Block block) {
        if (!(s.equation() instanceof Expression.Chain chain)) {
            throw Elaborator.reject(
                    Problem.SYNTAX,
                    s.place(),
                    "the step has one side, expected an equation",
                    "as in `step E[a + b] == E[a] + E[b]`");
        }
        Optional<String> other =
                chain.relations().stream().filter(r -> !r.equals("==")).findFirst();
        if (other.isPresent()) {
            throw Elaborator.reject(
                    Problem.SYNTAX,
                    s.place(),
                    "found `" + other.get() + "` in a step, whose sides are equal",
                    "another relation is stated by `expect`");
        }
        List<Term> sides =
                chain.operands().stream().map(side -> number(side, block)).toList();
        return new Derivation.Request.Step(
                label(s.name(), s.place(), block),
                sides,
                chain.operands().stream().map(Expression::place).toList(),
                s.method().map(Derivations::method).orElse(""),
                s.refuted(),
                s.place());
    }

    private static String method(DerivationStatement.Name name) {
        return switch (name.text()) {
            case "algebra", "enumeration", "integration" -> name.text();
            default ->
                throw Elaborator.reject(
                        Problem.UNKNOWN_NAME,
                        name.place(),
                        "`" + name.text() + "` is no method of proof",
                        "the methods are algebra, enumeration and integration; without `by`, all are tried");
        };
    }
}
