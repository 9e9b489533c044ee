package bitlemma.grammar.check;

import bitlemma.grammar.diagnostics.Diagnostic;

/**
 * Ends the check of one statement or declaration. It never leaves this package: the checker records the diagnostic and
 * goes on with the next statement.
 */
final class Rejection extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Diagnostic diagnostic;

    /** @param diagnostic null where the mistake was reported already */
    Rejection(Diagnostic diagnostic) {
        super(null, null, false, false);
        this.diagnostic = diagnostic;
    }

    Diagnostic diagnostic() {
        return diagnostic;
    }
}
