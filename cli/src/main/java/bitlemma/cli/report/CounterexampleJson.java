package bitlemma.cli.report;

import bitlemma.grammar.core.Site;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.grammar.source.Place;
import bitlemma.kernels.Trace;
import bitlemma.numbers.IntegerFormat;
import bitlemma.proofs.Counterexample;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The parts that JSON reports share: inputs, steps, values, places and times. */
public final class CounterexampleJson {
    private final JsonWriter json;

    /** @param json what the parts are written to */
    public CounterexampleJson(JsonWriter json) {
        this.json = json;
    }

    static String kind(Site site) {
        return site.kind().name().toLowerCase(Locale.ROOT);
    }

    /** The fields {@code file}, {@code line} and {@code column}. */
    public void place(Place place) throws IOException {
        json.name("file").value(place.source().name());
        json.name("line").value(place.line());
        json.name("column").value(place.column());
    }

    void counterexample(Optional<Counterexample> some) throws IOException {
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
            json.name("format").value(format(entry));
            value(entry.value(), entry.format());
            json.name("note").value(entry.note());
            json.endObject();
        }
        json.endArray();
        json.endObject();
    }

    /** What the bits of a step's value mean: a coded format, or a machine integer's; null where it has no bits. */
    private static String format(Trace.Entry entry) {
        Value value = entry.value() instanceof Value.Sequence sequence && !sequence.runs().isEmpty()
                ? sequence.runs().getFirst().element()
                : entry.value();
        return value instanceof Value.Coded coded
                ? coded.format().name()
                : entry.format().map(Object::toString).orElse(null);
    }

    void value(Value value, Optional<IntegerFormat> format) throws IOException {
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

    /** A time in seconds, to a thousandth. */
    public static String seconds(double seconds) {
        long thousandths = Math.round(seconds * 1000);
        return thousandths / 1000 + "."
                + Long.toString(1000 + thousandths % 1000).substring(1);
    }
}
