package bitlemma.grammar.check;

import bitlemma.grammar.core.And;
import bitlemma.grammar.core.Call;
import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Compare.Relation;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Let;
import bitlemma.grammar.core.OpenExpression;
import bitlemma.grammar.core.Proposition;
import bitlemma.grammar.core.Site;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Statement;
import bitlemma.grammar.core.Substitution;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.grammar.core.Variable;
import bitlemma.grammar.diagnostics.Problem;
import bitlemma.grammar.source.Place;
import bitlemma.grammar.syntax.Declaration;
import bitlemma.grammar.syntax.Expression;
import bitlemma.grammar.syntax.Interval;
import bitlemma.grammar.syntax.Parameter;
import bitlemma.grammar.syntax.TypeParameter;
import bitlemma.grammar.syntax.TypeSyntax;
import bitlemma.grammar.syntax.Walk;
import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** From claims, equivalences and finds to what a verifier decides. */
final class Claims {
    /** The widths among which a find searches where the source names no interval. */
    private static final BigInteger[] WIDTHS = {BigInteger.ONE, BigInteger.valueOf(128)};

    private final Environment environment;
    private final Elaborator elaborator;

    Claims(Environment environment, Elaborator elaborator) {
        this.environment = environment;
        this.elaborator = elaborator;
    }

    /** A statement for some arguments of its type parameters. */
    private record Instance(String name, Map<String, Scope.Binding> types) {
        Scope scope(Scope.Inference inference) {
            Scope scope = new Scope(World.EXACT, inference);
            types.forEach(scope::put);
            return scope;
        }
    }

    /** What a statement's type parameters ask to be decided. */
    private List<Instance> instances(String name, List<TypeParameter> parameters, Place place) {
        List<List<Scope.Binding>> all = environment.declaredInstances(parameters);
        if (all.isEmpty()) {
            throw Elaborator.reject(
                    Problem.TYPE_ARGUMENTS,
                    place,
                    "`" + name + "` has a type parameter without an interval",
                    "say for which widths it is decided, as in `<W in 2..16>`, or for which types, as in "
                            + "`<T in [bfloat16, float16]>`");
        }
        List<Instance> instances = new ArrayList<>();
        for (List<Scope.Binding> arguments : all) {
            Map<String, Scope.Binding> types = new LinkedHashMap<>();
            List<String> shown = new ArrayList<>();
            for (int i = 0; i < arguments.size(); i++) {
                types.put(parameters.get(i).name(), arguments.get(i));
                shown.add(
                        arguments.get(i) instanceof Scope.Binding.Width w
                                ? w.value().toString()
                                : ((Scope.Binding.Type) arguments.get(i)).sort().toString());
            }
            instances.add(new Instance(
                    shown.isEmpty() ? name : name + "<" + String.join(", ", shown) + ">", types));
        }
        return instances;
    }

    List<Statement> claim(Declaration.Claim claim) {
        List<Statement> statements = new ArrayList<>();
        for (Instance instance : instances(claim.name(), claim.typeParameters(), claim.place())) {
            Scope scope = instance.scope(new Scope.Inference());
            List<Expression> all = new ArrayList<>(claim.given());
            all.add(claim.body());
            List<Term> given = open(claim.parameters(), all, null, scope);
            given.addAll(conditions(claim.given(), scope));
            Term body = elaborator
                    .truth(elaborator.elaborate(claim.body(), scope), "what is claimed")
                    .term();
            statements.add(new Statement.Claim(
                    proposition(instance.name(), scope, given, body, claim.place()),
                    claim.refuted(),
                    false,
                    claim.documentation()));
        }
        return statements;
    }

    /** An expression that stands alone, with what it ranges over. */
    OpenExpression expression(Expression expression, List<Parameter> parameters) {
        Scope scope = new Scope(World.EXACT, new Scope.Inference());
        List<Term> given = open(parameters, List.of(expression), null, scope);
        Typed value = elaborator.elaborate(expression, scope);
        Scope.Inference inference = scope.inference().orElseThrow();
        given.addAll(0, inference.assumed());
        return new OpenExpression(inference.inputs(), And.of(given), value.term(), value.sort());
    }

    List<Statement> equivalent(Declaration.Equivalent equivalent) {
        return instances(equivalent.name(), equivalent.typeParameters(), equivalent.place()).stream()
                .map(instance -> equivalent(equivalent, instance))
                .toList();
    }

    List<Statement> find(Declaration.Find find) {
        return instances(find.name(), find.typeParameters(), find.place()).stream()
                .map(instance -> find(find, instance))
                .toList();
    }

