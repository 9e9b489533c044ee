package bitlemma.proofs;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import bitlemma.grammar.core.Variable;
import bitlemma.numbers.Rational;
import bitlemma.symbolic.answer.Outcome;
import bitlemma.symbolic.answer.Result;
import bitlemma.symbolic.answer.Standing;
import bitlemma.symbolic.enclosure.Enclosure;
import bitlemma.symbolic.enclosure.Evaluation;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Substitute;
import bitlemma.symbolic.formula.TextForm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random derivations beside plain sums over nodes in double arithmetic, which share no code with the answers. A closed
 * form must be near the sum; stated as an expectation it must not be refuted, and with an error added not be proved.
 * For a long run: {@code -Dderivation.fuzz.seed=N -Dderivation.fuzz.count=N}.
 */
class DerivationFuzzTest {
    private static final long SEED = Long.getLong("derivation.fuzz.seed", 20);
    private static final int COUNT = Integer.getInteger("derivation.fuzz.count", 8);
    private static final boolean SHOW = Boolean.getBoolean("derivation.fuzz.show");
    private static final double C = 0.375;
    private static final int M = 3;

    /** A function of the random variables, as text and as a function of their values. */
    private record Expression(String text, Function value) {}

    private interface Function {
        double at(double[] x);
    }

    private record Truth(String text, Event holds) {}

    private interface Event {
        boolean at(double[] x);
    }

    /** A distribution as values with weights. */
    private record Nodes(String text, double[] values, double[] weights, double step) {}

    @Test
    void closedFormsAreNearPlainSums() {
        int answered = 0;
        try (DerivedText derived = new DerivedText()) {
            for (long seed = SEED; seed < SEED + COUNT; seed++) {
                answered += one(derived, seed) ? 1 : 0;
            }
        }
        assertTrue(answered > 0, "no derivation was answered");
    }

    private static boolean one(DerivedText derived, long seed) {
        Random random = new Random(seed * 7919);
        int count = 1 + random.nextInt(2);
        boolean small = count > 1;
        List<Nodes> variables = new ArrayList<>();
        StringBuilder text = new StringBuilder("derive fuzz {\n    given c: real in 0..1\n    given m in 1..12\n");
        for (int i = 0; i < count; i++) {
            Nodes nodes = distribution(random, small ? 500 : 40_000);
            variables.add(nodes);
            text.append("    x").append(i).append(" ~ ").append(nodes.text).append("\n");
        }
        Expression value = expression(random, count, 2);
        Truth given = random.nextInt(3) == 0 ? truth(random, count) : new Truth("", x -> true);
        String condition = given.text.isEmpty() ? "" : " given " + given.text;
        Truth event = truth(random, count);
        int kind = random.nextInt(4);
        String request =
                switch (kind) {
                    case 0, 1 -> "E[" + value.text + condition + "]";
                    case 2 -> "P[" + event.text + condition + "]";
                    default -> "Var[" + value.text + condition + "]";
                };
        double plain = plain(variables, kind, value, given, event);
        double step = variables.stream().mapToDouble(Nodes::step).max().orElse(0);
        String source = text + "    find " + request + "\n}\n";
        long start = System.nanoTime();
        Optional<List<Result>> results = derived.of(source);
        if (SHOW) {
            System.out.println(seed + " " + (System.nanoTime() - start) / 1_000_000 + " ms " + request + " "
                    + results.map(r -> r.getFirst().outcome().toString()).orElse("errors") + " plain " + plain);
        }
        if (results.isEmpty()) {
            return false;
        }
        Outcome outcome = results.get().getFirst().outcome();
        if (outcome instanceof Outcome.Fault fault) {
            fail("seed " + seed + ": a fault, " + fault + "\n" + source);
        }
        if (!(outcome instanceof Outcome.Closed(Formula formula, Map<String, Formula> at, Standing standing))) {
            return false;
        }
        Map<String, Formula> numbers =
                Map.of("c", Formulas.number(Rational.of(3, 8)), "m", Formulas.number(M));
        Optional<Enclosure> here = Evaluation.of(Substitute.apply(formula, numbers), Map.of(), 100);
        if (here.isEmpty()) {
            return false;
        }
        double found = middle(here.get());
        double tolerance = (1e-6 + 6 * step) * (1 + Math.abs(plain) + spread(variables, value));
        if (!Double.isNaN(plain) && !(Math.abs(found - plain) <= tolerance)) {
            fail("seed " + seed + ": " + TextForm.of(formula) + " is " + found + " and the plain sum " + plain + " ("
                    + standing + ")\n" + source);
        }
        stated(derived, seed, text.toString(), request, TextForm.of(formula));
        return true;
    }

