package bitlemma.grammar.parse;

import bitlemma.grammar.antlr.BitlemmaLexer;
import bitlemma.grammar.antlr.BitlemmaParser;
import bitlemma.grammar.diagnostics.Diagnostic;
import bitlemma.grammar.source.Place;
import bitlemma.grammar.source.SourceFile;
import bitlemma.grammar.syntax.Binder;
import bitlemma.grammar.syntax.Declaration;
import bitlemma.grammar.syntax.DerivationStatement;
import bitlemma.grammar.syntax.DistributionSyntax;
import bitlemma.grammar.syntax.Expression;
import bitlemma.grammar.syntax.Instance;
import bitlemma.grammar.syntax.Interval;
import bitlemma.grammar.syntax.Module;
import bitlemma.grammar.syntax.Parameter;
import bitlemma.grammar.syntax.StatementSyntax;
import bitlemma.grammar.syntax.TypeParameter;
import bitlemma.grammar.syntax.TypeSyntax;
import bitlemma.numbers.Rational;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** From ANTLR's parse tree to our syntax tree. Nothing else reads the parse tree. */
final class TreeBuilder {
    /** Numbers with more digits than this, or a greater exponent, are mistakes, and would fill the memory. */
    private static final int LARGEST_EXPONENT = 10_000;

    private final SourceFile source;
    private final Offsets offsets;
    private final CommonTokenStream tokens;
    private final List<Diagnostic> diagnostics;

    TreeBuilder(SourceFile source, Offsets offsets, CommonTokenStream tokens, List<Diagnostic> diagnostics) {
        this.source = source;
        this.offsets = offsets;
        this.tokens = tokens;
        this.diagnostics = diagnostics;
    }

    Module module(BitlemmaParser.ModuleContext context) {
        return new Module(
                source, context.declaration().stream().map(this::declaration).toList());
    }

    Expression soleExpression(BitlemmaParser.SoleExpressionContext context) {
        return expression(context.expression());
    }

    private Declaration declaration(BitlemmaParser.DeclarationContext context) {
        String documentation = documentation(context);
        if (context.importing() != null) {
            var c = context.importing();
            String path = String.join(".", c.name().stream().map(n -> n.getText()).toList());
            return new Declaration.Import(
                    path,
                    offsets.of(c.name(0).getStart(), c.name(c.name().size() - 1).getStop()));
        }
        if (context.constant() != null) {
            var c = context.constant();
            return new Declaration.ConstantDeclaration(
                    c.name().getText(),
                    Optional.ofNullable(c.type()).map(this::type),
                    expression(c.expression()),
                    offsets.of(c.name()));
        }
        if (context.format() != null) {
            var c = context.format();
            return new Declaration.FormatDeclaration(
                    c.name(0).getText(),
                    c.name(1).getText(),
                    c.property().stream()
                            .map(p -> new Declaration.Property(
                                    p.name().getText(), expression(p.expression()), offsets.of(p.name())))
                            .toList(),
                    offsets.of(c.name(0)),
                    offsets.of(c.name(1)),
                    documentation);
        }
        if (context.function() != null) {
            var c = context.function();
            return new Declaration.Function(
                    c.name().getText(),
                    parameters(c.parameters()),
                    type(c.type()),
                    expression(c.expression()),
                    offsets.of(c.name()),
                    documentation);
        }
        if (context.kernel() != null) {
            var c = context.kernel();
            return new Declaration.KernelDeclaration(
                    c.name().getText(),
                    c.getStart().getText().equals("unsafe"),
                    typeParameters(c.typeParameters()),
                    parameters(c.parameters()),
                    type(c.type()),
                    given(c.given()),
                    block(c.block()),
                    offsets.of(c.name()),
                    documentation);
        }
        if (context.claim() != null) {
            var c = context.claim();
            return new Declaration.Claim(
                    c.name().getText(),
                    c.getStart().getText().equals("refuted"),
                    typeParameters(c.typeParameters()),
                    parameters(c.parameters()),
                    given(c.given()),
                    expression(c.expression()),
                    offsets.of(c.name()),
                    documentation);
        }
        if (context.equivalent() != null) {
            var c = context.equivalent();
            Instance left = instance(c.instance(0));
            Instance right = instance(c.instance(1));
            String name =
                    c.name() != null ? c.name().getText() : shown(c.instance(0)) + " == " + shown(c.instance(1));
            return new Declaration.Equivalent(
                    name,
                    c.getStart().getText().equals("refuted"),
                    typeParameters(c.typeParameters()),
                    left,
                    right,
                    given(c.given()),
                    c.name() != null ? offsets.of(c.name()) : left.place().to(right.place()),
                    documentation);
        }
        if (context.derivation() != null) {
            var c = context.derivation();
            return new Declaration.Derive(
                    c.name().getText(),
                    c.derivationStatement().stream().flatMap(this::derivationStatement).toList(),
                    offsets.of(c.name()),
                    documentation);
        }
        var c = context.find();
        List<Expression> given = new ArrayList<>();
        c.given().forEach(g -> given.addAll(given(g)));
        return new Declaration.Find(
                c.name().getText(),
                c.direction().getText().equals("max"),
                typeParameters(c.typeParameters()),
                parameters(c.parameters()),
                given,
                target(c.target()),
                Optional.ofNullable(c.expect()).map(e -> expression(e.expression())),
                offsets.of(c.name()),
                documentation);
    }

