package bitlemma.grammar.parse;

import bitlemma.grammar.antlr.BitlemmaLexer;
import bitlemma.grammar.antlr.BitlemmaParser;
import bitlemma.grammar.diagnostics.Diagnostic;
import bitlemma.grammar.diagnostics.Problem;
import bitlemma.grammar.source.Place;
import bitlemma.grammar.source.SourceFile;
import bitlemma.grammar.syntax.Expression;
import bitlemma.grammar.syntax.Module;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/**
 * From text to syntax tree. Needs a stack that holds the nesting that {@link NestingLimit} lets through: some 16 MB.
 */
public final class Parser {
    private Parser() {}

    /**
     * A module's syntax tree, or what is wrong with its text.
     *
     * @param module empty where the text is not of the language's form
     * @param diagnostics every mistake that was found; empty exactly where there is a module
     */
    public record Parsed(Optional<Module> module, List<Diagnostic> diagnostics) {}

    /**
     * A module's text as a tree of tokens, or what is wrong with it.
     *
     * @param tree empty where the text is not of the language's form
     * @param diagnostics every mistake that was found; empty exactly where there is a tree
     */
    public record Read(Optional<Concrete.Node> tree, List<Diagnostic> diagnostics) {}

    /**
     * An expression, or what is wrong with its text.
     *
     * @param expression empty where the text is not one expression
     * @param diagnostics every mistake that was found; empty exactly where there is an expression
     */
    public record Sole(Optional<Expression> expression, List<Diagnostic> diagnostics) {}

    /** ANTLR's reading of a text: its tokens, and a tree where the text is of the language's form. */
    private record Recognized<T extends ParserRuleContext>(
            CommonTokenStream tokens, Offsets offsets, Optional<T> tree, List<Diagnostic> diagnostics) {}

    public static Parsed parse(SourceFile source) {
        Recognized<BitlemmaParser.ModuleContext> recognized = recognize(source, BitlemmaParser::module);
        if (recognized.tree().isEmpty()) {
            return new Parsed(Optional.empty(), recognized.diagnostics());
        }
        List<Diagnostic> diagnostics = new ArrayList<>();
        Module module = new TreeBuilder(source, recognized.offsets(), recognized.tokens(), diagnostics)
                .module(recognized.tree().get());
        return diagnostics.isEmpty()
                ? new Parsed(Optional.of(module), List.of())
                : new Parsed(Optional.empty(), List.copyOf(diagnostics));
    }

    /** Reads a text that is one expression and nothing else. */
    public static Sole expression(SourceFile source) {
        Recognized<BitlemmaParser.SoleExpressionContext> recognized =
                recognize(source, BitlemmaParser::soleExpression);
        if (recognized.tree().isEmpty()) {
            return new Sole(Optional.empty(), recognized.diagnostics());
        }
        List<Diagnostic> diagnostics = new ArrayList<>();
        Expression expression = new TreeBuilder(source, recognized.offsets(), recognized.tokens(), diagnostics)
                .soleExpression(recognized.tree().get());
        return diagnostics.isEmpty()
                ? new Sole(Optional.of(expression), List.of())
                : new Sole(Optional.empty(), List.copyOf(diagnostics));
    }

    /** Reads a text with all its tokens and comments, for a formatter. */
    public static Read read(SourceFile source) {
        Recognized<BitlemmaParser.ModuleContext> recognized = recognize(source, BitlemmaParser::module);
        return new Read(
                recognized.tree().map(new ConcreteReader(recognized.tokens())::node), recognized.diagnostics());
    }

    /** The words that the grammar knows, in alphabetical order. */
    public static List<String> words() {
        Set<String> words = new TreeSet<>();
        for (int type = 1; type <= BitlemmaParser.VOCABULARY.getMaxTokenType(); type++) {
            String literal = BitlemmaParser.VOCABULARY.getLiteralName(type);
            if (literal != null && Character.isLetter(literal.charAt(1))) {
                words.add(literal.substring(1, literal.length() - 1));
            }
        }
        return List.copyOf(words);
    }

    private static <T extends ParserRuleContext> Recognized<T> recognize(
            SourceFile source, Function<BitlemmaParser, T> rule) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        BitlemmaLexer lexer = new BitlemmaLexer(CharStreams.fromString(source.text(), source.name()));
        lexer.removeErrorListeners();
        CommonTokenStream tokens = new CommonTokenStream(lexer);
        tokens.fill();
        Offsets offsets = new Offsets(source);
        unclosedComment(tokens, offsets).or(() -> NestingLimit.check(tokens, offsets)).ifPresent(diagnostics::add);
        if (!diagnostics.isEmpty()) {
            return new Recognized<>(tokens, offsets, Optional.empty(), List.copyOf(diagnostics));
        }
        BitlemmaParser parser = new BitlemmaParser(tokens);
        Lookahead lookahead = new Lookahead(parser);
        lookahead.setPredictionMode(PredictionMode.LL);
        parser.setInterpreter(lookahead);
        parser.removeErrorListeners();
        parser.addErrorListener(new SyntaxErrors(tokens.getTokens(), offsets, lookahead, diagnostics));
        parser.setErrorHandler(new Recovery());
        T tree;
        try {
            tree = rule.apply(parser);
        } catch (ParseCancellationException tooManyErrors) {
            return new Recognized<>(tokens, offsets, Optional.empty(), List.copyOf(diagnostics));
        }
        return new Recognized<>(
                tokens,
                offsets,
                diagnostics.isEmpty() ? Optional.of(tree) : Optional.empty(),
                List.copyOf(diagnostics));
    }

    /** A comment without an end, which swallows everything after it. */
    private static Optional<Diagnostic> unclosedComment(CommonTokenStream tokens, Offsets offsets) {
        return tokens.getTokens().stream()
                .filter(t -> t.getType() == BitlemmaLexer.BLOCK_COMMENT)
                .filter(t -> t.getText().length() < 4 || !t.getText().endsWith("*/"))
                .findFirst()
                .map(t -> syntax(
                        offsets.of(t), "the comment that begins here does not end", Optional.of("it ends with `*/`")));
    }

    static Diagnostic syntax(Place place, String message, Optional<String> hint) {
        return new Diagnostic(Problem.SYNTAX, place, message, hint);
    }
}
