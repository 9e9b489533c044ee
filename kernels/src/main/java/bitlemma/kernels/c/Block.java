package bitlemma.kernels.c;

import java.util.ArrayList;
import java.util.List;

/** Statements of C, line by line; inner blocks are indented where they are put in. */
final class Block {
    private static final int WIDTH = 116;

    private final List<String> lines = new ArrayList<>();

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** Appends a line. */
    Block line(String text) {
        lines.add(text);
        return this;
    }

    /** The same text with long lines broken, after commas or before operators. */
    String broken() {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            String indent =
                    line.substring(0, line.length() - line.stripLeading().length());
            String rest = line;
            while (rest.length() > WIDTH) {
                int at = breaking(rest, WIDTH);
                if (at <= 0) {
                    break;
                }
                text.append(rest.substring(0, at).stripTrailing()).append('\n');
                rest = indent + "        " + rest.substring(at).stripLeading();
            }
            text.append(rest).append('\n');
        }
        return text.toString();
    }

    private static int breaking(String text, int limit) {
        int start = text.length() - text.stripLeading().length();
        for (int i = limit; i > limit / 2; i--) {
            if (text.charAt(i) == ' ' && text.charAt(i - 1) == ',') {
                return i;
            }
        }
        for (int i = limit; i > start + 20; i--) {
            if (text.charAt(i) == ' ' && (text.charAt(i - 1) == ',' || "?:+-*&|=<>".indexOf(text.charAt(i + 1)) > 0)) {
                return i;
            }
        }
        return -1;
    }

    /** Appends another block, indented one level further. */
    Block inner(Block block) {
        block.lines.forEach(l -> lines.add(l.isEmpty() || l.startsWith("#") ? l : "    " + l));
        return this;
    }

    /** Appends another block at the same level. */
    Block append(Block block) {
        lines.addAll(block.lines);
        return this;
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + (lines.isEmpty() ? "" : "\n");
    }
}