    private Stream<DerivationStatement> derivationStatement(BitlemmaParser.DerivationStatementContext context) {
        return switch (context) {
            case BitlemmaParser.AssumingContext s -> s.assumption().stream().map(this::assumption);
            case BitlemmaParser.DrawingContext s ->
                Stream.of(new DerivationStatement.Draw(
                        s.drawn().stream().map(this::drawn).toList(), distribution(s.distribution()), offsets.of(s)));
            case BitlemmaParser.DefiningContext s ->
                Stream.of(new DerivationStatement.Definition(
                        s.name().getText(), expression(s.expression()), offsets.of(s.name())));
            case BitlemmaParser.FindingContext s -> s.request().stream().map(this::request);
            case BitlemmaParser.ExpectingContext s ->
                Stream.of(new DerivationStatement.Expect(
                        Optional.ofNullable(s.name()).map(this::named),
                        expression(s.expression()),
                        s.getStart().getText().equals("refuted"),
                        offsets.of(s.expression())));
            case BitlemmaParser.SteppingContext s -> {
                BitlemmaParser.NameContext first = s.name().isEmpty() ? null : s.name(0);
                BitlemmaParser.NameContext last = s.name().isEmpty() ? null : s.name(s.name().size() - 1);
                int equation = s.expression().getStart().getTokenIndex();
                yield Stream.of(new DerivationStatement.Step(
                        Optional.ofNullable(first)
                                .filter(n -> n.getStart().getTokenIndex() < equation)
                                .map(this::named),
                        expression(s.expression()),
                        Optional.ofNullable(last)
                                .filter(n -> n.getStart().getTokenIndex() > equation)
                                .map(this::named),
                        s.getStart().getText().equals("refuted"),
                        offsets.of(s.expression())));
            }
            default -> throw new IllegalStateException(context.getText());
        };
    }

    private DerivationStatement.Name named(BitlemmaParser.NameContext context) {
        return new DerivationStatement.Name(context.getText(), offsets.of(context));
    }

    private DerivationStatement assumption(BitlemmaParser.AssumptionContext context) {
        return switch (context) {
            case BitlemmaParser.UnboundedParameterContext p ->
                new DerivationStatement.Symbol(
                        p.name().getText(), Optional.of(type(p.type())), Optional.empty(), offsets.of(p.name()));
            case BitlemmaParser.BoundedParameterContext p ->
                new DerivationStatement.Symbol(
                        p.name().getText(),
                        Optional.ofNullable(p.type()).map(this::type),
                        interval(p.arithmetic()),
                        offsets.of(p.name()));
            case BitlemmaParser.ConditionContext p ->
                new DerivationStatement.Condition(expression(p.expression()), offsets.of(p));
            default -> throw new IllegalStateException(context.getText());
        };
    }

    private DerivationStatement.Drawn drawn(BitlemmaParser.DrawnContext context) {
        return new DerivationStatement.Drawn(
                context.name().getText(),
                Optional.ofNullable(context.arithmetic()).map(this::arithmetic),
                offsets.of(context.name()));
    }

    private DistributionSyntax distribution(BitlemmaParser.DistributionContext context) {
        List<BitlemmaParser.NameContext> words = context.name();
        return new DistributionSyntax(
                String.join(" ", words.stream().map(n -> n.getText()).toList()),
                context.outcome().stream().map(this::outcome).toList(),
                offsets.of(context.getStart(), words.getLast().getStop()));
    }

