package bitlemma.notebook.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The notebooks of {@code notebook/notebooks}, executed from start to end by Jupyter; what they show must be what is
 * stored in them, but for times. {@code -Dgolden.update=true} stores what they show now, to be read before it is kept.
 */
class NotebooksTest {
    private static final Path NOTEBOOKS = Path.of("notebooks");

    @TempDir
    static Path temporary;

    @TestFactory
    Stream<DynamicTest> showWhatTheyDid() throws IOException, InterruptedException {
        assumeTrue(hasJupyter(), "Jupyter is missing: install Debian's jupyter-nbconvert and jupyter-client");
        KernelSpec.write(temporary.resolve("kernels"));
        try (Stream<Path> files = Files.list(NOTEBOOKS)) {
            List<Path> notebooks =
                    files.filter(f -> f.toString().endsWith(".ipynb")).sorted().toList();
            assertFalse(notebooks.isEmpty());
            return notebooks.stream().map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> check(f)));
        }
    }

    private static boolean hasJupyter() throws InterruptedException {
        try {
            return new ProcessBuilder("jupyter", "nbconvert", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void check(Path notebook) throws IOException, InterruptedException {
        Path executed = temporary.resolve(notebook.getFileName());
        Path log = temporary.resolve("log");
        ProcessBuilder jupyter = new ProcessBuilder(
                        "jupyter",
                        "nbconvert",
                        "--to",
                        "notebook",
                        "--execute",
                        "--ExecutePreprocessor.timeout=600",
                        "--output-dir",
                        temporary.toString(),
                        notebook.toAbsolutePath().toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        jupyter.environment().put("JUPYTER_PATH", temporary.toString());
        assertEquals(0, jupyter.start().waitFor(), () -> read(log));
        if (Boolean.getBoolean("golden.update")) {
            store(executed, notebook);
        }
        assertEquals(String.join("\n", shown(notebook)), String.join("\n", shown(executed)));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Each cell's text, and the texts and formulas that it shows. */
    private static List<String> shown(Path notebook) throws IOException {
        List<String> shown = new ArrayList<>();
        for (JsonElement element : cells(notebook)) {
            JsonObject cell = element.getAsJsonObject();
            shown.add(text(cell.get("source")));
            if (!cell.has("outputs")) {
                continue;
            }
            for (JsonElement output : cell.getAsJsonArray("outputs")) {
                JsonObject data = output.getAsJsonObject().getAsJsonObject("data");
                for (String type : List.of("text/plain", "text/latex")) {
                    if (data != null && data.has(type)) {
                        shown.add(type + ": " + withoutTimes(text(data.get(type))));
                    }
                }
                shown.add(output.getAsJsonObject().get("output_type").getAsString());
            }
        }
        return shown;
    }

    private static JsonArray cells(Path notebook) throws IOException {
        return JsonParser.parseString(Files.readString(notebook)).getAsJsonObject().getAsJsonArray("cells");
    }

    /** A text, which the format allows to be a list of lines. */
    private static String text(JsonElement text) {
        StringBuilder all = new StringBuilder();
        if (text.isJsonArray()) {
            text.getAsJsonArray().forEach(line -> all.append(line.getAsString()));
        } else {
            all.append(text.getAsString());
        }
        return all.toString();
    }

    private static String withoutTimes(String text) {
        return text.replaceAll("(?m)(  |time: )[0-9.]+ (s|min [0-9]+ s)$", "");
    }

    /** Keeps what a notebook shows, without what differs between machines. */
    private static void store(Path executed, Path notebook) throws IOException {
        JsonObject whole = JsonParser.parseString(Files.readString(executed)).getAsJsonObject();
        for (JsonElement cell : whole.getAsJsonArray("cells")) {
            // Jupyter notes here when each cell ran.
            cell.getAsJsonObject().getAsJsonObject("metadata").remove("execution");
        }
        String text = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(whole);
        Files.writeString(notebook, text + "\n");
    }
}