    private static void stated(DerivedText derived, long seed, String head, String request, String formula) {
        String same = head + "    expect " + request + " == " + formula + "\n}\n";
        derived.of(same)
                .ifPresent(r -> assertTrue(
                        !(r.getFirst().outcome() instanceof Outcome.Fails),
                        "seed " + seed + ": refuted although found\n" + same));
        String other = head + "    expect " + request + " == (" + formula + ") * 1001/1000 + c / 1000\n}\n";
        derived.of(other)
                .ifPresent(r -> assertTrue(
                        !(r.getFirst().outcome() instanceof Outcome.Holds),
                        "seed " + seed + ": a wrong formula holds\n" + other));
    }

    private static double middle(Enclosure enclosure) {
        return enclosure.low().toRational().numerator().doubleValue()
                / enclosure.low().toRational().denominator().doubleValue();
    }

    private static double plain(List<Nodes> variables, int kind, Expression value, Truth given, Truth event) {
        double[] sums = new double[3];
        double[] x = new double[variables.size()];
        run(variables, 0, 1, x, w -> {
            if (given.holds.at(x)) {
                double v = kind == 2 ? event.holds.at(x) ? 1 : 0 : value.value.at(x);
                sums[0] += w;
                sums[1] += w * v;
                sums[2] += w * v * v;
            }
        });
        double mean = sums[1] / sums[0];
        return sums[0] < 1e-3 ? Double.NaN : kind == 3 ? sums[2] / sums[0] - mean * mean : mean;
    }

    private static double spread(List<Nodes> variables, Expression value) {
        double[] sum = new double[1];
        double[] x = new double[variables.size()];
        run(variables, 0, 1, x, w -> sum[0] += w * value.value.at(x) * value.value.at(x));
        return sum[0];
    }

    private interface Weighted {
        void at(double weight);
    }

    private static void run(List<Nodes> variables, int index, double weight, double[] x, Weighted action) {
        if (index == variables.size()) {
            action.at(weight);
            return;
        }
        Nodes nodes = variables.get(index);
        for (int i = 0; i < nodes.values.length; i++) {
            x[index] = nodes.values[i];
            run(variables, index + 1, weight * nodes.weights[i], x, action);
        }
    }

    // ---- random parts ----

    private interface Density {
        double at(double x);
    }

    private static Nodes continuous(String text, double low, double high, int count, Density density) {
        double[] values = new double[count];
        double[] weights = new double[count];
        double width = (high - low) / count;
        double total = 0;
        for (int i = 0; i < count; i++) {
            values[i] = low + (i + 0.5) * width;
            weights[i] = density.at(values[i]) * width;
            total += weights[i];
        }
        for (int i = 0; i < count; i++) {
            weights[i] /= total;
        }
        return new Nodes(text, values, weights, width * Math.max(1, density.at((low + high) / 2)));
    }

    private static Nodes discrete(String text, double[] values, double[] weights) {
        return new Nodes(text, values, weights, 0);
    }

