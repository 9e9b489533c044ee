package bitlemma.grammar.check;

/** Which of the two worlds an expression belongs to. */
enum World {
    /** Machine arithmetic: every operation fits, wraps or saturates. */
    KERNEL,
    /** Exact mathematics: a machine value is read as the number that it stands for. */
    EXACT
}
