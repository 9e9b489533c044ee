package bitlemma.notebook.session;

import bitlemma.notebook.answer.Answer;
import bitlemma.notebook.answer.Answers;
import bitlemma.notebook.answer.CellError;

/** One cell while it runs: how others end it, and that it is silent afterwards. */
final class Run {
    private boolean stopped;
    private Runnable ending = () -> {};

    /** Says what ends the work that follows; it is called at once where the run is stopped already. */
    synchronized void ending(Runnable action) {
        ending = action;
        if (stopped) {
            action.run();
        }
    }

    synchronized void stop() {
        stopped = true;
        ending.run();
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    /** Shows an answer, unless the user does not want it any more. */
    synchronized void show(Answers answers, Answer answer) {
        if (!stopped) {
            answers.show(answer);
        }
    }

    /** Does something that must not happen after the run has ended. */
    synchronized void unlessStopped(Runnable action) throws CellError {
        check();
        action.run();
    }

    /** Throws a CellError where the run was stopped. */
    synchronized void check() throws CellError {
        if (stopped) {
            throw new CellError("interrupted");
        }
    }
}
