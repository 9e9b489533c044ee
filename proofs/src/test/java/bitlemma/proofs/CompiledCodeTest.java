package bitlemma.proofs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.grammar.check.Checker;
import bitlemma.grammar.core.Call;
import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Fits;
import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Let;
import bitlemma.grammar.core.Program;
import bitlemma.grammar.core.Proposition;
import bitlemma.grammar.core.Require;
import bitlemma.grammar.core.Saturate;
import bitlemma.grammar.core.Site;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Statement;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.grammar.core.Wrap;
import bitlemma.grammar.parse.Parser;
import bitlemma.grammar.source.SourceFile;
import bitlemma.kernels.Evaluator;
import bitlemma.kernels.Outcome;
import bitlemma.kernels.Trace;
import bitlemma.kernels.compiled.CompiledKernel;
import bitlemma.kernels.compiled.Sweep;
import bitlemma.kernels.interval.Interval;
import bitlemma.kernels.interval.Intervals;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Compiled kernels and sweeps on random small programs against plain evaluation of all their inputs. */
class CompiledCodeTest {
    private static final long FIRST = Long.getLong("bitlemma.compiled.first", 1);
    private static final long COUNT = Long.getLong("bitlemma.compiled.count", 800);
    private static final int MOST_INPUTS = 600;
    private static final long STEPS = 200_000;

    private int kernels;
    private int notCompiled;
    private int brokenRuns;
    private int values;
    private int sweeps;
    private int flatSweeps;
    private int failedSweeps;

    @Test
    void randomPrograms() {
        for (long seed = FIRST; seed < FIRST + COUNT; seed++) {
            String text = String.join("\n", RandomPrograms.declarations(seed));
            Optional<Program> program = Parser.parse(new SourceFile("random.lemma", text))
                    .module()
                    .flatMap(module -> Checker.check(module, List.of()).program());
            if (program.isPresent()) {
                try {
                    program.get().kernels().values().forEach(this::kernel);
                    program.get().statements().forEach(this::statement);
                } catch (RuntimeException | Error e) {
                    throw new AssertionError("seed " + seed + "\n" + text, e);
                }
            }
        }
        System.out.printf(
                "%d kernels, %d runs with a broken obligation; %d values in intervals;"
                        + " %d sweeps, %d of them flat, %d with a failure; %d not compiled%n",
                kernels, brokenRuns, values, sweeps, flatSweeps, failedSweeps, notCompiled);
        assertTrue(kernels > COUNT && brokenRuns > COUNT && values > 100 * COUNT && notCompiled < COUNT / 20);
        assertTrue(sweeps > COUNT && flatSweeps > COUNT / 2 && failedSweeps > COUNT / 4);
    }

    // ---- kernels ----

