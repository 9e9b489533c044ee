package bitlemma.cli;

/** Exit codes that commands share; those of a verification are in {@code Result.Status}. */
final class Exit {
    static final int GOOD = 0;
    static final int NOT_AS_STATED = 1;
    static final int UNKNOWN = 2;
    static final int INPUT_ERROR = 3;
    static final int FAULT = 4;

    private Exit() {}
}
