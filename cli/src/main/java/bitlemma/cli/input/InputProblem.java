package bitlemma.cli.input;

/** Something that a user asked for and cannot have: ends the command with a message, a hint and exit code 3. */
public final class InputProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String hint;

    /** @param hint what to do about it; empty where that goes without saying */
    public InputProblem(String message, String hint) {
        super(message, null, false, false);
        this.hint = hint;
    }

    /** What to do about it; empty where that goes without saying. */
    public String hint() {
        return hint;
    }
}
