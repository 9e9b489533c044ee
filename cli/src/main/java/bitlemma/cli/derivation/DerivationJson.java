package bitlemma.cli.derivation;

import bitlemma.cli.report.CounterexampleJson;
import bitlemma.grammar.core.Derivation;
import bitlemma.grammar.core.Derivation.Request;
import bitlemma.grammar.core.Variable;
import bitlemma.grammar.diagnostics.Diagnostic;
import bitlemma.numbers.Rational;
import bitlemma.proofs.Answered;
import bitlemma.symbolic.answer.Measured;
import bitlemma.symbolic.answer.Outcome;
import bitlemma.symbolic.answer.Result;
import bitlemma.symbolic.answer.Row;
import bitlemma.symbolic.answer.Sample;
import bitlemma.symbolic.answer.Standing;
import bitlemma.symbolic.enclosure.Enclosure;
import bitlemma.symbolic.expectation.Journal;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.LatexForm;
import bitlemma.symbolic.formula.TextForm;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The report of {@code derive} for programs, as docs/json.md says. Numbers that are computed are strings. */
public final class DerivationJson {
    private final StringWriter text = new StringWriter();
    private final JsonWriter json = new JsonWriter(text);
    private final CounterexampleJson parts = new CounterexampleJson(json);
    private final int digits;

    private DerivationJson(int digits) {
        this.digits = digits;
        json.setIndent("  ");
        json.setHtmlSafe(false);
    }

