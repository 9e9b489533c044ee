package bitlemma.verifier.paths;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import bitlemma.grammar.core.Absolute;
import bitlemma.grammar.core.Add;
import bitlemma.grammar.core.And;
import bitlemma.grammar.core.ArrayOf;
import bitlemma.grammar.core.BitCount;
import bitlemma.grammar.core.Bitwise;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Compare.Relation;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Divide;
import bitlemma.grammar.core.Fold;
import bitlemma.grammar.core.ForAll;
import bitlemma.grammar.core.If;
import bitlemma.grammar.core.Let;
import bitlemma.grammar.core.Maximum;
import bitlemma.grammar.core.Minimum;
import bitlemma.grammar.core.Multiply;
import bitlemma.grammar.core.Negate;
import bitlemma.grammar.core.Not;
import bitlemma.grammar.core.Or;
import bitlemma.grammar.core.Power;
import bitlemma.grammar.core.Remainder;
import bitlemma.grammar.core.RoundTo;
import bitlemma.grammar.core.Saturate;
import bitlemma.grammar.core.Select;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Substitution;
import bitlemma.grammar.core.Subtract;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.grammar.core.Wrap;
import bitlemma.kernels.Evaluator;
import bitlemma.kernels.Outcome;
import bitlemma.kernels.Trace;
import bitlemma.numbers.FloatFormat;
import bitlemma.numbers.IntegerFormat;
import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import bitlemma.verifier.goal.Goal;
import bitlemma.verifier.portfolio.SolverPool;
import bitlemma.verifier.portfolio.Solvers;
import bitlemma.verifier.solver.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Walks of terms over inputs of a few bits against their values by evaluation. For an input and the term's value
 * there, the statement "not both this input and this value" is false: some path must be left on which it fails, else
 * what a path takes for known is wrong.
 */
class PathSearchTest {
    private static final long FIRST = Long.getLong("bitlemma.paths.first", 1);
    private static final long COUNT = Long.getLong("bitlemma.paths.count", 250);
    private static final int MOST_PATHS = 3000;
    /** Inputs that are looked at of a random term. */
    private static final int INPUTS = 8;

    private static final long BUDGET = 300_000;

    private final SolverPool solvers = new SolverPool();

    // ---- one term ----

    /** What comes of a term and an input. */
    private enum Came {
        ADMITTED,
        UNTREATED
    }

    /**
     * Whether some path admits an input with the value that the term has there.
     *
     * @param known what is said of each input beside the term's value; its value satisfies it
     */
    private Came admits(Term term, Map<Variable, Value> input, Relation known) {
        Value value = value(term, input).orElseThrow();
        Term isValue = value instanceof Value.Truth truth
                ? truth.value() ? term : new Not(term)
                : Compare.equal(term, new Constant(((Value.Number) value).value()));
        Term all = isValue;
        for (Variable variable : input.keySet().stream().sorted((a, b) -> a.name().compareTo(b.name())).toList()) {
            all = new And(
                    all, new Compare(known, variable, new Constant(((Value.Number) input.get(variable)).value())));
        }
        Goal goal = new Goal(Optional.empty(), List.copyOf(input.keySet()), List.of(), new Not(all));
        PathSearch search = new PathSearch(goal, () -> false);
        while (true) {
            switch (search.next(MOST_PATHS)) {
                case PathSearch.Step.Failing failing -> {
                    if (isPossible(failing.conditions(), input, known)) {
                        return Came.ADMITTED;
                    }
                }
                case PathSearch.Step.Ended ended ->
                    throw new AssertionError(term + " is " + value + " at " + input + ", and no path of "
                            + ended.paths()
                            + " says so");
                case PathSearch.Step.Untreated untreated -> {
                    return Came.UNTREATED;
                }
            }
        }
    }

    private boolean isPossible(PathSearch.Conditions conditions, Map<Variable, Value> input, Relation known) {
        // Mostly all unknowns are known on a path with equations, and nothing is left to ask.
        for (var script : List.of(conditions.script().reals(), conditions.script().integers())) {
            if (script.constants().isEmpty()) {
                continue;
            }
            if (solvers.ask(Solvers.Z3, script, BUDGET) instanceof Answer.Unsat) {
                return false;
            }
        }
        Map<String, Rational> none = Map.of();
        return known != Relation.EQUAL
                || !conditions.script().integers().constants().isEmpty()
                || conditions.input(none).equals(Optional.of(input));
    }

