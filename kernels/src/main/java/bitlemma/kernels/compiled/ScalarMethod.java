package bitlemma.kernels.compiled;

import bitlemma.grammar.core.Absolute;
import bitlemma.grammar.core.Add;
import bitlemma.grammar.core.And;
import bitlemma.grammar.core.ArrayOf;
import bitlemma.grammar.core.BitCount;
import bitlemma.grammar.core.Bitwise;
import bitlemma.grammar.core.Call;
import bitlemma.grammar.core.CodedTerm;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Divide;
import bitlemma.grammar.core.Fits;
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
import bitlemma.grammar.core.RealTerm;
import bitlemma.grammar.core.Remainder;
import bitlemma.grammar.core.Repeat;
import bitlemma.grammar.core.Require;
import bitlemma.grammar.core.RoundTo;
import bitlemma.grammar.core.Saturate;
import bitlemma.grammar.core.Select;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Subtract;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.grammar.core.Variable;
import bitlemma.grammar.core.Wrap;
import bitlemma.kernels.interval.Interval;
import bitlemma.kernels.interval.Intervals;
import bitlemma.numbers.IntegerFormat;
import bitlemma.numbers.Rounding;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/**
 * The code of one method. Each {@code put} leaves the value of a term on the operand stack, in the kind that is asked
 * for, which must hold all values of the term.
 */
final class ScalarMethod {
    private static final ClassDesc BIG = Kind.BIG.descriptor();
    private static final ClassDesc CHECKS = Checks.class.describeConstable().orElseThrow();
    private static final ClassDesc QUOTIENTS = Quotients.class.describeConstable().orElseThrow();
    private static final ClassDesc PATTERNS = Patterns.class.describeConstable().orElseThrow();
    private static final ClassDesc METER = Meter.class.describeConstable().orElseThrow();
    private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");

    /** More rounds than this, without a meter, are too many for a sweep's one input. */
    private static final BigInteger MOST_ROUNDS = BigInteger.valueOf(1 << 12);

    private final ScalarCode owner;
    private final Intervals intervals;
    private final CodeBuilder code;
    private final Map<Variable, Integer> slots = new HashMap<>();
    private int meter;
    private int spent;

    ScalarMethod(ScalarCode owner, CodeBuilder code) {
        this.owner = owner;
        this.intervals = owner.intervals();
        this.code = code;
    }

    void write(ScalarCode.Method method) {
        for (int i = 0; i < method.parameters().size(); i++) {
            slots.put(method.parameters().get(i), code.parameterSlot(i));
        }
        if (owner.isMetered()) {
            meter = code.parameterSlot(method.parameters().size());
        }
        inside(method.term(), method.result());
        code.return_(method.result().type());
    }

    // ---- methods for parts ----

    private void put(Term term, Kind kind) {
        if (!isPart(term)) {
            inside(term, kind);
        } else {
            ScalarCode.Method method = owner.outlined(term);
            method.parameters().forEach(p -> {
                TypeKind type = p.sort() instanceof Sort.Array ? TypeKind.REFERENCE : owner.kind(p).type();
                code.loadLocal(type, slots.get(p));
            });
            if (owner.isMetered()) {
                code.aload(meter);
            }
            spent += method.parameters().size() + 1;
            code.invokestatic(HiddenClass.NAME, method.name(), owner.descriptor(method));
            convert(method.result(), kind);
        }
    }

    /** Whether a term is to be a method of its own, since this one grows too large. */
    private boolean isPart(Term term) {
        int size = owner.size(term);
        boolean full = spent > ScalarCode.METHOD;
        return spent + size > ScalarCode.METHOD
                && (size > ScalarCode.METHOD ? full : size >= (full ? ScalarCode.LEAST : ScalarCode.WORTHWHILE));
    }

    // ---- kinds ----

    private Kind kind(Term term) {
        return owner.kind(term);
    }