    /**
     * The report as one document.
     *
     * @param digits how many significant digits the ends of enclosures have
     */
    public static String of(DerivationReport report, int digits) {
        DerivationJson writer = new DerivationJson(digits);
        try {
            writer.report(report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return writer.text + "\n";
    }

    private void report(DerivationReport report) throws IOException {
        json.beginObject();
        json.name("version").value(report.version());
        json.name("exit_code").value(report.exitCode());
        json.name("interrupted").value(report.interrupted());
        json.name("seconds").jsonValue(CounterexampleJson.seconds(report.seconds()));
        json.name("files").beginArray();
        for (DerivationReport.File file : report.files()) {
            file(file);
        }
        json.endArray();
        json.endObject();
    }

    private void file(DerivationReport.File file) throws IOException {
        json.beginObject();
        json.name("file").value(file.path());
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
        json.name("derivations").beginArray();
        for (DerivationReport.Block block : file.blocks()) {
            block(block);
        }
        json.endArray();
        json.endObject();
    }

    private void block(DerivationReport.Block block) throws IOException {
        Derivation derivation = block.derivation();
        json.beginObject();
        parts.place(derivation.place());
        json.name("name").value(derivation.name());
        json.name("documentation").value(derivation.documentation());
        json.name("given").value(InputText.parameters(derivation));
        json.name("variables");
        strings(InputText.variables(derivation));
        json.name("plot").value(block.plot());
        json.name("answers").beginArray();
        for (Answered answered : block.answers()) {
            answer(answered);
        }
        json.endArray();
        json.name("not_reached");
        strings(block.left().stream().map(Request::label).toList());
        json.endObject();
    }

    private void answer(Answered answered) throws IOException {
        Result result = answered.result();
        Request request = result.request();
        json.beginObject();
        parts.place(request.place());
        json.name("label").value(request.label());
        json.name("kind").value(Words.kind(answered));
        json.name("text").value(request.place().text());
        json.name("status").value(answered.status().name().toLowerCase(Locale.ROOT));
        outcome(result.outcome());
        json.name("rows").beginArray();
        for (Row row : result.rows()) {
            row(row);
        }
        json.endArray();
        json.name("steps").beginArray();
        for (Journal.Line line : result.steps()) {
            json.beginObject();
            json.name("text").value(Displayed.words(line.text()));
            json.name("before");
            formula(line.before());
            json.name("after");
            formula(line.after());
            json.name("checked").value(line.checked());
            json.endObject();
        }
        json.endArray();
        json.name("steps_left").value(result.stepsLeft());
        json.name("seconds").jsonValue(CounterexampleJson.seconds(answered.seconds()));
        json.endObject();
    }

    // ---- outcomes ----

    private void outcome(Outcome outcome) throws IOException {
        json.name("outcome").value(word(outcome));
        json.name("formula");
        formula(
                switch (outcome) {
                    case Outcome.Closed closed -> closed.formula();
                    case Outcome.Fault fault -> fault.formula();
                    case Outcome.Numbers numbers -> null;
                    case Outcome.Holds holds -> null;
                    case Outcome.Fails fails -> null;
                    case Outcome.Open open -> null;
                });
        json.name("at");
        at(outcome instanceof Outcome.Closed closed ? closed.at() : Map.of());
        json.name("standing");
        switch (outcome) {
            case Outcome.Closed closed -> standing(closed.standing());
            case Outcome.Holds holds -> standing(holds.standing());
            case Outcome.Numbers numbers -> json.nullValue();
            case Outcome.Fails fails -> json.nullValue();
            case Outcome.Open open -> json.nullValue();
            case Outcome.Fault fault -> json.nullValue();
        }
        json.name("reason")
                .value(Displayed.words(
                        switch (outcome) {
                            case Outcome.Numbers numbers -> numbers.reason();
                            case Outcome.Open open -> open.reason();
                            case Outcome.Closed closed -> "";
                            case Outcome.Holds holds -> "";
                            case Outcome.Fails fails -> "";
                            case Outcome.Fault fault -> "the algebra engine gave a formula that its check contradicts";
                        }));
        json.name("witness");
        switch (outcome) {
            case Outcome.Fails fails -> witness(fails);
            case Outcome.Fault fault -> row(fault.contradiction());
            case Outcome.Closed closed -> json.nullValue();
            case Outcome.Numbers numbers -> json.nullValue();
            case Outcome.Holds holds -> json.nullValue();
            case Outcome.Open open -> json.nullValue();
        }
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Closed closed -> "closed";
            case Outcome.Numbers numbers -> "numbers";
            case Outcome.Holds holds -> "holds";
            case Outcome.Fails fails -> "fails";
            case Outcome.Open open -> "open";
            case Outcome.Fault fault -> "fault";
        };
    }

    private void witness(Outcome.Fails fails) throws IOException {
        json.beginObject();
        json.name("parameters");
        sample(fails.at());
        json.name("side").value(fails.side());
        json.name("left");
        measured(fails.left());
        json.name("right");
        measured(fails.right());
        json.endObject();
    }

    private void standing(Standing standing) throws IOException {
        json.beginObject();
        switch (standing) {
            case Standing.Proved proved -> standing("proved", null, null, null);
            case Standing.Enclosed enclosed -> standing("enclosed", enclosed.digits(), enclosed.samples(), null);
            case Standing.Sampled sampled -> standing("sampled", null, null, sampled.samples());
        }
        json.name("methods");
        strings(standing.methods());
        json.endObject();
    }

    private void standing(String kind, Integer certain, Integer values, Long draws) throws IOException {
        json.name("kind").value(kind);
        // So many digits are those of an exact number: there is no last one.
        json.name("digits").value(certain != null && certain >= Words.EXACT ? null : certain);
        json.name("values").value(values);
        json.name("draws").value(draws);
    }

    private void at(Map<String, Formula> values) throws IOException {
        json.beginArray();
        for (Map.Entry<String, Formula> value : new TreeMap<>(values).entrySet()) {
            json.beginObject();
            json.name("name").value(Displayed.words(value.getKey()));
            json.name("value");
            formula(value.getValue());
            json.endObject();
        }
        json.endArray();
    }

    private void formula(Formula formula) throws IOException {
        if (formula == null) {
            json.nullValue();
            return;
        }
        Formula shown = Displayed.of(formula);
        json.beginObject();
        json.name("text").value(TextForm.of(shown));
        json.name("latex").value(LatexForm.of(shown));
        json.endObject();
    }

    // ---- numbers ----

    private void row(Row row) throws IOException {
        json.beginObject();
        json.name("parameters");
        sample(row.sample());
        json.name("formula");
        if (row.formula().isPresent()) {
            enclosure(row.formula().get());
        } else {
            json.nullValue();
        }
        json.name("measured");
        measured(row.measured());
        json.endObject();
    }

    private void sample(Sample sample) throws IOException {
        json.beginObject();
        for (Map.Entry<Variable, Rational> value : sample.values().entrySet()) {
            json.name(value.getKey().label()).value(value.getValue().toString());
        }
        json.endObject();
    }

    private void measured(Measured measured) throws IOException {
        json.beginObject();
        switch (measured) {
            case Measured.Exact exact -> {
                json.name("kind").value("exact");
                json.name("value").value(exact.value().toString());
            }
            case Measured.Enclosed enclosed -> {
                json.name("kind").value("enclosed");
                json.name("value");
                enclosure(enclosed.value());
            }
            case Measured.Sampled sampled -> {
                json.name("kind").value("sampled");
                json.name("mean").value(Double.toString(sampled.mean()));
                json.name("radius").value(Double.toString(sampled.radius()));
                json.name("draws").value(sampled.samples());
            }
            case Measured.Missing missing -> {
                json.name("kind").value("missing");
                json.name("reason").value(Displayed.words(missing.reason()));
            }
        }
        json.endObject();
    }

    private void enclosure(Enclosure value) throws IOException {
        if (!value.isKnown()) {
            json.nullValue();
            return;
        }
        json.beginArray();
        json.value(end(value.low().toRational(), RoundingMode.FLOOR));
        json.value(end(value.high().toRational(), RoundingMode.CEILING));
        json.endArray();
    }

    /** In decimal, rounded outward. */
    private String end(Rational value, RoundingMode mode) {
        BigDecimal quotient = new BigDecimal(value.numerator())
                .divide(new BigDecimal(value.denominator()), new MathContext(digits, mode));
        return quotient.signum() == 0 ? "0" : quotient.stripTrailingZeros().toString();
    }

    private void strings(List<String> values) throws IOException {
        json.beginArray();
        for (String value : values) {
            json.value(value);
        }
        json.endArray();
    }
}
