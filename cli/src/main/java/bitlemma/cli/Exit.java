package bitlemma.cli;

/** Exit codes that commands share; those of a verification are in {@code Result.Status}. */
public final class Exit {
    public static final int GOOD = 0;
    public static final int NOT_AS_STATED = 1;
    public static final int UNKNOWN = 2;
    public static final int INPUT_ERROR = 3;
    public static final int FAULT = 4;

    private Exit() {}
}
