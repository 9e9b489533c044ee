package bitlemma.kernels.compiled;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lanes as a loop over the innermost input: straight-line code, in a form that the just-in-time compiler turns into
 * vector instructions. It starts to look for them at loads from arrays. So the input is the first value of the block
 * and an element of the array 0, 1, 2, ...; and since it follows only one use of a load, each use has an array of its
 * own to load from. Lanes that do not depend on the innermost input are computed before the loop.
 */
final class LaneCode {
    /** Arrays 0, 1, 2, ...: as many as find room in a processor's nearest cache. */
    private static final int[][] OFFSETS = new int[8][Scan.BLOCK];

    static {
        for (int[] offsets : OFFSETS) {
            java.util.Arrays.setAll(offsets, i -> i);
        }
    }

    private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
    private static final ClassDesc INTEGER = ClassDesc.of("java.lang.Integer");
    private static final ClassDesc LONG = ClassDesc.of("java.lang.Long");

    private final CodeBuilder code;
    private final HiddenClass home;
    private final Set<Lane> inputs;
    private final Map<Lane, Integer> uses = new HashMap<>();
    private final Map<Lane, Integer> slots = new HashMap<>();
    private final Set<Lane> visited = new HashSet<>();
    private int base;
    private int narrowBase;
    private int loads;
    private int at;

    private LaneCode(CodeBuilder code, HiddenClass home, Set<Lane> inputs) {
        this.code = code;
        this.home = home;
        this.inputs = inputs;
    }

    /**
     * Writes the body of {@link Scan#scan}.
     *
     * @param inputs lanes that are computed anew wherever they are used
     * @param failure 0 on inputs that do not fail
     * @param given a mask; null where there is no given
     */
    static void write(CodeBuilder code, HiddenClass home, Set<Lane> inputs, Lane failure, Lane given) {
        new LaneCode(code, home, inputs).write(failure, given);
    }

    private void write(Lane failure, Lane given) {
        count(failure);
        if (given != null) {
            count(given);
        }
        base = code.allocateLocal(TypeKind.LONG);
        int end = code.allocateLocal(TypeKind.INT);
        at = code.allocateLocal(TypeKind.INT);
        TypeKind type = type(failure);
        int failed = code.allocateLocal(type);
        int satisfying = code.allocateLocal(TypeKind.INT);
        code.lload(code.parameterSlot(1));
        code.loadConstant((long) -Scan.BLOCK);
        code.land();
        code.lstore(base);
        code.lload(base);
        code.l2i();
        narrowBase = code.allocateLocal(TypeKind.INT);
        code.istore(narrowBase);
        code.lload(code.parameterSlot(1));
        code.l2i();
        code.loadConstant(Scan.BLOCK - 1);
        code.iand();
        code.dup();
        code.istore(at);
        code.iload(code.parameterSlot(2));
        code.iadd();
        code.istore(end);
        zero(failure);
        code.storeLocal(type, failed);
        code.iconst_0();
        code.istore(satisfying);
        before(failure);
        if (given != null) {
            before(given);
        }
        Label top = code.newLabel();
        Label out = code.newLabel();
        code.labelBinding(top);
        code.iload(at);
        code.iload(end);
        code.if_icmpge(out);
        code.loadLocal(type, failed);
        put(failure);
        if (failure.wide()) {
            code.lor();
        } else {
            code.ior();
        }
        code.storeLocal(type, failed);
        if (given != null) {
            code.iload(satisfying);
            put(given);
            code.isub();
            code.istore(satisfying);
        }
        code.iinc(at, 1);
        code.goto_(top);
        code.labelBinding(out);
        Label holds = code.newLabel();
        code.loadLocal(type, failed);
        if (failure.wide()) {
            code.lconst_0();
            code.lcmp();
        }
        code.ifeq(holds);
        code.loadConstant(-1L);
        code.lreturn();
        code.labelBinding(holds);
        code.iload(given == null ? code.parameterSlot(2) : satisfying);
        code.i2l();
        code.lreturn();
    }

    private static TypeKind type(Lane lane) {
        return lane.wide() ? TypeKind.LONG : TypeKind.INT;
    }

    private void zero(Lane lane) {
        if (lane.wide()) {
            code.lconst_0();
        } else {
            code.iconst_0();
        }
    }

    /** Counts how often each lane is used. */
    private void count(Lane lane) {
        if (uses.merge(lane, 1, Integer::sum) == 1) {
            lane.operands().forEach(this::count);
        }
    }

    /** Computes what the loop uses and does not change. */
    private void before(Lane lane) {
        if (lane.isConstant() || slots.containsKey(lane)) {
            return;
        }
        if (lane.varies()) {
            // Visited once for each lane: the slot of a varying lane is taken later.
            if (visited.add(lane)) {
                lane.operands().forEach(this::before);
            }
            return;
        }
        put(lane);
        if (!slots.containsKey(lane)) {
            store(lane);
        } else if (lane.wide()) {
            code.pop2();
        } else {
            code.pop();
        }
    }

