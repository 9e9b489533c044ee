package bitlemma.symbolic.engine;

import java.io.OutputStream;
import java.io.PrintStream;
import org.matheclipse.core.eval.EvalEngine;
import org.matheclipse.core.eval.exception.TimeoutException;
import org.matheclipse.core.interfaces.IExpr;

/**
 * Symja's evaluator for one question, with a count of the expressions that it begins to evaluate. The count does not
 * depend on the machine, so that the same question always ends in the same way. Nothing is printed.
 */
final class CountingEvaluator extends EvalEngine {
    private static final long serialVersionUID = 1;
    private static final int RECURSION_LIMIT = 512;
    private static final int ITERATION_LIMIT = 1000;
    private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

    private final long budget;
    private long steps;
    private volatile boolean cancelled;

    CountingEvaluator(long budget) {
        super("", RECURSION_LIMIT, ITERATION_LIMIT, NOWHERE, NOWHERE, false);
        setQuietMode(true);
        setFileSystemEnabled(false);
        this.budget = budget;
    }

    long steps() {
        return steps;
    }

    boolean spent() {
        return steps > budget || cancelled;
    }

    /** From any thread. */
    void cancel() {
        cancelled = true;
        setStopRequested(true);
    }

    /** Symja calls this once for each expression that it begins to evaluate. */
    @Override
    public synchronized void stackPush(IExpr expression) {
        super.stackPush(expression);
        steps++;
        if (spent()) {
            // So that Symja's own handlers of time-outs cannot go on.
            setStopRequested(true);
            throw TimeoutException.TIMED_OUT;
        }
    }
}
