package bitlemma.symbolic.reading;

import bitlemma.grammar.core.*;
import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import bitlemma.symbolic.formula.Condition;
import bitlemma.symbolic.formula.Conditions;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.NamedConstant;
import bitlemma.symbolic.formula.Operator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The formula of a core term. Variables become symbols of the same name; an element of an array of random numbers, at
 * the index of the innermost sum around it, becomes the symbol of the array; functions of exact mathematics are written
 * out.
 */
public final class Reading {
    /** Sums of at most so many terms are written out. */
    private static final long WRITTEN_OUT = 8;

    private final Function<RealTerm, Formula> functionals;
    private final Map<Variable, Formula> names = new HashMap<>();
    private final Map<Variable, Condition> truths = new HashMap<>();
    private final Map<Variable, Term> values = new HashMap<>();
    private final Map<String, Variable> elements = new LinkedHashMap<>();
    private final List<Condition> undefined = new ArrayList<>();
    private final Set<Variable> summed = new HashSet<>();
    private List<Condition> path = List.of();
    private Formula.Symbol index;

    /** @param functionals what expected values and the like are; elementary functions are not asked of it */
    public Reading(Function<RealTerm, Formula> functionals) {
        this.functionals = functionals;
    }

    /** The symbols that stand for one element of an array each, with their arrays. */
    public Map<String, Variable> elements() {
        return Map.copyOf(elements);
    }

    /**
     * Where what was read has no value: a divisor is zero, a logarithm's operand is not positive. Formulas do not keep
     * this, since {@code sqrt(x)^2} becomes {@code x}.
     */
    public List<Condition> undefined() {
        return List.copyOf(undefined);
    }

    /** A term that is only asked for where a condition holds. */
    public Formula formula(Term term, Condition given) {
        return where(given, () -> formula(term));
    }

    private <T> T where(Condition condition, Supplier<T> read) {
        List<Condition> before = path;
        path = new ArrayList<>(before);
        path.add(condition);
        try {
            return read.get();
        } finally {
            path = before;
        }
    }

    /** Notes that the operand must stand in a relation to a number. */
    private Formula demanded(Formula operand, Condition.Relation relation, Rational bound) {
        if (operand instanceof Formula.Number n && Conditions.holds(relation, n.value().compareTo(bound))) {
            return operand;
        }
        List<Condition> here = new ArrayList<>(path);
        here.add(new Condition.Not(new Condition.Compare(relation, operand, Formulas.number(bound))));
        undefined.add(new Condition.And(here));
        return operand;
    }

    /** Notes where a choice takes a value that is none. */
    private Formula demandedChoice(Formula formula) {
        if (formula instanceof Formula.Piecewise piecewise) {
            List<Condition> here = new ArrayList<>(path);
            for (Formula.Case part : piecewise.cases()) {
                if (part.value().equals(Quantizer.UNDEFINED)) {
                    List<Condition> all = new ArrayList<>(here);
                    all.add(part.condition());
                    undefined.add(new Condition.And(all));
                }
                here.add(new Condition.Not(part.condition()));
            }
            if (piecewise.otherwise().equals(Quantizer.UNDEFINED)) {
                undefined.add(new Condition.And(here));
            }
        }
        return formula;
    }

    private Formula power(Formula base, Formula exponent) {
        if (exponent instanceof Formula.Number n) {
            boolean whole = n.value().isInteger();
            if (n.value().signum() < 0) {
                demanded(base, whole ? Condition.Relation.DIFFERENT : Condition.Relation.GREATER, Rational.ZERO);
            } else if (!whole) {
                demanded(base, Condition.Relation.AT_LEAST, Rational.ZERO);
            }
        }
        return Formulas.power(base, exponent);
    }

