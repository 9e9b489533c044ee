package bitlemma.notebook.session;

import java.util.Optional;

/**
 * The word of a cell at which the cursor stands.
 *
 * @param text up to the cursor for a completion, whole for an explanation; may be empty for a completion
 * @param start the offset of its first character
 * @param owner the type before the dot before the word, as in {@code float<4, 3>.max}; empty where there is no dot
 * @param magic whether a percent sign at the start of a line stands before it
 */
record Word(String text, int start, Optional<String> owner, boolean magic) {
    /** The word that ends at an offset. */
    static Word before(String cell, int offset) {
        int start = offset;
        while (start > 0 && isPart(cell.charAt(start - 1))) {
            start--;
        }
        boolean magic = start > 0
                && cell.charAt(start - 1) == '%'
                && cell.substring(cell.lastIndexOf('\n', start - 1) + 1, start - 1).isBlank();
        return new Word(cell.substring(start, offset), start, owner(cell, start), magic);
    }

    /** The word that an offset is in or at. */
    static Word at(String cell, int offset) {
        int end = offset;
        while (end < cell.length() && isPart(cell.charAt(end))) {
            end++;
        }
        return before(cell, end);
    }

    /** What is called where an offset stands among the arguments of a call. */
    static Optional<Word> around(String cell, int offset) {
        int depth = 0;
        for (int i = offset - 1; i >= 0; i--) {
            char c = cell.charAt(i);
            depth += c == ')' ? 1 : c == '(' ? -1 : 0;
            if (depth < 0) {
                return Optional.of(before(cell, i));
            }
        }
        return Optional.empty();
    }

    private static boolean isPart(char c) {
        return Character.isUnicodeIdentifierPart(c);
    }

    private static Optional<String> owner(String cell, int start) {
        if (start == 0 || cell.charAt(start - 1) != '.') {
            return Optional.empty();
        }
        int end = start - 1;
        int from = end;
        if (from > 0 && cell.charAt(from - 1) == '>') {
            from = cell.lastIndexOf('<', from);
        }
        while (from > 0 && isPart(cell.charAt(from - 1))) {
            from--;
        }
        return from < 0 || from == end ? Optional.empty() : Optional.of(cell.substring(from, end));
    }
}
