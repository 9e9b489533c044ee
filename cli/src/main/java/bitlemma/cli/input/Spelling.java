package bitlemma.cli.input;

import java.util.Collection;
import java.util.Optional;

/** What a mistyped name may have been meant to be. */
public final class Spelling {
    private Spelling() {}

    /** The candidate that differs least from a name, where it differs little. */
    public static Optional<String> nearest(String name, Collection<String> candidates) {
        String best = null;
        int least = name.length() > 8 ? 4 : name.length() > 4 ? 3 : 2;
        for (String candidate : candidates) {
            int distance = distance(name, candidate);
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
