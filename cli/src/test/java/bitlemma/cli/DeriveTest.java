package bitlemma.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line of derive, and the fields that docs/json.md promises. */
class DeriveTest {
    private static final String GOLDEN = "src/test/resources/derive/";

    @TempDir
    Path folder;

    private static JsonObject block(String file, String name, int exit) {
        CommandLineRun run = CommandLineRun.of("derive", GOLDEN + file, name, "--format", "json");
        assertEquals(exit, run.exit(), run.err());
        JsonObject report = JsonParser.parseString(run.out()).getAsJsonObject();
        assertEquals(List.of("version", "exit_code", "interrupted", "seconds", "files"), List.copyOf(report.keySet()));
        assertEquals(exit, report.get("exit_code").getAsInt());
        JsonObject first = report.getAsJsonArray("files").get(0).getAsJsonObject();
        assertEquals(List.of("file", "diagnostics", "derivations"), List.copyOf(first.keySet()));
        assertEquals(1, first.getAsJsonArray("derivations").size());
        return first.getAsJsonArray("derivations").get(0).getAsJsonObject();
    }

    private static JsonObject answer(JsonObject block, int index) {
        JsonObject answer = block.getAsJsonArray("answers").get(index).getAsJsonObject();
        assertEquals(
                List.of(
                        "file", "line", "column", "label", "kind", "text", "status", "outcome", "formula", "at",
                        "standing", "reason", "witness", "rows", "steps", "steps_left", "seconds"),
                List.copyOf(answer.keySet()));
        return answer;
    }

    @Test
    void everyAnswerHasEveryField() {
        JsonObject block = block("holds.lemma", "product", 0);
        assertEquals(
                List.of(
                        "file", "line", "column", "name", "documentation", "given", "variables", "plot", "answers",
                        "not_reached"),
                List.copyOf(block.keySet()));
        assertEquals("m in 1..23", block.get("given").getAsString());
        assertEquals("a, b ~ uniform grid(m)", block.getAsJsonArray("variables").get(0).getAsString());
        JsonObject mean = answer(block, 0);
        assertEquals("closed", mean.get("outcome").getAsString());
        assertEquals("(1 - 2^-m)^2/4", mean.getAsJsonObject("formula").get("text").getAsString());
        assertEquals("proved", mean.getAsJsonObject("standing").get("kind").getAsString());
        JsonObject row = mean.getAsJsonArray("rows").get(1).getAsJsonObject();
        assertEquals("2", row.getAsJsonObject("parameters").get("m").getAsString());
        assertEquals("9/64", row.getAsJsonObject("measured").get("value").getAsString());
        JsonArray formula = row.getAsJsonArray("formula");
        assertEquals("0.140625", formula.get(0).getAsString());
        assertEquals("0.140625", formula.get(1).getAsString());
        assertTrue(mean.getAsJsonArray("steps").size() > 0);
        JsonObject refuted = answer(block, 3);
        assertEquals("refuted expect", refuted.get("kind").getAsString());
        assertEquals("fails", refuted.get("outcome").getAsString());
        assertEquals("holds", refuted.get("status").getAsString());
    }

    /** The wrong side of a step, with both numbers. */
    @Test
    void witnesses() {
        JsonObject step = answer(block("refuted.lemma", "grid", 1), 1);
        JsonObject witness = step.getAsJsonObject("witness");
        assertEquals(2, witness.get("side").getAsInt());
        assertEquals("1/8", witness.getAsJsonObject("left").get("value").getAsString());
        assertEquals("5/24", witness.getAsJsonObject("right").get("value").getAsString());
        assertEquals("1", witness.getAsJsonObject("parameters").get("m").getAsString());
    }

    @Test
    void derivationsAreAskedForByName() {
        CommandLineRun run = CommandLineRun.of("derive", GOLDEN + "holds.lemma", "--only", "distance");
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().contains("E[|x - y|] = 1/3"), run.out());
        assertFalse(run.out().contains("product"), run.out());
    }

    @Test
    void unknownNames() {
        CommandLineRun run = CommandLineRun.of("derive", GOLDEN + "holds.lemma", "distanse");
        assertEquals(3, run.exit());
        assertEquals(
                "bitlemma: no derivation has the name `distanse`\n  hint: did you mean `distance`?\n", run.err());
    }

    @Test
    void missingFiles() {
        CommandLineRun run = CommandLineRun.of("derive", GOLDEN + "hold.lemma");
        assertEquals(3, run.exit());
        assertTrue(run.out().contains("there is no such file or folder"), run.out());
        assertTrue(run.out().contains("did you mean " + GOLDEN + "holds.lemma?"), run.out());
    }

    @Test
    void verifyTellsOfDerivations() {
        CommandLineRun run = CommandLineRun.of("verify", GOLDEN + "holds.lemma");
        assertEquals(0, run.exit());
        assertTrue(
                run.out().endsWith("3 derivations: `bitlemma derive " + GOLDEN + "holds.lemma` answers them\n"),
                run.out());
    }

    @Test
    void curvesOverAParameter() throws IOException {
        Path file = folder.resolve("mean.svg");
        CommandLineRun run = CommandLineRun.of(
                "derive", GOLDEN + "holds.lemma", "product", "--plot", file.toString(), "--plot-of", "E[err]");
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().contains("plot: " + file + " shows E[err] over m from 1 to 23\n"), run.out());
        assertTrue(Files.readString(file).contains("<svg"));
    }

    @Test
    void surfaces() throws IOException {
        Path file = folder.resolve("distance.svg");
        CommandLineRun run =
                CommandLineRun.of("derive", GOLDEN + "holds.lemma", "distance", "--plot", file.toString());
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().contains("shows the value inside of E[|x - y|] over x and y"), run.out());
        assertTrue(Files.readString(file).contains("<svg"));
    }

    @Test
    void onePictureShowsOneDerivation() {
        Path file = folder.resolve("all.svg");
        CommandLineRun run = CommandLineRun.of("derive", GOLDEN + "holds.lemma", "--plot", file.toString());
        assertEquals(3, run.exit());
        assertTrue(run.err().contains("one picture shows one derivation, and there are 3"), run.err());
        assertFalse(Files.exists(file));
    }
}
