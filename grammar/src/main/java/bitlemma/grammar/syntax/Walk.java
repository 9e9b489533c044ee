package bitlemma.grammar.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What stands directly inside an expression. */
public final class Walk {
    private Walk() {}

    /**
     * The expressions directly inside an expression, those in binders and types among them, in the order of the text.
     */
    public static List<Expression> children(Expression expression) {
        return switch (expression) {
            case Expression.Number e -> List.of();
            case Expression.Truth e -> List.of();
            case Expression.Reference e -> List.of();
            case Expression.Call e -> e.arguments();
            case Expression.Conversion e -> e.arguments();
            case Expression.Member e -> e.arguments().orElse(List.of());
            case Expression.Index e -> List.of(e.array(), e.index());
            case Expression.Extract e -> List.of(e.operand(), e.high(), e.low());
            case Expression.Prefix e -> List.of(e.operand());
            case Expression.Infix e -> List.of(e.left(), e.right());
            case Expression.Chain e -> e.operands();
            case Expression.Bars e -> List.of(e.operand());
            case Expression.Conditional e -> List.of(e.condition(), e.then(), e.otherwise());
            case Expression.Block e -> {
                List<Expression> parts = new ArrayList<>();
                for (StatementSyntax statement : e.statements()) {
                    parts.add(
                            switch (statement) {
                                case StatementSyntax.Let let -> let.value();
                                case StatementSyntax.Assert assertion -> assertion.condition();
                            });
                }
                parts.add(e.value());
                yield parts;
            }
            case Expression.ArrayOf e -> e.elements();
            case Expression.Repeat e -> List.of(e.element(), e.count());
            case Expression.Sum e -> append(bounds(e.binder()), e.body());
            case Expression.Fold e -> append(append(bounds(e.binder()), e.initial()), e.step());
            case Expression.ForAll e -> append(bounds(e.binder()), e.body());
            case Expression.Functional e -> {
                List<Expression> parts = new ArrayList<>(List.of(e.function()));
                parts.addAll(e.arguments());
                e.condition().ifPresent(parts::add);
                yield parts;
            }
            case Expression.Extremum e -> List.of(e.value());
            case Expression.Optimum e -> List.of(e.interval().low(), e.interval().high(), e.objective());
            case Expression.Expansion e ->
                Stream.of(Stream.of(e.point()), e.order().stream(), Stream.of(e.body()))
                        .flatMap(part -> part)
                        .toList();
            case Expression.Safe e -> List.of();
        };
    }

    /** The types that stand directly in an expression. */
    public static List<TypeSyntax> types(Expression expression) {
        return switch (expression) {
            case Expression.Call e -> e.callee().arguments();
            case Expression.Conversion e -> List.of(e.type());
            case Expression.Member e -> List.of(e.type());
            case Expression.Fold e -> List.of(e.type());
            case Expression.Safe e -> e.kernel().arguments();
            case Expression.Block e ->
                e.statements().stream()
                        .flatMap(s -> s instanceof StatementSyntax.Let let ? let.type().stream() : Stream.empty())
                        .toList();
            default -> List.of();
        };
    }

    private static List<Expression> bounds(Binder binder) {
        return switch (binder) {
            case Binder.Range b -> b.low() == null ? List.of(b.high()) : List.of(b.low(), b.high());
            case Binder.Elements b -> List.of(b.array());
        };
    }

    private static List<Expression> append(List<Expression> list, Expression last) {
        List<Expression> longer = new ArrayList<>(list);
        longer.add(last);
        return longer;
    }

    /** The names that an expression binds for what stands inside it. */
    public static List<String> binds(Expression expression) {
        return switch (expression) {
            case Expression.Sum e -> List.of(e.binder().name());
            case Expression.ForAll e -> List.of(e.binder().name());
            case Expression.Fold e -> List.of(e.binder().name(), e.accumulator());
            case Expression.Optimum e -> List.of(e.name());
            case Expression.Block e ->
                e.statements().stream()
                        .flatMap(s -> s instanceof StatementSyntax.Let let ? Stream.of(let.name()) : Stream.empty())
                        .toList();
            default -> List.of();
        };
    }

    /** The expression and all expressions inside it. */
    public static Stream<Expression> all(Expression expression) {
        return Stream.concat(Stream.of(expression), children(expression).stream().flatMap(Walk::all));
    }

    /** Whether a name is used in a type somewhere: as a width, or as the type itself. */
    public static boolean typeMentions(TypeSyntax type, String name) {
        return switch (type) {
            case TypeSyntax.Sized t -> mentions(t.width(), name);
            case TypeSyntax.Named t -> t.name().equals(name);
            case TypeSyntax.Generic t -> t.arguments().stream().anyMatch(a -> typeMentions(a, name));
            case TypeSyntax.Array t -> typeMentions(t.element(), name);
            case TypeSyntax.Width t -> mentions(t.value(), name);
        };
    }

    /** Whether an expression uses a name as a value. */
    public static boolean mentions(Expression expression, String name) {
        return all(expression).anyMatch(e -> e instanceof Expression.Reference r && r.name().equals(name));
    }
}
