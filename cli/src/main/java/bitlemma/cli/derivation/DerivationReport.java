package bitlemma.cli.derivation;

import bitlemma.cli.report.Report;
import bitlemma.grammar.core.Derivation;
import bitlemma.grammar.core.Program;
import bitlemma.grammar.diagnostics.Diagnostic;
import bitlemma.proofs.Answered;
import bitlemma.proofs.Result.Status;
import java.util.List;
import java.util.Optional;

/**
 * Everything that one run of {@code derive} found.
 *
 * @param version of this program
 * @param files in the order in which they were named
 * @param seconds how long all of it took
 * @param interrupted whether the user stopped it
 */
public record DerivationReport(String version, List<File> files, double seconds, boolean interrupted) {
    /**
     * What is known of one file.
     *
     * @param path the file as the user named it
     * @param program what it holds; empty where it is not well-formed
     * @param diagnostics what is wrong with it
     * @param blocks its derivations that were asked for, in the order of the file
     */
    public record File(String path, Optional<Program> program, List<Diagnostic> diagnostics, List<Block> blocks) {
        public File {
            diagnostics = List.copyOf(diagnostics);
            blocks = List.copyOf(blocks);
        }
    }

    /**
     * One derivation.
     *
     * @param answers to its first requests, in their order
     * @param plot what a picture shows of it, in words; empty where none was drawn
     */
    public record Block(Derivation derivation, List<Answered> answers, String plot) {
        public Block {
            answers = List.copyOf(answers);
        }

        /** The requests that were not reached before the user stopped. */
        public List<Derivation.Request> left() {
            return derivation.requests().subList(answers.size(), derivation.requests().size());
        }
    }

    public DerivationReport {
        files = List.copyOf(files);
    }

    /** The exit code: of all statuses the most serious one. */
    public int exitCode() {
        if (interrupted) {
            return Report.INTERRUPTED;
        }
        Status worst = Status.HOLDS;
        for (File file : files) {
            if (!file.diagnostics().isEmpty()) {
                worst = Report.worse(worst, Status.INPUT_ERROR);
            }
            for (Block block : file.blocks()) {
                for (Answered answered : block.answers()) {
                    worst = Report.worse(worst, answered.status());
                }
            }
        }
        return worst.exitCode();
    }
}