    /** The kind for an operation on some terms that gives another one. */
    private Kind common(Term... terms) {
        Kind all = Kind.INT;
        for (Term term : terms) {
            all = all.max(kind(term));
        }
        return all;
    }

    /** Turns the value on the stack into another kind; a narrower one holds it. */
    private void convert(Kind from, Kind to) {
        if (from == to || from.type() == to.type() && to != Kind.BIG) {
            return;
        }
        switch (to) {
            case TRUTH, INT -> {
                if (from == Kind.LONG) {
                    code.l2i();
                } else {
                    code.invokevirtual(BIG, "intValue", MethodTypeDesc.of(ConstantDescs.CD_int));
                }
            }
            case LONG -> {
                if (from == Kind.BIG) {
                    code.invokevirtual(BIG, "longValue", MethodTypeDesc.of(ConstantDescs.CD_long));
                } else {
                    code.i2l();
                }
            }
            case BIG -> {
                if (from != Kind.LONG) {
                    code.i2l();
                }
                code.invokestatic(BIG, "valueOf", MethodTypeDesc.of(BIG, ConstantDescs.CD_long));
            }
        }
    }

    private void constant(BigInteger value, Kind kind) {
        switch (kind) {
            case TRUTH, INT -> code.loadConstant(value.intValueExact());
            case LONG -> code.loadConstant(value.longValueExact());
            case BIG -> {
                if (value.bitLength() < Long.SIZE) {
                    code.loadConstant(value.longValue());
                    code.invokestatic(BIG, "valueOf", MethodTypeDesc.of(BIG, ConstantDescs.CD_long));
                } else {
                    owner.home().loadObject(code, value, BIG);
                }
            }
        }
    }

    private void call(ClassDesc owner, String name, ClassDesc result, ClassDesc... parameters) {
        code.invokestatic(owner, name, MethodTypeDesc.of(result, parameters));
    }

    // ---- numbers ----

