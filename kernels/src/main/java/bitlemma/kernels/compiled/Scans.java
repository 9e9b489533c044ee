package bitlemma.kernels.compiled;

import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.grammar.core.Variable;
import bitlemma.kernels.interval.Interval;
import bitlemma.kernels.interval.Intervals;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.function.Consumer;

/** Makes the two scans of a proposition: one with branches, which tells the first input that fails, and one of lanes. */
final class Scans {
    /** The just-in-time compiler leaves larger methods to the interpreter. */
    private static final int HUGE_METHOD = 8000;

    private static final MethodTypeDesc SCAN = MethodTypeDesc.of(
            ConstantDescs.CD_long, ConstantDescs.CD_long.arrayType(), ConstantDescs.CD_long, ConstantDescs.CD_int);

    private Scans() {}

    /** A scan, and the number of operations that it takes for one input. */
    record Made(Scan scan, int operations) {}

    private static Scan instance(HiddenClass home, Consumer<ClassBuilder> scan) {
        MethodHandles.Lookup lookup = home.define(type -> {
            type.withInterfaceSymbols(Scan.class.describeConstable().orElseThrow());
            type.withMethodBody(ConstantDescs.INIT_NAME, ConstantDescs.MTD_void, 0, code -> {
                code.aload(0);
                code.invokespecial(ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void);
                code.return_();
            });
            scan.accept(type);
        });
        try {
            return (Scan) lookup.lookupClass().getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The scan with branches.
     *
     * @param inputs the innermost one last
     * @param intervals those of the two terms
     * @throws NotCompilable where there is none
     */
    static Made scalar(List<Variable> inputs, Term given, Term body, Intervals intervals) {
        HiddenClass home = new HiddenClass();
        ScalarCode code = new ScalarCode(intervals, false, home);
        ScalarCode.Method first = given.equals(Truth.TRUE) ? null : code.method("given", given, inputs);
        ScalarCode.Method second = code.method("body", body, inputs);
        for (Variable input : inputs) {
            if (code.kind(input) == Kind.BIG) {
                throw new NotCompilable("inputs of more than 64 bits");
            }
        }
        Scan scan = instance(home, type -> {
            code.write(type);
            type.withMethodBody("scan", SCAN, ClassFile.ACC_PUBLIC, c -> loop(c, code, inputs, first, second));
        });
        return new Made(scan, code.size(given) + code.size(body));
    }

    private static void loop(
            CodeBuilder code, ScalarCode owner, List<Variable> inputs, ScalarCode.Method given, ScalarCode.Method body) {
        int at = code.allocateLocal(TypeKind.INT);
        int satisfying = code.allocateLocal(TypeKind.INT);
        code.iconst_0();
        code.istore(at);
        code.iconst_0();
        code.istore(satisfying);
        Label top = code.newLabel();
        Label next = code.newLabel();
        Label fails = code.newLabel();
        Label out = code.newLabel();
        code.labelBinding(top);
        code.iload(at);
        code.iload(code.parameterSlot(2));
        code.if_icmpge(out);
        if (given != null) {
            call(code, owner, inputs, given, at);
            code.ifeq(next);
        }
        code.iinc(satisfying, 1);
        call(code, owner, inputs, body, at);
        code.ifeq(fails);
        code.labelBinding(next);
        code.iinc(at, 1);
        code.goto_(top);
        code.labelBinding(fails);
        code.loadConstant(-1L);
        code.iload(at);
        code.i2l();
        code.lsub();
        code.lreturn();
        code.labelBinding(out);
        code.iload(satisfying);
        code.i2l();
        code.lreturn();
    }

    private static void call(
            CodeBuilder code, ScalarCode owner, List<Variable> inputs, ScalarCode.Method method, int at) {
        for (int i = 0; i < inputs.size(); i++) {
            if (i < inputs.size() - 1) {
                code.aload(code.parameterSlot(0));
                code.loadConstant(i);
                code.laload();
            } else {
                code.lload(code.parameterSlot(1));
                code.iload(at);
                code.i2l();
                code.ladd();
            }
            if (owner.kind(inputs.get(i)) != Kind.LONG) {
                code.l2i();
            }
        }
        code.invokestatic(HiddenClass.NAME, method.name(), owner.descriptor(method));
    }

    /**
     * The scan of lanes, which only tells whether an input fails.
     *
     * @param inputs the innermost one last
     * @param bounds their intervals
     * @param intervals those of the two terms
     * @throws NotCompilable where there is none
     */
    static Made lanes(List<Variable> inputs, List<Interval> bounds, Term given, Term body, Intervals intervals) {
        LaneGraph graph = new LaneGraph();
        LaneTerms terms = new LaneTerms(intervals, graph);
        for (int i = 0; i < inputs.size(); i++) {
            terms.input(inputs.get(i), input(graph, inputs.get(i), bounds.get(i), i, i == inputs.size() - 1));
        }
        Lane satisfied = given.equals(Truth.TRUE) ? null : graph.as(terms.condition(given), false);
        terms.must(body, satisfied);
        boolean wide = terms.failures().stream().anyMatch(Lane::wide);
        Lane failure = graph.constant(0, wide);
        for (Lane lane : terms.failures()) {
            failure = graph.or(failure, graph.as(lane, wide));
        }
        Lane failed = failure;
        HiddenClass home = new HiddenClass();
        Scan scan = instance(home, type -> type.withMethod(
                "scan",
                SCAN,
                ClassFile.ACC_PUBLIC,
                method -> method.withCode(code -> LaneCode.write(code, home, failed, satisfied))));
        return new Made(scan, LaneCode.operations(satisfied == null ? List.of(failed) : List.of(failed, satisfied)));
    }

    /** The lane of an input; a truth value is a mask. */
    private static Lane input(LaneGraph graph, Variable variable, Interval bounds, int number, boolean innermost) {
        if (!bounds.isLong()) {
            throw new NotCompilable("inputs of more than 64 bits");
        }
        long low = bounds.low().longValue();
        long high = bounds.high().longValue();
        boolean unsigned = !bounds.isInt() && low >= 0 && high <= 0xffffffffL;
        boolean wide = !bounds.isInt() && !unsigned;
        // Numbers of 32 bits without sign are made of ints, of which many fit into a vector.
        long least = unsigned ? Integer.MIN_VALUE : low;
        long greatest = unsigned ? Integer.MAX_VALUE : high;
        Lane lane = innermost ? graph.inner(wide, least, greatest) : graph.outer(number, wide, least, greatest);
        if (unsigned) {
            return graph.and(graph.as(lane, true), graph.constant(0xffffffffL, true));
        }
        return variable.sort() == Sort.BOOLEAN ? graph.negate(lane) : lane;
    }
}
