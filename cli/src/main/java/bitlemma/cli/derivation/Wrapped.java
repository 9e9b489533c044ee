package bitlemma.cli.derivation;

import java.util.ArrayList;
import java.util.List;

/** Formulas that are too long for a line. */
final class Wrapped {
    private Wrapped() {}

    /** The text in lines of about so many characters, broken before signs between terms or sides, outer ones first. */
    static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > width) {
            int at = best(rest, width);
            if (at < 0) {
                break;
            }
            lines.add(rest.substring(0, at).stripTrailing());
            rest = rest.substring(at).strip();
        }
        lines.add(rest);
        return lines;
    }

    /** The last blank before the width at which the fewest brackets are open; negative where there is none. */
    private static int best(String text, int width) {
        int best = -1;
        int least = Integer.MAX_VALUE;
        int depth = 0;
        for (int i = 0; i < text.length() && (i <= width || best < 0); i++) {
            char c = text.charAt(i);
            depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
            boolean sign = c == ' '
                    && i > 0
                    && (text.startsWith(" + ", i)
                            || text.startsWith(" - ", i)
                            || text.startsWith(" == ", i)
                            || text.startsWith(" else ", i));
            // A break near the start would leave a short line.
            if (sign && depth <= least && i > width / 3) {
                least = depth;
                best = i;
            }
        }
        return best;
    }
}
