package bitlemma.kernels.compiled;

/** Says that a term cannot be compiled, or not by this way of compiling. */
final class NotCompilable extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotCompilable(String reason) {
        super(reason, null, false, false);
    }
}
