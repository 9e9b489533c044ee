package bitlemma.notebook.session;

import bitlemma.grammar.parse.Parser;
import bitlemma.grammar.source.SourceFile;
import bitlemma.grammar.syntax.Declaration;
import bitlemma.grammar.syntax.Expression;
import bitlemma.grammar.syntax.TypeSyntax;
import bitlemma.notebook.answer.CellError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code %plot} is asked to draw.
 *
 * @param expressions one for each curve; with two axes, just one
 * @param axes what is varied: one for curves, two for a map; empty where the expression is the name of a kernel
 */
record PlotRequest(List<Expression> expressions, List<Axis> axes) {
    /**
     * {@code x: int8 in -10..10}.
     *
     * @param type empty where the expression tells it
     */
    record Axis(String name, Optional<TypeSyntax> type, Expression low, Expression high) {}

    private static final Pattern VARIABLE =
            Pattern.compile("\\s*([\\p{L}_][\\p{L}\\p{Nd}_]*)\\s*(?::(.*?))?\\sin\\s", Pattern.DOTALL);

    static final String FORM = "as in `%plot x^2 for x in 0..4`, `%plot f(x, y) for x in 0..1, y in 0..1` or"
            + " `%plot KERNEL`";

    /** Reads the line. */
    static PlotRequest of(CellText cell, CellText.Magic magic) throws CellError {
        SourceFile source = cell.argument(magic);
        int from = magic.from();
        int split = lastFor(source.text(), from, magic.to());
        int end = split < 0 ? magic.to() : split;
        if (source.text().substring(from, end).isBlank()) {
            throw Magics.error(cell, magic, "nothing to draw; " + FORM);
        }
        List<Expression> expressions = new ArrayList<>();
        for (int[] part : parts(source.text(), from, end)) {
            expressions.add(expression(cell, source, part[0], part[1]));
        }
        List<Axis> axes = new ArrayList<>();
        if (split >= 0) {
            int start = split + "for".length();
            for (int[] part : parts(source.text(), start, magic.to())) {
                // A comma before the dots stands in a type, as in `x: float<4, 3> in 0..1`.
                if (part[1] == magic.to() || find(source.text(), "..", start, part[1]) >= 0) {
                    axes.add(axis(cell, magic, source, start, part[1]));
                    start = part[1] + 1;
                }
            }
        }
        if (axes.size() > 2 || axes.size() == 2 && expressions.size() > 1) {
            throw Magics.error(cell, magic, "a picture has one axis for several curves, or two for one surface");
        }
        return new PlotRequest(expressions, axes);
    }

    private static Axis axis(CellText cell, CellText.Magic magic, SourceFile source, int from, int to)
            throws CellError {
        String text = source.text();
        Matcher variable = VARIABLE.matcher(text).region(from, to);
        if (!variable.lookingAt()) {
            throw Magics.error(cell, magic, "`" + text.substring(from, to).strip() + "` is no range; " + FORM);
        }
        int dots = find(text, "..", variable.end(), to);
        if (dots < 0) {
            throw Magics.error(cell, magic, "`" + text.substring(from, to).strip() + "` has no `..`; " + FORM);
        }
        Optional<TypeSyntax> type = variable.group(2) == null
                ? Optional.empty()
                : Optional.of(type(cell, source, variable.start(2), variable.end(2)));
        return new Axis(
                variable.group(1),
                type,
                expression(cell, source, variable.end(), dots),
                expression(cell, source, dots + 2, to));
    }

    private static Expression expression(CellText cell, SourceFile source, int from, int to) throws CellError {
        Parser.Sole sole = Parser.expression(CellText.part(source, from, to));
        return sole.expression().orElseThrow(() -> cell.error(sole.diagnostics()));
    }

    /** A type alone is no text of the language: it is read as that of a constant, at the place where it stands. */
    private static TypeSyntax type(CellText cell, SourceFile source, int from, int to) throws CellError {
        String before = "const c:";
        String blank = CellText.part(source, from, to).text();
        String text = blank.substring(0, from - before.length()) + before + blank.substring(from, to) + " = 0";
        Parser.Parsed parsed = Parser.parse(new SourceFile(source.name(), text));
        return parsed.module()
                .map(m -> (Declaration.ConstantDeclaration) m.declarations().getFirst())
                .flatMap(Declaration.ConstantDeclaration::type)
                .orElseThrow(() -> cell.error(parsed.diagnostics()));
    }

    /** The last `for` outside brackets, since a fold has one too. */
    private static int lastFor(String text, int from, int to) {
        int last = -1;
        for (int at = find(text, "for", from, to); at >= 0; at = find(text, "for", at + 3, to)) {
            boolean word = !Character.isUnicodeIdentifierPart(text.charAt(at - 1))
                    && at + 3 < to
                    && Character.isWhitespace(text.charAt(at + 3));
            last = word ? at : last;
        }
        return last;
    }

    /** The stretches between commas outside brackets. */
    private static List<int[]> parts(String text, int from, int to) {
        List<int[]> parts = new ArrayList<>();
        int start = from;
        for (int comma = find(text, ",", from, to); comma >= 0; comma = find(text, ",", start, to)) {
            parts.add(new int[] {start, comma});
            start = comma + 1;
        }
        parts.add(new int[] {start, to});
        return parts;
    }

    /** Where a word first stands outside brackets, from an offset on that is outside; -1 where it does not. */
    private static int find(String text, String word, int from, int to) {
        int depth = 0;
        for (int i = from; i + word.length() <= to; i++) {
            char c = text.charAt(i);
            if (depth == 0 && text.startsWith(word, i)) {
                return i;
            }
            depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
        }
        return -1;
    }
}