    private void inside(Term term, Kind wanted) {
        spent++;
        if (Truths.isOne(term)) {
            truth(term);
            convert(Kind.TRUTH, wanted);
            return;
        }
        switch (term) {
            case CodedTerm t -> throw new IllegalStateException("not lowered: " + t);
            case RealTerm t -> throw new IllegalStateException("only derivations hold it: " + t);
            case Constant t -> constant(t.value().toIntegerExact(), wanted);
            case Variable t -> {
                code.loadLocal(owner.kind(t).type(), slots.get(t));
                convert(owner.kind(t), wanted);
            }
            case Let t -> {
                bind(t);
                put(t.body(), wanted);
            }
            case Require t -> {
                require(t);
                put(t.body(), wanted);
            }
            case If t -> {
                Label otherwise = code.newLabel();
                Label end = code.newLabel();
                jump(t.condition(), otherwise, false);
                put(t.then(), wanted);
                code.goto_(end);
                code.labelBinding(otherwise);
                put(t.otherwise(), wanted);
                code.labelBinding(end);
            }
            case Fold t -> fold(t, wanted);
            case Select t -> convert(select(t), wanted);
            case Add t -> {
                Kind kind = both(t.left(), t.right(), t);
                arithmetic(kind, "add", code::iadd, code::ladd);
                convert(kind, wanted);
            }
            case Subtract t -> {
                Kind kind = both(t.left(), t.right(), t);
                arithmetic(kind, "subtract", code::isub, code::lsub);
                convert(kind, wanted);
            }
            case Multiply t -> {
                Kind kind = both(t.left(), t.right(), t);
                arithmetic(kind, "multiply", code::imul, code::lmul);
                convert(kind, wanted);
            }
            case Negate t -> {
                Kind kind = common(t.operand(), t);
                put(t.operand(), kind);
                negate(kind);
                convert(kind, wanted);
            }
            case Absolute t -> {
                Kind kind = common(t.operand(), t);
                put(t.operand(), kind);
                if (kind == Kind.BIG) {
                    code.invokevirtual(BIG, "abs", MethodTypeDesc.of(BIG));
                } else {
                    call(MATH, "abs", kind.descriptor(), kind.descriptor());
                }
                convert(kind, wanted);
            }
            case Minimum t -> convert(extreme("min", both(t.left(), t.right(), t)), wanted);
            case Maximum t -> convert(extreme("max", both(t.left(), t.right(), t)), wanted);
            case RoundTo t -> convert(round(t), wanted);
            case Remainder t -> {
                Kind kind = both(t.dividend(), t.divisor(), t);
                String name = switch (t.division()) {
                    case TRUNCATE -> "truncateRemainder";
                    case FLOOR -> "floorRemainder";
                    case EUCLID -> "euclidRemainder";
                };
                call(QUOTIENTS, name, kind.descriptor(), kind.descriptor(), kind.descriptor());
                convert(kind, wanted);
            }
            case Power t -> {
                Kind kind = both(t.base(), t.exponent(), t);
                call(PATTERNS, "power", kind.descriptor(), kind.descriptor(), kind.descriptor());
                convert(kind, wanted);
            }
            case Bitwise t -> {
                Kind kind = both(t.left(), t.right(), t);
                switch (t.operator()) {
                    case AND -> arithmetic(kind, "and", code::iand, code::land);
                    case OR -> arithmetic(kind, "or", code::ior, code::lor);
                    case XOR -> arithmetic(kind, "xor", code::ixor, code::lxor);
                }
                convert(kind, wanted);
            }
            case BitCount t -> {
                count(t);
                convert(Kind.INT, wanted);
            }
            case Fits t -> fits(t, wanted);
            case Wrap t -> wrap(t, wanted);
            case Saturate t -> saturate(t, wanted);
            case Call t -> throw new IllegalStateException("calls are inlined before");
            case Divide t -> throw new IllegalStateException("fractions are cleared before");
            case ArrayOf t -> throw new IllegalStateException("an array is no number");
            case Repeat t -> throw new IllegalStateException("an array is no number");
            case Truth t -> throw new IllegalStateException("handled above");
            case Not t -> throw new IllegalStateException("handled above");
            case And t -> throw new IllegalStateException("handled above");
            case Or t -> throw new IllegalStateException("handled above");
            case Compare t -> throw new IllegalStateException("handled above");
            case ForAll t -> throw new IllegalStateException("handled above");
        }
    }

    /** Two operands in the kind that has them and the result. */
    private Kind both(Term left, Term right, Term result) {
        Kind kind = common(left, right, result);
        put(left, kind);
        put(right, kind);
        return kind;
    }

    private void arithmetic(Kind kind, String name, Runnable forInt, Runnable forLong) {
        switch (kind) {
            case TRUTH, INT -> forInt.run();
            case LONG -> forLong.run();
            case BIG -> code.invokevirtual(BIG, name, MethodTypeDesc.of(BIG, BIG));
        }
    }

    private Kind extreme(String name, Kind kind) {
        if (kind == Kind.BIG) {
            code.invokevirtual(BIG, name, MethodTypeDesc.of(BIG, BIG));
        } else {
            call(MATH, name, kind.descriptor(), kind.descriptor(), kind.descriptor());
        }
        return kind;
    }

    private void negate(Kind kind) {
        switch (kind) {
            case TRUTH, INT -> code.ineg();
            case LONG -> code.lneg();
            case BIG -> code.invokevirtual(BIG, "negate", MethodTypeDesc.of(BIG));
        }
    }

    // ---- names ----

    private void bind(Let let) {
        Variable variable = let.variable();
        if (variable.sort() instanceof Sort.Array) {
            if (owner.table(variable) == null) {
                array(let.value(), owner.kind(variable));
                store(variable, TypeKind.REFERENCE);
            }
            return;
        }
        Kind kind = owner.kind(variable);
        put(let.value(), kind);
        store(variable, kind.type());
    }

