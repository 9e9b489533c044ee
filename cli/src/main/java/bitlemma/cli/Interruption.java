package bitlemma.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What happens on Ctrl-C: the work is stopped, and what is known by then is printed. The virtual machine ends the
 * process with the signal's exit code, 130.
 */
final class Interruption implements AutoCloseable {
    private static final long GRACE_MILLISECONDS = 1500;

    private final Runnable stop;
    private final Consumer<Boolean> print;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupt, "interruption");
    private volatile boolean interrupted;
    private boolean printed;

    /**
     * @param stop ends the work soon
     * @param print prints what is known; hears whether the work was interrupted
     */
    Interruption(Runnable stop, Consumer<Boolean> print) {
        this.stop = stop;
        this.print = print;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void interrupt() {
        interrupted = true;
        stop.run();
        try {
            // A worker in the middle of a long step need not be waited for.
            if (!ended.await(GRACE_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                print();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Prints what is known, once. */
    synchronized void print() {
        if (!printed) {
            printed = true;
            print.accept(interrupted);
        }
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process ends already, and the hook runs.
        }
    }
}