    private static Optional<Value> value(Term term, Map<Variable, Value> input) {
        return Evaluator.evaluate(term, input, Trace.none(), 100_000) instanceof Outcome.Returned returned
                ? Optional.of(returned.value())
                : Optional.empty();
    }

    private static List<Map<Variable, Value>> inputs(List<Variable> variables) {
        List<Map<Variable, Value>> inputs = List.of(Map.of());
        for (Variable variable : variables) {
            IntegerFormat format = ((Sort.Machine) variable.sort()).format();
            List<Map<Variable, Value>> more = new ArrayList<>();
            for (Map<Variable, Value> input : inputs) {
                for (long n = format.min().longValue(); n <= format.max().longValue(); n++) {
                    Map<Variable, Value> longer = new HashMap<>(input);
                    longer.put(variable, Value.Number.of(n));
                    more.add(longer);
                }
            }
            inputs = more;
        }
        return inputs;
    }

    private static Variable machine(String name, boolean signed, int width) {
        return new Variable(name, new Sort.Machine(signed ? IntegerFormat.signed(width)
                : IntegerFormat.unsigned(width)));
    }

    private static Term c(long value) {
        return Constant.of(value);
    }

    private static Term c(long numerator, long denominator) {
        return new Constant(Rational.of(numerator).dividedBy(Rational.of(denominator)));
    }

    // ---- every operator ----

    @Test
    void everyOperator() {
        Variable x = machine("x", true, 3);
        Variable y = machine("y", false, 2);
        IntegerFormat u3 = IntegerFormat.unsigned(3);
        IntegerFormat s2 = IntegerFormat.signed(2);
        Term sum = new Add(new Multiply(x, c(3)), new Multiply(y, c(5)));
        Term product = new Multiply(x, y);
        List<Term> terms = new ArrayList<>();
        for (Rounding rule : Rounding.values()) {
            for (Term number : List.of(sum, product)) {
                terms.add(new RoundTo(rule, new Divide(number, c(4))));
                terms.add(new RoundTo(rule, new Multiply(number, c(1, 3))));
                terms.add(new RoundTo(rule, new Divide(new Add(number, c(1, 2)), c(2))));
                terms.add(new RoundTo(rule, new Divide(number, new Power(c(2), y))));
            }
            terms.add(new RoundTo(rule, new Multiply(x, new Power(c(2), new Subtract(y, c(2))))));
            terms.add(new RoundTo(rule, new Divide(new Add(x, new Multiply(c(2), new Power(c(2), y))), c(8))));
        }
        for (Term number : List.of(sum, product, x)) {
            terms.add(new Absolute(number));
            terms.add(new Negate(number));
            terms.add(new Wrap(s2, number, null));
            terms.add(new Wrap(u3, number, null));
            terms.add(new Saturate(s2, number, null));
            terms.add(new Minimum(number, y));
            terms.add(new Maximum(y, number));
            terms.add(new Power(number, c(3)));
            terms.add(new If(new Compare(Relation.LESS, number, y), c(1), number));
            terms.add(new Divide(number, new Add(y, c(1))));
            terms.add(new Divide(c(1), new Add(new Multiply(number, c(2)), c(1))));
            for (Remainder.Division division : Remainder.Division.values()) {
                terms.add(new Remainder(division, number, c(3)));
                terms.add(new Remainder(division, number, c(-3)));
                terms.add(new Remainder(division, number, new Power(c(2), y)));
            }
            for (Relation relation : Relation.values()) {
                terms.add(new Compare(relation, number, y));
                terms.add(new Compare(relation, new Divide(number, new Add(y, c(1))), new Divide(y, c(-2))));
            }
            terms.add(new BitCount(BitCount.Count.LEADING_ZEROS, u3, new Wrap(u3, number, null)));
            terms.add(new BitCount(BitCount.Count.LEADING_ZEROS, s2, new Wrap(s2, number, null)));
            for (Bitwise.Operator operator : Bitwise.Operator.values()) {
                Term bits = new Wrap(u3, number, null);
                for (int mask = 0; mask < 8; mask++) {
                    terms.add(new Bitwise(operator, u3, bits, c(mask)));
                    terms.add(new Bitwise(operator, u3, c(mask), bits));
                }
                terms.add(new Bitwise(operator, u3, new Bitwise(Bitwise.Operator.AND, u3, bits, c(4)), y));
                terms.add(new Bitwise(
                        Bitwise.Operator.AND, u3, new Bitwise(operator, u3, y, new Bitwise(Bitwise.Operator.AND, u3,
                                bits, c(4))),
                        c(6)));
            }
        }
        terms.add(new Select(new ArrayOf(List.of(c(3), c(-1), c(7), c(0))), y));
        int treated = 0;
        int asked = 0;
        int number = 0;
        for (Term term : terms) {
            // Each input is looked at of every third term.
            for (Map<Variable, Value> input : inputs(List.of(x, y))) {
                if (number++ % 3 == 0 && value(term, input).isPresent()) {
                    asked++;
                    treated += admits(term, input, Relation.EQUAL) == Came.ADMITTED ? 1 : 0;
                }
            }
        }
        assertTrue(asked > terms.size() * 10 && treated > asked * 9 / 10, treated + " of " + asked);
    }

