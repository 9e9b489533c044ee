package bitlemma.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The fields that docs/json.md promises. */
class JsonReportTest {
    private static final String GOLDEN = "src/test/resources/golden/";

    private static JsonObject report(String name, int exit) {
        CommandLineRun run = CommandLineRun.of("verify", GOLDEN + name, "--format", "json");
        assertEquals(exit, run.exit(), run.err());
        JsonObject report = JsonParser.parseString(run.out()).getAsJsonObject();
        assertEquals(List.of("version", "exit_code", "interrupted", "seconds", "files"), List.copyOf(report.keySet()));
        assertEquals(exit, report.get("exit_code").getAsInt());
        return report;
    }

    private static JsonObject statement(JsonObject report, String name) {
        for (JsonElement file : report.getAsJsonArray("files")) {
            for (JsonElement statement : file.getAsJsonObject().getAsJsonArray("statements")) {
                if (statement.getAsJsonObject().get("name").getAsString().equals(name)) {
                    return statement.getAsJsonObject();
                }
            }
        }
        throw new AssertionError("no " + name);
    }

    @Test
    void everyStatementHasEveryField() {
        for (JsonElement statement : report("holds.lemma", 0)
                .getAsJsonArray("files")
                .get(0)
                .getAsJsonObject()
                .getAsJsonArray("statements")) {
            assertEquals(
                    List.of(
                            "file", "line", "column", "name", "kind", "verdict", "as_stated", "status", "method",
                            "rests_on", "detail", "invariants", "seconds", "value", "expected", "recheck",
                            "counterexample", "witness", "obligations"),
                    List.copyOf(statement.getAsJsonObject().keySet()));
            assertTrue(statement.getAsJsonObject().get("as_stated").getAsBoolean());
        }
    }

    @Test
    void obligationsWithTheirEvidence() {
        JsonObject dot = statement(report("holds.lemma", 0), "dot<int32>");
        JsonArray obligations = dot.getAsJsonArray("obligations");
        JsonObject sum = null;
        for (JsonElement one : obligations) {
            if (one.getAsJsonObject().get("name").getAsString().startsWith("sum")) {
                sum = one.getAsJsonObject();
            }
        }
        assertEquals("overflow", sum.get("kind").getAsString());
        assertEquals(5, sum.get("line").getAsInt());
        assertEquals("induction", sum.get("method").getAsString());
        assertEquals(
                "-16256 * n <= sum <= 16384 * n after n rounds",
                sum.getAsJsonArray("invariants").get(0).getAsString());
    }

    /** Coded values with their bits, and the name of the format that says what these mean. */
    @Test
    void codedValues() {
        JsonObject report = report("coded.lemma", 1);
        JsonObject example = statement(report, "squares_are_numbers").getAsJsonObject("counterexample");
        JsonObject input = example.getAsJsonArray("inputs").get(0).getAsJsonObject();
        assertEquals(
                JsonParser.parseString(
                        "{\"name\": \"x\", \"sort\": \"float8_e4m3fn\", \"value\": \"22\", \"hex\": \"0x5b\"}"),
                input);
        JsonObject step = example.getAsJsonArray("trace").get(0).getAsJsonObject();
        assertEquals("x * x", step.get("name").getAsString());
        assertEquals("float8_e4m3fn", step.get("format").getAsString());
        assertEquals("nan", step.get("value").getAsString());
        assertEquals("0x7f", step.get("hex").getAsString());
        JsonObject tiny = statement(report, "narrow_is_exact").getAsJsonObject("counterexample");
        assertEquals("2^-149", tiny.getAsJsonArray("inputs").get(0).getAsJsonObject().get("value").getAsString());
        JsonObject array = statement(report, "totals_are_none")
                .getAsJsonObject("counterexample")
                .getAsJsonArray("inputs")
                .get(1)
                .getAsJsonObject();
        assertEquals("posit<8,2>[]", array.get("sort").getAsString());
        JsonObject run = array.getAsJsonArray("runs").get(0).getAsJsonObject();
        assertEquals(List.of("value", "hex", "times"), List.copyOf(run.keySet()));
    }

    @Test
    void counterexampleWithItsTrace() {
        JsonObject kernel = statement(report("refuted_kernel.lemma", 1), "dot");
        assertFalse(kernel.get("as_stated").getAsBoolean());
        JsonObject example = kernel.getAsJsonObject("counterexample");
        JsonObject array = example.getAsJsonArray("inputs").get(1).getAsJsonObject();
        assertEquals("131072", array.get("length").getAsString());
        JsonObject run = array.getAsJsonArray("runs").get(0).getAsJsonObject();
        assertEquals("-128", run.get("value").getAsString());
        assertEquals("0x80", run.get("hex").getAsString());
        assertEquals(9, example.getAsJsonObject("broken").get("line").getAsInt());
        JsonArray trace = example.getAsJsonArray("trace");
        JsonObject last = trace.get(trace.size() - 1).getAsJsonObject();
        assertEquals("does not fit int32", last.get("note").getAsString());
        assertTrue(last.get("hex").isJsonNull());
    }

    @Test
    void answersAndWitnesses() {
        JsonObject report = report("finds.lemma", 1);
        assertEquals("131071", statement(report, "longest").get("value").getAsString());
        assertEquals("131071", statement(report, "longest").get("expected").getAsString());
        assertTrue(statement(report, "narrowest").get("expected").isJsonNull());
        assertTrue(statement(report, "worst").get("witness").isJsonObject());
        assertEquals("refuted", statement(report, "wrong").get("status").getAsString());
    }

    @Test
    void diagnostics() {
        JsonArray files = report("errors", 3).getAsJsonArray("files");
        assertEquals(4, files.size());
        JsonObject names = files.get(2).getAsJsonObject();
        JsonObject first = names.getAsJsonArray("diagnostics").get(0).getAsJsonObject();
        assertEquals(
                List.of("file", "line", "column", "problem", "message", "hint"), List.copyOf(first.keySet()));
        assertEquals("unknown-name", first.get("problem").getAsString());
    }

    @Test
    void vacuous() {
        assertEquals(
                "vacuous", statement(report("vacuous.lemma", 3), "half").get("verdict").getAsString());
    }
}
