package bitlemma.symbolic.engine;

import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Formula;
import edu.jas.kern.PreemptStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import org.matheclipse.core.basic.Config;
import org.matheclipse.core.eval.EvalEngine;
import org.matheclipse.core.eval.exception.RecursionLimitExceeded;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.expression.S;
import org.matheclipse.core.interfaces.IAST;
import org.matheclipse.core.interfaces.IExpr;
import org.matheclipse.core.interfaces.ISymbol;

/**
 * Symja. Each question has an evaluator of its own, so that no question depends on earlier ones, and is answered on a
 * thread of its own.
 */
public final class SymjaEngine implements AlgebraEngine {
    /** More than what Symja solves takes; one to six seconds. */
    public static final long DEFAULT_STEPS = 2_000_000;

    /** For work that Symja does without counting, such as the factors of great polynomials. */
    private static final Duration LAST_RESORT = Duration.ofSeconds(30);

    /** Greater numbers and polynomials than any closed form that is worth reading. */
    private static final int GREATEST_BITS = 1 << 20;

    private static final int GREATEST_DEGREE = 1000;

    private final long budget;
    private final Duration lastResort;
    private volatile SymjaThread thread;
    private volatile CountingEvaluator current;
    private volatile boolean cancelled;

    /** With the budget {@link #DEFAULT_STEPS}. */
    public SymjaEngine() {
        this(DEFAULT_STEPS);
    }

    /** @param budget how many evaluation steps a question may take */
    public SymjaEngine(long budget) {
        this(budget, LAST_RESORT);
    }

    SymjaEngine(long budget, Duration lastResort) {
        this.budget = budget;
        this.lastResort = lastResort;
        configure();
    }

    /** Symja reads these when its classes are initialized, so they come first. */
    private static void configure() {
        Config.TIMECONSTRAINED_NO_THREAD = true;
        // No threads in its polynomial arithmetic, and the rules of integration are loaded by the first integral.
        Config.JAS_NO_THREADS = true;
        Config.FILESYSTEM_ENABLED = false;
        Config.MAX_BIT_LENGTH = GREATEST_BITS;
        Config.MAX_POLYNOMIAL_DEGREE = GREATEST_DEGREE;
        // Its loggers find no back end and say so on stderr.
        System.setProperty(
                "log4j2.loggerContextFactory", "org.apache.logging.log4j.simple.SimpleLoggerContextFactory");
        System.setProperty("org.apache.logging.log4j.simplelog.level", "OFF");
        System.setProperty("slf4j.internal.verbosity", "ERROR");
    }

    /** Begins to load Symja and its rules of integration, and returns at once. */
    public void warmUp() {
        thread().begin(() -> {
            CountingEvaluator evaluator = new CountingEvaluator(Long.MAX_VALUE);
            EvalEngine.setReset(evaluator);
            ISymbol x = F.Dummy("bl1000");
            return evaluator.evaluate(F.Integrate(F.Power(F.Plus(F.C1, x), F.CN1), x));
        });
    }

    @Override
    public Answer<Formula> antiderivative(Formula body, String variable, Assumptions assumptions) {
        return one(Set.of(variable), assumptions, true, question -> {
            IExpr integrand = question.expression(body);
            return F.Integrate(integrand, question.symbol(variable));
        });
    }

    @Override
    public Answer<Formula> integral(Formula body, String variable, Formula low, Formula high, Assumptions assumptions) {
        return one(Set.of(variable), assumptions, false, question -> {
            IExpr integrand = question.expression(body);
            return F.Integrate(integrand, range(question, variable, low, high));
        });
    }

    @Override
    public Answer<Formula> sum(Formula term, String index, Formula low, Formula high, Assumptions assumptions) {
        return one(Set.of(index), assumptions, false, question -> {
            IExpr summand = question.expression(term);
            return F.Sum(summand, range(question, index, low, high));
        });
    }

    @Override
    public Answer<Formula> limit(
            Formula body, String variable, Formula point, boolean fromAbove, Assumptions assumptions) {
        return one(Set.of(variable), assumptions, false, question -> {
            IExpr function = question.expression(body);
            IExpr to = F.Rule(question.symbol(variable), question.expression(point));
            return point instanceof Formula.Infinity
                    ? F.Limit(function, to)
                    : F.Limit(function, to, F.Rule(S.Direction, fromAbove ? F.CN1 : F.C1));
        });
    }

    @Override
    public Answer<Formula> series(Formula body, String variable, Formula point, int order, Assumptions assumptions) {
        return one(Set.of(variable), assumptions, false, question -> {
            IExpr function = question.expression(body);
            IExpr about = F.List(question.symbol(variable), question.expression(point), F.ZZ(order));
            return F.unaryAST1(S.Normal, F.Series(function, about));
        });
    }

    @Override
    public Answer<List<Formula>> solve(Formula body, String variable, Assumptions assumptions) {
        return ask(
                Set.of(variable),
                assumptions,
                question -> {
                    IExpr left = question.expression(body);
                    return F.Solve(F.Equal(left, F.C0), question.symbol(variable));
                },
                (question, result) -> roots(question, result, assumptions));
    }

    @Override
    public Answer<Formula> simplify(Formula formula, Assumptions assumptions) {
        return one(Set.of(), assumptions, false, question -> {
            IExpr expression = question.expression(formula);
            IExpr facts = question.facts(assumptions);
            return facts == null ? F.Simplify(expression) : F.Simplify(expression, facts);
        });
    }

    @Override
    public Answer<Formula> factor(Formula formula) {
        return one(Set.of(), Assumptions.NONE, false, question -> F.Factor(question.expression(formula)));
    }

    @Override
    public Answer<Formula> together(Formula formula) {
        return one(Set.of(), Assumptions.NONE, false, question -> F.Together(question.expression(formula)));
    }

