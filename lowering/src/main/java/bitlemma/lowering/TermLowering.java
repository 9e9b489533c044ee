package bitlemma.lowering;

import bitlemma.grammar.core.Absolute;
import bitlemma.grammar.core.Add;
import bitlemma.grammar.core.And;
import bitlemma.grammar.core.ArrayOf;
import bitlemma.grammar.core.BitCount;
import bitlemma.grammar.core.Bits;
import bitlemma.grammar.core.Bitwise;
import bitlemma.grammar.core.Call;
import bitlemma.grammar.core.Classify;
import bitlemma.grammar.core.CodeConstant;
import bitlemma.grammar.core.CodedTerm;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.CompareCoded;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Decode;
import bitlemma.grammar.core.Divide;
import bitlemma.grammar.core.Encode;
import bitlemma.grammar.core.Fits;
import bitlemma.grammar.core.Fold;
import bitlemma.grammar.core.ForAll;
import bitlemma.grammar.core.If;
import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Let;
import bitlemma.grammar.core.Maximum;
import bitlemma.grammar.core.Minimum;
import bitlemma.grammar.core.Multiply;
import bitlemma.grammar.core.Negate;
import bitlemma.grammar.core.Not;
import bitlemma.grammar.core.OfBits;
import bitlemma.grammar.core.Operate;
import bitlemma.grammar.core.Or;
import bitlemma.grammar.core.Power;
import bitlemma.grammar.core.Proposition;
import bitlemma.grammar.core.RealTerm;
import bitlemma.grammar.core.Remainder;
import bitlemma.grammar.core.Repeat;
import bitlemma.grammar.core.Require;
import bitlemma.grammar.core.RoundTo;
import bitlemma.grammar.core.Saturate;
import bitlemma.grammar.core.Select;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Statement;
import bitlemma.grammar.core.Subtract;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.grammar.core.Variable;
import bitlemma.grammar.core.Wrap;
import bitlemma.numbers.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** One walk through terms. */
final class TermLowering {
    private final Map<Kernel, Kernel> kernels = new IdentityHashMap<>();
    private final Grids grids = new Grids();

    Kernel lower(Kernel kernel) {
        Kernel known = kernels.get(kernel);
        if (known != null) {
            return known;
        }
        Kernel lowered = new Kernel(
                kernel.name(),
                variables(kernel.parameters()),
                kernel.lengths(),
                lower(kernel.given()),
                Lowering.lower(kernel.result()),
                lower(kernel.body()),
                kernel.unsafe(),
                kernel.exact(),
                kernel.place(),
                kernel.documentation());
        kernels.put(kernel, lowered);
        return lowered;
    }

    Proposition lower(Proposition p) {
        return new Proposition(p.name(), variables(p.inputs()), lower(p.given()), lower(p.body()), p.place());
    }

    Statement.Extreme lower(Statement.Extreme e) {
        return new Statement.Extreme(
                e.name(),
                e.max(),
                variables(e.inputs()),
                lower(e.given()),
                lower(e.expression()),
                e.expected(),
                e.place(),
                e.documentation());
    }

    private static List<Variable> variables(List<Variable> variables) {
        return variables.stream().map(Lowering::lower).toList();
    }

    private List<Term> lower(List<Term> terms) {
        return terms.stream().map(this::lower).toList();
    }

