package bitlemma.grammar.format;

import bitlemma.grammar.parse.Concrete;

/**
 * A token with its rules of layout.
 *
 * @param spacing where it stands without a blank
 * @param indentation how far a line is indented that begins with it
 * @param comments how far a line is indented that begins with a comment before it
 */
record Piece(Concrete.Token token, Spacing spacing, Indentation indentation, Indentation comments) {
    /** On which of its sides a token stands without a blank. */
    enum Spacing {
        LOOSE,
        TIGHT_BEFORE,
        TIGHT_AFTER,
        TIGHT;

        boolean before() {
            return this == TIGHT_BEFORE || this == TIGHT;
        }

        boolean after() {
            return this == TIGHT_AFTER || this == TIGHT;
        }
    }

    /**
     * So many steps more than the line on which another piece stands.
     *
     * @param anchor the number of that piece; negative for the margin
     */
    record Indentation(int anchor, int steps) {
        static final Indentation MARGIN = new Indentation(-1, 0);
    }
}
