package bitlemma.cli;

import bitlemma.cli.input.InputProblem;
import bitlemma.cli.input.Spelling;
import bitlemma.cli.plot.Picture;
import bitlemma.cli.plot.Pictures;
import bitlemma.grammar.core.Derivation;
import bitlemma.grammar.core.Derivation.Request;
import bitlemma.proofs.Answered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The file that a derivation is drawn into.
 *
 * @param label the request that is drawn; empty for all
 */
record PlotFile(String path, String label) {
    /**
     * Empty where nothing is to be drawn; throws InputProblem where no file is named, or one that cannot be written.
     */
    static Optional<PlotFile> of(String path, String label) {
        if (path.isEmpty() && !label.isEmpty()) {
            throw new InputProblem("--plot-of says what to draw, but not into which file", "add --plot out.svg");
        }
        if (path.isEmpty()) {
            return Optional.empty();
        }
        // Said before hours of work, not after.
        if (!isWritable(path)) {
            throw new InputProblem(
                    "the picture cannot be written to " + path, "expected a file in a folder that exists");
        }
        return Optional.of(new PlotFile(path, label));
    }

    private static boolean isWritable(String path) {
        try {
            Path file = Path.of(path).toAbsolutePath();
            return !Files.isDirectory(file) && Files.isWritable(Files.exists(file) ? file : file.getParent());
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /**
     * Throws InputProblem where it is not one derivation that is drawn, or where it does not ask what is to be drawn.
     */
    void check(List<Derivation> wanted) {
        if (wanted.size() > 1) {
            throw new InputProblem(
                    "one picture shows one derivation, and there are " + wanted.size(),
                    "name one, as in `bitlemma derive FILE " + wanted.getFirst().name() + " --plot " + path + "`");
        }
        for (Derivation derivation : wanted) {
            List<String> labels = derivation.requests().stream()
                    .filter(r -> r instanceof Request.Find)
                    .map(Request::label)
                    .toList();
            if (!label.isEmpty() && !labels.contains(label)) {
                throw new InputProblem(
                        "`" + derivation.name() + "` finds nothing of the label `" + label + "`",
                        Spelling.nearest(label, labels)
                                .map(n -> "did you mean `" + n + "`?")
                                .orElse(
                                        labels.isEmpty()
                                                ? "it finds nothing"
                                                : "there are " + String.join(", ", labels)));
            }
        }
    }

    /** Writes the picture; gives what it shows, in words. */
    String draw(Derivation derivation, List<Answered> answers) {
        Optional<Picture> picture = Pictures.of(derivation, answers, label);
        if (picture.isEmpty()) {
            return "nothing can be drawn";
        }
        try {
            Files.writeString(Path.of(path), picture.get().svg());
        } catch (IOException | InvalidPathException e) {
            throw new InputProblem("the picture cannot be written to " + path, String.valueOf(e.getMessage()));
        }
        return path + " shows " + picture.get().words();
    }
}
