package bitlemma.notebook.jupyter;

import bitlemma.notebook.answer.Answers;
import bitlemma.notebook.answer.CellError;
import bitlemma.notebook.session.Session;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Runs cells in threads of their own: they need deep stacks, and one that does not end although it was interrupted is
 * left behind, silent, so that the session stays usable.
 */
final class Worker {
    /** The parser and the checker walk deep terms by recursion. */
    private static final long STACK = 1L << 29;

    /** What a step of an interrupted cell may still take; a user waits for it. */
    private static final long GRACE_MILLISECONDS = 500;

    private final Session session;
    private final CompletableFuture<Void> never = new CompletableFuture<>();
    private volatile CompletableFuture<Void> interrupted = never;

    Worker(Session session) {
        this.session = session;
    }

    /**
     * Runs a cell and returns when it has ended, or soon after {@link #interrupt}.
     *
     * @throws CellError where the cell has mistakes or was interrupted
     */
    void run(int number, String text, Answers answers) throws CellError {
        CompletableFuture<Void> stop = new CompletableFuture<>();
        CompletableFuture<Void> done = new CompletableFuture<>();
        interrupted = stop;
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        session.run(number, text, answers);
                        done.complete(null);
                    } catch (Throwable e) {
                        done.completeExceptionally(e);
                    }
                },
                "cell " + number,
                STACK);
        thread.setDaemon(true);
        thread.start();
        try {
            CompletableFuture.anyOf(done, stop).get();
            // Where it is stopped: what was decided until then is still shown.
            done.get(GRACE_MILLISECONDS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | InterruptedException e) {
            throw new CellError("interrupted");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case CellError error -> throw error;
                case StackOverflowError error -> throw new CellError("the terms are too large: the stack overflows");
                case OutOfMemoryError error -> throw new CellError("the memory does not suffice");
                default ->
                    throw new CellError(
                            "this is a fault of Bitlemma, please report it: " + e.getCause() + at(e.getCause()));
            }
        } finally {
            interrupted = never;
        }
    }

    private static String at(Throwable e) {
        StackTraceElement[] at = e.getStackTrace();
        return at.length > 0 ? " at " + at[0] : "";
    }

    /** Asks something short that needs a deep stack. */
    <T> T ask(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        answer.complete(question.get());
                    } catch (Throwable e) {
                        answer.completeExceptionally(e);
                    }
                },
                "question",
                STACK);
        thread.setDaemon(true);
        thread.start();
        return answer.join();
    }

    /** Ends the cell that runs now, if one does. From any thread. */
    void interrupt() {
        CompletableFuture<Void> stop = interrupted;
        if (stop != never) {
            session.interrupt();
            stop.complete(null);
        }
    }
}
