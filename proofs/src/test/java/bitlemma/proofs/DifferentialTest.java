package bitlemma.proofs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import bitlemma.grammar.check.Checker;
import bitlemma.grammar.core.And;
import bitlemma.grammar.core.ArrayOf;
import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Fold;
import bitlemma.grammar.core.ForAll;
import bitlemma.grammar.core.If;
import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Let;
import bitlemma.grammar.core.Not;
import bitlemma.grammar.core.Or;
import bitlemma.grammar.core.Program;
import bitlemma.grammar.core.Proposition;
import bitlemma.grammar.core.Repeat;
import bitlemma.grammar.core.Require;
import bitlemma.grammar.core.Statement;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.grammar.parse.Parser;
import bitlemma.grammar.source.SourceFile;
import bitlemma.numbers.Rational;
import bitlemma.verifier.Prover;
import bitlemma.verifier.arithmetic.ArithmeticEncoding;
import bitlemma.verifier.bitvector.BitvectorEncoding;
import bitlemma.verifier.goal.Fact;
import bitlemma.verifier.goal.Goal;
import bitlemma.verifier.goal.Goals;
import bitlemma.verifier.ladder.Limits;
import bitlemma.verifier.ladder.RungAccess;
import bitlemma.verifier.portfolio.SolverPool;
import bitlemma.verifier.portfolio.Solvers;
import bitlemma.verifier.range.Range;
import bitlemma.verifier.range.Ranges;
import bitlemma.verifier.verdict.Judge;
import bitlemma.verifier.verdict.Evidence;
import bitlemma.verifier.verdict.Question;
import bitlemma.verifier.rounding.ExactOperations;
import bitlemma.verifier.search.Inputs;
import bitlemma.verifier.search.Sweeper;
import bitlemma.verifier.search.Sweeps;
import bitlemma.verifier.solver.Answer;
import bitlemma.verifier.solver.Script;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every verdict on random small programs against plain evaluation of all their inputs: safety, claims, equivalences and
 * searches through the whole ladder (which is not allowed to enumerate), and every rung on its own on single goals.
 * Programs over coded formats are decided with compiled kernels, too; of them {@code bitlemma.differential.coded} is
 * the number.
 *
 * <p>A longer run is one command, and its first number may be any:
 *
 * <pre>mvn -pl proofs -am verify -Dtest=DifferentialTest -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dbitlemma.differential.first=1000000 -Dbitlemma.differential.count=500000</pre>
 *
 * A failure names the program's number, says what disagrees, and shows the program as small as it can be made.
 */
class DifferentialTest {
    private static final long FIRST = Long.getLong("bitlemma.differential.first", 1);
    private static final long COUNT = Long.getLong("bitlemma.differential.count", 6_200);
    private static final long CODED_COUNT = Long.getLong("bitlemma.differential.coded", 100);
    private static final int JOBS = Integer.getInteger("bitlemma.differential.jobs", 2);
    private static final long BUDGET = 300_000;
    /** Some hundred paths. */
    private static final long PATHS_BUDGET = 2_000_000;

    /** Programs over integers, or over floating-point and other coded formats. */
    private enum Suite {
        INTEGERS(1500, 40),
        CODED(1100, 2);

        private final int mostInputs;
        private final int manyPoints;

        Suite(int mostInputs, int manyPoints) {
            this.mostInputs = mostInputs;
            this.manyPoints = manyPoints;
        }

        int manyPoints() {
            return manyPoints;
        }

        int mostInputs() {
            return mostInputs;
        }

        List<String> declarations(long seed) {
            return this == INTEGERS ? RandomPrograms.declarations(seed) : CodedPrograms.declarations(seed);
        }
    }

    /** No enumeration: what is proved is proved by some other rung. */
    private static final Limits LIMITS = new Limits(BUDGET / 4, BUDGET, 0, 0, BigInteger.ZERO, 0);

    /** Solvers that are dear to start are asked about few goals. */
    private static final Map<RungAccess.Name, Integer> ONE_OF = new EnumMap<>(Map.ofEntries(
            Map.entry(RungAccess.Name.RANGES, 1),
            Map.entry(RungAccess.Name.CASES, 4),
            Map.entry(RungAccess.Name.LOCKSTEP, 2),
            Map.entry(RungAccess.Name.MEMBER, 2),
            Map.entry(RungAccess.Name.PATHS, 3),
            Map.entry(RungAccess.Name.LINEAR_Z3, 2),
            Map.entry(RungAccess.Name.NONLINEAR_Z3, 4),
            Map.entry(RungAccess.Name.BITS_BITWUZLA, 4),
            Map.entry(RungAccess.Name.BITS_Z3, 10),
            Map.entry(RungAccess.Name.LINEAR_CVC5, 30),
            Map.entry(RungAccess.Name.NONLINEAR_CVC5, 30),
            Map.entry(RungAccess.Name.BITS_CVC5, 40)));

