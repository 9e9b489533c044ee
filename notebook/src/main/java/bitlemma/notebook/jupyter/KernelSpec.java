package bitlemma.notebook.jupyter;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The file from which Jupyter learns how to start the kernel. */
final class KernelSpec {
    /** What Jupyter replaces by the name of a file that describes the connection. */
    private static final String CONNECTION_FILE = "{connection_file}";

    private KernelSpec() {}

    /** Where Jupyter looks for a user's kernels. */
    static Path ofUser(Map<String, String> environment) {
        String home = System.getProperty("user.home");
        String data = environment.getOrDefault("JUPYTER_DATA_DIR", "");
        if (!data.isEmpty()) {
            return Path.of(data, "kernels");
        }
        if (System.getProperty("os.name").startsWith("Mac")) {
            return Path.of(home, "Library", "Jupyter", "kernels");
        }
        String share = environment.getOrDefault("XDG_DATA_HOME", "");
        Path folder = share.isEmpty() ? Path.of(home, ".local", "share") : Path.of(share);
        return folder.resolve("jupyter").resolve("kernels");
    }

    /** Where Jupyter looks for the kernels of an installation, such as {@code /usr/local} or a virtual environment. */
    static Path ofPrefix(Path prefix) {
        return prefix.resolve("share").resolve("jupyter").resolve("kernels");
    }

    /**
     * Writes the specification into a folder of kernels, replacing an earlier one.
     *
     * @return the folder that was written
     */
    static Path write(Path kernels) throws IOException {
        Path folder = kernels.resolve("bitlemma");
        Files.createDirectories(folder);
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("argv", start());
        spec.put("display_name", "Bitlemma");
        spec.put("language", "bitlemma");
        spec.put("interrupt_mode", "message");
        String text = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(spec);
        Files.writeString(folder.resolve("kernel.json"), text + "\n");
        return folder;
    }

    /** The command line that starts the kernel: the launcher's, which stays right when the program is built anew. */
    private static List<String> start() {
        List<String> start = new ArrayList<>();
        String launcher = System.getProperty("bitlemma.launcher", "");
        if (launcher.isEmpty()) {
            start.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            start.add("--enable-native-access=ALL-UNNAMED");
            start.add("-cp");
            start.add(System.getProperty("java.class.path"));
            start.add("bitlemma.cli.Main");
        } else {
            start.add(launcher);
        }
        start.addAll(List.of("notebook", "kernel", CONNECTION_FILE));
        return start;
    }
}
