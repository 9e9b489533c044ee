package bitlemma.verifier.rounding;

import bitlemma.grammar.core.Absolute;
import bitlemma.grammar.core.Add;
import bitlemma.grammar.core.And;
import bitlemma.grammar.core.Bits;
import bitlemma.grammar.core.Classify;
import bitlemma.grammar.core.CodedTerm;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Encode;
import bitlemma.grammar.core.Let;
import bitlemma.grammar.core.Multiply;
import bitlemma.grammar.core.Negate;
import bitlemma.grammar.core.Not;
import bitlemma.grammar.core.Operate;
import bitlemma.grammar.core.Or;
import bitlemma.grammar.core.Proposition;
import bitlemma.grammar.core.Site;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Substitution;
import bitlemma.grammar.core.Subtract;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.Codebook;
import bitlemma.numbers.CodedFormat;
import bitlemma.numbers.FloatFormat;
import bitlemma.numbers.LinearFormat;
import bitlemma.numbers.Operation;
import bitlemma.numbers.Overflow;
import bitlemma.numbers.PositFormat;
import bitlemma.numbers.Rounding;
import bitlemma.verifier.goal.Goals;
import bitlemma.verifier.verdict.Evidence;
import bitlemma.verifier.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Statements that rest on operations whose rounding does nothing, as those of error-free transformations do (Dekker 1971;
 * Knuth's TwoSum). That an operation is exact is a question about a few bits: rounding down and rounding up give the same.
 * Each exact operation is an equation between numbers, and the statement follows from the equations, or is left open.
 */
public final class ExactOperations {
    private ExactOperations() {}

    /**
     * Tries to prove what a proposition states, its obligations apart.
     *
     * @param decide decides the propositions that this one is reduced to
     * @return why it holds; empty where this method does not show it
     */
    public static Optional<Evidence> prove(Proposition proposition, Function<Proposition, Verdict> decide) {
        Optional<Definitions> found = Definitions.of(Goals.body(proposition));
        return found.flatMap(definitions -> prove(proposition, definitions, decide));
    }

    private static Optional<Evidence> prove(
            Proposition proposition, Definitions definitions, Function<Proposition, Verdict> decide) {
        List<Evidence> evidence = new ArrayList<>();
        List<Term> equations = new ArrayList<>();
        int exact = 0;
        for (Definitions.Definition definition : definitions.definitions()) {
            Optional<Term> equation = equation(definition, definitions);
            if (equation.isEmpty()) {
                continue;
            }
            boolean rounds = rounds(definition.operation());
            if (rounds) {
                if (!(decide.apply(isExact(definition, definitions, proposition)) instanceof Verdict.Proved proved)) {
                    continue;
                }
                evidence.addAll(proved.evidence());
                exact++;
            }
            equations.add(equation.get());
        }
        if (equations.isEmpty()) {
            return Optional.empty();
        }
        Set<Variable> coded = proposition.inputs().stream()
                .filter(v -> v.sort() instanceof Sort.Coded)
                .collect(Collectors.toSet());
        List<Variable> inputs = Stream.concat(
                        proposition.inputs().stream().filter(v -> !coded.contains(v)), definitions.numbers().stream())
                .toList();
        Proposition numbers = new Proposition(
                proposition.name(), inputs, And.of(equations), definitions.statement(), proposition.place());
        if (!(decide.apply(numbers) instanceof Verdict.Proved proved)) {
            return Optional.empty();
        }
        if (proved.evidence().isEmpty()) {
            // It says nothing.
            return Optional.empty();
        }
        Evidence all = proved.evidence().getLast();
        for (Evidence part : evidence) {
            all = all.and(part);
        }
        return Optional.of(new Evidence(
                Optional.empty(),
                "exact operations + " + all.method(),
                all.restsOn(),
                exact + (exact == 1 ? " operation is exact" : " operations are exact"),
                all.invariants(),
                all.scripts()));
    }

    /** Whether the result of an operation may be another number than the exact one. */
    private static boolean rounds(CodedTerm operation) {
        boolean changesSign = operation instanceof Operate operate
                && (operate.operation() == Operation.NEGATE || operate.operation() == Operation.ABSOLUTE);
        return !changesSign || !isSymmetric(((Operate) operation).format());
    }

    /** Whether a format has the negative of each of its numbers. */
    private static boolean isSymmetric(CodedFormat format) {
        return switch (format) {
            case FloatFormat f -> f.signed();
            case PositFormat p -> true;
            case LinearFormat l -> false;
            case Codebook c -> false;
        };
    }

    /** What an exact operation says of numbers; empty for operations that are not looked at. */
    private static Optional<Term> equation(Definitions.Definition definition, Definitions definitions) {
        if (definition.numbers().isEmpty()) {
            return Optional.empty();
        }
        List<Term> x = definition.numbers().get();
        Optional<Term> result =
                switch (definition.operation()) {
                    case Operate operate ->
                        switch (operate.operation()) {
                            case ADD -> Optional.of(new Add(x.get(0), x.get(1)));
                            case SUBTRACT -> Optional.of(new Subtract(x.get(0), x.get(1)));
                            case MULTIPLY -> Optional.of(new Multiply(x.get(0), x.get(1)));
                            case FUSED_MULTIPLY_ADD ->
                                Optional.of(new Add(new Multiply(x.get(0), x.get(1)), x.get(2)));
                            case NEGATE -> Optional.of(new Negate(x.get(0)));
                            case ABSOLUTE -> Optional.of(new Absolute(x.get(0)));
                            // A quotient by infinity is finite, though it is no quotient of numbers.
                            case DIVIDE, SQUARE_ROOT, MINIMUM, MAXIMUM -> Optional.empty();
                        };
                    default -> Optional.of(x.getFirst());
                };
        return result.map(r -> Compare.equal(definitions.value(definition.name(), definition.format()), r));
    }

    /** That an operation's exact result is a finite value: rounded down and rounded up it is the same, but for the sign of zero. */
    private static Proposition isExact(
            Definitions.Definition definition, Definitions definitions, Proposition proposition) {
        CodedFormat format = definition.format();
        Sort sort = new Sort.Coded(format);
        // What lies beyond the range must not look like a value of the format.
        Overflow overflow = format.overflows().contains(Overflow.INFINITY)
                ? Overflow.INFINITY
                : format.overflows().contains(Overflow.NAN) ? Overflow.NAN : Overflow.FORBID;
        Variable down = Substitution.fresh("down", sort);
        Variable up = Substitution.fresh("up", sort);
        Term bits = Compare.equal(new Bits(format, down), new Bits(format, up));
        Term zero = new Classify(Classify.Kind.ZERO, format, down);
        // Where subnormal numbers are flushed, what goes to zero both ways need not be zero.
        boolean flushes = format instanceof FloatFormat f && f.subnormals() == FloatFormat.Subnormals.FLUSHED;
        Term same = flushes
                ? new And(bits, new Not(zero))
                : new Or(bits, new And(zero, new Classify(Classify.Kind.ZERO, format, up)));
        Term finite = new Classify(Classify.Kind.FINITE, format, down);
        Site site = new Site(Site.Kind.ROUNDING, proposition.place());
        Term body = new Let(
                down,
                rounded(definition.operation(), Rounding.FLOOR, overflow, site),
                new Let(
                        up,
                        rounded(definition.operation(), Rounding.CEILING, overflow, site),
                        new And(finite, same),
                        null),
                null);
        return new Proposition(
                proposition.name(),
                proposition.inputs(),
                proposition.given(),
                definitions.around(body, site),
                proposition.place());
    }

    private static Term rounded(CodedTerm operation, Rounding rounding, Overflow overflow, Site site) {
        return switch (operation) {
            case Operate o -> new Operate(o.operation(), o.format(), rounding, overflow, o.operands(), site);
            case Encode e ->
                new Encode(e.format(), e.from(), new Encode.Mode.Fixed(rounding), overflow, e.operand(), site);
            default -> throw new IllegalStateException("no operation: " + operation);
        };
    }
}
