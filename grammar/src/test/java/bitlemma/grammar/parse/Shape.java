package bitlemma.grammar.parse;

import bitlemma.grammar.source.SourceFile;
import java.util.stream.Collectors;

/** What formatting must not change: forms, tokens and comments, without the white space between them. */
public final class Shape {
    private Shape() {}

    /** The shape of a text that is of the language's form. */
    public static String of(SourceFile source) {
        return of(Parser.read(source).tree().orElseThrow());
    }

    private static String of(Concrete part) {
        return switch (part) {
            case Concrete.Node node ->
                node.form() + node.parts().stream().map(Shape::of).collect(Collectors.joining(" ", "(", ")"));
            case Concrete.Token token ->
                token.comments().stream().map(c -> words(c.text())).collect(Collectors.joining()) + token.text();
        };
    }

    /** A comment, whose lines may move. */
    private static String words(String comment) {
        return "<" + comment.lines().map(String::strip).collect(Collectors.joining("|")) + ">";
    }
}