    /** What was compared, for the report. */
    private static final class Tally {
        final Map<String, AtomicLong> counts = new TreeMap<>();

        synchronized void add(String what) {
            counts.computeIfAbsent(what, w -> new AtomicLong()).incrementAndGet();
        }

        synchronized long sum(String prefix) {
            return counts.entrySet().stream()
                    .filter(e -> e.getKey().startsWith(prefix))
                    .mapToLong(e -> e.getValue().get())
                    .sum();
        }
    }

    /** Says that a verdict is wrong. */
    private static final class Mismatch extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final String kind;

        Mismatch(String kind, String detail) {
            super(kind + ": " + detail);
            this.kind = kind;
        }
    }

    /** One worker: what belongs to one thread. */
    private static final class Worker implements AutoCloseable {
        private final Suite suite;
        private final Prover prover = new Prover(new ExactJudge(), new CompiledSweeper(), LIMITS);
        /** One that runs all inputs where it likes. */
        private final Prover sweeping = new Prover(new ExactJudge(), new CompiledSweeper(), Limits.of(BUDGET));
        private final SolverPool solvers = new SolverPool();
        private final Tally tally;
        /** Whether every goal is put to every rung. */
        private final boolean thorough;

        Worker(Suite suite, Tally tally, boolean thorough) {
            this.suite = suite;
            this.tally = tally;
            this.thorough = thorough;
        }

        @Override
        public void close() {
            prover.close();
            sweeping.close();
            solvers.close();
        }

        /** Compares everything about a text; false where it is no program. */
        boolean compare(String text, long seed) {
            Optional<Program> program = program(text);
            if (program.isEmpty()) {
                tally.add("rejected");
                return false;
            }
            tally.add("programs");
            Set<Kernel> safe = new HashSet<>();
            Random random = new Random(seed);
            for (Statement statement : program.get().statements()) {
                try {
                    if (compare(statement, safe, random)) {
                        safe.add(((Statement.Safety) statement).kernel());
                    }
                } catch (Exhaustive.TooLarge tooLarge) {
                    tally.add("too large");
                }
            }
            return true;
        }

        /** Whether a kernel was found to be safe. */
        private boolean compare(Statement statement, Set<Kernel> safe, Random random) {
            Set<Kernel> known = statement instanceof Statement.Safety ? Set.of() : Set.copyOf(safe);
            boolean sweeps = suite == Suite.CODED && random.nextInt(4) == 0;
            Result result = new Decision(sweeps ? sweeping : prover, known::contains, false).decide(statement);
            String verdict = result.verdict();
            switch (statement) {
                case Statement.Safety safety -> stated(Proposition.safety(safety.kernel()), result);
                case Statement.Claim claim -> stated(claim.proposition(), result);
                case Statement.Threshold threshold ->
                    found(Exhaustive.threshold(threshold, suite.mostInputs()), result);
                case Statement.Extreme extreme -> found(Exhaustive.extreme(extreme, suite.mostInputs()), result);
            }
            tally.add("statements " + statement.getClass().getSimpleName() + " " + verdict);
            switch (statement) {
                case Statement.Safety safety -> goals(Proposition.safety(safety.kernel()), known, random);
                case Statement.Claim claim -> goals(claim.proposition(), known, random);
                case Statement.Threshold threshold -> {}
                case Statement.Extreme extreme -> {}
            }
            return statement instanceof Statement.Safety && verdict.equals("proved");
        }

        private void stated(Proposition proposition, Result result) {
            Exhaustive.Count count = Exhaustive.count(proposition, suite.mostInputs());
            String right = count.inside() == 0 ? "vacuous" : count.holds() ? "proved" : "refuted";
            boolean vacuousSafely = count.inside() == 0 && result.verdict().equals("unknown");
            if (!result.verdict().equals(right) && !result.verdict().equals("unknown") && !vacuousSafely) {
                throw new Mismatch(
                        "verdict " + result.verdict() + " is " + right,
                        proposition.name() + ", " + count + ", " + result.message() + " " + result.evidence());
            }
            result.counterexample().ifPresent(example -> {
                Exhaustive.Stand stand = Exhaustive.stand(proposition, example.input());
                if (stand != Exhaustive.Stand.BROKEN && stand != Exhaustive.Stand.FALSE) {
                    throw new Mismatch("counterexample does not fail", proposition.name() + ", " + example.input());
                }
            });
        }

        private static void found(Exhaustive.Answer answer, Result result) {
            if (result.verdict().equals("unknown")) {
                return;
            }
            boolean value = answer.value() == null
                    || result.value().equals(Optional.of(answer.value()));
            if (!answer.verdicts().contains(result.verdict()) || !value) {
                throw new Mismatch(
                        "search " + result.verdict() + " is " + answer.verdicts(),
                        result.statement().name() + ", found " + result.value() + ", right is " + answer.value() + ", "
                                + result.message());
            }
        }

        // ---- each rung on its own ----

        private void goals(Proposition original, Set<Kernel> safe, Random random) {
            Question question = Question.of(original, prover.judge());
            if (question.obstacle().isPresent()) {
                tally.add("not lowered");
                return;
            }
            Proposition proposition = question.lowered();
            List<Map<Variable, Value>> inputs = Exhaustive.inputs(proposition.inputs(), suite.mostInputs());
            Exhaustive.Count count = Exhaustive.count(original, suite.mostInputs());
            if (suite == Suite.CODED) {
                swept(proposition, question.judge(), count);
                exactly(original, count);
            }
            List<Goal> goals = Goals.of(proposition, safe::contains);
            boolean all = true;
            int sampled = 0;
            for (Goal goal : goals) {
                boolean wanted = thorough || sampled < 4 && (goals.size() < 4 || random.nextInt(3) == 0);
                if (!wanted) {
                    continue;
                }
                sampled++;
                boolean holds = Exhaustive.holds(goal, inputs);
                all &= holds;
                rungs(goal, holds, proposition, question.judge(), random);
                if (thorough || random.nextInt(4) == 0) {
                    ranges(goal, inputs);
                }
                for (int i = thorough ? suite.manyPoints() : random.nextInt(2); i > 0; i--) {
                    points(goal, proposition, inputs, random);
                }
            }
            // Where every goal was looked at: together they are the proposition.
            if (sampled == goals.size()) {
                boolean whole = count.holds();
                tally.add("propositions");
                if (all != whole) {
                    throw new Mismatch(
                            all
                                    ? "the goals are weaker than the proposition"
                                    : "the goals are stronger than the proposition",
                            proposition.name());
                }
            }
        }

        /** Compiled kernels on all inputs. */
        private void swept(Proposition proposition, Judge judge, Exhaustive.Count count) {
            Optional<Sweeper.Run> run =
                    Sweeps.of(new Inputs(proposition), BigInteger.TWO.pow(20), new CompiledSweeper());
            if (run.isEmpty()) {
                tally.add("sweep none");
                return;
            }
            switch (run.get().run(() -> false)) {
                case Sweeper.Outcome.Holds holds -> {
                    tally.add("sweep holds");
                    if (!count.holds() || holds.inside() != count.inside()) {
                        throw new Mismatch("sweep " + holds.inside() + " hold", proposition.name() + ", " + count);
                    }
                }
                case Sweeper.Outcome.Fails fails -> {
                    tally.add("sweep fails");
                    if (judge.judge(proposition, fails.input()) != Judge.Judgement.FAILS) {
                        throw new Mismatch("sweep fails", proposition.name() + ", " + count + ", " + fails.input());
                    }
                }
                case Sweeper.Outcome.Stopped stopped -> throw new IllegalStateException("stopped");
            }
        }

        /** What follows from operations that round nothing; nothing is said of obligations. */
        private void exactly(Proposition proposition, Exhaustive.Count count) {
            Optional<Evidence> evidence = ExactOperations.prove(proposition, p -> prover.decide(p, k -> false));
            tally.add("exact operations " + (evidence.isPresent() ? "PROVED" : "OPEN"));
            if (evidence.isPresent() && count.fail() > 0) {
                throw new Mismatch("exact operations", proposition.name() + ", " + count);
            }
        }

        private void rungs(Goal goal, boolean holds, Proposition proposition, Judge judge, Random random) {
            for (RungAccess.Name name : ONE_OF.keySet()) {
                int oneOf = suite == Suite.CODED && name == RungAccess.Name.PATHS ? 1 : ONE_OF.get(name);
                if (!thorough && random.nextInt(oneOf) != 0) {
                    continue;
                }
                RungAccess.Result result;
                try {
                    long budget = name == RungAccess.Name.PATHS ? PATHS_BUDGET : BUDGET;
                    result = RungAccess.result(name, goal, proposition, judge, solvers, budget);
                } catch (IllegalStateException
                        | IllegalArgumentException
                        | ArithmeticException
                        | NullPointerException e) {
                    throw new Mismatch(
                            "fault in rung " + name,
                            e + " at " + List.of(e.getStackTrace()).subList(0, 8) + " " + goal);
                }
                tally.add("rung " + name + " " + result.came());
                boolean wrong = result.came() == RungAccess.Came.DISAGREEMENT
                        || result.came() == RungAccess.Came.PROVED && !holds;
                if (wrong) {
                    throw new Mismatch(
                            "rung " + name + " says " + result.came() + " of a goal that "
                                    + (holds ? "holds" : "fails"),
                            goal.site().map(s -> s.text() + " " + s.kind()).orElse("the statement") + " of "
                                    + proposition.name() + ": " + result.detail());
                }
                if (name == RungAccess.Name.RANGES
                        && result.came() == RungAccess.Came.PROVED
                        && !thorough
                        && random.nextInt(4) != 0) {
                    // What ranges decide is simplified away in all other readings.
                    return;
                }
            }
        }

        /** That the range of every term contains its values, wherever a goal's facts hold. */
        private void ranges(Goal goal, List<Map<Variable, Value>> inputs) {
            Ranges ranges = Ranges.of(goal);
            Map<Term, Range> terms = new IdentityHashMap<>();
            numbers(goal.conclusion(), terms, ranges);
            for (Fact fact : goal.facts()) {
                if (fact instanceof Fact.Define define && define.variable().sort().isNumber()) {
                    terms.put(define.variable(), ranges.of(define.variable()));
                }
            }
            for (Variable input : goal.inputs()) {
                if (input.sort().isNumber()) {
                    terms.put(input, ranges.of(input));
                }
            }
            tally.add("ranges");
            Exhaustive.points(
                    goal,
                    inputs,
                    point -> terms.forEach((term, range) -> {
                        Optional<Value> value = Exhaustive.value(term, point);
                        if (value.isPresent()
                                && value.get() instanceof Value.Number number
                                && !range.contains(number.value())) {
                            throw new Mismatch("range", term + " is " + number + ", not in " + range + " at " + point);
                        }
                    }));
        }

        /**
         * That the encodings admit what really happens: where a goal's facts hold, a script whose inputs are set to
         * theirs and whose goal is that a term does not have its value must have a model.
         */
        private void points(
                Goal goal, Proposition proposition, List<Map<Variable, Value>> inputs, Random random) {
            List<Map<Variable, Value>> chosen = new ArrayList<>();
            int[] seen = {0};
            Exhaustive.points(goal, inputs, point -> {
                if (chosen.isEmpty() || random.nextInt(++seen[0] + 1) == 0) {
                    chosen.clear();
                    chosen.add(new HashMap<>(point));
                }
            });
            if (chosen.isEmpty()) {
                return;
            }
            Map<Variable, Value> point = chosen.getFirst();
            Map<Term, Range> terms = new IdentityHashMap<>();
            numbers(goal.conclusion(), terms, new Ranges());
            List<Term> denied = new ArrayList<>();
            for (Term term : terms.keySet()) {
                if (!(term instanceof Constant)
                        && Exhaustive.value(term, point).orElse(null) instanceof Value.Number n) {
                    denied.add(new Compare(Compare.Relation.UNEQUAL, term, new Constant(n.value())));
                }
            }
            // Identity maps have no order that lasts.
            denied.sort(Comparator.comparing(t -> t.toString().replaceAll("#[0-9]+", "")));
            Term conclusion = goal.conclusion();
            Exhaustive.value(conclusion, point)
                    .ifPresent(v -> denied.add(v.equals(new Value.Truth(true)) ? new Not(conclusion) : conclusion));
            if (denied.isEmpty()) {
                return;
            }
            Goal question = goal.concluding(denied.get(random.nextInt(denied.size())));
            String how = switch (random.nextInt(4)) {
                case 0 -> admits(ArithmeticEncoding.of(question, ArithmeticEncoding.Products.ABSTRACT), point);
                case 1 -> admits(ArithmeticEncoding.of(question, ArithmeticEncoding.Products.EXACT), point);
                case 2 ->
                    BitvectorEncoding.of(question).map(e -> admits(e, point)).orElse("bits impossible");
                default ->
                    RungAccess.result(RungAccess.Name.RANGES, question, proposition, prover.judge(), solvers, BUDGET)
                                            .came()
                                    == RungAccess.Came.PROVED
                            ? "ranges exclude"
                            : "ranges admit";
            };
            tally.add("points " + how);
            if (how.contains("exclude")) {
                throw new Mismatch("point: " + how, question.conclusion() + " at " + point);
            }
        }

        private String admits(ArithmeticEncoding encoding, Map<Variable, Value> point) {
            if (encoding.isTrivial()) {
                return "algebra excludes";
            }
            StringBuilder pins = new StringBuilder();
            for (String name : encoding.script().constants()) {
                Rational probe = Rational.ONE;
                ArithmeticEncoding.Input none = encoding.input(Map.of(name, Rational.ZERO));
                ArithmeticEncoding.Input one = encoding.input(Map.of(name, probe));
                pinned(none.scalars(), one.scalars(), none.elements(), one.elements(), point)
                        .ifPresent(v -> pins.append("(assert (= ")
                                .append(name)
                                .append(' ')
                                .append(number(v))
                                .append("))\n"));
            }
            return answer(
                    "arithmetic",
                    encoding.script(),
                    pins,
                    random(pins) ? Solvers.Z3 : Solvers.CVC5,
                    encoding.isExact());
        }

        /** Mostly the solver that starts faster. */
        private static boolean random(CharSequence text) {
            return text.toString().hashCode() % 16 != 0;
        }

        private String admits(BitvectorEncoding encoding, Map<Variable, Value> point) {
            StringBuilder pins = new StringBuilder();
            for (String name : encoding.script().constants()) {
                Matcher width = Pattern.compile("declare-const " + Pattern.quote(name) + " \\(_ BitVec ([0-9]+)\\)")
                        .matcher(encoding.script().text());
                if (!width.find()) {
                    throw new IllegalStateException(name);
                }
                int bits = Integer.parseInt(width.group(1));
                pinned(
                                encoding.scalars(Map.of(name, Rational.ZERO)),
                                encoding.scalars(Map.of(name, Rational.ONE)),
                                encoding.elements(Map.of(name, Rational.ZERO)),
                                encoding.elements(Map.of(name, Rational.ONE)),
                                point)
                        .ifPresent(v -> {
                            String digits = v.mod(BigInteger.ONE.shiftLeft(bits)).toString(2);
                            pins.append("(assert (= ").append(name).append(" #b");
                            pins.append("0".repeat(bits - digits.length())).append(digits).append("))\n");
                        });
            }
            return answer(
                    "bits", encoding.script(), pins, random(pins) ? Solvers.BITWUZLA : Solvers.Z3, encoding.isExact());
        }

        private String answer(String theory, Script script, CharSequence pins, Solvers solver, boolean exact) {
            Script pinned = new Script(script.theory(), script.text() + pins, script.constants());
            return switch (solvers.ask(solver, pinned, BUDGET)) {
                case Answer.Sat sat -> theory + " admit" + (exact ? " exactly" : "");
                case Answer.Unsat unsat -> theory + " exclude";
                case Answer.Unknown unknown -> theory + " unknown";
            };
        }

        /** The value at a point of the input that a constant stands for: of the one that changes with it. */
        private static Optional<BigInteger> pinned(
                Map<Variable, Value> none,
                Map<Variable, Value> one,
                Map<Variable, Map<BigInteger, Value>> noElements,
                Map<Variable, Map<BigInteger, Value>> elements,
                Map<Variable, Value> point) {
            for (Variable variable : one.keySet()) {
                if (!one.get(variable).equals(none.get(variable)) && point.containsKey(variable)) {
                    return Optional.of(integer(point.get(variable)));
                }
            }
            for (Variable array : elements.keySet()) {
                for (BigInteger index : elements.get(array).keySet()) {
                    Value before = noElements.getOrDefault(array, Map.of()).get(index);
                    boolean changes = before != null && !before.equals(elements.get(array).get(index));
                    if (changes
                            && point.get(array) instanceof Value.Sequence sequence
                            && index.signum() >= 0
                            && index.compareTo(sequence.length()) < 0) {
                        return Optional.of(integer(sequence.get(index)));
                    }
                }
            }
            return Optional.empty();
        }

        private static BigInteger integer(Value value) {
            return switch (value) {
                case Value.Coded coded -> coded.code();
                case Value.Number number -> number.value().toIntegerExact();
                case Value.Truth truth -> truth.value() ? BigInteger.ONE : BigInteger.ZERO;
                case Value.Sequence sequence -> throw new IllegalStateException();
            };
        }

        private static String number(BigInteger value) {
            return value.signum() < 0 ? "(- " + value.negate() + ")" : value.toString();
        }

        /** The numbers that are computed on the way to a conclusion, outside of what is not always evaluated. */
        private static void numbers(Term term, Map<Term, Range> into, Ranges ranges) {
            boolean number = !(term instanceof Let)
                    && !(term instanceof Require)
                    && !(term instanceof Compare)
                    && !(term instanceof And)
                    && !(term instanceof Or)
                    && !(term instanceof Not)
                    && !(term instanceof Truth)
                    && !(term instanceof ArrayOf)
                    && !(term instanceof Repeat)
                    && !(term instanceof ForAll)
                    && !(term instanceof Variable v && !v.sort().isNumber());
            if (number) {
                into.put(term, ranges.of(term));
            }
            switch (term) {
                case Let t -> numbers(t.value(), into, ranges);
                case Require t -> numbers(t.condition(), into, ranges);
                case If t -> numbers(t.condition(), into, ranges);
                case And t -> numbers(t.left(), into, ranges);
                case Or t -> numbers(t.left(), into, ranges);
                case Fold t -> numbers(t.initial(), into, ranges);
                case ForAll t -> {}
                default -> Children.of(term).forEach(part -> numbers(part, into, ranges));
            }
        }
    }

    private static Optional<Program> program(String text) {
        Parser.Parsed parsed = Parser.parse(new SourceFile("random.lemma", text));
        return parsed.module().flatMap(m -> Checker.check(m, List.of()).program());
    }

    // ---- running ----

    /** A failing program and what is wrong with it. */
    private record Failure(long number, String detail, String text) {}

    @Test
    void verdictsAreWhatEvaluationOfAllInputsSays() throws Exception {
        Tally tally = new Tally();
        List<Failure> failures = run(Suite.INTEGERS, FIRST, COUNT, tally, 1);
        System.out.println("seeds: " + FIRST + " to " + (FIRST + COUNT - 1));
        tally.counts.forEach((what, n) -> System.out.println(what + ": " + n));
        for (Failure failure : failures) {
            fail("program " + failure.number() + ": " + failure.detail() + "\n\n" + failure.text());
        }
        if (COUNT >= 6_200) {
            assertTrue(tally.sum("statements") >= 20_000, "too few kernels and claims were compared");
        }
    }

    @Test
    void verdictsOnCodedFormatsAreWhatEvaluationOfAllInputsSays() throws Exception {
        Tally tally = new Tally();
        List<Failure> failures = run(Suite.CODED, FIRST, CODED_COUNT, tally, 1);
        System.out.println("seeds of coded formats: " + FIRST + " to " + (FIRST + CODED_COUNT - 1));
        tally.counts.forEach((what, n) -> System.out.println(what + ": " + n));
        for (Failure failure : failures) {
            fail("program " + failure.number() + ": " + failure.detail() + "\n\n" + failure.text());
        }
    }

    /** Each of these was proved once, or called a contradiction, and is neither. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                // The pattern of a negative number has no leading zeros.
                "kernel f(x: int3) -> int { leading_zeros(x) }\nclaim c(x: int3) given x < 0: f(x) == 0 and f(-1) == 0",
                "kernel f(x: int1) -> int { leading_zeros(x) }\nclaim c(x: int1): 1 == 0 or f(-1) == 1",
                // A choice depends on its condition's index: a sum of choices is no multiple of one of them.
                "claim c(a: uint2[K]) given 2 <= K <= 3: sum(k < K) (if a[k] > 1 then 1 else 0) != 1",
                "claim c(a: uint2[3], n: uint1): (sum(n <= k < 3) (if a[k] == 1 then 2 else 0)) != 2",
                // What an array argument obliges to is the caller's, used or not.
                "kernel f(a: int2[2]) -> int2 { 1 }\nclaim c(x: int3): f([x, 1]) <= 1",
                "kernel f(a: int2[2]) -> int2 { a[0] }\nclaim c(x: int3): f([x, 1]) <= 1",
                "kernel f(a: int2[K]) -> int2 given K <= 3 { 1 }\nclaim c(x: int in -4..3): f([x; 2]) <= 1",
                // One pair of operands in two formats.
                "kernel u(x: int3, y: int3) -> uint3 given x >= 0, y >= 0 { uint3(x) & uint3(y) }\n"
                        + "kernel v(x: int3, y: int3) -> int3 { x & y }\n"
                        + "claim c(x: int3, y: int3): (if x >= 0 and y >= 0 then u(x, y) else v(x, y)) >= 0",
                // A condition on some elements says nothing of the others, nor do its divisions.
                "claim c(a: int2[3], i: uint2) given i <= 2, forall(k < 2) (1 / a[k] <= 1): a[0] + a[2] != 0",
                "claim c(a: int1[3], n: uint1) given forall(k < n) (1 / a[k] < k): 1 != (sum(k < 3) (|a[k] + 1|))",
                // Reductions that are not evaluated keep no obligations.
                "unsafe kernel f(x: int3) -> int3 { sum(k < 3) x }\n"
                    + "claim c(x: int3) given x <= 0 or x > 1: (if x <= 0 then true else f(x) == sum(k < 3) (x + 0))",
                "unsafe kernel f(b: bool, x: uint4) -> int3 { (if ((forall(k in (-1)..4) (x < x)) or ((x >= x) == b))"
                        + " then (sum(k < 3) (int3(-4))) else ((int3(-3) >> uint2(2)) +% int3.of_bits(uint3(1)))) }\n"
                        + "claim c: (sum(k < 3) (f((f(true, 0) == 0), n))) < 0",
                // Where a sum saturates, the residue of what is added is lost.
                "unsafe kernel f(x: int3) -> int2 { int2(fold s: int2 = (-1) for k in 0..4 { s +| (s << 1) }) }",
                // A sum of fractions, or a rational number, is no integer.
                "claim c(n: uint1): sum(n <= k < 3) 1/4 <= 1/2",
                "claim c(n: uint1): sum(n <= k < 3) 1/4 != 3/4",
                // A given that breaks an obligation is not satisfied: no contradiction between engines.
                "unsafe kernel f(x: int2) -> int2 { [x, x, 1 / x][0] }\n"
                        + "claim c(a: int2[3], x: int2) given forall(k < 3) (a[k] > f(0) - 4): true",
                "claim c(a: int2[2]) given forall(k < 1) (a[k] != a[k]): true",
                // Residues that are known of an input do not make a fact superfluous.
                "unsafe kernel f(x: int3 in -4..2) -> int { if not (-3 <= x <= 1) then mod_floor(4, 0) else 0 }",
                // Elements that are truth values.
                "unsafe kernel f(a: bool[3]) -> bool { assert (fold s: bool = false for k in a { k })\n true }",
                // All elements of an array are evaluated, whichever is taken.
                "unsafe kernel f(x: uint1 in 1..1) -> uint3 { [{ let v: int2 = mod_trunc(0, 0)\n 3 }, 1, 0][x] }",
                // An element of an array of symbolic length that is written out.
                "kernel f(x: int2, n: int) -> int2 given 1 <= n <= 3 { let t = [x; n]\n t[0] }\nclaim c: f(x, n) == x",
                // What holds of a maximum in the end was not kept in between.
                "claim c(a: uint1[K]) given 1 <= K <= 3: 1 / (fold m: int = 1 for k < K { (if k == K - 1 "
                        + "then (if m == 0 then -1 else m) else (if a[k] == 0 then 0 else m)) }) + 0 * a[0] >= 0"
            })
    void formerMistakesStayMended(String text) {
        try (Worker worker = new Worker(Suite.INTEGERS, new Tally(), true)) {
            assertTrue(worker.compare(text, 1), "no program: " + text);
        }
    }

    /** Each of these was proved once, called a contradiction, or met with a fault. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                // A bit pattern that is no code is no input.
                "kernel f(x: ternary, y: ternary) -> ternary { x }\nclaim c: |f(x, y)| <= 1",
                "format book = codebook { width: 2, values: [2, -3/4, -5] }\n"
                        + "kernel f(x: book, y: posit<5, 2>) -> posit<5, 2> given |x| <= 2 { y }\n"
                        + "find m: max |f(x, y) - x| + x",
                // An operation on what is no number is no equation between numbers.
                "kernel f(x: float<2, 1>) -> float<2, 1> { x - float<2, 1>.inf }\nclaim c: f(x) == x",
                // The negative of a number need not be in the format.
                "kernel f(x: nf4) -> nf4 { -x }\nclaim c(x: nf4): f(x) == -x",
                "format u = float { exponent: 2, mantissa: 1, signed: false, infinities: false, nan: none }\n"
                        + "kernel f(x: u, y: u) -> u { -(x + y) }\nclaim c(x: u, y: u) given y == 0: f(x, y) == -x",
                // Rounding down and rounding up flush the same results to zero.
                "format f = float { exponent: 2, mantissa: 1, subnormals: flushed }\n"
                        + "kernel g(x: f, y: f) -> f { x - y }\n"
                        + "claim c(x: f, y: f) given y / 2 <= x, x <= 2 * y: g(x, y) == x - y",
                // Without mantissa bits a tie goes to the greater magnitude.
                "kernel f(x: float<2, 0>, y: float<2, 0>) -> float<2, 0> { x + y }\n"
                        + "claim c: is_finite(f(x, y)) => f(x, y) == f(y, x)\nclaim d: is_nan(f(1, 2))",
                // Changing the sign of an infinity that has no negative code obliges nobody to anything.
                "format f = float { exponent: 2, mantissa: 1, overflow: forbid }\nclaim c(x: f): |x| <= 8 or -x < 3",
                // A divisor stays one of which it has to be shown that it is not zero.
                "kernel f(x: float<2, 1>) -> float<2, 1> { x + x }\nclaim c: f(x) == x / x"
            })
    void formerMistakesOnCodedFormatsStayMended(String text) {
        try (Worker worker = new Worker(Suite.CODED, new Tally(), true)) {
            assertTrue(worker.compare(text, 1), "no program: " + text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claim m(a: ternary[K]) given K <= 3: (sum(k < K) a[k]) <= K\n"
                        + "claim n(a: ternary[K]) given K <= 3: (sum(k < K) a[k]) < K\n"
                        + "find g(a: ternary[3]): max (sum(k < 3) a[k] * a[k])",
                "kernel f(a: float<2, 0>[3]) -> float<2, 0> { fold s: float<2, 0> = 0 for x in a { max(s, x) } }\n"
                        + "claim c: is_finite(f(a)) => forall(k < 3) (a[k] <= f(a))",
                // What reads no number excludes the input, and only where it is read.
                "claim c(x: float<2, 1>, y: float<2, 1>) given not (x <= 1) or x < y: x > 1 or y > x\n"
                        + "claim d(x: float<2, 1>, y: float<2, 1>) given x <= 1 => y <= 1: y <= 1\n"
                        + "claim e(x: float<2, 1>, y: float<2, 1>) given is_nan(x) or x <= 1: is_finite(x)"
            })
    void arraysOfCodedValuesAndGivensThatReadThem(String text) {
        try (Worker worker = new Worker(Suite.CODED, new Tally(), true)) {
            assertTrue(worker.compare(text, 1), "no program: " + text);
        }
    }

    @Test
    void aBrokenRungIsNoticed() {
        String text = "unsafe kernel f(x: int3) -> int3 { x + 1 }\nclaim c(x: int3): f(x) == x + 1";
        Program program = program(text).orElseThrow();
        Proposition proposition =
                Proposition.safety(((Statement.Safety) program.statements().getFirst()).kernel());
        Goal goal = Goals.of(proposition, k -> false).getFirst();
        try (SolverPool solvers = new SolverPool()) {
            RungAccess.Result broken =
                    RungAccess.result(RungAccess.Name.BROKEN, goal, proposition, new ExactJudge(), solvers, BUDGET);
            assertEquals(RungAccess.Came.PROVED, broken.came());
            assertTrue(!Exhaustive.holds(goal, Exhaustive.inputs(proposition.inputs(), Suite.INTEGERS.mostInputs())));
        }
    }

    private static List<Failure> run(Suite suite, long first, long count, Tally tally, int most) throws Exception {
        AtomicLong next = new AtomicLong(first);
        ConcurrentLinkedQueue<Failure> failures = new ConcurrentLinkedQueue<>();
        ExecutorService threads =
                Executors.newFixedThreadPool(JOBS, task -> new Thread(null, task, "differential", 1L << 28));
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < JOBS; i++) {
            Callable<Void> work = () -> {
                try (Worker worker = new Worker(suite, tally, false)) {
                    for (long n = next.getAndIncrement();
                            n < first + count && failures.size() < most;
                            n = next.getAndIncrement()) {
                        List<String> declarations = suite.declarations(n);
                        String kind = kind(worker, declarations, n);
                        if (kind != null) {
                            List<String> small = shrink(worker, declarations, n, kind);
                            failures.add(new Failure(n, detail(worker, small, n), String.join("\n", small)));
                        }
                    }
                }
                return null;
            };
            running.add(threads.submit(work));
        }
        threads.shutdown();
        for (Future<?> future : running) {
            future.get();
        }
        return List.copyOf(failures);
    }

    /** What kind of mismatch a program has; null for none. */
    private static String kind(Worker worker, List<String> declarations, long n) {
        try {
            worker.compare(String.join("\n", declarations), n);
            return null;
        } catch (Mismatch mismatch) {
            return mismatch.kind;
        } catch (RuntimeException | StackOverflowError e) {
            return e.toString();
        }
    }

    private static String detail(Worker worker, List<String> declarations, long n) {
        try {
            worker.compare(String.join("\n", declarations), n);
            return "not there any more";
        } catch (Mismatch mismatch) {
            return mismatch.getMessage();
        } catch (RuntimeException | StackOverflowError e) {
            StackTraceElement[] at = e.getStackTrace();
            return e + (at.length > 0 ? " at " + at[0] + " " + at[Math.min(3, at.length - 1)] : "");
        }
    }

    // ---- making a failing program smaller ----

    private static List<String> shrink(Worker worker, List<String> declarations, long n, String kind) {
        List<String> current = new ArrayList<>(declarations);
        int attempts = 600;
        boolean smaller = true;
        while (smaller && attempts > 0) {
            smaller = false;
            for (int i = current.size() - 1; i >= 0 && !smaller; i--) {
                List<String> candidates = new ArrayList<>();
                candidates.add(null);
                candidates.addAll(smaller(current.get(i)));
                for (String candidate : candidates) {
                    List<String> other = new ArrayList<>(current);
                    if (candidate == null) {
                        other.remove(i);
                    } else {
                        other.set(i, candidate);
                    }
                    if (attempts-- <= 0) {
                        break;
                    }
                    // The same kind of mismatch, whatever goals are sampled.
                    if (kind.equals(kind(worker, other, n))) {
                        current = other;
                        smaller = true;
                        break;
                    }
                }
            }
        }
        return current;
    }

    /** The text with one bracketed part replaced by something inside of it, or by a literal; long parts first. */
    private static List<String> smaller(String text) {
        List<int[]> groups = new ArrayList<>();
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '(' || text.charAt(i) == '{') {
                open.add(i);
            } else if ((text.charAt(i) == ')' || text.charAt(i) == '}') && !open.isEmpty()) {
                groups.add(new int[] {open.removeLast(), i + 1});
            }
        }
        groups.sort((a, b) -> Integer.compare(b[1] - b[0], a[1] - a[0]));
        List<String> candidates = new ArrayList<>();
        // Conditions of a given, and lines of a block.
        for (String part : new String[] {
            " given [^{:]*(?=[{:])", "\n *let [^\n]*", "\n *assert [^\n]*", " in \\S+\\.\\.\\S+(?=[,)])"
        }) {
            String without = text.replaceFirst(part, " ");
            if (!without.equals(text)) {
                candidates.add(without);
            }
        }
        for (int[] group : groups) {
            String before = text.substring(0, group[0]);
            String after = text.substring(group[1]);
            // A call's name goes with its arguments.
            String bare = before.replaceFirst("[a-z_A-Z0-9.]+$", "");
            for (String literal : List.of("0", "1", "true")) {
                if (group[1] - group[0] > 3) {
                    candidates.add(before + literal + after);
                    if (!bare.equals(before)) {
                        candidates.add(bare + literal + after);
                    }
                }
            }
            for (int[] inner : groups) {
                if (inner[0] > group[0] && inner[1] < group[1]) {
                    candidates.add(before + text.substring(inner[0], inner[1]) + after);
                    candidates.add(bare + text.substring(inner[0], inner[1]) + after);
                }
            }
        }
        return candidates;
    }
}