    private void store(Variable variable, TypeKind type) {
        int slot = code.allocateLocal(type);
        slots.put(variable, slot);
        code.storeLocal(type, slot);
    }

    private void require(Require require) {
        if (intervals.isKept(require)) {
            // It can still be that evaluating the condition breaks an obligation.
            discard(require.condition());
            return;
        }
        Label kept = code.newLabel();
        jump(require.condition(), kept, true);
        code.loadConstant(owner.site(require.site()));
        call(CHECKS, "broken", ObligationBroken.class.describeConstable().orElseThrow(), ConstantDescs.CD_int);
        code.athrow();
        code.labelBinding(kept);
    }

    /** Evaluates a truth value for its obligations alone. */
    private void discard(Term condition) {
        if (owner.obligations().canBreak(condition)) {
            put(condition, Kind.TRUTH);
            code.pop();
        }
    }

    // ---- arrays ----

    /** An array, whose elements are of a kind. */
    private void array(Term term, Kind kind) {
        switch (term) {
            case Variable t -> {
                if (owner.table(t) != null) {
                    throw new NotCompilable("a table under two names");
                }
                code.aload(slots.get(t));
                if (owner.kind(t) != kind) {
                    throw new NotCompilable("an array under two names");
                }
            }
            case ArrayOf t -> {
                code.loadConstant(t.elements().size());
                newArray(kind);
                for (int i = 0; i < t.elements().size(); i++) {
                    code.dup();
                    code.loadConstant(i);
                    put(t.elements().get(i), kind);
                    code.arrayStore(kind.type());
                }
            }
            case Repeat t -> {
                // The element first, as the evaluator does it.
                put(t.element(), kind);
                int element = code.allocateLocal(kind.type());
                code.storeLocal(kind.type(), element);
                put(t.count(), kind(t.count()));
                convert(kind(t.count()), Kind.LONG);
                call(
                        Arrays.class.describeConstable().orElseThrow(),
                        "length",
                        ConstantDescs.CD_int,
                        ConstantDescs.CD_long);
                newArray(kind);
                code.loadLocal(kind.type(), element);
                ClassDesc one = kind.descriptor();
                call(
                        Arrays.class.describeConstable().orElseThrow(),
                        "filled",
                        one.arrayType(),
                        one.arrayType(),
                        one);
            }
            default -> throw new NotCompilable("an array that is no name");
        }
    }

    private void newArray(Kind kind) {
        if (kind == Kind.BIG) {
            code.anewarray(BIG);
        } else {
            code.newarray(kind.type());
        }
    }

    private Kind select(Select t) {
        Table table = owner.table(t.array());
        if (table != null) {
            owner.home().loadObject(code, table.array(), table.descriptor());
            put(t.index(), kind(t.index()));
            convert(kind(t.index()), Kind.INT);
            code.arrayLoad(table.element());
            return table.kind();
        }
        if (t.array() instanceof Variable array) {
            code.aload(slots.get(array));
            put(t.index(), kind(t.index()));
            convert(kind(t.index()), Kind.INT);
            code.arrayLoad(owner.kind(array).type());
            return owner.kind(array);
        }
        Kind kind = Truths.isOne(t) ? Kind.TRUTH : kind(t.array());
        array(t.array(), kind);
        put(t.index(), kind(t.index()));
        convert(kind(t.index()), Kind.INT);
        code.arrayLoad(kind.type());
        return kind;
    }

    // ---- reductions ----

    /** Stores a range's bounds; returns the places of the index and of the end. */
    private int[] range(Variable index, Term low, Term high, Kind kind, boolean downwards) {
        if (!owner.isMetered()) {
            Interval rounds = intervals.at(high).minus(intervals.at(low));
            if (rounds.high() == null || rounds.high().compareTo(MOST_ROUNDS) > 0) {
                throw new NotCompilable("a reduction of many rounds");
            }
        }
        int at = code.allocateLocal(kind.type());
        int end = code.allocateLocal(kind.type());
        put(downwards ? high : low, kind);
        code.storeLocal(kind.type(), downwards ? end : at);
        put(downwards ? low : high, kind);
        code.storeLocal(kind.type(), downwards ? at : end);
        slots.put(index, at);
        return new int[] {at, end};
    }