    /** @throws Unreadable where the term is no formula */
    public Formula formula(Term term) {
        return switch (term) {
            case Constant t -> Formulas.number(t.value());
            case Variable t -> names.getOrDefault(t, Formulas.symbol(t.name()));
            case Let t -> {
                if (t.variable().sort() == Sort.BOOLEAN) {
                    truths.put(t.variable(), condition(t.value()));
                } else if (t.variable().sort() instanceof Sort.Coded) {
                    values.put(t.variable(), t.value());
                } else {
                    names.put(t.variable(), formula(t.value()));
                }
                yield formula(t.body());
            }
            case If t -> {
                Condition condition = condition(t.condition());
                yield new Formula.Piecewise(
                        List.of(new Formula.Case(condition, formula(t.then(), condition))),
                        formula(t.otherwise(), new Condition.Not(condition)));
            }
            case Call t -> call(t);
            case Fold t -> sum(t);
            case Select t -> element(t);
            case Add t -> Formulas.sum(formula(t.left()), formula(t.right()));
            case Subtract t -> Formulas.minus(formula(t.left()), formula(t.right()));
            case Multiply t -> Formulas.product(formula(t.left()), formula(t.right()));
            case Negate t -> Formulas.negate(formula(t.operand()));
            case Divide t -> Formulas.quotient(
                    formula(t.dividend()), demanded(formula(t.divisor()), Condition.Relation.DIFFERENT, Rational.ZERO));
            case Power t -> power(formula(t.base()), formula(t.exponent()));
            case Absolute t -> Formulas.apply(Operator.ABS, formula(t.operand()));
            case Minimum t -> Formulas.apply(Operator.MIN, formula(t.left()), formula(t.right()));
            case Maximum t -> Formulas.apply(Operator.MAX, formula(t.left()), formula(t.right()));
            case RoundTo t -> new Formula.RoundTo(t.rule(), formula(t.operand()));
            case Remainder t -> remainder(t);
            case Require t -> formula(t.body());
            case Elementary t -> elementary(t);
            case RealTerm t -> functionals.apply(t);
            case Fits t -> throw new Unreadable("it computes in " + t.format());
            case Wrap t -> throw new Unreadable("it computes in " + t.format());
            case Saturate t -> throw new Unreadable("it computes in " + t.format());
            case Decode t -> coded(t.operand());
            case CodedTerm t -> throw new Unreadable("it computes in a number format");
            case Bitwise t -> throw new Unreadable("it computes on bits");
            case BitCount t -> throw new Unreadable("it computes on bits");
            case ArrayOf t -> throw new Unreadable("an array stands where a number is meant");
            case Repeat t -> throw new Unreadable("an array stands where a number is meant");
            case ForAll t -> throw new Unreadable("a condition stands where a number is meant");
            case Truth t -> throw new Unreadable("a condition stands where a number is meant");
            case Compare t -> throw new Unreadable("a condition stands where a number is meant");
            case Not t -> throw new Unreadable("a condition stands where a number is meant");
            case And t -> throw new Unreadable("a condition stands where a number is meant");
            case Or t -> throw new Unreadable("a condition stands where a number is meant");
        };
    }

    /** @throws Unreadable where the term is no condition on formulas */
    public Condition condition(Term term) {
        return switch (term) {
            case Truth t -> t.value() ? Condition.TRUE : Condition.FALSE;
            case Variable t when truths.containsKey(t) -> truths.get(t);
            case Not t -> new Condition.Not(condition(t.operand()));
            case And t -> {
                Condition left = condition(t.left());
                yield new Condition.And(List.of(left, where(left, () -> condition(t.right()))));
            }
            case Or t -> {
                Condition left = condition(t.left());
                yield new Condition.Or(List.of(left, where(new Condition.Not(left), () -> condition(t.right()))));
            }
            case Compare t -> compare(t);
            case If t -> {
                Condition condition = condition(t.condition());
                Condition not = new Condition.Not(condition);
                yield new Condition.Or(List.of(
                        new Condition.And(List.of(condition, where(condition, () -> condition(t.then())))),
                        new Condition.And(List.of(not, where(not, () -> condition(t.otherwise()))))));
            }
            case Let t -> {
                if (t.variable().sort() == Sort.BOOLEAN) {
                    truths.put(t.variable(), condition(t.value()));
                } else {
                    names.put(t.variable(), formula(t.value()));
                }
                yield condition(t.body());
            }
            case Require t -> condition(t.body());
            default -> throw new Unreadable("a condition of this kind is not read as mathematics");
        };
    }

