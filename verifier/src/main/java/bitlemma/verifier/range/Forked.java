package bitlemma.verifier.range;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;

/** A map that is cheap to copy: copies share their entries until one of them changes. */
final class Forked<K, V> {
    private Map<K, V> entries;
    private boolean shared;

    Forked() {
        entries = new HashMap<>();
    }

    private Forked(Map<K, V> entries) {
        this.entries = entries;
        this.shared = true;
    }

    /** The same entries, to be changed on their own. */
    Forked<K, V> fork() {
        shared = true;
        return new Forked<>(entries);
    }

    private Map<K, V> own() {
        if (shared) {
            entries = new HashMap<>(entries);
            shared = false;
        }
        return entries;
    }

    V get(K key) {
        return entries.get(key);
    }

    V getOrDefault(K key, V otherwise) {
        return entries.getOrDefault(key, otherwise);
    }

    boolean containsKey(K key) {
        return entries.containsKey(key);
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    Set<K> keys() {
        return entries.keySet();
    }

    void put(K key, V value) {
        own().put(key, value);
    }

    void merge(K key, V value, BinaryOperator<V> both) {
        own().merge(key, value, both);
    }

    void remove(K key) {
        if (entries.containsKey(key)) {
            own().remove(key);
        }
    }

    void removeKeys(Predicate<K> which) {
        if (entries.keySet().stream().anyMatch(which)) {
            own().keySet().removeIf(which);
        }
    }

    /** Takes over the entries of another map of which this one's are a part. */
    void take(Forked<K, V> that) {
        if (!that.isEmpty()) {
            own().putAll(that.entries);
        }
    }
}