    private Kind indexKind(Variable index, Term low, Term high) {
        Interval all = intervals.at(index).join(intervals.at(low)).join(intervals.at(high));
        return owner.kind(index).max(Kind.of(all));
    }

    private void spend(Kind kind, int at, int end) {
        if (owner.isMetered()) {
            Kind as = kind.max(Kind.LONG);
            code.aload(meter);
            code.loadLocal(kind.type(), at);
            convert(kind, as);
            code.loadLocal(kind.type(), end);
            convert(kind, as);
            code.invokevirtual(
                    METER, "spend", MethodTypeDesc.of(ConstantDescs.CD_void, as.descriptor(), as.descriptor()));
        }
    }

    /** Jumps out where an index has come to its end. */
    private void leave(Kind kind, int at, int end, Label out) {
        code.loadLocal(kind.type(), at);
        code.loadLocal(kind.type(), end);
        jumpIf(Compare.Relation.AT_LEAST, kind, out);
    }

    /**
     * The loop's own index runs beyond the values of the name, so the name gets a place of its own where kinds differ.
     */
    private void index(Variable index, Kind kind, int at) {
        if (owner.kind(index) != kind) {
            code.loadLocal(kind.type(), at);
            convert(kind, owner.kind(index));
            store(index, owner.kind(index).type());
        }
    }

    private void advance(Kind kind, int at) {
        code.loadLocal(kind.type(), at);
        constant(BigInteger.ONE, kind);
        arithmetic(kind, "add", code::iadd, code::ladd);
        code.storeLocal(kind.type(), at);
    }

    private void fold(Fold t, Kind wanted) {
        Kind kind = indexKind(t.index(), t.low(), t.high());
        int[] range = range(t.index(), t.low(), t.high(), kind, false);
        Kind result = owner.kind(t.accumulator());
        put(t.initial(), result);
        int accumulator = code.allocateLocal(result.type());
        code.storeLocal(result.type(), accumulator);
        slots.put(t.accumulator(), accumulator);
        spend(kind, range[0], range[1]);
        Label top = code.newLabel();
        Label out = code.newLabel();
        code.labelBinding(top);
        leave(kind, range[0], range[1], out);
        index(t.index(), kind, range[0]);
        put(t.step(), result);
        code.storeLocal(result.type(), accumulator);
        advance(kind, range[0]);
        code.goto_(top);
        code.labelBinding(out);
        code.loadLocal(result.type(), accumulator);
        convert(result, wanted);
    }

    private void forAll(ForAll t) {
        Kind kind = indexKind(t.index(), t.low(), t.high());
        // The evaluator takes the upper end first.
        int[] range = range(t.index(), t.low(), t.high(), kind, true);
        spend(kind, range[0], range[1]);
        Label top = code.newLabel();
        Label out = code.newLabel();
        Label failed = code.newLabel();
        Label done = code.newLabel();
        code.labelBinding(top);
        leave(kind, range[0], range[1], out);
        index(t.index(), kind, range[0]);
        jump(t.body(), failed, false);
        advance(kind, range[0]);
        code.goto_(top);
        code.labelBinding(out);
        code.iconst_1();
        code.goto_(done);
        code.labelBinding(failed);
        code.iconst_0();
        code.labelBinding(done);
    }

    // ---- machine formats ----

