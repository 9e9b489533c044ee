package bitlemma.symbolic.formula;

import bitlemma.numbers.Rational;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What is known of symbols: which are integers, their bounds, and further facts. Symbols not named are real numbers.
 */
public final class Assumptions {
    /** Nothing is known. */
    public static final Assumptions NONE = new Assumptions(new TreeMap<>(), List.of());

    /**
     * The values of a symbol.
     *
     * @param low null where there is no least value
     * @param lowOpen whether the symbol is above its low bound, never equal to it
     * @param high null where there is no greatest value
     * @param highOpen whether the symbol is below its high bound, never equal to it
     */
    public record Bounds(boolean integer, Rational low, boolean lowOpen, Rational high, boolean highOpen) {}

    private final SortedMap<String, Bounds> symbols;
    private final List<Condition> facts;

    private Assumptions(SortedMap<String, Bounds> symbols, List<Condition> facts) {
        this.symbols = symbols;
        this.facts = facts;
    }

    /** With an integer between closed bounds, null where there is none; what was known of it before is kept. */
    public Assumptions withInteger(String symbol, Rational low, Rational high) {
        return with(symbol, true, new Range(low, low == null, high, high == null));
    }

    /** With a real number between closed bounds, null where there is none. */
    public Assumptions withReal(String symbol, Rational low, Rational high) {
        return with(symbol, false, new Range(low, low == null, high, high == null));
    }

    /** With a real number strictly between bounds, null where there is none. */
    public Assumptions withOpen(String symbol, Rational low, Rational high) {
        return with(symbol, false, new Range(low, true, high, true));
    }

    /** With a real number above zero. */
    public Assumptions withPositive(String symbol) {
        return withOpen(symbol, Rational.ZERO, null);
    }

    private Assumptions with(String symbol, boolean integer, Range range) {
        Bounds before = symbols.get(symbol);
        boolean whole = integer || before != null && before.integer;
        Range all = before == null ? range : range(symbol).meet(range);
        Range met = whole ? all.integers() : all;
        SortedMap<String, Bounds> changed = new TreeMap<>(symbols);
        changed.put(symbol, new Bounds(whole, met.low(), met.lowOpen(), met.high(), met.highOpen()));
        return new Assumptions(changed, facts);
    }

    /** With a fact; one that compares a symbol with a number becomes a bound. */
    public Assumptions withFact(Condition fact) {
        return switch (fact) {
            case Condition.And(List<Condition> parts) -> {
                Assumptions all = this;
                for (Condition part : parts) {
                    all = all.withFact(part);
                }
                yield all;
            }
            case Condition.Not not
            when !(Conditions.not(not.operand()) instanceof Condition.Not) -> withFact(Conditions.not(not.operand()));
            case Condition.Compare(Condition.Relation relation, Formula.Symbol symbol, Formula.Number number) ->
                withComparison(symbol.name(), relation, number.value(), fact);
            case Condition.Compare(Condition.Relation relation, Formula.Number number, Formula.Symbol symbol) ->
                withComparison(symbol.name(), mirrored(relation), number.value(), fact);
            case Condition.Compare c -> withMore(fact);
            case Condition.Or o -> withMore(fact);
            case Condition.Not n -> withMore(fact);
        };
    }

    private Assumptions withMore(Condition fact) {
        List<Condition> more = new ArrayList<>(facts);
        more.add(fact);
        return new Assumptions(symbols, List.copyOf(more));
    }

    private Assumptions withComparison(String symbol, Condition.Relation relation, Rational value, Condition fact) {
        return switch (relation) {
            case EQUAL -> with(symbol, false, Range.point(value));
            case LESS -> with(symbol, false, new Range(null, true, value, true));
            case AT_MOST -> with(symbol, false, new Range(null, true, value, false));
            case GREATER -> with(symbol, false, new Range(value, true, null, true));
            case AT_LEAST -> with(symbol, false, new Range(value, false, null, true));
            case DIFFERENT -> withMore(fact);
        };
    }

    private static Condition.Relation mirrored(Condition.Relation relation) {
        return switch (relation) {
            case EQUAL -> Condition.Relation.EQUAL;
            case DIFFERENT -> Condition.Relation.DIFFERENT;
            case LESS -> Condition.Relation.GREATER;
            case AT_MOST -> Condition.Relation.AT_LEAST;
            case GREATER -> Condition.Relation.LESS;
            case AT_LEAST -> Condition.Relation.AT_MOST;
        };
    }

