package bitlemma.cli.report;

import bitlemma.grammar.core.Site;
import bitlemma.grammar.core.Statement;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.grammar.diagnostics.Diagnostic;
import bitlemma.grammar.source.Place;
import bitlemma.kernels.Trace;
import bitlemma.numbers.IntegerFormat;
import bitlemma.proofs.Counterexample;
import bitlemma.proofs.Result;
import bitlemma.verifier.verdict.Evidence;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The report for programs, as docs/json.md says. Numbers that a kernel computes are strings, for they can be long. */
public final class JsonReport {
    private final StringWriter text = new StringWriter();
    private final JsonWriter json = new JsonWriter(text);

    private JsonReport() {
        json.setIndent("  ");
    }

    /** The report as one document. */
    public static String of(Report report) {
        JsonReport writer = new JsonReport();
        try {
            writer.report(report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return writer.text + "\n";
    }

    private void report(Report report) throws IOException {
        json.beginObject();
        json.name("version").value(report.version());
        json.name("exit_code").value(report.exitCode());
        json.name("interrupted").value(report.interrupted());
        json.name("seconds").jsonValue(seconds(report.seconds()));
        json.name("files").beginArray();
        for (FileReport file : report.files()) {
            file(file);
        }
        json.endArray();
        json.endObject();
    }

    private void file(FileReport file) throws IOException {
        json.beginObject();
        json.name("file").value(file.path());
        json.name("undecided").value(file.undecided());
        json.name("diagnostics").beginArray();
        for (Diagnostic diagnostic : file.diagnostics()) {
            json.beginObject();
            place(diagnostic.place());
            json.name("problem").value(diagnostic.problem().id());
            json.name("message").value(diagnostic.message());
            json.name("hint").value(diagnostic.hint().orElse(null));
            json.endObject();
        }
        json.endArray();
        json.name("statements").beginArray();
        for (Result result : file.results()) {
            statement(result);
        }
        json.endArray();
        json.endObject();
    }

    private void statement(Result result) throws IOException {
        Statement statement = result.statement();
        Methods methods = Methods.of(result.evidence());
        boolean refuted = result.verdict().equals("refuted");
        json.beginObject();
        place(statement.place());
        json.name("name").value(statement.name());
        json.name("kind").value(Kind.written(statement));
        json.name("verdict").value(result.verdict());
        json.name("as_stated").value(result.status() == Result.Status.HOLDS);
        json.name("status").value(result.status().name().toLowerCase(Locale.ROOT));
        json.name("method").value(refuted ? result.message() : methods.method());
        json.name("rests_on");
        strings(methods.restsOn());
        json.name("detail").value(refuted ? "" : result.message());
        json.name("invariants");
        strings(methods.invariants());
        json.name("seconds").jsonValue(seconds(result.seconds()));
        json.name("value").value(result.value().map(Object::toString).orElse(null));
        json.name("expected").value(expected(statement));
        json.name("recheck").value(result.rechecked().orElse(null));
        json.name("counterexample");
        counterexample(result.counterexample());
        json.name("witness");
        counterexample(result.witness());
        json.name("obligations").beginArray();
        for (Evidence one : result.evidence()) {
            if (one.site().isPresent()) {
                obligation(one, one.site().get());
            }
        }
        json.endArray();
        json.endObject();
    }

    private static String expected(Statement statement) {
        return switch (statement) {
            case Statement.Safety safety -> null;
            case Statement.Claim claim -> null;
            case Statement.Threshold t -> t.expected() == null ? null : t.expected().toString();
            case Statement.Extreme e -> e.expected() == null ? null : e.expected().toString();
        };
    }

    private void obligation(Evidence evidence, Site site) throws IOException {
        Methods methods = Methods.of(List.of(evidence));
        json.beginObject();
        place(site.place());
        json.name("name").value(site.text());
        json.name("kind").value(kind(site));
        json.name("verdict").value("proved");
        json.name("as_stated").value(true);
        json.name("method").value(methods.method());
        json.name("rests_on");
        strings(methods.restsOn());
        json.name("detail").value(evidence.detail());
        json.name("invariants");
        strings(methods.invariants());
        json.endObject();
    }

    private static String kind(Site site) {
        return site.kind().name().toLowerCase(Locale.ROOT);
    }

    private void place(Place place) throws IOException {
        json.name("file").value(place.source().name());
        json.name("line").value(place.line());
        json.name("column").value(place.column());
    }

    private void strings(Collection<String> values) throws IOException {
        json.beginArray();
        for (String value : values) {
            json.value(value);
        }
        json.endArray();
    }

    private void counterexample(Optional<Counterexample> some) throws IOException {
        if (some.isEmpty()) {
            json.nullValue();
            return;
        }
        Counterexample example = some.get();
        json.beginObject();
        json.name("inputs").beginArray();
        for (Map.Entry<Variable, Value> input : example.input().entrySet()) {
            json.beginObject();
            json.name("name").value(input.getKey().label());
            json.name("sort").value(input.getKey().sort().toString());
            value(input.getValue(), Shown.format(input.getKey().sort()));
            json.endObject();
        }
        json.endArray();
        json.name("broken");
        if (example.broken().isPresent()) {
            Site site = example.broken().get();
            json.beginObject();
            place(site.place());
            json.name("name").value(site.text());
            json.name("kind").value(kind(site));
            json.endObject();
        } else {
            json.nullValue();
        }
        json.name("detail").value(example.detail());
        json.name("trace").beginArray();
        for (Trace.Entry entry : example.trace()) {
            json.beginObject();
            json.name("depth").value(entry.depth());
            place(entry.site().place());
            json.name("name").value(entry.label());
            json.name("format").value(entry.format().map(Object::toString).orElse(null));
            value(entry.value(), entry.format());
            json.name("note").value(entry.note());
            json.endObject();
        }
        json.endArray();
        json.endObject();
    }

    private void value(Value value, Optional<IntegerFormat> format) throws IOException {
        if (value instanceof Value.Sequence sequence) {
            json.name("length").value(sequence.length().toString());
            json.name("runs").beginArray();
            for (Value.Sequence.Run run : sequence.runs()) {
                json.beginObject();
                value(run.element(), format);
                json.name("times").value(run.length().toString());
                json.endObject();
            }
            json.endArray();
            return;
        }
        json.name("value").value(value.toString());
        String hex = format.map(f -> Shown.hex(value, f)).orElse("");
        json.name("hex").value(hex.isEmpty() ? null : hex);
    }

    private static String seconds(double seconds) {
        long thousandths = Math.round(seconds * 1000);
        return thousandths / 1000 + "." + Long.toString(1000 + thousandths % 1000).substring(1);
    }
}