    private void fits(Fits t, Kind wanted) {
        Kind kind = kind(t.operand());
        put(t.operand(), kind);
        if (!intervals.isKept(t)) {
            IntegerFormat format = t.format();
            int site = owner.site(t.site());
            if (kind == Kind.BIG) {
                code.loadConstant(format.signed() ? 1 : 0);
                code.loadConstant(format.width());
                code.loadConstant(site);
                call(CHECKS, "fits", BIG, BIG, ConstantDescs.CD_boolean, ConstantDescs.CD_int, ConstantDescs.CD_int);
            } else {
                // Bounds beyond the kind's own are the kind's own.
                IntegerFormat own = IntegerFormat.signed(kind == Kind.INT ? Integer.SIZE : Long.SIZE);
                Interval bounds = Interval.of(format).intersect(Interval.of(own));
                ClassDesc type = kind.descriptor();
                constant(bounds.low(), kind);
                constant(bounds.high(), kind);
                code.loadConstant(site);
                call(CHECKS, "fits", type, type, type, type, ConstantDescs.CD_int);
            }
        }
        convert(kind, wanted);
    }

    private void saturate(Saturate t, Kind wanted) {
        if (intervals.isIdle(t)) {
            put(t.operand(), wanted);
            return;
        }
        Interval operand = intervals.at(t.operand());
        Kind kind = common(t.operand(), t);
        put(t.operand(), kind);
        if (operand.low() == null || operand.low().compareTo(t.format().min()) < 0) {
            bound(t.format().min(), "max", kind);
        }
        if (operand.high() == null || operand.high().compareTo(t.format().max()) > 0) {
            bound(t.format().max(), "min", kind);
        }
        convert(kind, wanted);
    }

    private void bound(BigInteger value, String name, Kind kind) {
        constant(value, kind);
        extreme(name, kind);
    }

    private void wrap(Wrap t, Kind wanted) {
        if (intervals.isIdle(t)) {
            put(t.operand(), wanted);
            return;
        }
        int width = t.format().width();
        boolean signed = t.format().signed();
        Kind operand = kind(t.operand());
        if (width > Long.SIZE || operand == Kind.BIG && width == Long.SIZE && !signed) {
            put(t.operand(), Kind.BIG);
            code.loadConstant(signed ? 1 : 0);
            code.loadConstant(width);
            call(PATTERNS, "wrap", BIG, BIG, ConstantDescs.CD_boolean, ConstantDescs.CD_int);
            convert(Kind.BIG, wanted);
            return;
        }
        if (width <= Integer.SIZE && (signed || width < Integer.SIZE)) {
            congruent(t.operand(), Kind.INT);
            shortened(signed, width);
            convert(Kind.INT, wanted);
            return;
        }
        congruent(t.operand(), Kind.LONG);
        if (width == Long.SIZE) {
            if (signed) {
                convert(Kind.LONG, wanted);
            } else {
                // A negative long as an unsigned number.
                convert(Kind.LONG, Kind.BIG);
                code.iconst_0();
                code.loadConstant(width);
                call(PATTERNS, "wrap", BIG, BIG, ConstantDescs.CD_boolean, ConstantDescs.CD_int);
                convert(Kind.BIG, wanted);
            }
            return;
        }
        if (signed) {
            code.loadConstant(Long.SIZE - width);
            code.lshl();
            code.loadConstant(Long.SIZE - width);
            code.lshr();
        } else {
            code.loadConstant((1L << width) - 1);
            code.land();
        }
        convert(Kind.LONG, wanted);
    }

    /** Cuts the int on the stack to its lowest bits. */
    private void shortened(boolean signed, int width) {
        if (!signed) {
            code.loadConstant((1 << width) - 1);
            code.iand();
        } else if (width < Integer.SIZE) {
            code.loadConstant(Integer.SIZE - width);
            code.ishl();
            code.loadConstant(Integer.SIZE - width);
            code.ishr();
        }
    }

