package bitlemma.cli.report;

import bitlemma.grammar.core.Program;
import bitlemma.grammar.diagnostics.Diagnostic;
import bitlemma.proofs.Result;
import java.util.List;
import java.util.Optional;

/**
 * What is known of one file.
 *
 * @param path the file as the user named it
 * @param program what it states; empty where it is not well-formed
 * @param diagnostics what is wrong with it
 * @param results what was decided, in the order of the file
 * @param undecided how many of the statements asked for were not reached before the user stopped
 */
public record FileReport(
        String path, Optional<Program> program, List<Diagnostic> diagnostics, List<Result> results, int undecided) {
    public FileReport {
        diagnostics = List.copyOf(diagnostics);
        results = List.copyOf(results);
    }
}
