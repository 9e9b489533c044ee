package bitlemma.kernels.compiled;

import bitlemma.grammar.core.Call;
import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Fits;
import bitlemma.grammar.core.If;
import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Let;
import bitlemma.grammar.core.Require;
import bitlemma.grammar.core.Site;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Substitution;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.kernels.Outcome;
import bitlemma.kernels.interval.Interval;
import bitlemma.kernels.interval.Intervals;
import bitlemma.numbers.IntegerFormat;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A kernel as machine code: a hidden class, made from the core. Numbers are held as int or long where intervals show
 * that they fit, and as BigInteger elsewhere. It computes what the exact evaluator computes, and breaks the same
 * obligations, but shares no arithmetic with it. Safe for use by several threads.
 */
public final class CompiledKernel {
    /** Rounds of reductions after which a run is given up. */
    private static final long MOST_ROUNDS = 1L << 30;

    private final List<Variable> inputs;
    private final List<Kind> kinds;
    private final Map<Variable, Interval> bounds;
    private final List<Site> sites;
    private final Map<Site, IntegerFormat> formats;
    private final boolean truth;
    private final MethodHandle main;

    private CompiledKernel(
            List<Variable> inputs,
            List<Kind> kinds,
            Map<Variable, Interval> bounds,
            List<Site> sites,
            Map<Site, IntegerFormat> formats,
            boolean truth,
            MethodHandle main) {
        this.inputs = inputs;
        this.kinds = kinds;
        this.bounds = bounds;
        this.sites = sites;
        this.formats = formats;
        this.truth = truth;
        this.main = main;
    }

    /**
     * Compiles a kernel, with all that it calls. Empty for one that is too large (200000 nodes with its calls written
     * out), that is nested too deeply for the stack of the thread, or that has fractions among its inputs, its results,
     * the accumulators of its reductions or the elements of its arrays, as functions of exact mathematics can have.
     */
    public static Optional<CompiledKernel> compile(Kernel kernel) {
        try {
            return Optional.of(compiled(kernel));
        } catch (NotCompilable e) {
            return Optional.empty();
        } catch (StackOverflowError e) {
            return Optional.empty();
        }
    }