    // ---- random terms ----

    /** Random terms over three inputs, one of them the bit pattern of a floating-point value. */
    private static final class Terms {
        private final Random random;
        private final List<Variable> inputs;
        private final List<Variable> names = new ArrayList<>();

        Terms(long seed) {
            random = new Random(seed * 0x9E3779B97F4A7C15L + 99);
            FloatFormat small = FloatFormat.ieee(2, 1 + random.nextInt(2));
            inputs = List.of(
                    machine("x", random.nextBoolean(), 2 + random.nextInt(2)),
                    machine("y", random.nextBoolean(), 1 + random.nextInt(3)),
                    new Variable("z", new Sort.Machine(IntegerFormat.unsigned(small.width()), small)));
            names.addAll(inputs);
        }

        private int any(int n) {
            return random.nextInt(n);
        }

        private static IntegerFormat u(int width) {
            return IntegerFormat.unsigned(width);
        }

        Term number(int depth) {
            if (depth == 0) {
                return any(4) == 0 ? c(any(12) - 4) : any(12) == 0 ? c(any(9) - 4, 1 + any(4))
                        : names.get(any(names.size()));
            }
            int d = depth - 1;
            return switch (any(20)) {
                case 0 -> new Add(number(d), number(d));
                case 1 -> new Subtract(number(d), number(d));
                case 2 -> new Multiply(number(d), number(d));
                case 3 -> new Multiply(number(d), c(any(13) - 6, 1 << any(3)));
                case 4 -> any(2) == 0 ? new Negate(number(d)) : new Absolute(number(d));
                case 5 -> any(2) == 0 ? new Minimum(number(d), number(d)) : new Maximum(number(d), number(d));
                case 6, 7 -> integer(depth);
                case 8 -> new If(truth(d), number(d), number(d));
                case 9 -> new Multiply(number(d), power());
                case 10 -> new Divide(number(d), any(2) == 0 ? c(any(2) == 0 ? -3 : 4) : power());
                case 11 -> {
                    Term value = number(d);
                    Variable name = Substitution.fresh("v", Sort.RATIONAL);
                    names.add(name);
                    Term body = number(d);
                    names.remove(name);
                    yield new Let(name, value, body, null);
                }
                case 12 -> new Divide(number(d), new Add(new Absolute(number(d)), c(1, 2)));
                default -> integer(depth);
            };
        }

        /** Two to the power of a small integer. */
        private Term power() {
            return new Power(c(2), new Subtract(bits(1, 2), c(any(4))));
        }