    private DistributionSyntax.Argument outcome(BitlemmaParser.OutcomeContext context) {
        return context.type() != null
                ? new DistributionSyntax.Argument.Format(type(context.type()), offsets.of(context))
                : new DistributionSyntax.Argument.Value(
                        expression(context.expression(0)),
                        Optional.ofNullable(context.expression(1)).map(this::expression),
                        offsets.of(context));
    }

    private DerivationStatement request(BitlemmaParser.RequestContext context) {
        Place place = offsets.of(context.asked());
        Expression value = switch (context.asked()) {
            case BitlemmaParser.ExtremeAskedContext a ->
                new Expression.Extremum(a.direction().getText().equals("max"), expression(a.expression()), place);
            case BitlemmaParser.ValueAskedContext a -> expression(a.expression());
            default -> throw new IllegalStateException(context.getText());
        };
        return new DerivationStatement.Find(Optional.ofNullable(context.name()).map(this::named), value, place);
    }

    private Declaration.Target target(BitlemmaParser.TargetContext context) {
        return switch (context) {
            case BitlemmaParser.ThresholdTargetContext t ->
                new Declaration.Target.Threshold(
                        t.name().getText(),
                        interval(t.arithmetic()),
                        expression(t.expression()),
                        offsets.of(t.name()));
            case BitlemmaParser.ExtremeTargetContext t -> new Declaration.Target.Extreme(expression(t.expression()));
            default -> throw new IllegalStateException(context.getText());
        };
    }

    private Optional<Interval> interval(List<BitlemmaParser.ArithmeticContext> bounds) {
        return bounds.isEmpty()
                ? Optional.empty()
                : Optional.of(new Interval(arithmetic(bounds.get(0)), arithmetic(bounds.get(1))));
    }

    private List<Expression> given(BitlemmaParser.GivenContext context) {
        return context == null
                ? List.of()
                : context.expression().stream().map(this::expression).toList();
    }

    private List<Parameter> parameters(BitlemmaParser.ParametersContext context) {
        return context == null
                ? List.of()
                : context.parameter().stream()
                        .map(p -> new Parameter(
                                p.name().getText(), type(p.type()), interval(p.arithmetic()), offsets.of(p.name())))
                        .toList();
    }

    private List<TypeParameter> typeParameters(BitlemmaParser.TypeParametersContext context) {
        return context == null
                ? List.of()
                : context.typeParameter().stream()
                        .map(p -> new TypeParameter(
                                p.name().getText(),
                                interval(p.arithmetic()),
                                p.typeArgument().stream().map(this::typeArgument).toList(),
                                Optional.ofNullable(p.byDefault()).map(d -> typeArgument(d.typeArgument())),
                                offsets.of(p.name())))
                        .toList();
    }

    private TypeSyntax type(BitlemmaParser.TypeContext context) {
        Place place = offsets.of(context);
        return switch (context) {
            case BitlemmaParser.SizedTypeContext t ->
                new TypeSyntax.Sized(t.getStart().getText().equals("int"), arithmetic(t.arithmetic()), place);
            case BitlemmaParser.ExactIntegerTypeContext t -> new TypeSyntax.Named("int", place);
            case BitlemmaParser.NamedTypeContext t -> new TypeSyntax.Named(t.name().getText(), place);
            case BitlemmaParser.GenericTypeContext t ->
                new TypeSyntax.Generic(t.name().getText(), typeArguments(t.typeArguments()), place);
            case BitlemmaParser.ArrayTypeContext t ->
                new TypeSyntax.Array(type(t.type()), arithmetic(t.arithmetic()), place);
            default -> throw new IllegalStateException(context.getText());
        };
    }

    private TypeSyntax typeArgument(BitlemmaParser.TypeArgumentContext context) {
        return context.type() != null
                ? type(context.type())
                : new TypeSyntax.Width(arithmetic(context.arithmetic()), offsets.of(context));
    }

    private Instance instance(BitlemmaParser.InstanceContext context) {
        return new Instance(context.name().getText(), typeArguments(context.typeArguments()), offsets.of(context));
    }

    private String shown(BitlemmaParser.InstanceContext context) {
        return offsets.of(context).text();
    }

    private List<TypeSyntax> typeArguments(BitlemmaParser.TypeArgumentsContext context) {
        return context == null
                ? List.of()
                : context.typeArgument().stream().map(this::typeArgument).toList();
    }

