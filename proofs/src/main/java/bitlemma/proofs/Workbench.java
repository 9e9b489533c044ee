package bitlemma.proofs;

import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Program;
import bitlemma.grammar.core.Statement;
import bitlemma.verifier.ladder.Limits;
import bitlemma.verifier.Prover;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * Verifies programs: proves, replays, cross-checks, records. Kernels come first, so that claims can rest on their
 * safety; the verdicts do not depend on how many jobs run.
 */
public final class Workbench implements AutoCloseable {
    /** Deep terms are walked by recursion; this stack holds the deepest that the parser accepts. */
    private static final long STACK = 1L << 29;

    /** Hears what happens while it happens; called from several threads, one call at a time. */
    public interface Listener {
        default void started(Program program, Statement statement) {}

        /** All inputs of a statement are being run: so many are done, of so many. Heard often. */
        default void enumerating(Program program, Statement statement, long done, BigInteger all) {}

        default void finished(Program program, Result result) {}
    }

    /**
     * What to verify and how hard to try.
     *
     * @param limits work for each decision
     * @param timeout seconds for one statement; zero for no limit
     * @param jobs threads
     * @param recheck whether proofs are put to a second solver
     * @param wanted which statements to decide
     */
    public record Options(Limits limits, double timeout, int jobs, boolean recheck, Predicate<Statement> wanted) {}

    private final Options options;
    private final Listener listener;
    private final Replay replay;
    private final Set<Prover> provers = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("clock").factory());
    private volatile boolean stopped;

    public Workbench(Options options, Listener listener) {
        this(options, listener, Replay.compiled());
    }

    /** @param replay what evaluates every input that is shown, beside the exact evaluator */
    Workbench(Options options, Listener listener, Replay replay) {
        this.options = options;
        this.listener = listener;
        this.replay = replay;
    }

    /**
     * Decides everything that the programs state; results in the order of the statements, those not decided left out.
     */
    public List<List<Result>> verify(List<Program> programs) {
        List<Result[]> results = new ArrayList<>();
        programs.forEach(p -> results.add(new Result[p.statements().size()]));
        Set<Kernel> safe = ConcurrentHashMap.newKeySet();
        List<Task> kernels = new ArrayList<>();
        List<Task> others = new ArrayList<>();
        for (int p = 0; p < programs.size(); p++) {
            Program program = programs.get(p);
            for (int s = 0; s < program.statements().size(); s++) {
                Statement statement = program.statements().get(s);
                boolean kernel = statement instanceof Statement.Safety;
                if (kernel || options.wanted().test(statement)) {
                    (kernel ? kernels : others).add(new Task(program, statement, results.get(p), s));
                }
            }
        }
        // With --only, kernels that are not asked for are decided all the same where claims may rest on them.
        if (others.isEmpty()) {
            kernels.removeIf(t -> !options.wanted().test(t.statement()));
        }
        run(kernels, kernel -> false, safe);
        Set<Kernel> known = new HashSet<>(safe);
        run(others, known::contains, null);
        List<List<Result>> all = new ArrayList<>();
        for (Result[] one : results) {
            List<Result> decided = new ArrayList<>();
            for (Result result : one) {
                if (result != null && options.wanted().test(result.statement())) {
                    decided.add(result);
                }
            }
            all.add(decided);
        }
        return all;
    }

    private record Task(Program program, Statement statement, Result[] into, int index) {}

    private void run(List<Task> tasks, Predicate<Kernel> safe, Set<Kernel> proved) {
        ConcurrentLinkedQueue<Task> queue = new ConcurrentLinkedQueue<>(tasks);
        int jobs = Math.max(1, Math.min(options.jobs(), tasks.size()));
        ExecutorService threads = Executors.newFixedThreadPool(
                jobs, task -> new Thread(null, task, "prover", STACK));
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            running.add(threads.submit(() -> work(queue, safe, proved)));
        }
        threads.shutdown();
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

    private void work(ConcurrentLinkedQueue<Task> queue, Predicate<Kernel> safe, Set<Kernel> proved) {
        AtomicReference<Task> now = new AtomicReference<>();
        Prover prover = open(now);
        try {
            for (Task task = queue.poll(); task != null && !stopped; task = queue.poll()) {
                if (options.wanted().test(task.statement())) {
                    synchronized (listener) {
                        listener.started(task.program(), task.statement());
                    }
                }
                now.set(task);
                Prover current = prover;
                Optional<ScheduledFuture<?>> alarm = options.timeout() > 0
                        ? Optional.of(clock.schedule(
                                current::stop, (long) (options.timeout() * 1000), TimeUnit.MILLISECONDS))
                        : Optional.empty();
                Result result = new Decision(prover, safe, options.recheck(), replay).decide(task.statement());
                alarm.ifPresent(a -> a.cancel(false));
                if (prover.isStopped() && !stopped) {
                    close(prover);
                    prover = open(now);
                    if (result.status() == Result.Status.UNKNOWN) {
                        result = result.timedOut(options.timeout());
                    }
                }
                if (stopped && result.status() == Result.Status.UNKNOWN) {
                    break;
                }
                boolean isSafe = task.statement() instanceof Statement.Safety
                        && result.verdict().equals("proved");
                if (proved != null && isSafe) {
                    proved.add(((Statement.Safety) task.statement()).kernel());
                }
                task.into()[task.index()] = result;
                if (options.wanted().test(task.statement())) {
                    synchronized (listener) {
                        listener.finished(task.program(), result);
                    }
                }
            }
        } finally {
            close(prover);
        }
    }

    /** @param now what the thread of the prover is at */
    private Prover open(AtomicReference<Task> now) {
        CompiledSweeper sweeper = new CompiledSweeper((done, all) -> {
            Task task = now.get();
            if (options.wanted().test(task.statement())) {
                synchronized (listener) {
                    listener.enumerating(task.program(), task.statement(), done, all);
                }
            }
        });
        Prover prover = new Prover(new ExactJudge(), sweeper, options.limits());
        provers.add(prover);
        if (stopped) {
            prover.stop();
        }
        return prover;
    }

    private void close(Prover prover) {
        provers.remove(prover);
        prover.close();
    }

    /** Ends all work soon; what is decided stays. From any thread. */
    public void stop() {
        stopped = true;
        provers.forEach(Prover::stop);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
