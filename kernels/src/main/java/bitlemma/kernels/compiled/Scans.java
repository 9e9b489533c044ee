package bitlemma.kernels.compiled;

import bitlemma.grammar.core.Children;
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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Makes the two scans of a proposition: one with branches, which tells the first input that fails, and one of lanes.
 */
final class Scans {
    /** The just-in-time compiler leaves larger methods to the interpreter. */
    private static final int LARGEST_METHOD = 8000;

    /** How many nodes of primitive numbers take as long as one of large numbers, about. */
    private static final int LARGE_NUMBER = 100;

    /** How many lanes of vectors take as long as one for which there is no vector instruction, about. */
    private static final int NO_VECTOR = 10;

    private static final MethodTypeDesc SCAN = MethodTypeDesc.of(
            ConstantDescs.CD_long, ConstantDescs.CD_long.arrayType(), ConstantDescs.CD_long, ConstantDescs.CD_int);

    private Scans() {}

    /** A scan, and about how many operations it takes for one input. */
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
     * @param intervals those of the two terms
     * @throws NotCompilable where there is none
     */
    static Made scalar(Layout layout, Term given, Term body, Intervals intervals) {
        List<Variable> inputs = layout.variables();
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
            type.withMethodBody("scan", SCAN, ClassFile.ACC_PUBLIC, c -> loop(c, code, layout, first, second));
        });
        long large = Stream.of(given, body)
                .flatMap(Children::all)
                .filter(t -> code.kind(t) == Kind.BIG)
                .count();
        return new Made(scan, code.size(given) + code.size(body) + (int) large * LARGE_NUMBER);
    }

    private static void loop(
            CodeBuilder code, ScalarCode owner, Layout layout, ScalarCode.Method given, ScalarCode.Method body) {
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
            call(code, owner, layout, given, at);
            code.ifeq(next);
        }
        code.iinc(satisfying, 1);
        call(code, owner, layout, body, at);
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
            CodeBuilder code, ScalarCode owner, Layout layout, ScalarCode.Method method, int at) {
        for (int i = 0; i < layout.outer().size(); i++) {
            code.aload(code.parameterSlot(0));
            code.loadConstant(i);
            code.laload();
            narrow(code, owner.kind(layout.outer().get(i).variable()));
        }
        for (int i = 0; i < layout.inner().size(); i++) {
            code.lload(code.parameterSlot(1));
            code.iload(at);
            code.i2l();
            code.ladd();
            code.loadConstant(layout.shift(i));
            code.lshr();
            code.loadConstant(layout.mask(i));
            code.land();
            code.loadConstant(layout.offset(i));
            code.ladd();
            narrow(code, owner.kind(layout.inner().get(i).variable()));
        }
        code.invokestatic(HiddenClass.NAME, method.name(), owner.descriptor(method));
    }

    private static void narrow(CodeBuilder code, Kind kind) {
        if (kind != Kind.LONG) {
            code.l2i();
        }
    }

    /**
     * The scan of lanes, which only tells whether an input fails.
     *
     * @param intervals those of the two terms
     * @throws NotCompilable where there is none
     */
    static Made lanes(Layout layout, Term given, Term body, Intervals intervals) {
        LaneGraph graph = new LaneGraph();
        LaneTerms terms = new LaneTerms(intervals, graph);
        Set<Lane> inputs = new HashSet<>();
        for (int i = 0; i < layout.outer().size(); i++) {
            int number = i;
            Sweep.Domain domain = layout.outer().get(i);
            Lane lane = input(graph, domain, (wide, low, high) -> graph.outer(number, wide, low, high));
            terms.input(domain.variable(), lane);
        }
        for (int i = 0; i < layout.inner().size(); i++) {
            Lane lane = inner(graph, layout, i);
            terms.input(layout.inner().get(i).variable(), lane);
            LaneCode.collect(lane, inputs);
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
                method -> method.withCode(code -> LaneCode.write(code, home, inputs, failed, satisfied))));
        if (home.longestMethod() > LARGEST_METHOD) {
            throw new NotCompilable("a loop too large for the just-in-time compiler");
        }
        List<Lane> roots = satisfied == null ? List.of(failed) : List.of(failed, satisfied);
        return new Made(scan, LaneCode.operations(roots) * (LaneCode.isVector(roots) ? 1 : NO_VECTOR));
    }

    private interface Source {
        Lane of(boolean wide, long low, long high);
    }

    private static Lane inner(LaneGraph graph, Layout layout, int i) {
        Sweep.Domain domain = layout.inner().get(i);
        if (layout.inner().size() == 1) {
            return input(graph, domain, graph::inner);
        }
        Lane number = graph.inner(false, layout.low(), layout.high());
        return input(graph, domain, (wide, low, high) -> {
            Lane shifted = graph.shiftRight(number, layout.shift(i));
            Lane bits = graph.and(shifted, graph.constant((int) layout.mask(i), false));
            // A number without sign is made of the int with the same bits.
            return wide
                    ? graph.add(graph.as(bits, true), graph.constant(layout.offset(i), true))
                    : graph.add(bits, graph.constant((int) layout.offset(i), false));
        });
    }

    /** The lane of an input; a truth value is a mask. */
    private static Lane input(LaneGraph graph, Sweep.Domain domain, Source source) {
        Interval bounds = Interval.of(domain.low(), domain.high());
        if (!bounds.isLong()) {
            throw new NotCompilable("inputs of more than 64 bits");
        }
        long low = bounds.low().longValue();
        long high = bounds.high().longValue();
        boolean unsigned = !bounds.isInt() && low >= 0 && high <= 0xffffffffL;
        if (unsigned) {
            // Of ints more find room in a vector.
            Lane lane = source.of(false, Integer.MIN_VALUE, Integer.MAX_VALUE);
            return graph.and(graph.as(lane, true), graph.constant(0xffffffffL, true));
        }
        Lane lane = source.of(!bounds.isInt(), low, high);
        return domain.variable().sort() == Sort.BOOLEAN ? graph.negate(lane) : lane;
    }
}