    private Statement equivalent(Declaration.Equivalent equivalent, Instance instance) {
        Scope scope = instance.scope(new Scope.Inference());
        Scope.Inference inference = scope.inference().orElseThrow();
        Kernel left = environment.instance(equivalent.left(), List.of(), scope);
        declare(left, scope);
        List<Typed> arguments = left.parameters().stream()
                .map(p -> (Scope.Binding.Value) scope.find(p.label()).orElseThrow())
                .map(v -> new Typed(v.term(), v.sort(), equivalent.place()))
                .toList();
        Kernel right = environment.instance(equivalent.right(), arguments, scope);
        if ((left.result() == Sort.BOOLEAN) != (right.result() == Sort.BOOLEAN)) {
            throw Elaborator.reject(
                    Problem.TYPE,
                    equivalent.place(),
                    "`" + left.name() + "` gives " + left.result() + " and `" + right.name() + "` gives "
                            + right.result() + "; a truth value and a number are never the same",
                    "let both give bool, or both a number");
        }
        List<Term> given = new ArrayList<>();
        given.addAll(conditions(equivalent.given(), scope));
        Term l = elaborator.invoke(left, arguments, equivalent.left().place(), scope).term();
        Term r = elaborator.invoke(right, arguments, equivalent.right().place(), scope).term();
        given.addAll(0, lengthsNotNegative(inference));
        return new Statement.Claim(
                proposition(instance.name(), scope, given, equal(left, l, right, r, equivalent), equivalent.place()),
                equivalent.refuted(),
                true,
                equivalent.documentation());
    }

    private static Term equal(Kernel left, Term l, Kernel right, Term r, Declaration.Equivalent equivalent) {
        if (!(left.result() instanceof Sort.Coded) && !(right.result() instanceof Sort.Coded)) {
            return Compare.equal(l, r);
        }
        if (left.result() instanceof Sort.Coded coded && left.result().equals(right.result())) {
            return CodedOperations.same(l, r, coded.format());
        }
        throw Elaborator.reject(
                Problem.TYPE,
                equivalent.place(),
                "`" + left.name() + "` gives " + left.result() + " and `" + right.name() + "` gives " + right.result()
                        + "; values of different formats are not the same function's",
                "state what they have in common as a claim, as in `claim same_number: f(x) == g(x)`");
    }

    private Statement find(Declaration.Find find, Instance instance) {
        return switch (find.target()) {
            case Declaration.Target.Threshold target -> threshold(find, target, instance);
            case Declaration.Target.Extreme target -> {
                Scope scope = instance.scope(new Scope.Inference());
                List<Expression> all = new ArrayList<>(find.given());
                all.add(target.expression());
                List<Term> given = open(find.parameters(), all, null, scope);
                given.addAll(conditions(find.given(), scope));
                Typed expression = elaborator.number(
                        CodedOperations.read(elaborator.elaborate(target.expression(), scope), scope),
                        "what is sought");
                Scope.Inference inference = scope.inference().orElseThrow();
                given.addAll(0, inference.assumed());
                yield new Statement.Extreme(
                        instance.name(),
                        find.max(),
                        inference.inputs(),
                        And.of(given),
                        expression.term(),
                        expected(find, scope),
                        find.place(),
                        find.documentation());
            }
        };
    }

    private Rational expected(Declaration.Find find, Scope scope) {
        if (find.expected().isEmpty()) {
            return null;
        }
        Expression expression = find.expected().get();
        if (elaborator.elaborate(expression, scope).term() instanceof Constant c) {
            return c.value();
        }
        throw Types.notConstant(expression.place(), "the expected value");
    }

