package bitlemma.grammar.diagnostics;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Which of the known words somebody may have meant. */
public final class Spelling {
    private Spelling() {}

    /** The candidate that differs least from a word, where one differs little. */
    public static Optional<String> nearest(String word, Stream<String> candidates) {
        int most = word.length() > 4 ? 2 : word.length() > 1 ? 1 : 0;
        return candidates
                .filter(candidate -> !candidate.equals(word)
                        && Math.abs(candidate.length() - word.length()) <= most
                        && distance(candidate, word) <= most)
                .min(Comparator.comparingInt((String candidate) -> distance(candidate, word))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** How many characters must be put in, left out, exchanged, or swapped with their neighbour. */
    private static int distance(String a, String b) {
        int[][] rows = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    rows[i][j] = i + j;
                    continue;
                }
                int exchanged = rows[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                rows[i][j] = Math.min(exchanged, Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
                boolean swapped = i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
                }
            }
        }
        return rows[a.length()][b.length()];
    }
}
