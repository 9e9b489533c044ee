package bitlemma.notebook.session;

import bitlemma.grammar.check.Checker;
import bitlemma.grammar.check.Vocabulary;
import bitlemma.grammar.core.OpenExpression;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.parse.Parser;
import bitlemma.grammar.source.SourceFile;
import bitlemma.grammar.syntax.Declaration;
import bitlemma.grammar.syntax.Module;
import bitlemma.numbers.CodedFormat;
import bitlemma.numbers.Formats;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The names that a cell can use: the language's own and the declared ones. */
final class Names {
    private static final List<String> TYPES =
            List.of("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "bool", "rational");

    private final List<Module> declared;

    /** @param declared what earlier cells declare and import */
    Names(List<Module> declared) {
        this.declared = declared;
    }

    /** What may stand for a word that has been begun, in alphabetical order, those of the notebook itself last. */
    List<String> completions(Word word) {
        Stream<String> candidates = word.magic()
                ? Magics.NAMES.stream()
                : word.owner().isPresent() ? members(word.owner().get()).stream() : all();
        return List.copyOf(new TreeSet<>(
                candidates.filter(name -> name.startsWith(word.text()) && !name.equals(word.text())).toList()));
    }

    private Stream<String> all() {
        return Stream.of(
                        declared.stream()
                                .flatMap(m -> m.declarations().stream())
                                .filter(Declared::lasts)
                                .map(Declaration::name),
                        Parser.words().stream(),
                        Explanation.words().stream(),
                        Vocabulary.operations().keySet().stream(),
                        TYPES.stream(),
                        Formats.builtIn().stream().map(CodedFormat::name))
                .flatMap(names -> names);
    }

    private List<String> members(String type) {
        return type(type).map(Vocabulary::members).orElse(List.of());
    }

    /** The type that a text names; empty where it names none with members. */
    Optional<Sort> type(String text) {
        // Every type with members has this one, and its value is of the type itself.
        Parser.Sole member = Parser.expression(new SourceFile("", text + ".of_bits(0)"));
        return member.expression()
                .flatMap(expression -> Checker.open(expression, List.of(), declared).expression())
                .map(OpenExpression::sort)
                .filter(sort -> sort instanceof Sort.Machine || sort instanceof Sort.Coded);
    }

    /** The declaration of a name. */
    Optional<Declaration> declaration(String name) {
        return declared.stream()
                .flatMap(m -> m.declarations().stream())
                .filter(d -> Declared.lasts(d) && d.name().equals(name))
                .reduce((first, second) -> second);
    }

    List<Module> declared() {
        return declared;
    }
}