    private Statement threshold(
            Declaration.Find find, Declaration.Target.Threshold target, Instance instance) {
        String name = target.parameter();
        Rational expected = expected(find, instance.scope(null));
        if (expected != null && !expected.isInteger()) {
            throw Elaborator.reject(
                    Problem.TYPE,
                    find.expected().get().place(),
                    "the expected value is " + expected + ", expected an integer");
        }
        BigInteger answer = expected == null ? null : expected.numerator();
        Optional<BigInteger[]> domain = target.domain().map(d -> domain(d, instance));
        if (isWidth(find, target)) {
            BigInteger[] bounds = domain.orElse(WIDTHS);
            Statement.Family family = value -> at(find, target, instance, value);
            for (BigInteger end : bounds) {
                if (family.at(end) instanceof Statement.Family.Instance.Malformed malformed
                        && end.equals(bounds[1])) {
                    throw new Rejection(malformed.diagnostic());
                }
            }
            Variable parameter = Substitution.fresh(name, Sort.INTEGER);
            return new Statement.Threshold(
                    instance.name(),
                    find.max(),
                    parameter,
                    bounds[0],
                    bounds[1],
                    null,
                    family,
                    answer,
                    find.place(),
                    find.documentation());
        }
        Scope scope = instance.scope(new Scope.Inference());
        Scope.Inference inference = scope.inference().orElseThrow();
        List<Expression> all = new ArrayList<>(find.given());
        all.add(target.condition());
        List<Term> given = open(find.parameters(), all, name, scope);
        Variable parameter = scope.find(name).orElseThrow() instanceof Scope.Binding.Value v
                        && v.term() instanceof Variable variable
                        && variable.sort().isInteger()
                ? variable
                : null;
        if (parameter == null) {
            throw Elaborator.reject(
                    Problem.TYPE,
                    target.place(),
                    "`" + name + "` is no integer",
                    "what is sought is a length, a width, or an integer parameter");
        }
        given.addAll(conditions(find.given(), scope));
        Term body = elaborator
                .truth(elaborator.elaborate(target.condition(), scope), "the condition")
                .term();
        requireUse(target, parameter, body, given, inference);
        BigInteger low = null;
        BigInteger high = null;
        if (domain.isPresent()) {
            low = domain.get()[0];
            high = domain.get()[1];
        } else if (parameter.sort() instanceof Sort.Machine machine) {
            low = machine.format().min();
            high = machine.format().max();
        } else if (inference.inputs().stream()
                .anyMatch(v -> v.sort() instanceof Sort.Array a && a.length().equals(parameter))) {
            low = BigInteger.ZERO;
        }
        Proposition symbolic = proposition(instance.name(), scope, given, body, find.place());
        Statement.Family family = value -> {
            Term fixed = Compare.equal(parameter, new Constant(Rational.of(value)));
            return new Statement.Family.Instance.Stated(new Proposition(
                    symbolic.name(),
                    symbolic.inputs(),
                    new And(fixed, symbolic.given()),
                    symbolic.body(),
                    symbolic.place()));
        };
        return new Statement.Threshold(
                instance.name(),
                find.max(),
                parameter,
                low,
                high,
                symbolic,
                family,
                answer,
                find.place(),
                find.documentation());
    }

    /** What is sought must matter: a misspelt name would be found to hold everywhere. */
    private static void requireUse(
            Declaration.Target.Threshold target,
            Variable parameter,
            Term body,
            List<Term> given,
            Scope.Inference inference) {
        boolean used = Children.mentions(body, parameter)
                || given.stream().anyMatch(g -> Children.mentions(g, parameter))
                || inference.assumed().stream().anyMatch(g -> Children.mentions(g, parameter))
                || inference.inputs().stream()
                        .anyMatch(v -> v.sort() instanceof Sort.Array a && Children.mentions(a.length(), parameter));
        if (!used) {
            String inputs = String.join(
                    ", ",
                    inference.inputs().stream()
                            .filter(v -> !v.equals(parameter))
                            .map(v -> "`" + v.label() + "`")
                            .toList());
            throw Elaborator.reject(
                    Problem.UNKNOWN_NAME,
                    target.place(),
                    "`" + target.parameter() + "` is sought, and the condition does not depend on it",
                    inputs.isEmpty()
                            ? "seek a name that stands in the condition"
                            : "the condition is about " + inputs + "; a width stands in a type, as in `int<W>`");
        }
    }

    private BigInteger[] domain(Interval interval, Instance instance) {
        Scope scope = instance.scope(null);
        return new BigInteger[] {
            elaborator.types().constant(interval.low(), scope, "the lower bound"),
            elaborator.types().constant(interval.high(), scope, "the upper bound")
        };
    }

    /** Whether the parameter that is sought stands in a type, so that each value of it is a program of its own. */
    private static boolean isWidth(Declaration.Find find, Declaration.Target.Threshold target) {
        List<Expression> all = new ArrayList<>(find.given());
        all.add(target.condition());
        return find.parameters().stream().anyMatch(p -> Walk.typeMentions(p.type(), target.parameter()))
                || all.stream()
                        .flatMap(Walk::all)
                        .flatMap(e -> Walk.types(e).stream())
                        .anyMatch(t -> Walk.typeMentions(t, target.parameter()));
    }

