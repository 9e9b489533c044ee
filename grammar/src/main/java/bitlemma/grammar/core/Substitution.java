package bitlemma.grammar.core;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Copies of terms in which variables are replaced, and in which every bound name is a new one. */
public final class Substitution {
    private static final AtomicLong FRESH = new AtomicLong();

    private final Map<Variable, Term> replacements;

    private final Term target;
    private final Term instead;

    private Substitution(Map<Variable, Term> replacements, Term target, Term instead) {
        this.replacements = new HashMap<>(replacements);
        this.target = target;
        this.instead = instead;
    }

    /** A variable that no term has yet. */
    public static Variable fresh(String label, Sort sort) {
        return new Variable(label + "#" + FRESH.incrementAndGet(), sort);
    }

    /** {@code term} with every free occurrence of a key replaced by its value. */
    public static Term apply(Term term, Map<Variable, ? extends Term> replacements) {
        return new Substitution(Map.copyOf(replacements), null, null).copy(term);
    }

    /** {@code term} with every occurrence of a term inside it replaced by another one. */
    public static Term replace(Term term, Term target, Term instead) {
        return new Substitution(Map.of(), target, instead).copy(term);
    }

    /** The body of a kernel on arguments: parameters first, then lengths, as in {@link Call}. */
    public static Term body(Kernel kernel, List<Term> arguments) {
        return apply(kernel.body(), bindings(kernel, arguments));
    }

    /** The given of a kernel on arguments: parameters first, then lengths, as in {@link Call}. */
    public static Term given(Kernel kernel, List<Term> arguments) {
        return apply(kernel.given(), bindings(kernel, arguments));
    }

    private static Map<Variable, Term> bindings(Kernel kernel, List<Term> arguments) {
        Map<Variable, Term> bindings = new HashMap<>();
        int n = kernel.parameters().size();
        for (int i = 0; i < n; i++) {
            bindings.put(kernel.parameters().get(i), arguments.get(i));
        }
        for (int i = 0; i < kernel.lengths().size(); i++) {
            bindings.put(kernel.lengths().get(i), arguments.get(n + i));
        }
        return bindings;
    }

    private Variable bind(Variable variable) {
        Sort sort = sort(variable.sort());
        Variable renamed = fresh(variable.label(), sort);
        replacements.put(variable, renamed);
        return renamed;
    }

    private Sort sort(Sort sort) {
        return sort instanceof Sort.Array array ? new Sort.Array(array.element(), copy(array.length())) : sort;
    }

    private Term copy(Term term) {
        if (target != null && term.equals(target)) {
            return instead;
        }
        return switch (term) {
            case Constant t -> t;
            case Truth t -> t;
            case Variable t -> replacements.getOrDefault(t, t);
            case Let t -> {
                Term value = copy(t.value());
                Variable variable = bind(t.variable());
                yield new Let(variable, value, copy(t.body()), t.site());
            }
            case If t -> new If(copy(t.condition()), copy(t.then()), copy(t.otherwise()));
            case Call t -> new Call(t.kernel(), t.arguments().stream().map(this::copy).toList(), t.site());
            case Fold t -> {
                Term low = copy(t.low());
                Term high = copy(t.high());
                Term initial = copy(t.initial());
                Variable index = bind(t.index());
                Variable accumulator = bind(t.accumulator());
                yield new Fold(index, low, high, accumulator, initial, copy(t.step()), t.site());
            }
            case ForAll t -> {
                Term low = copy(t.low());
                Term high = copy(t.high());
                Variable index = bind(t.index());
                yield new ForAll(index, low, high, copy(t.body()));
            }
            case Select t -> new Select(copy(t.array()), copy(t.index()));
            case ArrayOf t -> t.elements().stream().allMatch(e -> e instanceof Constant || e instanceof CodeConstant)
                    ? t
                    : new ArrayOf(t.elements().stream().map(this::copy).toList());
            case Repeat t -> new Repeat(copy(t.element()), copy(t.count()));
            case Add t -> new Add(copy(t.left()), copy(t.right()));
            case Subtract t -> new Subtract(copy(t.left()), copy(t.right()));
            case Multiply t -> new Multiply(copy(t.left()), copy(t.right()));
            case Negate t -> new Negate(copy(t.operand()));
            case Divide t -> new Divide(copy(t.dividend()), copy(t.divisor()));
            case Power t -> new Power(copy(t.base()), copy(t.exponent()));
            case Absolute t -> new Absolute(copy(t.operand()));
            case Minimum t -> new Minimum(copy(t.left()), copy(t.right()));
            case Maximum t -> new Maximum(copy(t.left()), copy(t.right()));
            case RoundTo t -> new RoundTo(t.rule(), copy(t.operand()));
            case Remainder t -> new Remainder(t.division(), copy(t.dividend()), copy(t.divisor()));
            case Compare t -> new Compare(t.relation(), copy(t.left()), copy(t.right()));
            case Not t -> new Not(copy(t.operand()));
            case And t -> new And(copy(t.left()), copy(t.right()));
            case Or t -> new Or(copy(t.left()), copy(t.right()));
            case Bitwise t -> new Bitwise(t.operator(), t.format(), copy(t.left()), copy(t.right()));
            case BitCount t -> new BitCount(t.count(), t.format(), copy(t.operand()));
            case Fits t -> new Fits(t.format(), copy(t.operand()), t.site());
            case Wrap t -> new Wrap(t.format(), copy(t.operand()), t.site());
            case Saturate t -> new Saturate(t.format(), copy(t.operand()), t.site());
            case Require t -> new Require(copy(t.condition()), copy(t.body()), t.site());
            case CodedTerm t -> copy(t);
        };
    }

    private Term copy(CodedTerm term) {
        return switch (term) {
            case CodeConstant t -> t;
            case Operate t -> new Operate(
                    t.operation(),
                    t.format(),
                    t.rounding(),
                    t.overflow(),
                    t.operands().stream().map(this::copy).toList(),
                    t.site());
            case Encode t -> new Encode(t.format(), t.from(), copy(t.mode()), t.overflow(), copy(t.operand()), t.site());
            case Decode t -> new Decode(t.format(), copy(t.operand()));
            case Bits t -> new Bits(t.format(), copy(t.operand()));
            case OfBits t -> new OfBits(t.format(), copy(t.pattern()));
            case Classify t -> new Classify(t.kind(), t.format(), copy(t.operand()));
            case CompareCoded t -> new CompareCoded(t.relation(), t.format(), copy(t.left()), copy(t.right()));
        };
    }

    private Encode.Mode copy(Encode.Mode mode) {
        return switch (mode) {
            case Encode.Mode.Fixed fixed -> fixed;
            case Encode.Mode.Stochastic stochastic ->
                new Encode.Mode.Stochastic(copy(stochastic.random()), stochastic.bits());
        };
    }
}
