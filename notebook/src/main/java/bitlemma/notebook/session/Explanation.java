package bitlemma.notebook.session;

import bitlemma.cli.report.Shown;
import bitlemma.grammar.check.Checker;
import bitlemma.grammar.check.Vocabulary;
import bitlemma.grammar.core.OpenExpression;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.parse.Parser;
import bitlemma.grammar.source.SourceFile;
import bitlemma.grammar.syntax.Declaration;
import bitlemma.grammar.syntax.Parameter;
import bitlemma.grammar.syntax.TypeParameter;
import bitlemma.grammar.syntax.TypeSyntax;
import bitlemma.kernels.Evaluator;
import bitlemma.kernels.Outcome;
import bitlemma.kernels.Trace;
import bitlemma.notebook.answer.ValueAnswer;
import bitlemma.numbers.CodedFormat;
import bitlemma.numbers.IntegerFormat;
import bitlemma.numbers.Rational;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/** What a name stands for: its type, what is given, its range, its documentation. */
final class Explanation {
    private static final long STEPS = Evaluator.ORDINARY / 10;

    /** A line for each of the language's own words, operations and members. */
    private static final Properties WORDS = new Properties();

    static {
        try (Reader reader = new InputStreamReader(
                Explanation.class.getResourceAsStream("words.properties"), StandardCharsets.UTF_8)) {
            WORDS.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final Names names;

    Explanation(Names names) {
        this.names = names;
    }

    /** Some lines on a word; empty where nothing is known of it. */
    Optional<String> of(Word word) {
        if (word.magic()) {
            return Magics.NAMES.contains(word.text()) ? Optional.of(Magics.HELP.strip()) : Optional.empty();
        }
        if (word.owner().isPresent()) {
            return names.type(word.owner().get())
                    .filter(sort -> Vocabulary.members(sort).contains(word.text()))
                    .map(sort -> member(word.owner().get(), word.text()));
        }
        return names.declaration(word.text())
                .map(this::declaration)
                .or(() -> names.type(word.text()).map(Explanation::type))
                .or(() -> own(word.text()));
    }

    static Optional<String> own(String word) {
        return Optional.ofNullable(WORDS.getProperty(word))
                .map(line -> Optional.ofNullable(Vocabulary.operations().get(word)).orElse(word) + "\n" + line);
    }

    /** The language's own words and operations that have an explanation. */
    static List<String> words() {
        return WORDS.stringPropertyNames().stream().filter(word -> !word.startsWith(".")).sorted().toList();
    }

    /** The line on a member of types. */
    static Optional<String> member(String name) {
        return Optional.ofNullable(WORDS.getProperty("." + name));
    }

    private String member(String type, String name) {
        String text = type + "." + name;
        return text + value(text).map(v -> " = " + v).orElse("") + member(name).map(line -> "\n" + line).orElse("");
    }

    /** The value of a text that is an expression without inputs. */
    private Optional<String> value(String text) {
        return Parser.expression(new SourceFile("", text))
                .expression()
                .flatMap(expression -> Checker.open(expression, List.of(), names.declared()).expression())
                .filter(open -> open.inputs().isEmpty())
                .flatMap(Explanation::value);
    }

    private static Optional<String> value(OpenExpression open) {
        return Evaluator.evaluate(open.term(), Map.of(), Trace.none(), STEPS) instanceof Outcome.Returned returned
                ? Optional.of(ValueAnswer.of(returned.value(), open.sort()).text())
                : Optional.empty();
    }

    // ---- types ----

    private static String type(Sort sort) {
        return switch (sort) {
            case Sort.Machine machine -> integer(machine.format());
            case Sort.Coded coded -> coded(coded.format());
            case Sort.ExactInteger integer -> integer.toString();
            case Sort.ExactRational rational -> rational.toString();
            case Sort.Bool bool -> bool.toString();
            case Sort.Array array -> array.toString();
        };
    }

    private static String integer(IntegerFormat format) {
        return format + "\n" + (format.signed() ? "signed" : "unsigned") + " integer of " + format.width()
                + " bits, from " + format.min() + " to " + format.max();
    }

    private static String coded(CodedFormat format) {
        Value least = new Value.Coded(format, format.least());
        Value greatest = new Value.Coded(format, format.greatest());
        return format.name() + "\nnumber format of " + format.width() + " bits, from " + least + " to " + greatest
                + "\nmembers: " + String.join(", ", Vocabulary.members(new Sort.Coded(format)));
    }

    // ---- declarations ----

    private String declaration(Declaration declaration) {
        return switch (declaration) {
            case Declaration.KernelDeclaration d ->
                (d.unsafe() ? "unsafe " : "") + "kernel " + d.name() + types(d) + "(" + parameters(d.parameters())
                        + ") -> " + d.result().place().text()
                        + (d.given().isEmpty()
                                ? ""
                                : "\n    given " + d.given().stream()
                                        .map(g -> g.place().text())
                                        .collect(Collectors.joining(", ")))
                        + ranges(d.parameters())
                        + rest(d, d.documentation());
            case Declaration.Function d ->
                "function " + d.name() + "(" + parameters(d.parameters()) + ") -> " + d.result().place().text() + " = "
                        + d.body().place().text() + rest(d, d.documentation());
            case Declaration.ConstantDeclaration d ->
                "const " + d.name() + value(d.name()).map(v -> " = " + v).orElse("") + rest(d, "");
            case Declaration.FormatDeclaration d ->
                "format " + names.type(d.name()).map(Explanation::type).orElse(d.name()) + rest(d, d.documentation());
            default -> declaration.name();
        };
    }

    private static String types(Declaration.KernelDeclaration declaration) {
        return declaration.typeParameters().isEmpty()
                ? ""
                : declaration.typeParameters().stream()
                        .map(TypeParameter::name)
                        .collect(Collectors.joining(", ", "<", ">"));
    }

    private static String parameters(List<Parameter> parameters) {
        return parameters.stream()
                .map(p -> p.name() + ": " + p.type().place().text()
                        + p.interval()
                                .map(i -> " in " + i.low().place().text() + ".." + i.high().place().text())
                                .orElse(""))
                .collect(Collectors.joining(", "));
    }

    /** What the types of parameters hold, each type once. */
    private String ranges(List<Parameter> parameters) {
        return parameters.stream()
                .map(p -> p.type() instanceof TypeSyntax.Array array ? array.element() : p.type())
                .map(t -> t.place().text())
                .distinct()
                .map(this::range)
                .collect(Collectors.joining());
    }

    private String range(String type) {
        return names.type(type)
                .flatMap(Axis::whole)
                .map(r -> "\n    " + type + ": from " + brief(r.low()) + " to " + brief(r.high()))
                .orElse("");
    }

    private static String brief(Rational value) {
        return value.isInteger() ? Shown.decimal(value) : value.brief();
    }

    private static String rest(Declaration declaration, String documentation) {
        return (documentation.isEmpty() ? "" : "\n" + documentation) + "\ndeclared at " + declaration.place();
    }
}