    private Statement.Family.Instance at(
            Declaration.Find find, Declaration.Target.Threshold target, Instance instance, BigInteger value) {
        // The environment remembers instances; families are asked from several threads.
        synchronized (environment) {
            try {
                Scope scope = instance.scope(new Scope.Inference());
                scope.put(target.parameter(), new Scope.Binding.Width(value));
                List<Expression> all = new ArrayList<>(find.given());
                all.add(target.condition());
                List<Term> given = open(find.parameters(), all, null, scope);
                given.addAll(conditions(find.given(), scope));
                Term body = elaborator
                        .truth(elaborator.elaborate(target.condition(), scope), "the condition")
                        .term();
                return new Statement.Family.Instance.Stated(
                        proposition(instance.name(), scope, given, body, find.place()));
            } catch (Rejection rejection) {
                return new Statement.Family.Instance.Malformed(
                        rejection.diagnostic() != null
                                ? rejection.diagnostic()
                                : new bitlemma.grammar.diagnostics.Diagnostic(
                                        Problem.TYPE,
                                        find.place(),
                                        "the program is not well-formed where " + target.parameter() + " = " + value));
            }
        }
    }

    private static Proposition proposition(
            String name, Scope scope, List<Term> given, Term body, Place place) {
        Scope.Inference inference = scope.inference().orElseThrow();
        List<Term> all = new ArrayList<>(inference.assumed());
        all.addAll(given);
        return new Proposition(name, inference.inputs(), And.of(all), body, place);
    }

    private List<Term> conditions(List<Expression> given, Scope scope) {
        List<Term> terms = new ArrayList<>();
        for (Expression condition : given) {
            terms.add(elaborator.given(condition, scope));
        }
        return terms;
    }

    private static List<Term> lengthsNotNegative(Scope.Inference inference) {
        List<Term> given = new ArrayList<>();
        for (Variable input : inference.inputs()) {
            if (input.sort() instanceof Sort.Array array && !(array.length() instanceof Constant)) {
                Term condition = Exact.compare(Relation.AT_LEAST, array.length(), Constant.of(0));
                if (!given.contains(condition)) {
                    given.add(condition);
                }
            }
        }
        return given;
    }

    /**
     * Declares the inputs of a claim or find: its parameters, then every undeclared name that stands as an argument of
     * a kernel, with the type of the parameter; then, where a search seeks a name that is still not declared, that name
     * as an exact integer.
     */
    private List<Term> open(List<Parameter> parameters, List<Expression> expressions, String sought, Scope scope) {
        Scope.Inference inference = scope.inference().orElseThrow();
        inference.seek(sought);
        boolean declaredFirst = sought != null
                && parameters.stream()
                        .anyMatch(p -> p.interval().isPresent()
                                && (Walk.mentions(p.interval().get().low(), sought)
                                        || Walk.mentions(p.interval().get().high(), sought)))
                && parameters.stream()
                        .noneMatch(p -> p.name().equals(sought)
                                || p.type() instanceof TypeSyntax.Array a && Walk.mentions(a.length(), sought));
        if (declaredFirst) {
            declareSought(sought, scope);
        }
        Environment.Signature signature = environment.signature(parameters, scope);
        signature.lengths().forEach(inference::declare);
        signature.parameters().forEach(inference::declare);
        Set<String> bound = new HashSet<>();
        expressions.forEach(e -> infer(e, scope, bound));
        if (sought != null && scope.find(sought).isEmpty()) {
            declareSought(sought, scope);
        }
        List<Term> given = new ArrayList<>(lengthsNotNegative(inference));
        given.removeAll(signature.given());
        given.addAll(signature.given());
        return given;
    }

    private static void declareSought(String name, Scope scope) {
        Variable variable = Substitution.fresh(name, Sort.INTEGER);
        scope.put(name, variable);
        scope.inference().orElseThrow().declare(variable);
    }

    private void infer(Expression expression, Scope scope, Set<String> bound) {
        Set<String> inside = new HashSet<>(bound);
        inside.addAll(Walk.binds(expression));
        if (expression instanceof Expression.Safe safe) {
            declare(environment.instance(safe.kernel(), List.of(), scope), scope);
        }
        if (expression instanceof Expression.Call call
                && environment.callable(call.callee().name()).isPresent()) {
            boolean undeclared = call.arguments().stream().anyMatch(a -> isUndeclared(a, scope, bound));
            if (undeclared) {
                List<Typed> known = new ArrayList<>();
                for (Expression argument : call.arguments()) {
                    known.add(
                            argument instanceof Expression.Reference r
                                            && scope.find(r.name()).orElse(null) instanceof Scope.Binding.Value v
                                    ? new Typed(v.term(), v.sort(), r.place())
                                    : new Typed(Truth.TRUE, Sort.BOOLEAN, argument.place()));
                }
                Kernel kernel = environment.instance(call.callee(), known, scope);
                for (int i = 0; i < Math.min(known.size(), kernel.parameters().size()); i++) {
                    if (isUndeclared(call.arguments().get(i), scope, bound)) {
                        String name = ((Expression.Reference) call.arguments().get(i)).name();
                        declare(name, kernel.parameters().get(i), kernel, scope);
                    }
                }
            }
        }
        Walk.children(expression).forEach(child -> infer(child, scope, inside));
    }

