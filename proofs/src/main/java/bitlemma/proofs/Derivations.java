package bitlemma.proofs;

import bitlemma.grammar.core.Derivation;
import bitlemma.grammar.core.Derivation.Request;
import bitlemma.grammar.core.Program;
import bitlemma.symbolic.answer.Outcome;
import bitlemma.symbolic.answer.Result;
import bitlemma.symbolic.derive.Algebra;
import bitlemma.symbolic.derive.Deriver;
import bitlemma.symbolic.engine.SymjaEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Answers the derivations of programs on several threads, each with an algebra engine of its own. */
public final class Derivations implements AutoCloseable {
    /** Deep terms are walked by recursion; this stack holds the deepest that the parser accepts. */
    private static final long STACK = 1L << 29;

    /** Hears what happens while it happens; called from several threads, one call at a time. */
    public interface Listener {
        default void started(Program program, Derivation derivation, Request request) {}

        default void finished(Program program, Answered answered) {}
    }

    /**
     * What to answer and how long to try.
     *
     * @param timeout seconds for one request; zero for no limit
     * @param jobs threads
     * @param wanted which derivations to answer
     */
    public record Options(double timeout, int jobs, Predicate<Derivation> wanted) {}

    private record Task(Program program, Derivation derivation) {}

    private final Options options;
    private final Listener listener;
    private final List<DerivingThread> threads = new ArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("clock").factory());
    private volatile boolean stopped;

    public Derivations(Options options, Listener listener) {
        this.options = options;
        this.listener = listener;
        for (int i = 0; i < Math.max(1, options.jobs()); i++) {
            threads.add(new DerivingThread());
        }
    }

    /** Begins to load the algebra engine and returns at once: most answers need it, and it starts slowly. */
    public void warmUp() {
        threads.getFirst().engine.warmUp();
    }

    /** Answers all requests of the wanted derivations; the listener hears each, in the order of its derivation. */
    public void derive(List<Program> programs) {
        ConcurrentLinkedQueue<Task> queue = new ConcurrentLinkedQueue<>();
        for (Program program : programs) {
            program.derivations().stream()
                    .filter(options.wanted())
                    .forEach(derivation -> queue.add(new Task(program, derivation)));
        }
        List<DerivingThread> needed = threads.subList(0, Math.clamp(queue.size(), 1, threads.size()));
        ExecutorService pool = Executors.newFixedThreadPool(
                needed.size(), task -> new Thread(null, task, "deriver", STACK));
        List<Future<?>> running = new ArrayList<>();
        needed.forEach(thread -> running.add(pool.submit(() -> thread.work(queue))));
        pool.shutdown();
        for (Future<?> future : running) {
            try {
                future.get();
            } catch (InterruptedException e) {
                stop();
                Thread.currentThread().interrupt();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    /** Ends all work soon; what is answered stays. From any thread. */
    public void stop() {
        stopped = true;
        threads.forEach(DerivingThread::interrupt);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        threads.forEach(thread -> thread.engine.close());
    }

    /** One thread, its engine, and the request that it is at. */
    private final class DerivingThread implements Deriver.Listener {
        private final SymjaEngine engine = new SymjaEngine();
        private final Deriver deriver = new Deriver(new ExactEvaluation(), new Algebra(engine));
        private Task task;
        private Request request;
        private long start;
        private Future<?> alarm;
        /** Counts requests, so that an alarm that comes late does not end the next one. */
        private int turn;

        private Thread thread;
        private boolean timedOut;

        void work(ConcurrentLinkedQueue<Task> queue) {
            synchronized (this) {
                thread = Thread.currentThread();
            }
            try {
                for (task = queue.poll(); task != null && !stopped; task = queue.poll()) {
                    derive(task.derivation());
                }
            } finally {
                synchronized (this) {
                    thread = null;
                }
            }
        }

        /** A request whose time is over is answered so, and the ones after it are tried. */
        private void derive(Derivation derivation) {
            List<Request> left = derivation.requests();
            while (!left.isEmpty() && !stopped) {
                try {
                    deriver.derive(with(derivation, left), this);
                    return;
                } catch (CancellationException ended) {
                    if (stopped || !timedOut) {
                        return;
                    }
                    Thread.interrupted();
                    Outcome outcome = new Outcome.Open("its time of " + options.timeout() + " s was over");
                    tell(new Result(request, outcome, List.of(), 0, List.of()));
                    left = left.subList(left.indexOf(request) + 1, left.size());
                }
            }
        }

        private static Derivation with(Derivation whole, List<Request> requests) {
            return new Derivation(
                    whole.name(),
                    whole.parameters(),
                    whole.given(),
                    whole.variables(),
                    requests,
                    whole.place(),
                    whole.documentation());
        }

        @Override
        public void started(Request next) {
            synchronized (listener) {
                listener.started(task.program(), task.derivation(), next);
            }
            synchronized (this) {
                request = next;
                start = System.nanoTime();
                timedOut = false;
                int mine = ++turn;
                if (options.timeout() > 0) {
                    alarm = clock.schedule(
                            () -> alarm(mine), (long) (options.timeout() * 1000), TimeUnit.MILLISECONDS);
                }
            }
            if (stopped) {
                throw new CancellationException();
            }
        }

        private synchronized void alarm(int of) {
            if (of == turn) {
                timedOut = true;
                interrupt();
            }
        }

        synchronized void interrupt() {
            if (thread != null) {
                engine.cancel();
                thread.interrupt();
            }
        }

        /** What was found while it was being ended may lack its checks, and does not count. */
        @Override
        public void finished(Result result) {
            synchronized (this) {
                turn++;
                if (alarm != null) {
                    alarm.cancel(false);
                }
                if (stopped || timedOut) {
                    throw new CancellationException();
                }
            }
            tell(result);
        }

        private void tell(Result result) {
            double seconds = (System.nanoTime() - start) / 1e9;
            synchronized (listener) {
                listener.finished(task.program(), new Answered(task.derivation(), result, seconds));
            }
        }
    }
}
