package bitlemma.grammar.core;

import java.util.List;
import java.util.function.UnaryOperator;

/** Copies of terms with other parts. */
public final class Parts {
    private Parts() {}

    /**
     * The term with each of its direct parts replaced; what it binds stays bound to the same names. The kernel of a
     * call is not a part of it.
     */
    public static Term map(Term term, UnaryOperator<Term> map) {
        return switch (term) {
            case Call t -> new Call(t.kernel(), t.arguments().stream().map(map).toList(), t.site());
            case Constant t -> t;
            case Truth t -> t;
            case Variable t -> t;
            case Let t -> new Let(t.variable(), map.apply(t.value()), map.apply(t.body()), t.site());
            case If t -> new If(map.apply(t.condition()), map.apply(t.then()), map.apply(t.otherwise()));
            case Fold t ->
                new Fold(
                        t.index(),
                        map.apply(t.low()),
                        map.apply(t.high()),
                        t.accumulator(),
                        map.apply(t.initial()),
                        map.apply(t.step()),
                        t.site());
            case ForAll t -> new ForAll(t.index(), map.apply(t.low()), map.apply(t.high()), map.apply(t.body()));
            case Select t -> new Select(map.apply(t.array()), map.apply(t.index()));
            case ArrayOf t -> t.elements().stream().allMatch(e -> e instanceof Constant || e instanceof CodeConstant)
                    ? t
                    : new ArrayOf(t.elements().stream().map(map).toList());
            case Repeat t -> new Repeat(map.apply(t.element()), map.apply(t.count()));
            case Add t -> new Add(map.apply(t.left()), map.apply(t.right()));
            case Subtract t -> new Subtract(map.apply(t.left()), map.apply(t.right()));
            case Multiply t -> new Multiply(map.apply(t.left()), map.apply(t.right()));
            case Negate t -> new Negate(map.apply(t.operand()));
            case Divide t -> new Divide(map.apply(t.dividend()), map.apply(t.divisor()));
            case Power t -> new Power(map.apply(t.base()), map.apply(t.exponent()));
            case Absolute t -> new Absolute(map.apply(t.operand()));
            case Minimum t -> new Minimum(map.apply(t.left()), map.apply(t.right()));
            case Maximum t -> new Maximum(map.apply(t.left()), map.apply(t.right()));
            case RoundTo t -> new RoundTo(t.rule(), map.apply(t.operand()));
            case Remainder t -> new Remainder(t.division(), map.apply(t.dividend()), map.apply(t.divisor()));
            case Compare t -> new Compare(t.relation(), map.apply(t.left()), map.apply(t.right()));
            case Not t -> new Not(map.apply(t.operand()));
            case And t -> new And(map.apply(t.left()), map.apply(t.right()));
            case Or t -> new Or(map.apply(t.left()), map.apply(t.right()));
            case Bitwise t -> new Bitwise(t.operator(), t.format(), map.apply(t.left()), map.apply(t.right()));
            case BitCount t -> new BitCount(t.count(), t.format(), map.apply(t.operand()));
            case Fits t -> new Fits(t.format(), map.apply(t.operand()), t.site());
            case Wrap t -> new Wrap(t.format(), map.apply(t.operand()), t.site());
            case Saturate t -> new Saturate(t.format(), map.apply(t.operand()), t.site());
            case Require t -> new Require(map.apply(t.condition()), map.apply(t.body()), t.site());
            case CodedTerm t -> map(t, map);
            case RealTerm t -> map(t, map);
        };
    }

    private static Term map(RealTerm term, UnaryOperator<Term> map) {
        return switch (term) {
            case Elementary t -> new Elementary(t.function(), t.operands().stream().map(map).toList());
            case Expected t -> new Expected(map.apply(t.value()), map.apply(t.condition()));
            case Extremum t -> new Extremum(t.max(), map.apply(t.value()));
            case Density t -> new Density(map.apply(t.value()), map.apply(t.at()));
            case Optimum t ->
                new Optimum(t.max(), t.parameter(), map.apply(t.low()), map.apply(t.high()), map.apply(t.objective()));
            case LimitOf t -> new LimitOf(t.parameter(), map.apply(t.point()), map.apply(t.body()));
            case SeriesOf t -> new SeriesOf(t.parameter(), map.apply(t.point()), t.order(), map.apply(t.body()));
        };
    }

    private static Term map(CodedTerm term, UnaryOperator<Term> map) {
        return switch (term) {
            case CodeConstant t -> t;
            case Operate t -> {
                List<Term> operands = t.operands().stream().map(map).toList();
                yield new Operate(t.operation(), t.format(), t.rounding(), t.overflow(), operands, t.site());
            }
            case Encode t ->
                new Encode(t.format(), t.from(), map(t.mode(), map), t.overflow(), map.apply(t.operand()), t.site());
            case Decode t -> new Decode(t.format(), map.apply(t.operand()));
            case Bits t -> new Bits(t.format(), map.apply(t.operand()));
            case OfBits t -> new OfBits(t.format(), map.apply(t.pattern()));
            case Classify t -> new Classify(t.kind(), t.format(), map.apply(t.operand()));
            case CompareCoded t ->
                new CompareCoded(t.relation(), t.format(), map.apply(t.left()), map.apply(t.right()));
        };
    }

    private static Encode.Mode map(Encode.Mode mode, UnaryOperator<Term> map) {
        return switch (mode) {
            case Encode.Mode.Fixed fixed -> fixed;
            case Encode.Mode.Stochastic stochastic ->
                new Encode.Mode.Stochastic(map.apply(stochastic.random()), stochastic.bits());
        };
    }
}