    private Expression.Block block(BitlemmaParser.BlockContext context) {
        List<StatementSyntax> statements =
                context.statement().stream().map(this::statement).toList();
        return new Expression.Block(statements, expression(context.expression()), offsets.of(context));
    }

    private StatementSyntax statement(BitlemmaParser.StatementContext context) {
        return switch (context) {
            case BitlemmaParser.LetStatementContext s ->
                new StatementSyntax.Let(
                        s.name().getText(),
                        Optional.ofNullable(s.type()).map(this::type),
                        expression(s.expression()),
                        offsets.of(s.name()));
            case BitlemmaParser.AssertStatementContext s ->
                new StatementSyntax.Assert(expression(s.expression()), offsets.of(s.expression()));
            default -> throw new IllegalStateException(context.getText());
        };
    }

    private Expression expression(BitlemmaParser.ExpressionContext context) {
        return switch (context) {
            case BitlemmaParser.ConditionalContext c -> {
                List<BitlemmaParser.ExpressionContext> parts = c.expression();
                Expression then = c.block() != null ? block(c.block()) : expression(parts.get(1));
                yield new Expression.Conditional(
                        expression(parts.getFirst()), then, expression(parts.getLast()), offsets.of(context));
            }
            case BitlemmaParser.ImplicationContext c -> {
                Expression left = disjunction(c.disjunction());
                yield c.expression() == null
                        ? left
                        : new Expression.Infix("=>", left, expression(c.expression()), offsets.of(context));
            }
            default -> throw new IllegalStateException(context.getText());
        };
    }

    private Expression disjunction(BitlemmaParser.DisjunctionContext context) {
        return chain("or", context.conjunction(), this::conjunction);
    }

    private Expression conjunction(BitlemmaParser.ConjunctionContext context) {
        return chain("and", context.negation(), this::negation);
    }

    private <C extends ParserRuleContext> Expression chain(
            String operator, List<C> operands, Function<C, Expression> build) {
        Expression left = build.apply(operands.getFirst());
        for (C operand : operands.subList(1, operands.size())) {
            Place place = offsets.of(operands.getFirst().getStart(), operand.getStop());
            left = new Expression.Infix(operator, left, build.apply(operand), place);
        }
        return left;
    }

    private Expression negation(BitlemmaParser.NegationContext context) {
        return context.negation() != null
                ? new Expression.Prefix("not", negation(context.negation()), offsets.of(context))
                : comparison(context.comparison());
    }

    private Expression comparison(BitlemmaParser.ComparisonContext context) {
        return switch (context) {
            case BitlemmaParser.SafetyContext c -> new Expression.Safe(instance(c.instance()), offsets.of(context));
            case BitlemmaParser.ChainContext c -> {
                List<Expression> operands = c.bits().stream().map(this::bits).toList();
                yield operands.size() == 1
                        ? operands.getFirst()
                        : new Expression.Chain(
                                operands,
                                c.relation().stream().map(r -> r.getText()).toList(),
                                offsets.of(context));
            }
            default -> throw new IllegalStateException(context.getText());
        };
    }

    private Expression bits(BitlemmaParser.BitsContext context) {
        return chain("|", context.arithmetic(), this::arithmetic);
    }

    private Expression arithmetic(BitlemmaParser.ArithmeticContext context) {
        Place place = offsets.of(context);
        return switch (context) {
            case BitlemmaParser.SimpleContext c -> primary(c.primary());
            case BitlemmaParser.IndexContext c -> {
                yield subscript(arithmetic(c.arithmetic()), c.subscript(), place);
            }
            case BitlemmaParser.PowerContext c -> binary(c, c.arithmetic());
            case BitlemmaParser.PrefixContext c ->
                new Expression.Prefix(c.getStart().getText(), arithmetic(c.arithmetic()), place);
            case BitlemmaParser.ProductContext c -> binary(c, c.arithmetic());
            case BitlemmaParser.SummationContext c ->
                new Expression.Sum(binder(c.binder()), arithmetic(c.arithmetic()), place);
            case BitlemmaParser.OptimumContext c ->
                new Expression.Optimum(
                        c.getStart().getText().equals("argmax"),
                        c.name().getText(),
                        new Interval(arithmetic(c.arithmetic(0)), arithmetic(c.arithmetic(1))),
                        arithmetic(c.arithmetic(2)),
                        offsets.of(c.name()),
                        place);
            case BitlemmaParser.ExpansionContext c -> {
                List<BitlemmaParser.ArithmeticContext> parts = c.arithmetic();
                yield new Expression.Expansion(
                        c.getStart().getText().equals("series"),
                        c.name().getText(),
                        arithmetic(parts.getFirst()),
                        parts.size() == 3 ? Optional.of(arithmetic(parts.get(1))) : Optional.empty(),
                        arithmetic(parts.getLast()),
                        offsets.of(c.name()),
                        place);
            }
            case BitlemmaParser.AdditionContext c -> binary(c, c.arithmetic());
            case BitlemmaParser.ShiftedContext c -> binary(c, c.arithmetic());
            case BitlemmaParser.BitAndContext c -> binary(c, c.arithmetic());
            case BitlemmaParser.BitXorContext c -> binary(c, c.arithmetic());
            default -> throw new IllegalStateException(context.getText());
        };
    }

