package bitlemma.cli;

import bitlemma.cli.report.Seconds;
import java.io.PrintStream;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** One line that says how far long work is, where somebody watches; gone before anything else is printed. */
final class Progress implements AutoCloseable {
    private static final long PATIENCE = 400;
    private static final long TICK = 200;
    private static final int WIDTH = 78;
    private static final String CLEAR = "\r\u001b[K";

    private final PrintStream err;
    private final int all;
    private final Map<String, Long> running = new LinkedHashMap<>();
    private final Map<String, String> enumerated = new HashMap<>();
    private int done;
    private boolean shown;
    private boolean closed;

    Progress(PrintStream err, int all) {
        this.err = err;
        this.all = all;
    }

    /** @param all how many statements there are */
    static Progress start(Terminal terminal, int all) {
        Progress progress = new Progress(terminal.err(), all);
        if (terminal.errIsTerminal()) {
            Thread.ofPlatform().daemon().name("progress").start(progress::tick);
        }
        return progress;
    }

    private void tick() {
        try {
            Thread.sleep(PATIENCE);
            while (draw()) {
                Thread.sleep(TICK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean draw() {
        if (closed) {
            return false;
        }
        String line = line();
        err.print(CLEAR + (line.length() > WIDTH ? line.substring(0, WIDTH - 3) + "..." : line));
        err.flush();
        shown = true;
        return true;
    }

    /** {@code 3/5 done, mul_is_right 12.5 s, 37 %, 2705829396 inputs left}. */
    synchronized String line() {
        StringBuilder line = new StringBuilder().append(done).append('/').append(all).append(" done");
        long now = System.nanoTime();
        running.forEach((name, since) -> line.append(", ")
                .append(name)
                .append(" ")
                .append(Seconds.of((now - since) / 1e9))
                .append(enumerated.getOrDefault(name, "")));
        return line.toString();
    }

    /** @param inputs how many of all inputs of a statement were run */
    synchronized void enumerating(String name, long inputs, BigInteger of) {
        BigInteger run = BigInteger.valueOf(inputs);
        BigInteger percent = run.multiply(BigInteger.valueOf(100)).divide(of);
        enumerated.put(name, ", " + percent + " %, " + of.subtract(run) + " inputs left");
    }

    synchronized void started(String name) {
        running.put(name, System.nanoTime());
    }

    synchronized void finished(String name) {
        running.remove(name);
        enumerated.remove(name);
        done++;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (shown) {
            err.print(CLEAR);
            err.flush();
        }
    }
}
