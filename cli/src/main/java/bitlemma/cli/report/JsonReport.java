package bitlemma.cli.report;

import bitlemma.grammar.core.Site;
import bitlemma.grammar.core.Statement;
import bitlemma.grammar.diagnostics.Diagnostic;
import bitlemma.proofs.Result;
import bitlemma.verifier.verdict.Evidence;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The report for programs, as docs/json.md says. Numbers that a kernel computes are strings, for they can be long. */
public final class JsonReport {
    private final StringWriter text = new StringWriter();
    private final JsonWriter json = new JsonWriter(text);
    private final CounterexampleJson parts = new CounterexampleJson(json);

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
        json.name("seconds").jsonValue(CounterexampleJson.seconds(report.seconds()));
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
            parts.place(diagnostic.place());
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
        parts.place(statement.place());
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
        json.name("seconds").jsonValue(CounterexampleJson.seconds(result.seconds()));
        json.name("value").value(result.value().map(Object::toString).orElse(null));
        json.name("expected").value(expected(statement));
        json.name("recheck").value(result.rechecked().orElse(null));
        json.name("counterexample");
        parts.counterexample(result.counterexample());
        json.name("witness");
        parts.counterexample(result.witness());
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
        parts.place(site.place());
        json.name("name").value(site.text());
        json.name("kind").value(CounterexampleJson.kind(site));
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

    private void strings(Collection<String> values) throws IOException {
        json.beginArray();
        for (String value : values) {
            json.value(value);
        }
        json.endArray();
    }
}
