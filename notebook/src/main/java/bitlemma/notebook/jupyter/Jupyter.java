package bitlemma.notebook.jupyter;

import bitlemma.cli.Terminal;
import bitlemma.cli.input.InputProblem;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import sun.misc.Signal;

/** Jupyter on this machine. */
final class Jupyter {
    private Jupyter() {}

    /**
     * Opens a notebook or a folder and waits until Jupyter ends. The kernel need not be registered for that.
     *
     * @param what a file or a folder; empty for the current folder
     * @return Jupyter's exit code
     */
    static int open(String what, Terminal terminal) throws IOException {
        if (!what.isEmpty() && !Files.exists(Path.of(what))) {
            throw new InputProblem(
                    "there is no file or folder `" + what + "`",
                    "the actions are `install` and `kernel`; without one, Jupyter opens");
        }
        List<String> command = new ArrayList<>(command(terminal.environment()));
        if (!what.isEmpty()) {
            command.add(what);
        }
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        Path own = Files.createTempDirectory("bitlemma-jupyter");
        try {
            KernelSpec.write(own.resolve("kernels"));
            builder.environment()
                    .merge("JUPYTER_PATH", own.toString(), (before, ours) -> ours + File.pathSeparator + before);
            terminal.out().flush();
            // Ctrl-C is for Jupyter, which asks back; this process waits for what it decides.
            Signal.handle(new Signal("INT"), signal -> {});
            return builder.start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 130;
        } finally {
            delete(own);
        }
    }

    /** The command that opens Jupyter's newest interface that is installed. */
    private static List<String> command(Map<String, String> environment) {
        if (isOnPath("jupyter-lab", environment)) {
            return List.of("jupyter-lab");
        }
        if (isOnPath("jupyter-notebook", environment)) {
            return List.of("jupyter-notebook");
        }
        throw new InputProblem(
                "Jupyter is not installed, or not on PATH",
                "install it, for example with `apt-get install jupyter-notebook` or `pip install jupyterlab`");
    }

    private static boolean isOnPath(String name, Map<String, String> environment) {
        return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
