package bitlemma.cli.report;

import bitlemma.proofs.Result;
import java.util.List;

/**
 * Everything that one verification found.
 *
 * @param version of this program
 * @param files in the order in which they were named
 * @param seconds how long all of it took
 * @param interrupted whether the user stopped it
 */
public record Report(String version, List<FileReport> files, double seconds, boolean interrupted) {
    /** The exit code of a run that the user stopped. */
    public static final int INTERRUPTED = 130;

    public Report {
        files = List.copyOf(files);
    }

    /** The exit code: of all statuses the most serious one. */
    public int exitCode() {
        if (interrupted) {
            return INTERRUPTED;
        }
        Result.Status worst = Result.Status.HOLDS;
        for (FileReport file : files) {
            if (!file.diagnostics().isEmpty()) {
                worst = worse(worst, Result.Status.INPUT_ERROR);
            }
            for (Result result : file.results()) {
                worst = worse(worst, result.status());
            }
        }
        return worst.exitCode();
    }

    /** The more serious of two. */
    public static Result.Status worse(Result.Status a, Result.Status b) {
        return seriousness(a) >= seriousness(b) ? a : b;
    }

    private static int seriousness(Result.Status status) {
        return switch (status) {
            case HOLDS -> 0;
            case UNKNOWN -> 1;
            case REFUTED -> 2;
            case INPUT_ERROR -> 3;
            case FAULT -> 4;
        };
    }
}