    private static Nodes lattice(String text, double low, double step, int count) {
        double[] values = new double[count];
        double[] weights = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = low + i * step;
            weights[i] = 1.0 / count;
        }
        return discrete(text, values, weights);
    }

    private static Nodes distribution(Random random, int count) {
        return switch (random.nextInt(14)) {
            case 0 -> continuous("uniform(0, 1)", 0, 1, count, x -> 1);
            case 1 -> continuous("uniform(-1, 2)", -1, 2, count, x -> 1);
            case 2 -> continuous("uniform(-c, c)", -C, C, count, x -> 1);
            case 3 -> continuous("uniform(c, 1)", C, 1, count, x -> 1);
            case 4 -> continuous("normal(c, 1)", C - 9, C + 9, count, x -> Math.exp(-(x - C) * (x - C) / 2));
            case 5 -> continuous("laplace(0, 1)", -25, 25, count, x -> Math.exp(-Math.abs(x)));
            case 6 -> continuous("loguniform(1, 2)", 1, 2, count, x -> 1 / x);
            case 7 -> continuous("exponential(2)", 0, 14, count, x -> Math.exp(-2 * x));
            case 8 -> discrete("bernoulli(c)", new double[] {0, 1}, new double[] {1 - C, C});
            case 9 -> lattice("uniform integers(-3, 4)", -3, 1, 8);
            case 10 ->
                discrete("table(-1/2: c / 2, 0: 1 - c, 3: c / 2)", new double[] {-0.5, 0, 3}, new double[] {
                    C / 2, 1 - C, C / 2
                });
            case 11 -> lattice("uniform grid(m, -1, 1)", -1, 0.25, 1 << M);
            case 12 -> lattice("uniform integers(0, m)", 0, 1, M + 1);
            default -> lattice("uniform grid(m)", 0, 0.125, 1 << M);
        };
    }

    private static Expression leaf(Random random, int count) {
        int i = random.nextInt(count);
        return switch (random.nextInt(6)) {
            case 0 -> new Expression("c", x -> C);
            case 1 -> {
                int n = random.nextInt(5) - 2;
                yield new Expression("(" + n + "/2)", x -> n / 2.0);
            }
            default -> new Expression("x" + i, x -> x[i]);
        };
    }

    private static Expression expression(Random random, int count, int depth) {
        if (depth == 0) {
            return leaf(random, count);
        }
        Expression a = expression(random, count, depth - 1);
        Expression b = expression(random, count, random.nextInt(depth));
        return switch (random.nextInt(16)) {
            case 0, 1 -> new Expression("(" + a.text + " + " + b.text + ")", x -> a.value.at(x) + b.value.at(x));
            case 2 -> new Expression("(" + a.text + " - 2 * " + b.text + ")", x -> a.value.at(x) - 2 * b.value.at(x));
            case 3, 4 -> new Expression("(" + a.text + " * " + b.text + ")", x -> a.value.at(x) * b.value.at(x));
            case 5 -> new Expression("abs(" + a.text + ")", x -> Math.abs(a.value.at(x)));
            case 6 -> new Expression(
                    "min(" + a.text + ", " + b.text + ")", x -> Math.min(a.value.at(x), b.value.at(x)));
            case 7 -> new Expression(
                    "max(" + a.text + ", " + b.text + ")", x -> Math.max(a.value.at(x), b.value.at(x)));
            case 8 -> {
                Truth t = truth(random, count);
                yield new Expression(
                        "(if " + t.text + " then " + a.text + " else " + b.text + ")",
                        x -> t.holds.at(x) ? a.value.at(x) : b.value.at(x));
            }
            case 9 -> new Expression("floor(" + a.text + ")", x -> Math.floor(a.value.at(x)));
            case 10 -> new Expression("round(" + a.text + ", even)", x -> Math.rint(a.value.at(x)));
            case 11 -> new Expression("round(2 * " + a.text + ", up)", x -> Math.floor(2 * a.value.at(x) + 0.5));
            case 12 -> new Expression(
                    "clamp(" + a.text + ", -1, c)", x -> Math.min(Math.max(a.value.at(x), -1), C));
            case 13 -> new Expression("(" + a.text + " / (2 + abs(" + b.text + ")))", x ->
                    a.value.at(x) / (2 + Math.abs(b.value.at(x))));
            case 14 -> new Expression("exp(-abs(" + a.text + "))", x -> Math.exp(-Math.abs(a.value.at(x))));
            default -> new Expression("(" + a.text + ")^2", x -> a.value.at(x) * a.value.at(x));
        };
    }

    private static Truth truth(Random random, int count) {
        Expression a = expression(random, count, 1);
        Expression b = leaf(random, count);
        // Borders without measure: plain nodes of continuous variables do not meet them, those of lattices do exactly.
        return switch (random.nextInt(6)) {
            case 0, 1 -> new Truth(a.text + " < " + b.text, x -> a.value.at(x) < b.value.at(x));
            case 2 -> new Truth(a.text + " <= " + b.text, x -> a.value.at(x) <= b.value.at(x));
            case 3 -> new Truth(a.text + " >= " + b.text, x -> a.value.at(x) >= b.value.at(x));
            case 4 -> {
                Expression c = leaf(random, count);
                yield new Truth(
                        "(" + a.text + " < " + b.text + " or " + c.text + " > 1/3)",
                        x -> a.value.at(x) < b.value.at(x) || c.value.at(x) > 1 / 3.0);
            }
            default -> new Truth("not (" + a.text + " > " + b.text + ")", x -> a.value.at(x) <= b.value.at(x));
        };
    }
}