    private boolean isUndeclared(Expression expression, Scope scope, Set<String> bound) {
        return expression instanceof Expression.Reference r
                && !bound.contains(r.name())
                && scope.find(r.name()).isEmpty()
                && environment.constant(r.name()).isEmpty()
                && environment.callable(r.name()).isEmpty();
    }

    private void declare(Kernel kernel, Scope scope) {
        for (Variable parameter : kernel.parameters()) {
            if (scope.find(parameter.label()).isEmpty()) {
                declare(parameter.label(), parameter, kernel, scope);
            }
        }
    }

    private void declare(String name, Variable parameter, Kernel kernel, Scope scope) {
        Scope.Inference inference = scope.inference().orElseThrow();
        Sort sort = parameter.sort();
        if (sort instanceof Sort.Array array) {
            Map<Variable, Term> lengths = new HashMap<>();
            for (Variable length : kernel.lengths()) {
                if (!Children.mentions(array.length(), length)) {
                    continue;
                }
                if (!(scope.find(length.label()).orElse(null) instanceof Scope.Binding.Value v)) {
                    if (scope.find(length.label()).orElse(null) instanceof Scope.Binding.Width w) {
                        lengths.put(length, new Constant(Rational.of(w.value())));
                        continue;
                    }
                    Variable own = Substitution.fresh(length.label(), Sort.INTEGER);
                    scope.put(length.label(), own);
                    inference.infer(own);
                    lengths.put(length, own);
                } else {
                    lengths.put(length, v.term());
                }
            }
            for (Variable scalar : kernel.parameters()) {
                if (Children.mentions(array.length(), scalar)
                        && scope.find(scalar.label()).orElse(null) instanceof Scope.Binding.Value v) {
                    lengths.put(scalar, v.term());
                }
            }
            sort = new Sort.Array(array.element(), Substitution.apply(array.length(), lengths));
        }
        Variable variable = Substitution.fresh(name, sort);
        scope.put(name, variable);
        inference.infer(variable);
    }

    /**
     * {@code kernel is safe}: its body is evaluated on the claim's inputs of the same names, and its value is ignored.
     */
    Typed safe(Expression.Safe e, Scope scope) {
        if (scope.inference().isEmpty()) {
            throw Elaborator.reject(
                    Problem.WORLD,
                    e.place(),
                    "`is safe` stands outside a claim",
                    "a claim or a find states that a kernel is safe");
        }
        Kernel kernel = environment.instance(e.kernel(), List.of(), scope);
        Scope.Inference inference = scope.inference().orElseThrow();
        List<Term> arguments = new ArrayList<>();
        Map<Variable, Term> lengths = new HashMap<>();
        for (Variable parameter : kernel.parameters()) {
            if (!(scope.find(parameter.label()).orElse(null) instanceof Scope.Binding.Value value)) {
                throw Elaborator.reject(
                        Problem.ARGUMENTS,
                        e.place(),
                        "`" + kernel.name() + "` has the parameter `" + parameter.label()
                                + "`, and no input of that name stands here",
                        "declare it as a parameter of the claim");
            }
            arguments.add(elaborator.coerce(
                    new Typed(value.term(), value.sort(), e.place()),
                    parameter.sort(),
                    "`" + parameter.label() + "`",
                    scope));
            if (parameter.sort() instanceof Sort.Array wanted
                    && wanted.length() instanceof Variable length
                    && value.sort() instanceof Sort.Array found) {
                lengths.putIfAbsent(length, found.length());
            }
        }
        kernel.lengths().forEach(l -> arguments.add(lengths.get(l)));
        Children.conjuncts(Substitution.given(kernel, arguments)).forEach(inference::assume);
        Variable result = Substitution.fresh("result", kernel.result());
        return new Typed(
                new Let(result, Substitution.body(kernel, arguments), Truth.TRUE, null), Sort.BOOLEAN, e.place());
    }
}