    private Expression subscript(Expression operand, BitlemmaParser.SubscriptContext context, Place place) {
        List<Expression> parts = context.expression().stream().map(this::expression).toList();
        if (context.arithmetic() != null) {
            return new Expression.Extract(operand, parts.getFirst(), arithmetic(context.arithmetic()), place);
        }
        if (parts.size() == 1 && context.restriction() == null) {
            return new Expression.Index(operand, parts.getFirst(), place);
        }
        Optional<Expression> condition =
                Optional.ofNullable(context.restriction()).map(r -> expression(r.expression()));
        return new Expression.Functional(operand, parts, condition, place);
    }

    private Expression binary(ParserRuleContext context, List<BitlemmaParser.ArithmeticContext> operands) {
        return new Expression.Infix(
                context.getChild(1).getText(),
                arithmetic(operands.get(0)),
                arithmetic(operands.get(1)),
                offsets.of(context));
    }

    private Binder binder(BitlemmaParser.BinderContext context) {
        Place place = offsets.of(context);
        return switch (context) {
            case BitlemmaParser.BelowBinderContext b ->
                new Binder.Range(
                        b.name().getText(),
                        null,
                        true,
                        arithmetic(b.arithmetic()),
                        b.op.getText().equals("<="),
                        place);
            case BitlemmaParser.BetweenBinderContext b ->
                new Binder.Range(
                        b.name().getText(),
                        arithmetic(b.arithmetic(0)),
                        b.lower.getText().equals("<="),
                        arithmetic(b.arithmetic(1)),
                        b.upper.getText().equals("<="),
                        place);
            case BitlemmaParser.RangeBinderContext b ->
                new Binder.Range(
                        b.name().getText(),
                        arithmetic(b.arithmetic(0)),
                        true,
                        arithmetic(b.arithmetic(1)),
                        true,
                        place);
            case BitlemmaParser.ElementBinderContext b ->
                new Binder.Elements(b.name().getText(), arithmetic(b.arithmetic()), place);
            default -> throw new IllegalStateException(context.getText());
        };
    }

    private Expression primary(BitlemmaParser.PrimaryContext context) {
        Place place = offsets.of(context);
        return switch (context) {
            case BitlemmaParser.IntegerContext c ->
                new Expression.Number(Rational.of(integer(c.getText(), place)), place);
            case BitlemmaParser.DecimalContext c -> new Expression.Number(decimal(c.getText(), place), place);
            case BitlemmaParser.TruthContext c ->
                new Expression.Truth(c.getText().equals("true"), place);
            case BitlemmaParser.ParenthesizedContext c -> expression(c.expression());
            case BitlemmaParser.BarsContext c -> new Expression.Bars(arithmetic(c.arithmetic()), place);
            case BitlemmaParser.BlockExpressionContext c -> block(c.block());
            case BitlemmaParser.ArrayContext c -> {
                List<Expression> elements =
                        c.expression().stream().map(this::expression).toList();
                yield c.arithmetic() == null
                        ? new Expression.ArrayOf(elements, place)
                        : new Expression.Repeat(elements.getFirst(), arithmetic(c.arithmetic()), place);
            }
            case BitlemmaParser.FoldContext c ->
                new Expression.Fold(
                        c.name().getText(),
                        type(c.type()),
                        expression(c.expression()),
                        binder(c.binder()),
                        block(c.block()),
                        place);
            case BitlemmaParser.UniversalContext c ->
                new Expression.ForAll(binder(c.binder()), primary(c.primary()), place);
            case BitlemmaParser.SizedContext c -> {
                TypeSyntax type = sized(c.getStart(), c.arithmetic(), place);
                yield c.name() == null
                        ? new Expression.Conversion(type, arguments(c.arguments()), place)
                        : new Expression.Member(type, c.name().getText(), called(c.getStop(), c.arguments()), place);
            }
            case BitlemmaParser.MemberContext c ->
                new Expression.Member(
                        c.typeArguments() == null
                                ? new TypeSyntax.Named(c.name(0).getText(), offsets.of(c.name(0)))
                                : new TypeSyntax.Generic(
                                        c.name(0).getText(),
                                        typeArguments(c.typeArguments()),
                                        offsets.of(
                                                c.getStart(), c.typeArguments().getStop())),
                        c.name(1).getText(),
                        called(c.getStop(), c.arguments()),
                        place);
            case BitlemmaParser.CallContext c -> {
                Token last = c.typeArguments() == null
                        ? c.name().getStop()
                        : c.typeArguments().getStop();
                Instance callee = new Instance(
                        c.name().getText(), typeArguments(c.typeArguments()), offsets.of(c.getStart(), last));
                yield new Expression.Call(callee, arguments(c.arguments()), place);
            }
            case BitlemmaParser.ReferenceContext c -> new Expression.Reference(c.getText(), place);
            default -> throw new IllegalStateException(context.getText());
        };
    }