    /**
     * An int or long that is congruent to a term modulo 2^32 or 2^64: sums and products need no more bits than that.
     */
    private void congruent(Term term, Kind kind) {
        if (kind(term).compareTo(kind) <= 0) {
            put(term, kind);
            return;
        }
        switch (term) {
            case Constant t -> {
                if (kind == Kind.INT) {
                    code.loadConstant(t.value().toIntegerExact().intValue());
                } else {
                    code.loadConstant(t.value().toIntegerExact().longValue());
                }
            }
            case Add t -> {
                congruent(t.left(), kind);
                congruent(t.right(), kind);
                arithmetic(kind, "add", code::iadd, code::ladd);
            }
            case Subtract t -> {
                congruent(t.left(), kind);
                congruent(t.right(), kind);
                arithmetic(kind, "subtract", code::isub, code::lsub);
            }
            case Multiply t -> {
                congruent(t.left(), kind);
                congruent(t.right(), kind);
                arithmetic(kind, "multiply", code::imul, code::lmul);
            }
            case Negate t -> {
                congruent(t.operand(), kind);
                negate(kind);
            }
            default -> {
                // Both intValue and l2i cut bits off.
                Kind own = kind(term);
                put(term, own);
                convert(own, kind);
            }
        }
    }

    private void count(BitCount t) {
        String name = switch (t.count()) {
            case ONES -> "ones";
            case LEADING_ZEROS -> "leadingZeros";
            case TRAILING_ZEROS -> "trailingZeros";
        };
        int width = t.format().width();
        Kind kind = width > Long.SIZE ? Kind.BIG : kind(t.operand()).max(Kind.LONG);
        put(t.operand(), kind);
        code.loadConstant(width);
        call(PATTERNS, name, ConstantDescs.CD_int, kind.descriptor(), ConstantDescs.CD_int);
    }

    // ---- division ----

    private Kind round(RoundTo t) {
        if (!(t.operand() instanceof Divide divide)) {
            throw new IllegalStateException("fractions are cleared before");
        }
        if (t.rule() == Rounding.FLOOR && shift(divide.divisor()) instanceof Term amount) {
            Kind kind = common(divide.dividend(), t);
            put(divide.dividend(), kind);
            put(amount, kind(amount));
            shiftRight(kind, kind(amount));
            return kind;
        }
        // The helpers negate and double nothing, so the divisor's own magnitude is all that must be there.
        Interval divisor = intervals.at(divide.divisor());
        Kind kind = common(divide.dividend(), divide.divisor(), t).max(Kind.of(divisor.negate()));
        put(divide.dividend(), kind);
        put(divide.divisor(), kind);
        String name = switch (t.rule()) {
            case FLOOR -> "floor";
            case CEILING -> "ceiling";
            case TRUNCATE -> "truncate";
            case UP -> "up";
            case AWAY -> "away";
            case EVEN -> "even";
            case ODD -> "odd";
        };
        call(QUOTIENTS, name, kind.descriptor(), kind.descriptor(), kind.descriptor());
        return kind;
    }

    /** The exponent where a divisor is a power of two; null where it is not known to be one. */
    private static Term shift(Term divisor) {
        return switch (divisor) {
            case Constant c when c.value().signum() > 0 && c.value().numerator().bitCount() == 1 ->
                Constant.of(c.value().numerator().getLowestSetBit());
            case Power p when p.base().equals(Constant.of(2)) -> p.exponent();
            default -> null;
        };
    }

    /** Shifts by the amount on the stack, of which all that is too large shifts every bit but the sign out. */
    private void shiftRight(Kind kind, Kind amount) {
        if (kind == Kind.BIG) {
            convert(amount, Kind.BIG);
            constant(BigInteger.valueOf(Integer.MAX_VALUE), Kind.BIG);
            extreme("min", Kind.BIG);
            convert(Kind.BIG, Kind.INT);
            code.invokevirtual(BIG, "shiftRight", MethodTypeDesc.of(BIG, ConstantDescs.CD_int));
            return;
        }
        constant(BigInteger.valueOf(kind == Kind.INT ? 31 : 63), amount);
        extreme("min", amount);
        convert(amount, Kind.INT);
        if (kind == Kind.INT) {
            code.ishr();
        } else {
            code.lshr();
        }
    }

