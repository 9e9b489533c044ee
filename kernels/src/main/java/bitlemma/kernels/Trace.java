package bitlemma.kernels;

import bitlemma.grammar.core.Site;
import bitlemma.grammar.core.Value;
import bitlemma.numbers.IntegerFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The intermediate values of one evaluation, in order. Of a reduction it keeps the first two rounds and the last: the
 * rounds between are counted and left out.
 */
public final class Trace {
    /**
     * One intermediate value.
     *
     * @param depth how many calls and reductions it is inside
     * @param site where it is computed
     * @param label the source text, or the name that is bound
     * @param value the value
     * @param format the machine format of the value, where it has one
     * @param note what happened on the way, as "wraps from 130"; empty where nothing did
     */
    public record Entry(
            int depth, Site site, String label, Value value, Optional<IntegerFormat> format, String note) {}

    private static final Trace NONE = new Trace(false);

    private final boolean recording;
    private final List<Entry> entries = new ArrayList<>();
    private int depth;

    private Trace(boolean recording) {
        this.recording = recording;
    }

    /** A trace that records. */
    public static Trace recording() {
        return new Trace(true);
    }

    /** A trace that records nothing. */
    public static Trace none() {
        return NONE;
    }

    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    boolean isRecording() {
        return recording;
    }

    void add(Site site, String label, Value value, IntegerFormat format, String note) {
        if (recording) {
            entries.add(new Entry(depth, site, label, value, Optional.ofNullable(format), note));
        }
    }

    void enter() {
        if (recording) {
            depth++;
        }
    }

    void leave() {
        if (recording) {
            depth--;
        }
    }

    int mark() {
        return entries.size();
    }

    /** Forgets the entries from {@code mark} on. */
    void forget(int mark) {
        if (recording) {
            entries.subList(mark, entries.size()).clear();
        }
    }
}