    @Override
    public Answer<Formula> expand(Formula formula) {
        return one(Set.of(), Assumptions.NONE, false, question -> F.Expand(question.expression(formula)));
    }

    @Override
    public Answer<Formula> apart(Formula formula, String variable) {
        return one(Set.of(), Assumptions.NONE, false, question -> {
            IExpr fraction = question.expression(formula);
            return F.Apart(fraction, question.symbol(variable));
        });
    }

    @Override
    public void cancel() {
        cancelled = true;
        CountingEvaluator evaluator = current;
        SymjaThread running = thread;
        if (evaluator != null && running != null) {
            evaluator.cancel();
            running.interrupt();
        }
    }

    @Override
    public synchronized void close() {
        if (thread != null) {
            cancel();
            thread.close();
            thread = null;
        }
    }

    private static IAST range(ToSymja question, String variable, Formula low, Formula high)
            throws ToSymja.NotSayable {
        IExpr symbol = question.symbol(variable);
        return F.List(symbol, question.expression(low), question.expression(high));
    }

    private static List<Formula> roots(ToSymja question, IExpr result, Assumptions assumptions)
            throws FromSymja.NotSayable {
        if (!result.isList()) {
            throw new FromSymja.NotSayable(result.head().toString());
        }
        Set<Formula> roots = new LinkedHashSet<>();
        for (IExpr solution : (IAST) result) {
            if (!solution.isList() || ((IAST) solution).argSize() != 1 || !((IAST) solution).arg1().isRule()) {
                throw new FromSymja.NotSayable("a solution with conditions");
            }
            IExpr root = principal(((IAST) solution).arg1().second());
            if (root.isFree(part -> part.isComplex(), false)) {
                roots.add(new FromSymja(question, assumptions, false).formula(root));
            }
        }
        return new ArrayList<>(roots);
    }

    /** Of solutions that differ by multiples of a period, most of them complex, the one with none added. */
    private static IExpr principal(IExpr root) {
        if (!root.isAST(S.ConditionalExpression, 3)) {
            return root;
        }
        IExpr without = root.first().replaceAll(part -> part.isAST(S.C, 2) ? F.C0 : F.NIL);
        return without.isPresent() ? EvalEngine.get().evaluate(without) : root;
    }

    /** What Symja is to evaluate. */
    private interface Asking {
        IExpr expression(ToSymja question) throws ToSymja.NotSayable;
    }

    private interface Reading<T> {
        T read(ToSymja question, IExpr result) throws FromSymja.NotSayable;
    }

    private Answer<Formula> one(Set<String> active, Assumptions assumptions, boolean upToConstant, Asking asking) {
        return ask(active, assumptions, asking, (question, result) ->
                new FromSymja(question, assumptions, upToConstant).formula(result));
    }

    private synchronized <T> Answer<T> ask(
            Set<String> active, Assumptions assumptions, Asking asking, Reading<T> reading) {
        CountingEvaluator evaluator = new CountingEvaluator(budget);
        cancelled = false;
        current = evaluator;
        SymjaThread here = thread();
        FutureTask<Answer<T>> task = here.begin(() -> answer(evaluator, active, assumptions, asking, reading));
        try {
            return here.await(task, lastResort, evaluator::cancel);
        } catch (ExecutionException broken) {
            return new Answer.Failed<>("Symja broke down: " + broken.getCause());
        } catch (TimeoutException stuck) {
            thread = null;
            return new Answer.OutOfBudget<>("it took more than " + lastResort.toMillis() + " ms");
        } catch (CancellationException | InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Answer.OutOfBudget<>("it was cancelled");
        } finally {
            current = null;
        }
    }

    private <T> Answer<T> answer(
            CountingEvaluator evaluator,
            Set<String> active,
            Assumptions assumptions,
            Asking asking,
            Reading<T> reading) {
        EvalEngine.setReset(evaluator);
        // Symja's initialization forbids it: that interrupts end polynomial arithmetic.
        PreemptStatus.setAllow();
        try {
            ToSymja question = new ToSymja(active);
            IExpr expression = asking.expression(question);
            IExpr facts = question.facts(assumptions);
            if (facts != null) {
                evaluator.setAssumptions(org.matheclipse.core.eval.util.Assumptions.getInstance(facts));
            }
            IExpr result = evaluator.evaluate(expression);
            return evaluator.spent() ? outOfBudget() : new Answer.Found<>(reading.read(question, result));
        } catch (ToSymja.NotSayable unsayable) {
            return new Answer.Failed<>(unsayable.getMessage());
        } catch (FromSymja.NotSayable unsayable) {
            return new Answer.Unevaluated<>(unsayable.getMessage());
        } catch (org.matheclipse.core.eval.exception.TimeoutException stopped) {
            return outOfBudget();
        } catch (RecursionLimitExceeded deep) {
            return new Answer.OutOfBudget<>("it recursed too deeply");
        } catch (StackOverflowError deep) {
            return new Answer.OutOfBudget<>("it recursed too deeply");
        } catch (OutOfMemoryError large) {
            return new Answer.OutOfBudget<>("it took more memory than there is");
        } catch (RuntimeException | LinkageError broken) {
            // A linkage error names a library that Symja has and this program leaves out.
            return evaluator.spent() ? outOfBudget() : new Answer.Failed<>("Symja broke down: " + broken);
        } finally {
            EvalEngine.remove();
        }
    }

    private <T> Answer<T> outOfBudget() {
        return new Answer.OutOfBudget<>(
                cancelled ? "it was cancelled" : "it took more than " + budget + " evaluation steps");
    }

    private synchronized SymjaThread thread() {
        if (thread == null) {
            thread = new SymjaThread();
        }
        return thread;
    }
}