    // ---- truth values ----

    /** A truth value as 0 or 1. */
    private void truth(Term term) {
        switch (term) {
            case Truth t -> code.loadConstant(t.value() ? 1 : 0);
            case Variable t -> code.iload(slots.get(t));
            case Let t -> {
                bind(t);
                put(t.body(), Kind.TRUTH);
            }
            case Require t -> {
                require(t);
                put(t.body(), Kind.TRUTH);
            }
            case If t -> {
                Label otherwise = code.newLabel();
                Label end = code.newLabel();
                jump(t.condition(), otherwise, false);
                put(t.then(), Kind.TRUTH);
                code.goto_(end);
                code.labelBinding(otherwise);
                put(t.otherwise(), Kind.TRUTH);
                code.labelBinding(end);
            }
            case Fold t -> fold(t, Kind.TRUTH);
            case ForAll t -> forAll(t);
            case Select t -> select(t);
            case Not t -> {
                put(t.operand(), Kind.TRUTH);
                code.iconst_1();
                code.ixor();
            }
            default -> {
                Label no = code.newLabel();
                Label end = code.newLabel();
                jump(term, no, false);
                code.iconst_1();
                code.goto_(end);
                code.labelBinding(no);
                code.iconst_0();
                code.labelBinding(end);
            }
        }
    }

    /** Jumps where a truth value is as said, and goes on where it is not. */
    private void jump(Term term, Label target, boolean when) {
        switch (term) {
            case Not t -> jump(t.operand(), target, !when);
            case And t when !isPart(t) -> {
                spent++;
                if (when) {
                    Label out = code.newLabel();
                    jump(t.left(), out, false);
                    jump(t.right(), target, true);
                    code.labelBinding(out);
                } else {
                    jump(t.left(), target, false);
                    jump(t.right(), target, false);
                }
            }
            case Or t when !isPart(t) -> {
                spent++;
                if (when) {
                    jump(t.left(), target, true);
                    jump(t.right(), target, true);
                } else {
                    Label out = code.newLabel();
                    jump(t.left(), out, true);
                    jump(t.right(), target, false);
                    code.labelBinding(out);
                }
            }
            case Compare t -> {
                spent++;
                Kind kind = Kind.TRUTH;
                if (Truths.isOne(t.left())) {
                    put(t.left(), Kind.TRUTH);
                    put(t.right(), Kind.TRUTH);
                } else {
                    kind = both(t.left(), t.right(), t);
                }
                jumpIf(when ? t.relation() : t.relation().negated(), kind, target);
            }
            default -> {
                put(term, Kind.TRUTH);
                if (when) {
                    code.ifne(target);
                } else {
                    code.ifeq(target);
                }
            }
        }
    }

    /** Compares the two values on the stack. */
    private void jumpIf(Compare.Relation relation, Kind kind, Label target) {
        switch (kind) {
            case TRUTH, INT -> {
                switch (relation) {
                    case EQUAL -> code.if_icmpeq(target);
                    case UNEQUAL -> code.if_icmpne(target);
                    case LESS -> code.if_icmplt(target);
                    case AT_MOST -> code.if_icmple(target);
                    case GREATER -> code.if_icmpgt(target);
                    case AT_LEAST -> code.if_icmpge(target);
                }
                return;
            }
            case LONG -> code.lcmp();
            case BIG -> code.invokevirtual(BIG, "compareTo", MethodTypeDesc.of(ConstantDescs.CD_int, BIG));
        }
        switch (relation) {
            case EQUAL -> code.ifeq(target);
            case UNEQUAL -> code.ifne(target);
            case LESS -> code.iflt(target);
            case AT_MOST -> code.ifle(target);
            case GREATER -> code.ifgt(target);
            case AT_LEAST -> code.ifge(target);
        }
    }
}