    private void store(Lane lane) {
        int slot = code.allocateLocal(type(lane));
        slots.put(lane, slot);
        code.storeLocal(type(lane), slot);
    }

    private void put(Lane lane) {
        if (lane.isConstant()) {
            if (lane.wide()) {
                code.loadConstant(lane.constant());
            } else {
                code.loadConstant((int) lane.constant());
            }
            return;
        }
        Integer slot = slots.get(lane);
        if (slot != null) {
            code.loadLocal(type(lane), slot);
            return;
        }
        operation(lane);
        if (uses.get(lane) > 1 && !inputs.contains(lane)) {
            if (lane.wide()) {
                code.dup2();
            } else {
                code.dup();
            }
            store(lane);
        }
    }

    private void operands(Lane lane) {
        lane.operands().forEach(this::put);
    }

    private void operation(Lane lane) {
        boolean wide = lane.wide();
        switch (lane.operation()) {
            case CONSTANT -> throw new IllegalStateException("handled above");
            case INNER -> {
                home.loadObject(code, OFFSETS[loads++ % OFFSETS.length], ConstantDescs.CD_int.arrayType());
                code.iload(at);
                code.iaload();
                if (wide) {
                    code.i2l();
                    code.lload(base);
                    code.lxor();
                } else {
                    code.iload(narrowBase);
                    code.ixor();
                }
            }
            case OUTER -> {
                code.aload(code.parameterSlot(0));
                code.loadConstant((int) lane.constant());
                code.laload();
                if (!wide) {
                    code.l2i();
                }
            }
            case ADD -> both(lane, code::iadd, code::ladd);
            case SUBTRACT -> both(lane, code::isub, code::lsub);
            case MULTIPLY -> both(lane, code::imul, code::lmul);
            case AND -> both(lane, code::iand, code::land);
            case OR -> both(lane, code::ior, code::lor);
            case XOR -> both(lane, code::ixor, code::lxor);
            case SHIFT_LEFT -> both(lane, code::ishl, code::lshl);
            case SHIFT_RIGHT -> both(lane, code::ishr, code::lshr);
            case SHIFT_RIGHT_UNSIGNED -> both(lane, code::iushr, code::lushr);
            case QUOTIENT -> both(lane, code::idiv, code::ldiv);
            case MINIMUM -> math(lane, "min", 2);
            case MAXIMUM -> math(lane, "max", 2);
            case ABSOLUTE -> math(lane, "abs", 1);
            case WIDEN -> {
                operands(lane);
                code.i2l();
            }
            case NARROW -> {
                operands(lane);
                code.l2i();
            }
            case ONES -> bits(lane, "bitCount");
            case LEADING_ZEROS -> bits(lane, "numberOfLeadingZeros");
            case TRAILING_ZEROS -> bits(lane, "numberOfTrailingZeros");
            case LOOKUP -> {
                home.loadObject(code, lane.table().array(), lane.table().descriptor());
                operands(lane);
                code.arrayLoad(lane.table().element());
            }
        }
    }

    private void both(Lane lane, Runnable forInt, Runnable forLong) {
        operands(lane);
        if (lane.wide()) {
            forLong.run();
        } else {
            forInt.run();
        }
    }

    private void math(Lane lane, String name, int operands) {
        operands(lane);
        ClassDesc one = lane.wide() ? ConstantDescs.CD_long : ConstantDescs.CD_int;
        code.invokestatic(MATH, name, MethodTypeDesc.of(one, Collections.nCopies(operands, one)));
    }

    private void bits(Lane lane, String name) {
        operands(lane);
        boolean wide = lane.first().wide();
        code.invokestatic(
                wide ? LONG : INTEGER,
                name,
                MethodTypeDesc.of(ConstantDescs.CD_int, wide ? ConstantDescs.CD_long : ConstantDescs.CD_int));
    }

    /** How many operations there are inside the loop for one input. */
    static int operations(List<Lane> roots) {
        Set<Lane> seen = new HashSet<>();
        roots.forEach(root -> collect(root, seen));
        return (int) seen.stream().filter(Lane::varies).count();
    }

    /** Whether there are vector instructions for all operations inside the loop. */
    static boolean isVector(List<Lane> roots) {
        Set<Lane> seen = new HashSet<>();
        roots.forEach(root -> collect(root, seen));
        return seen.stream().filter(Lane::varies).noneMatch(lane -> switch (lane.operation()) {
            case QUOTIENT, LOOKUP -> true;
            case SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_UNSIGNED -> lane.second().varies();
            default -> false;
        });
    }

    /** Adds a lane, and all that it is made of, to a set. */
    static void collect(Lane lane, Set<Lane> seen) {
        if (seen.add(lane)) {
            lane.operands().forEach(operand -> collect(operand, seen));
        }
    }
}
