package bitlemma.notebook.session;

import bitlemma.grammar.diagnostics.Diagnostic;
import bitlemma.grammar.parse.Parser;
import bitlemma.grammar.source.SourceFile;
import bitlemma.grammar.syntax.Expression;
import bitlemma.grammar.syntax.Module;
import java.util.List;
import java.util.Optional;

/**
 * The language in a cell: declarations, an expression, or declarations and then an expression.
 *
 * @param declarations empty where there are none
 * @param expression empty where there is none
 * @param diagnostics what is wrong with the text; then the other two are empty
 */
record ParsedCell(Optional<Module> declarations, Optional<Expression> expression, List<Diagnostic> diagnostics) {
    static ParsedCell of(CellText cell) {
        SourceFile source = cell.body();
        if (cell.isExpression()) {
            Parser.Sole sole = Parser.expression(source);
            return new ParsedCell(Optional.empty(), sole.expression(), sole.diagnostics());
        }
        if (source.text().isBlank()) {
            return new ParsedCell(Optional.empty(), Optional.empty(), List.of());
        }
        Parser.Parsed parsed = Parser.parse(source);
        return parsed.module().isPresent()
                ? new ParsedCell(parsed.module(), Optional.empty(), List.of())
                : split(source, parsed.diagnostics());
    }

    /** Where the first mistake stands, an expression may begin. */
    private static ParsedCell split(SourceFile source, List<Diagnostic> diagnostics) {
        int at = diagnostics.getFirst().place().start();
        SourceFile rest = CellText.part(source, at, source.text().length());
        Optional<Module> front = Parser.parse(CellText.part(source, 0, at)).module();
        boolean begins = front.isPresent()
                && !front.get().declarations().isEmpty()
                && new CellText(source, List.of(), rest).isExpression();
        if (!begins) {
            return new ParsedCell(Optional.empty(), Optional.empty(), diagnostics);
        }
        Parser.Sole back = Parser.expression(rest);
        return back.expression().isPresent()
                ? new ParsedCell(front, back.expression(), List.of())
                : new ParsedCell(Optional.empty(), Optional.empty(), back.diagnostics());
    }
}