        Term integer(int depth) {
            int d = depth - 1;
            if (depth <= 0) {
                return any(3) == 0 ? c(any(12) - 4) : inputs.get(any(3));
            }
            return switch (any(8)) {
                case 0, 1, 2 -> new RoundTo(Rounding.values()[any(Rounding.values().length)], number(d));
                case 3 -> bits(d, 2 + any(3));
                case 4 -> new Saturate(any(2) == 0 ? u(1 + any(3)) : IntegerFormat.signed(1 + any(3)), integer(d),
                        null);
                case 5 -> new Remainder(
                        Remainder.Division.values()[any(3)], integer(d), any(3) == 0 ? new Power(c(2), bits(0, 2))
                                : c(any(2) == 0 ? 3 : -4));
                case 6 -> {
                    int width = 2 + any(3);
                    yield new BitCount(BitCount.Count.LEADING_ZEROS, u(width), bits(d, width));
                }
                default -> new Wrap(IntegerFormat.signed(1 + any(4)), integer(d), null);
            };
        }

        /** An integer of so many bits without sign. */
        Term bits(int depth, int width) {
            int d = depth - 1;
            if (depth <= 0) {
                return new Wrap(u(width), inputs.get(any(3)), null);
            }
            return switch (any(7)) {
                case 0, 1 -> new Bitwise(Bitwise.Operator.values()[any(3)], u(width), bits(d, width),
                        c(any(1 << width)));
                case 2 -> new Bitwise(
                        Bitwise.Operator.values()[any(3)],
                        u(width),
                        new Bitwise(Bitwise.Operator.AND, u(width), bits(d, width), c(2)),
                        new Bitwise(Bitwise.Operator.AND, u(width), bits(d, width), c(1 + 4 * any(2))));
                case 3 -> new Bitwise(Bitwise.Operator.values()[any(3)], u(width), bits(d, width), bits(d, width));
                case 4 -> new RoundTo(Rounding.FLOOR, new Divide(bits(d, width), c(1L << any(3))));
                default -> new Wrap(u(width), integer(d), null);
            };
        }

        Term truth(int depth) {
            int d = Math.max(0, depth - 1);
            return switch (any(depth > 0 ? 8 : 4)) {
                case 4 -> new And(truth(d), truth(d));
                case 5 -> new Or(truth(d), truth(d));
                case 6 -> new Not(truth(d));
                case 7 -> {
                    Variable index = Substitution.fresh("k", Sort.INTEGER);
                    names.add(index);
                    Term body = truth(d);
                    names.remove(index);
                    yield new ForAll(index, c(0), c(3), body);
                }
                default -> new Compare(Relation.values()[any(6)], number(d), number(d));
            };
        }

        Term sum(int depth) {
            Variable index = Substitution.fresh("k", Sort.INTEGER);
            Variable so = Substitution.fresh("so", Sort.RATIONAL);
            names.add(index);
            names.add(so);
            Term step = number(depth - 1);
            names.remove(so);
            names.remove(index);
            return new Fold(index, c(0), c(any(4)), so, number(1), step, null);
        }

        Term any() {
            return switch (any(6)) {
                case 0 -> truth(3);
                case 1 -> sum(3);
                default -> number(2 + any(3));
            };
        }
    }

    @Test
    void randomTermsAtSomeInputs() {
        int admitted = 0;
        int untreated = 0;
        for (long seed = FIRST; seed < FIRST + COUNT; seed++) {
            Terms terms = new Terms(seed);
            Term term = terms.any();
            List<Map<Variable, Value>> inputs = inputs(terms.inputs);
            Random random = new Random(seed);
            for (int i = 0; i < INPUTS; i++) {
                Map<Variable, Value> input = inputs.get(random.nextInt(inputs.size()));
                if (value(term, input).isEmpty()) {
                    continue;
                }
                Came came = Came.UNTREATED;
                try {
                    // Inequalities leave unknowns, which the solver then has to find.
                    Relation known = i % 4 > 0 ? Relation.EQUAL : i % 8 > 0 ? Relation.AT_MOST : Relation.AT_LEAST;
                    came = admits(term, input, known);
                } catch (AssertionError | RuntimeException e) {
                    fail("seed " + seed + ": " + term, e);
                }
                if (came == Came.UNTREATED) {
                    untreated++;
                    break;
                }
                admitted++;
            }
        }
        System.out.println("terms " + FIRST + " to " + (FIRST + COUNT - 1) + ": " + admitted + " admitted, " + untreated
                + " not treated");
        assertTrue(admitted > COUNT, admitted + " admitted");
    }
}