    private Optional<List<Expression>> called(Token last, BitlemmaParser.ArgumentsContext arguments) {
        return last.getText().equals(")") ? Optional.of(arguments(arguments)) : Optional.empty();
    }

    private TypeSyntax sized(Token keyword, BitlemmaParser.ArithmeticContext width, Place place) {
        return new TypeSyntax.Sized(keyword.getText().equals("int"), arithmetic(width), place);
    }

    private List<Expression> arguments(BitlemmaParser.ArgumentsContext context) {
        return context == null
                ? List.of()
                : context.expression().stream().map(this::expression).toList();
    }

    private BigInteger integer(String text, Place place) {
        if (text.length() > LARGEST_EXPONENT) {
            diagnostics.add(Parser.syntax(
                    place,
                    "the number has " + text.length() + " digits, expected at most " + LARGEST_EXPONENT,
                    Optional.of("write a power, as in `2^4096`")));
            return BigInteger.ZERO;
        }
        String digits = text.replace("_", "").toLowerCase(java.util.Locale.ROOT);
        if (digits.startsWith("0x")) {
            return new BigInteger(digits.substring(2), 16);
        }
        return digits.startsWith("0b") ? new BigInteger(digits.substring(2), 2) : new BigInteger(digits);
    }

    private Rational decimal(String text, Place place) {
        if (text.length() > LARGEST_EXPONENT) {
            return Rational.of(integer(text, place));
        }
        String digits = text.replace("_", "");
        int mark = Math.max(digits.indexOf('e'), digits.indexOf('E'));
        if (mark >= 0) {
            BigInteger exponent = new BigInteger(digits.substring(mark + 1).replace("+", ""));
            if (exponent.abs().compareTo(BigInteger.valueOf(LARGEST_EXPONENT)) > 0) {
                diagnostics.add(Parser.syntax(
                        place,
                        "the exponent of `" + text + "` is beyond " + LARGEST_EXPONENT,
                        Optional.of("write a power, as in `2^-149`")));
                return Rational.ZERO;
            }
        }
        BigDecimal value = new BigDecimal(digits);
        return value.scale() > 0
                ? Rational.of(value.unscaledValue(), BigInteger.TEN.pow(value.scale()))
                : Rational.of(value.toBigIntegerExact());
    }

    /** The lines after {@code ///} directly above a declaration. */
    private String documentation(ParserRuleContext context) {
        List<Token> hidden = tokens.getHiddenTokensToLeft(context.getStart().getTokenIndex());
        if (hidden == null) {
            return "";
        }
        StringBuilder lines = new StringBuilder();
        for (Token token : hidden) {
            if (token.getType() == BitlemmaLexer.DOC_COMMENT) {
                String line = token.getText().substring(3);
                lines.append(line.startsWith(" ") ? line.substring(1) : line).append('\n');
            } else if (token.getType() != BitlemmaLexer.SPACE
                    || token.getText().chars().filter(c -> c == '\n').count() > 1) {
                lines.setLength(0);
            }
        }
        return lines.toString().strip();
    }
}
