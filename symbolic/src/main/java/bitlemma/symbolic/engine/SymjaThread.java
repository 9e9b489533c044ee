package bitlemma.symbolic.engine;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A thread for Symja, which recurses deeply and keeps its evaluator in a thread-local variable. It is a daemon: a
 * question that cannot be stopped does not keep the program alive.
 */
final class SymjaThread {
    private static final long STACK_BYTES = 512L << 20;
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final LinkedBlockingQueue<FutureTask<?>> questions = new LinkedBlockingQueue<>();
    private volatile boolean closed;
    private final Thread thread = new Thread(null, this::run, "symja", STACK_BYTES);

    SymjaThread() {
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!closed) {
            try {
                questions.take().run();
                // An interrupt was for the question that just ended.
                Thread.interrupted();
            } catch (InterruptedException late) {
                // It came after the end of its question, or closes the thread.
            }
        }
    }

    <T> FutureTask<T> begin(Callable<T> question) {
        FutureTask<T> task = new FutureTask<>(question);
        questions.add(task);
        return task;
    }

    /**
     * Waits for a task, and stops it after {@code limit} by {@code stop} and an interrupt. Throws TimeoutException
     * where it goes on nevertheless; this thread is then of no more use.
     */
    <T> T await(FutureTask<T> task, Duration limit, Runnable stop)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            stop.run();
            interrupt();
            return afterStop(task);
        } catch (InterruptedException cancelled) {
            stop.run();
            interrupt();
            throw cancelled;
        }
    }

    private <T> T afterStop(FutureTask<T> task) throws ExecutionException, InterruptedException, TimeoutException {
        try {
            return task.get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stuck) {
            thread.setPriority(Thread.MIN_PRIORITY);
            throw stuck;
        }
    }

    /** Ends polynomial arithmetic, which does not evaluate. */
    void interrupt() {
        thread.interrupt();
    }

    void close() {
        closed = true;
        interrupt();
    }
}