    private static CompiledKernel compiled(Kernel kernel) {
        List<Variable> inputs = kernel.inputs();
        Map<Variable, Interval> bounds = new HashMap<>();
        for (Variable input : inputs) {
            if (isFraction(input.sort())) {
                throw new NotCompilable("inputs that are fractions");
            }
            boolean length = inputs.stream()
                    .anyMatch(i -> i.sort() instanceof Sort.Array array && array.length().equals(input));
            bounds.put(input, length ? Interval.of(0, Arrays.LONGEST) : Intervals.of(input.sort()));
        }
        Term term = Inlining.of(forGiven(kernel), false);
        term = Fractions.clear(term, Intervals.of(term, bounds));
        Intervals intervals = Intervals.of(term, bounds);
        HiddenClass home = new HiddenClass();
        ScalarCode code = new ScalarCode(intervals, true, home);
        ScalarCode.Method method = code.method("main", term, inputs);
        MethodHandles.Lookup lookup = home.define(code::write);
        MethodHandle main;
        try {
            MethodType type = code.descriptor(method).resolveConstantDesc(lookup);
            main = lookup.findStatic(lookup.lookupClass(), method.name(), type)
                    .asSpreader(Object[].class, type.parameterCount())
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        Map<Site, IntegerFormat> formats = new HashMap<>();
        Children.all(term).forEach(t -> {
            if (t instanceof Fits fits) {
                formats.put(fits.site(), fits.format());
            }
        });
        List<Kind> kinds = inputs.stream().map(code::kind).toList();
        return new CompiledKernel(
                inputs, kinds, bounds, List.copyOf(code.sites()), formats, Truths.isOne(term), main);
    }

    private static boolean isFraction(Sort sort) {
        return sort == Sort.RATIONAL || sort instanceof Sort.Array array && isFraction(array.element());
    }

    /**
     * The body twice: for inputs that satisfy the given, from which sharper intervals follow, and for others, which
     * have a value too.
     */
    private static Term forGiven(Kernel kernel) {
        boolean obliges = Children.all(kernel.given())
                .anyMatch(t -> t instanceof Fits || t instanceof Require || t instanceof Call);
        if (kernel.given().equals(Truth.TRUE) || obliges) {
            return kernel.body();
        }
        Map<Variable, Term> names = new HashMap<>();
        List<Variable> numbers = kernel.inputs().stream()
                .filter(i -> i.sort().isInteger())
                .toList();
        numbers.forEach(v -> names.put(v, Substitution.fresh(v.label(), v.sort())));
        Term then = Substitution.apply(kernel.body(), names);
        for (Variable variable : numbers) {
            then = new Let((Variable) names.get(variable), variable, then, null);
        }
        return new If(kernel.given(), then, kernel.body());
    }

    /**
     * The value of the kernel on inputs, or the obligation that breaks first in the order of evaluation; the given is
     * not looked at. {@link Outcome.TooLong} where an array has more than 2^24 elements or reductions take more than
     * 2^30 rounds.
     *
     * @param inputs a value for each parameter and each length, of its sort
     * @throws IllegalArgumentException where a value is missing or not of its sort
     */
    public Outcome run(Map<Variable, Value> inputs) {
        return run(inputs, MOST_ROUNDS);
    }

    /**
     * The same with a limit of one's own.
     *
     * @param rounds how many rounds reductions may take
     */
    public Outcome run(Map<Variable, Value> inputs, long rounds) {
        try {
            Object[] arguments = new Object[this.inputs.size() + 1];
            for (int i = 0; i < this.inputs.size(); i++) {
                Variable variable = this.inputs.get(i);
                arguments[i] = argument(variable, kinds.get(i), inputs.get(variable));
            }
            arguments[this.inputs.size()] = new Meter(rounds);
            return new Outcome.Returned(value((Object) main.invokeExact(arguments)));
        } catch (ObligationBroken broken) {
            return broken(broken);
        } catch (Meter.Spent spent) {
            return new Outcome.TooLong(rounds);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private Outcome broken(ObligationBroken broken) {
        Site site = sites.get(broken.site());
        if (broken.value() == null) {
            return new Outcome.Broken(site, site.text() + ": " + site.kind().meaning() + " does not hold");
        }
        IntegerFormat format = formats.get(site);
        return new Outcome.Broken(
                site,
                broken.value() + " does not fit " + format + " (" + format.min() + " to " + format.max() + ")");
    }

    private Value value(Object result) {
        return switch (result) {
            case Integer i when truth -> new Value.Truth(i != 0);
            case Integer i -> Value.Number.of(i);
            case Long l -> Value.Number.of(l);
            default -> Value.Number.of((BigInteger) result);
        };
    }

    // ---- inputs ----

    private Object argument(Variable variable, Kind kind, Value value) {
        return switch (value) {
            case null -> throw new IllegalArgumentException("no value for " + variable.label());
            case Value.Sequence sequence -> array(variable, kind, sequence);
            default -> scalar(kind, integer(variable, value));
        };
    }

    private BigInteger integer(Variable variable, Value value) {
        BigInteger integer = switch (value) {
            case Value.Truth truth -> truth.value() ? BigInteger.ONE : BigInteger.ZERO;
            case Value.Number number when number.value().isInteger() -> number.value().numerator();
            default -> throw new IllegalArgumentException(value + " is no value for " + variable.label());
        };
        if (!bounds.get(variable).contains(integer)) {
            if (variable.sort() == Sort.INTEGER && integer.signum() > 0) {
                throw new Meter.Spent();
            }
            throw new IllegalArgumentException(value + " is no value for " + variable.label());
        }
        return integer;
    }

    private static Object scalar(Kind kind, BigInteger value) {
        return switch (kind) {
            case TRUTH, INT -> value.intValueExact();
            case LONG -> value.longValueExact();
            case BIG -> value;
        };
    }

    private Object array(Variable variable, Kind kind, Value.Sequence sequence) {
        if (sequence.length().bitLength() >= Integer.SIZE || sequence.length().intValue() > Arrays.LONGEST) {
            throw new Meter.Spent();
        }
        int length = sequence.length().intValue();
        List<BigInteger> values = new ArrayList<>(sequence.runs().size());
        sequence.runs().forEach(run -> values.add(integer(variable, run.element())));
        int at = 0;
        Object array = switch (kind) {
            case TRUTH, INT -> new int[length];
            case LONG -> new long[length];
            case BIG -> new BigInteger[length];
        };
        for (int i = 0; i < values.size(); i++) {
            int end = at + sequence.runs().get(i).length().intValue();
            BigInteger value = values.get(i);
            switch (array) {
                case int[] ints -> java.util.Arrays.fill(ints, at, end, value.intValueExact());
                case long[] longs -> java.util.Arrays.fill(longs, at, end, value.longValueExact());
                case BigInteger[] bigs -> java.util.Arrays.fill(bigs, at, end, value);
                default -> throw new IllegalStateException();
            }
            at = end;
        }
        return array;
    }
}