    private void kernel(Kernel kernel) {
        List<Map<Variable, Value>> inputs;
        try {
            inputs = Exhaustive.inputs(kernel.inputs(), MOST_INPUTS);
        } catch (Exhaustive.TooLarge e) {
            return;
        }
        intervals(kernel, inputs);
        Optional<CompiledKernel> compiled = CompiledKernel.compile(kernel);
        kernels++;
        if (compiled.isEmpty()) {
            notCompiled++;
            return;
        }
        for (Map<Variable, Value> input : inputs) {
            Outcome exact;
            try {
                exact = Evaluator.run(kernel, input, Trace.none(), STEPS);
            } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
                // Outside of the given, lengths need not agree.
                continue;
            }
            Outcome outcome = compiled.get().run(input);
            boolean same = switch (exact) {
                case Outcome.Returned returned -> returned.equals(outcome);
                case Outcome.Broken b -> outcome instanceof Outcome.Broken c && b.site().equals(c.site());
                case Outcome.TooLong tooLong -> true;
            };
            if (!same) {
                throw new AssertionError(kernel.name() + ": " + outcome + ", not " + exact + " on " + input);
            }
            brokenRuns += exact instanceof Outcome.Broken ? 1 : 0;
        }
    }

    // ---- intervals ----

    /** What the intervals of a kernel say of each place in the source. */
    private static final class Places {
        final Map<Site, Interval> values = new HashMap<>();
        final Set<Site> kept = new HashSet<>();
        final Set<Site> unkept = new HashSet<>();
        private final Set<Kernel> seen = new HashSet<>();
        private final Intervals intervals;

        Places(Kernel kernel) {
            intervals = Intervals.of(kernel);
            add(kernel.given());
            add(kernel.body());
        }

        private void add(Term whole) {
            Children.all(whole).forEach(term -> {
                switch (term) {
                    case Let t when t.site() != null ->
                        values.merge(t.site(), intervals.at(t.variable()), Interval::join);
                    case Fits t -> {
                        values.merge(t.site(), intervals.at(t.operand()), Interval::join);
                        (intervals.isKept(t) ? kept : unkept).add(t.site());
                    }
                    case Wrap t -> values.merge(t.site(), intervals.at(t), Interval::join);
                    case Saturate t -> values.merge(t.site(), intervals.at(t), Interval::join);
                    case Require t -> (intervals.isKept(t) ? kept : unkept).add(t.site());
                    case Call t -> {
                        Site given = new Site(Site.Kind.PRECONDITION, t.site().place());
                        (intervals.isKept(t) ? kept : unkept).add(given);
                        if (seen.add(t.kernel())) {
                            add(t.kernel().given());
                            add(t.kernel().body());
                        }
                    }
                    default -> {}
                }
            });
        }
    }

    /**
     * That all intermediate values are inside their intervals, and that no obligation breaks that is said to be kept.
     */
    private void intervals(Kernel kernel, List<Map<Variable, Value>> inputs) {
        Places places = new Places(kernel);
        for (Map<Variable, Value> input : inputs) {
            boolean given = Evaluator.evaluate(kernel.given(), input, Trace.none(), STEPS)
                            instanceof Outcome.Returned returned
                    && returned.value().equals(new Value.Truth(true));
            if (!given) {
                continue;
            }
            Trace trace = Trace.recording();
            if (Evaluator.run(kernel, input, trace, STEPS) instanceof Outcome.Broken broken
                    && places.kept.contains(broken.site())
                    && !places.unkept.contains(broken.site())) {
                throw new AssertionError(kernel.name() + ": " + broken + " on " + input);
            }
            for (Trace.Entry entry : trace.entries()) {
                Interval interval = places.values.get(entry.site());
                if (interval != null && entry.value() instanceof Value.Number number) {
                    values++;
                    if (!interval.contains(number.value().floor()) || !interval.contains(number.value().ceiling())) {
                        throw new AssertionError(
                                kernel.name() + ": " + entry + " is not in " + interval + " on " + input);
                    }
                }
            }
        }
    }

    // ---- sweeps ----

    private void statement(Statement statement) {
        switch (statement) {
            case Statement.Safety s -> sweep(Proposition.safety(s.kernel()));
            case Statement.Claim s -> sweep(s.proposition());
            case Statement.Threshold s -> {
                if (s.symbolic() != null) {
                    sweep(s.symbolic());
                }
            }
            case Statement.Extreme s -> {}
        }
    }

    private void sweep(Proposition proposition) {
        List<Sweep.Domain> domains = new ArrayList<>();
        BigInteger size = BigInteger.ONE;
        for (Variable variable : proposition.inputs()) {
            Sweep.Domain domain = domain(variable);
            if (domain == null) {
                return;
            }
            domains.add(domain);
            size = size.multiply(domain.high().subtract(domain.low()).add(BigInteger.ONE));
        }
        if (domains.isEmpty() || size.compareTo(BigInteger.valueOf(MOST_INPUTS)) > 0) {
            return;
        }
        Optional<Sweep> compiled = Sweep.compile(domains, proposition.given(), proposition.body());
        if (compiled.isEmpty()) {
            notCompiled++;
            return;
        }
        sweeps++;
        flatSweeps += compiled.get().isFlat() ? 1 : 0;
        Sweep.Result expected;
        try {
            expected = expected(domains, proposition);
        } catch (IndexOutOfBoundsException | ArithmeticException | Exhaustive.TooLarge e) {
            return;
        }
        Sweep.Result result = compiled.get().run(1, inputs -> {}, () -> false);
        if (!result.equals(expected)) {
            throw new AssertionError(proposition.name() + ": " + result + ", not " + expected);
        }
        failedSweeps += expected instanceof Sweep.Result.Fails ? 1 : 0;
    }

    private static Sweep.Domain domain(Variable variable) {
        return switch (variable.sort()) {
            case Sort.Machine machine ->
                new Sweep.Domain(variable, machine.format().min(), machine.format().max());
            case Sort.ExactInteger integer -> new Sweep.Domain(variable, BigInteger.valueOf(-6), BigInteger.valueOf(9));
            case Sort.Bool bool -> new Sweep.Domain(variable, BigInteger.ZERO, BigInteger.ONE);
            case Sort.ExactRational rational -> null;
            case Sort.Coded coded -> null;
            case Sort.Array array -> null;
        };
    }

    /** The result by evaluation of all inputs in the order that sweeps promise. */
    private static Sweep.Result expected(List<Sweep.Domain> domains, Proposition proposition) {
        List<Sweep.Domain> order = new ArrayList<>(domains);
        Sweep.Domain inner = domains.stream()
                .reduce((a, b) -> size(b) >= size(a) ? b : a)
                .orElseThrow();
        order.remove(inner);
        order.add(inner);
        long inputs = 0;
        long satisfying = 0;
        Map<Variable, Value> input = new HashMap<>();
        long total = domains.stream().mapToLong(CompiledCodeTest::size).reduce(1, (a, b) -> a * b);
        for (long i = 0; i < total; i++) {
            long rest = i;
            for (Sweep.Domain domain : order.reversed()) {
                long value = domain.low().longValue() + rest % size(domain);
                rest /= size(domain);
                Value one = domain.variable().sort() == Sort.BOOLEAN
                        ? new Value.Truth(value != 0)
                        : Value.Number.of(value);
                input.put(domain.variable(), one);
            }
            inputs++;
            Optional<Boolean> given = truth(proposition.given(), input);
            if (given.isEmpty()
                    || given.get() && !truth(proposition.body(), input).orElse(false)) {
                return new Sweep.Result.Fails(input);
            }
            satisfying += given.get() ? 1 : 0;
        }
        return new Sweep.Result.Holds(inputs, satisfying);
    }

    private static long size(Sweep.Domain domain) {
        return domain.high().subtract(domain.low()).longValue() + 1;
    }

    /** A truth value; empty where an obligation is broken. */
    private static Optional<Boolean> truth(Term term, Map<Variable, Value> input) {
        return switch (Evaluator.evaluate(term, input, Trace.none(), STEPS)) {
            case Outcome.Returned returned -> Optional.of(((Value.Truth) returned.value()).value());
            case Outcome.Broken broken -> Optional.empty();
            case Outcome.TooLong tooLong -> throw new Exhaustive.TooLarge();
        };
    }
}