    Term lower(Term term) {
        return switch (term) {
            case Constant t -> t;
            case Truth t -> t;
            case Variable t -> Lowering.lower(t);
            case Let t -> {
                grids.define(t.variable(), t.value());
                yield new Let(Lowering.lower(t.variable()), lower(t.value()), lower(t.body()), t.site());
            }
            case If t -> new If(lower(t.condition()), lower(t.then()), lower(t.otherwise()));
            case Call t -> new Call(lower(t.kernel()), lower(t.arguments()), t.site());
            case Fold t -> {
                grids.range(t.index(), t.low(), t.high());
                yield new Fold(
                        t.index(),
                        lower(t.low()),
                        lower(t.high()),
                        Lowering.lower(t.accumulator()),
                        lower(t.initial()),
                        lower(t.step()),
                        t.site());
            }
            case ForAll t -> {
                grids.range(t.index(), t.low(), t.high());
                yield new ForAll(t.index(), lower(t.low()), lower(t.high()), lower(t.body()));
            }
            case Select t -> new Select(lower(t.array()), lower(t.index()));
            case ArrayOf t ->
                t.elements().stream().allMatch(Constant.class::isInstance) ? t : new ArrayOf(lower(t.elements()));
            case Repeat t -> new Repeat(lower(t.element()), lower(t.count()));
            case Add t -> new Add(lower(t.left()), lower(t.right()));
            case Subtract t -> new Subtract(lower(t.left()), lower(t.right()));
            case Multiply t -> new Multiply(lower(t.left()), lower(t.right()));
            case Negate t -> new Negate(lower(t.operand()));
            case Divide t -> new Divide(lower(t.dividend()), lower(t.divisor()));
            case Power t -> new Power(lower(t.base()), lower(t.exponent()));
            case Absolute t -> new Absolute(lower(t.operand()));
            case Minimum t -> new Minimum(lower(t.left()), lower(t.right()));
            case Maximum t -> new Maximum(lower(t.left()), lower(t.right()));
            case RoundTo t -> new RoundTo(t.rule(), lower(t.operand()));
            case Remainder t -> new Remainder(t.division(), lower(t.dividend()), lower(t.divisor()));
            case Compare t ->
                NumberComparison.of(t)
                        .map(this::lower)
                        .orElseGet(() -> new Compare(t.relation(), lower(t.left()), lower(t.right())));
            case Not t -> new Not(lower(t.operand()));
            case And t -> new And(lower(t.left()), lower(t.right()));
            case Or t -> new Or(lower(t.left()), lower(t.right()));
            case Bitwise t -> new Bitwise(t.operator(), t.format(), lower(t.left()), lower(t.right()));
            case BitCount t -> new BitCount(t.count(), t.format(), lower(t.operand()));
            case Fits t -> new Fits(t.format(), lower(t.operand()), t.site());
            case Wrap t -> new Wrap(t.format(), lower(t.operand()), t.site());
            case Saturate t -> new Saturate(t.format(), lower(t.operand()), t.site());
            case Require t -> new Require(lower(t.condition()), lower(t.body()), t.site());
            case CodedTerm t -> coded(t);
            case RealTerm t -> throw new IllegalStateException("only derivations hold it: " + t);
        };
    }

    private Term coded(CodedTerm term) {
        return switch (term) {
            case CodeConstant t -> Terms.of(t.code());
            case Operate t -> {
                Block block = new Block();
                List<Term> codes = new ArrayList<>();
                t.operands().forEach(o -> codes.add(block.name("code", lower(o))));
                inOneOrder(t.operation(), codes);
                yield Arithmetic.apply(block, t, codes).required(block, t.site());
            }
            case Encode t -> encode(t);
            case Decode t -> {
                Block block = new Block();
                yield block.around(Reading.number(block, t.format(), block.name("code", lower(t.operand()))));
            }
            case Bits t -> lower(t.operand());
            case OfBits t -> lower(t.pattern());
            case Classify t -> {
                Block block = new Block();
                Term code = block.name("code", lower(t.operand()));
                yield block.around(Reading.is(block, t.kind(), t.format(), code));
            }
            case CompareCoded t -> {
                Block block = new Block();
                Term left = block.name("code", lower(t.left()));
                Term right = block.name("code", lower(t.right()));
                yield block.around(Reading.compare(block, t.relation(), t.format(), left, right));
            }
        };
    }

    /** The operands of what commutes in an order of their own, so that x + y and y + x become one term. */
    private static void inOneOrder(Operation operation, List<Term> codes) {
        boolean commutes = operation == Operation.ADD || operation == Operation.MULTIPLY;
        if (commutes
                && codes.get(0) instanceof Variable first
                && codes.get(1) instanceof Variable second
                && first.name().compareTo(second.name()) > 0) {
            Collections.swap(codes, 0, 1);
        }
    }

    private Term encode(Encode term) {
        Block block = new Block();
        Grid grid = term.from() == null ? grids.of(term.operand()) : null;
        boolean fraction = term.from() == null && (grid == null || grid.exponent() < 0);
        Term operand = block.name("operand", lower(term.operand()), fraction ? Sort.RATIONAL : Sort.INTEGER);
        Encode.Mode mode = switch (term.mode()) {
            case Encode.Mode.Fixed fixed -> fixed;
            case Encode.Mode.Stochastic(Term random, int bits) ->
                new Encode.Mode.Stochastic(block.name("random", lower(random)), bits);
        };
        Conversion conversion = new Conversion(block, term, mode);
        Coded code = term.from() == null ? conversion.ofNumber(operand, grid) : conversion.ofCode(operand);
        return code.required(block, term.site());
    }
}
