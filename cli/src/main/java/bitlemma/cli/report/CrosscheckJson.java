package bitlemma.cli.report;

import bitlemma.grammar.core.Value;
import bitlemma.kernels.binary.Comparison;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** What a crosscheck found, for programs, as docs/native.md says. */
public final class CrosscheckJson {
    private final StringWriter text = new StringWriter();
    private final JsonWriter json = new JsonWriter(text);

    private CrosscheckJson() {
        json.setIndent("  ");
    }

    /** The report as one document. */
    public static String of(Crosschecked checked) {
        CrosscheckJson writer = new CrosscheckJson();
        try {
            writer.report(checked);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return writer.text + "\n";
    }

    private void report(Crosschecked checked) throws IOException {
        Comparison known = checked.comparison();
        CounterexampleJson parts = new CounterexampleJson(json);
        json.beginObject();
        json.name("exit_code").value(checked.exitCode());
        json.name("interrupted").value(checked.interrupted());
        json.name("seconds").jsonValue(CounterexampleJson.seconds(checked.seconds()));
        parts.place(checked.kernel().place());
        json.name("kernel").value(checked.kernel().name());
        json.name("library").value(checked.library());
        json.name("symbol").value(checked.prototype().name());
        json.name("prototype").value(checked.prototype().text());
        json.name("verdict").value(checked.verdict());
        json.name("compared").value(known.compared());
        json.name("complete").value(known.complete());
        json.name("seed").value(checked.seed());
        json.name("outside_given").value(known.outside());
        json.name("without_value").value(known.broken());
        json.name("expected");
        result(checked, known.difference().map(d -> d.expected()).orElse(null));
        json.name("found");
        result(checked, known.difference().map(d -> d.found()).orElse(null));
        json.name("counterexample");
        parts.counterexample(checked.counterexample());
        json.endObject();
    }

    private void result(Crosschecked checked, Value value) throws IOException {
        if (value == null) {
            json.nullValue();
            return;
        }
        String hex = CrosscheckReport.hex(checked, value);
        json.beginObject();
        json.name("value").value(value.toString());
        json.name("hex").value(hex.isEmpty() ? null : hex);
        json.endObject();
    }
}
