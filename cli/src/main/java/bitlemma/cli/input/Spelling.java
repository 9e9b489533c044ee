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

    /** Letters put in, left out, replaced, or swapped with the next one. */
    private static int distance(String a, String b) {
        int[][] table = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    table[i][j] = i + j;
                    continue;
                }
                int replaced = table[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                int least = Math.min(replaced, Math.min(table[i - 1][j], table[i][j - 1]) + 1);
                boolean swapped = i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1);
                table[i][j] = swapped ? Math.min(least, table[i - 2][j - 2] + 1) : least;
            }
        }
        return table[a.length()][b.length()];
    }
}