    private Condition compare(Compare t) {
        if (isTruth(t.left())) {
            Condition left = condition(t.left());
            Condition right = condition(t.right());
            Condition same = new Condition.Or(List.of(
                    new Condition.And(List.of(left, right)),
                    new Condition.And(List.of(new Condition.Not(left), new Condition.Not(right)))));
            return t.relation() == Compare.Relation.EQUAL ? same : new Condition.Not(same);
        }
        return new Condition.Compare(relation(t.relation()), formula(t.left()), formula(t.right()));
    }

    private boolean isTruth(Term term) {
        return switch (term) {
            case Truth t -> true;
            case Compare t -> true;
            case Not t -> true;
            case And t -> true;
            case Or t -> true;
            case ForAll t -> true;
            case Variable t -> t.sort() == Sort.BOOLEAN;
            case If t -> isTruth(t.then());
            case Let t -> isTruth(t.body());
            case Require t -> isTruth(t.body());
            default -> false;
        };
    }

    /** The same relation between formulas. */
    public static Condition.Relation relation(Compare.Relation relation) {
        return switch (relation) {
            case EQUAL -> Condition.Relation.EQUAL;
            case UNEQUAL -> Condition.Relation.DIFFERENT;
            case LESS -> Condition.Relation.LESS;
            case AT_MOST -> Condition.Relation.AT_MOST;
            case GREATER -> Condition.Relation.GREATER;
            case AT_LEAST -> Condition.Relation.AT_LEAST;
        };
    }

    private Formula call(Call call) {
        if (!call.kernel().exact()) {
            throw new Unreadable("the kernel `" + call.kernel().name() + "` computes in machine arithmetic");
        }
        return formula(Substitution.body(call.kernel(), call.arguments()));
    }

    /** A reduction that adds: with numeric bounds it is written out, else it stays a sum. */
    private Formula sum(Fold fold) {
        Formula low = formula(fold.low());
        Formula high = formula(fold.high());
        Term added = added(fold);
        Formula initial = formula(fold.initial());
        if (low instanceof Formula.Number l
                && high instanceof Formula.Number h
                && h.value().minus(l.value()).compareTo(Rational.of(WRITTEN_OUT)) <= 0) {
            List<Formula> terms = new ArrayList<>(List.of(initial));
            for (Rational i = l.value(); i.compareTo(h.value()) < 0; i = i.plus(Rational.ONE)) {
                names.put(fold.index(), Formulas.number(i));
                terms.add(formula(added));
            }
            return Formulas.sum(terms);
        }
        Formula.Symbol outer = index;
        index = new Formula.Symbol(fold.index().name());
        names.put(fold.index(), index);
        Formula term = formula(added);
        index = outer;
        Formula total = new Formula.Total(fold.index().name(), low, Formulas.minus(high, Formulas.number(1)), term);
        return Formulas.sum(initial, total);
    }

    private static Term added(Fold fold) {
        if (fold.step() instanceof Add add) {
            if (add.left().equals(fold.accumulator()) && !Children.mentions(add.right(), fold.accumulator())) {
                return add.right();
            }
            if (add.right().equals(fold.accumulator()) && !Children.mentions(add.left(), fold.accumulator())) {
                return add.left();
            }
        }
        throw new Unreadable("a reduction other than a sum");
    }

    private Formula element(Select select) {
        if (select.array() instanceof Variable array && array.sort() instanceof Sort.Array) {
            Formula place = formula(select.index());
            if (place.equals(index)) {
                summed.add(array);
                requireApart(array);
                return Formulas.symbol(array.name());
            }
            if (place instanceof Formula.Number number) {
                String name = array.name() + "." + number.value();
                elements.put(name, array);
                requireApart(array);
                return Formulas.symbol(name);
            }
        }
        throw new Unreadable("an element of an array at an index that is no sum's");
    }