    /** With nothing known of a symbol: a bound variable of this name is another. */
    public Assumptions without(String symbol) {
        SortedMap<String, Bounds> changed = new TreeMap<>(symbols);
        changed.remove(symbol);
        return new Assumptions(
                changed,
                facts.stream()
                        .filter(fact -> !Symbols.free(fact).contains(symbol))
                        .toList());
    }

    /** The symbols of which something is known, by name. */
    public Map<String, Bounds> symbols() {
        return Collections.unmodifiableSortedMap(symbols);
    }

    /** What is known of one symbol. */
    public Optional<Bounds> bounds(String symbol) {
        return Optional.ofNullable(symbols.get(symbol));
    }

    /** The facts beyond bounds. */
    public List<Condition> facts() {
        return facts;
    }

    Range range(String symbol) {
        Bounds bounds = symbols.get(symbol);
        return bounds == null ? Range.ALL : new Range(bounds.low, bounds.lowOpen, bounds.high, bounds.highOpen);
    }

    /** A number that the formula is never below where it is defined. */
    public Optional<Rational> low(Formula formula) {
        return Optional.ofNullable(new RangeOf(this).of(formula).low());
    }

    /** A number that the formula is never above where it is defined. */
    public Optional<Rational> high(Formula formula) {
        return Optional.ofNullable(new RangeOf(this).of(formula).high());
    }

    /**
     * What is known of the sign of a formula where it is defined: by interval arithmetic, the facts, and the factors
     * of its normal form.
     */
    public Sign sign(Formula formula) {
        Sign sign = Signs.of(formula, this);
        return sign == Sign.UNKNOWN ? PolynomialSigns.of(formula, this) : sign;
    }

    /** Whether the formula is known to be an integer wherever it is defined. */
    public boolean isInteger(Formula formula) {
        return switch (formula) {
            case Formula.Number(Rational value) -> value.isInteger();
            case Formula.Symbol(String name) -> symbols.containsKey(name) && symbols.get(name).integer;
            case Formula.Sum(List<Formula> terms) -> terms.stream().allMatch(this::isInteger);
            case Formula.Product(List<Formula> factors) -> factors.stream().allMatch(this::isInteger);
            case Formula.Power(Formula base, Formula exponent) ->
                isInteger(base)
                        && isInteger(exponent)
                        && Signs.of(exponent, this).isNotNegative();
            case Formula.RoundTo r -> true;
            case Formula.Apply(Operator operator, List<Formula> arguments) ->
                switch (operator) {
                    case ABS, MIN, MAX -> arguments.stream().allMatch(this::isInteger);
                    case EXP, LOG, ERF, ERFC, SIN, COS, ATAN, TANH, DILOG, ZETA, GAMMA, HARMONIC, LAMBERT_W -> false;
                };
            case Formula.Piecewise piecewise ->
                isInteger(piecewise.otherwise())
                        && piecewise.cases().stream().allMatch(part -> isInteger(part.value()));
            case Formula.Total total ->
                !(total.high() instanceof Formula.Infinity)
                        && without(total.index())
                                .withInteger(
                                        total.index(),
                                        new RangeOf(this).of(total.low()).low(),
                                        null)
                                .isInteger(total.term())
                        && isInteger(total.low());
            case Formula.Named n -> false;
            case Formula.Infinity i -> false;
            case Formula.Integral i -> false;
        };
    }

    /** Whether the condition is known to hold, or known not to; empty where neither is. */
    public Optional<Boolean> holds(Condition condition) {
        return holds(condition, this::sign);
    }

    /** With what is known of signs from elsewhere. */
    static Optional<Boolean> holds(Condition condition, Function<Formula, Sign> signs) {
        return switch (condition) {
            case Condition.Compare(Condition.Relation relation, Formula left, Formula right) ->
                Signs.decide(relation, signs.apply(Formulas.minus(left, right)));
            case Condition.And(List<Condition> parts) -> all(parts, true, signs);
            case Condition.Or(List<Condition> parts) -> all(parts, false, signs);
            case Condition.Not not -> holds(not.operand(), signs).map(value -> !value);
        };
    }

    /** Whether all parts have this value: all hold for a conjunction, none for a disjunction. */
    private static Optional<Boolean> all(List<Condition> parts, boolean value, Function<Formula, Sign> signs) {
        boolean open = false;
        for (Condition part : parts) {
            Optional<Boolean> known = holds(part, signs);
            if (known.isEmpty()) {
                open = true;
            } else if (known.get() != value) {
                return Optional.of(!value);
            }
        }
        return open ? Optional.empty() : Optional.of(value);
    }
}