    /** A sum over an array contains its single elements, which as symbols of their own would be independent of it. */
    private void requireApart(Variable array) {
        if (summed.contains(array) && elements.containsValue(array)) {
            throw new Unreadable("single elements of `" + array.name() + "` beside a sum over all of them");
        }
    }

    /** The number that a value of a format stands for. */
    private Formula coded(Term term) {
        return switch (term) {
            case Encode t when t.mode() instanceof Encode.Mode.Fixed fixed ->
                demandedChoice(Quantizer.of(
                        t.format(),
                        fixed.rule(),
                        t.overflow(),
                        t.from() == null ? formula(t.operand()) : coded(t.operand())));
            case Require t -> coded(t.body());
            case Let t -> {
                values.put(t.variable(), t.value());
                yield coded(t.body());
            }
            case Variable t when values.containsKey(t) -> coded(values.get(t));
            default -> throw new Unreadable("it computes in a number format");
        };
    }

    private Formula remainder(Remainder t) {
        Formula dividend = formula(t.dividend());
        Formula divisor = demanded(formula(t.divisor()), Condition.Relation.DIFFERENT, Rational.ZERO);
        Formula quotient = Formulas.quotient(dividend, divisor);
        Rounding rule =
                switch (t.division()) {
                    case FLOOR -> Rounding.FLOOR;
                    case TRUNCATE -> Rounding.TRUNCATE;
                    case EUCLID -> {
                        if (divisor instanceof Formula.Number n && n.value().signum() > 0) {
                            yield Rounding.FLOOR;
                        }
                        throw new Unreadable("a Euclidean remainder whose divisor may be negative");
                    }
                };
        return Formulas.minus(dividend, Formulas.product(divisor, new Formula.RoundTo(rule, quotient)));
    }

    private Formula positive(Formula operand) {
        return demanded(operand, Condition.Relation.GREATER, Rational.ZERO);
    }

    private Formula elementary(Elementary term) {
        List<Formula> operands = new ArrayList<>();
        term.operands().forEach(o -> operands.add(formula(o)));
        return switch (term.function()) {
            case EXP -> Formulas.apply(Operator.EXP, operands.get(0));
            case LOG -> Formulas.apply(Operator.LOG, positive(operands.get(0)));
            case LOG2 -> Formulas.quotient(
                    Formulas.apply(Operator.LOG, positive(operands.get(0))),
                    Formulas.apply(Operator.LOG, Formulas.number(2)));
            case SQRT -> power(operands.get(0), Formulas.number(Rational.HALF));
            case ERF -> Formulas.apply(Operator.ERF, operands.get(0));
            case ERFC -> Formulas.apply(Operator.ERFC, operands.get(0));
            case SIN -> Formulas.apply(Operator.SIN, operands.get(0));
            case COS -> Formulas.apply(Operator.COS, operands.get(0));
            case ATAN -> Formulas.apply(Operator.ATAN, operands.get(0));
            case TANH -> Formulas.apply(Operator.TANH, operands.get(0));
            case DILOG -> Formulas.apply(Operator.DILOG, operands.get(0));
            case ZETA -> Formulas.apply(Operator.ZETA, operands.get(0));
            case GAMMA -> Formulas.apply(Operator.GAMMA, operands.get(0));
            case HARMONIC -> Formulas.apply(Operator.HARMONIC, operands.get(0));
            case LAMBERT_W -> Formulas.apply(Operator.LAMBERT_W, operands.get(0));
            case POWER -> power(operands.get(0), operands.get(1));
            case PI -> new Formula.Named(NamedConstant.PI);
            case EULER_GAMMA -> new Formula.Named(NamedConstant.EULER_GAMMA);
            case CATALAN -> new Formula.Named(NamedConstant.CATALAN);
            case INFINITY -> new Formula.Infinity(true);
        };
    }
}
