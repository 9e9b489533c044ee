package bitlemma.kernels.binary;

import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.CodedFormat;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The inputs on which two readings of a kernel are compared: all that there are where they are few, else those at the
 * ends of what each parameter may be, powers of two and their neighbours, then random ones. Of coded values those are
 * tried first that their format calls special. The same seed gives the same inputs. Some may lie outside the kernel's
 * given.
 */
public final class Inputs implements Iterable<Map<Variable, Value>> {
    /** The most combinations that count as few. */
    private static final long FEW = 1 << 20;

    /** Longer arrays are tried only where the given asks for them; in elements. */
    private static final int LONG = 300;

    /** How many inputs have arrays as long as they can be. */
    private static final int LONGEST_ONES = 3;

    /** An input with more elements than this is left out. */
    private static final int LONGEST = 1 << 20;

    /** Draws for each input, where a given is hard to satisfy. */
    private static final int ATTEMPTS = 4;

    private final Kernel kernel;
    private final long count;
    private final long seed;
    private final Optional<List<List<Value>>> all;
    private int longestLeft;
    /** Numbers on which lengths of arrays depend. */
    private final Set<Variable> sizes = new HashSet<>();

    /**
     * @param count how many to try where not all are tried
     * @param seed decides the random ones
     */
    public Inputs(Kernel kernel, long count, long seed) {
        this.kernel = kernel;
        this.count = count;
        this.seed = seed;
        sizes.addAll(kernel.lengths());
        for (Variable parameter : kernel.parameters()) {
            if (parameter.sort() instanceof Sort.Array array) {
                sizes.addAll(Children.free(array.length()));
            }
        }
        this.all = choices();
    }

    /** Whether they are all the inputs that there are. */
    public boolean areAll() {
        return all.isPresent();
    }

    @Override
    public Iterator<Map<Variable, Value>> iterator() {
        if (all.isPresent()) {
            return new Combinations(kernel.inputs(), all.get());
        }
        longestLeft = LONGEST_ONES;
        Random random = new Random(seed);
        Stream<Map<Variable, Value>> drawn =
                Stream.generate(() -> random(random)).limit(ATTEMPTS * count).flatMap(Optional::stream);
        return Stream.concat(Stream.concat(notable(false), notable(true)), drawn)
                .limit(count)
                .iterator();
    }

    /** Every value of every input, where the combinations are few; empty where they are not. */
    private Optional<List<List<Value>>> choices() {
        List<List<Value>> choices = new ArrayList<>();
        BigInteger product = BigInteger.ONE;
        for (Variable variable : kernel.inputs()) {
            Optional<BigInteger> size = size(variable);
            product = size.map(BigInteger.ONE::max).map(product::multiply).orElse(null);
            if (product == null || product.bitLength() > 62 || product.longValue() > FEW) {
                return Optional.empty();
            }
        }
        for (Variable variable : kernel.inputs()) {
            List<Value> values = scalars(variable.sort(), Notable.all(Domain.of(variable, kernel, Map.of())));
            choices.add(variable.sort() instanceof Sort.Array array ? arrays(values, length(array)) : values);
        }
        return Optional.of(choices);
    }

    private Optional<BigInteger> size(Variable variable) {
        BigInteger size = Domain.of(variable, kernel, Map.of()).size();
        if (variable.sort() instanceof Sort.Array array) {
            boolean small = array.length() instanceof Constant c
                    && c.value().numerator().bitLength() < 6;
            return small ? Optional.of(size.pow(length(array))) : Optional.empty();
        }
        return sizes.contains(variable) ? Optional.empty() : Optional.of(size);
    }

    private static int length(Sort.Array array) {
        return ((Constant) array.length()).value().numerator().intValueExact();
    }

    private static List<Value> arrays(List<Value> elements, int length) {
        List<List<Value>> prefixes = List.of(List.of());
        for (int i = 0; i < length; i++) {
            List<List<Value>> longer = new ArrayList<>();
            for (List<Value> prefix : prefixes) {
                for (Value element : elements) {
                    List<Value> one = new ArrayList<>(prefix);
                    one.add(element);
                    longer.add(one);
                }
            }
            prefixes = longer;
        }
        List<Value> arrays = new ArrayList<>();
        prefixes.forEach(p -> arrays.add(Value.Sequence.of(p)));
        return arrays;
    }

    private static Value scalar(Sort sort, BigInteger value) {
        Sort scalar = sort instanceof Sort.Array array ? array.element() : sort;
        return switch (scalar) {
            case Sort.Bool bool -> new Value.Truth(value.signum() != 0);
            case Sort.Coded coded -> new Value.Coded(coded.format(), value);
            default -> Value.Number.of(value);
        };
    }

    private static List<Value> scalars(Sort sort, List<BigInteger> values) {
        Optional<CodedFormat> format = format(sort);
        return values.stream()
                .filter(v -> format.isEmpty() || format.get().isCode(v))
                .map(v -> scalar(sort, v))
                .toList();
    }

    private static Optional<CodedFormat> format(Sort sort) {
        Sort scalar = sort instanceof Sort.Array array ? array.element() : sort;
        return scalar instanceof Sort.Coded coded ? Optional.of(coded.format()) : Optional.empty();
    }

    /** Numbers, or bit patterns, that are worth trying in every combination. */
    private static List<BigInteger> notable(Variable variable, Domain domain, boolean powers) {
        return format(variable.sort())
                .map(format -> powers ? CodedNotable.powers(format) : format.specials())
                .orElseGet(() -> powers ? Notable.powers(domain) : Notable.ends(domain));
    }

    /** Combinations of notable numbers, arrays of one such number; at most half of all that are tried. */
    private Stream<Map<Variable, Value>> notable(boolean powers) {
        Random random = new Random(seed);
        List<List<Value>> choices = new ArrayList<>();
        BigInteger product = BigInteger.ONE;
        for (Variable variable : kernel.inputs()) {
            Domain domain = Domain.of(variable, kernel, Map.of());
            boolean scalar = !(variable.sort() instanceof Sort.Array) && !sizes.contains(variable);
            List<BigInteger> numbers = notable(variable, domain, powers);
            choices.add(scalar ? scalars(variable.sort(), numbers) : List.of());
            product = scalar ? product.multiply(BigInteger.valueOf(numbers.size())) : product;
        }
        long part = powers ? count / 2 : count / 4;
        boolean scalars = choices.stream().noneMatch(List::isEmpty);
        if (scalars && product.compareTo(BigInteger.valueOf(part)) <= 0) {
            Iterable<Map<Variable, Value>> combinations = () -> new Combinations(kernel.inputs(), choices);
            return StreamSupport.stream(combinations.spliterator(), false);
        }
        return Stream.generate(() -> drawn(
                        random,
                        (variable, domain) -> Notable.pick(notable(variable, domain, powers), random),
                        true))
                .limit(part / 2)
                .flatMap(Optional::stream);
    }

    private Optional<Map<Variable, Value>> random(Random random) {
        Draw draw = (variable, domain) -> format(variable.sort())
                .map(format -> CodedNotable.random(format, random))
                .orElseGet(() -> Notable.random(domain, random));
        return drawn(random, draw, random.nextInt(4) == 0);
    }

    private interface Draw {
        BigInteger from(Variable variable, Domain domain);
    }

    /** One input, drawn in the order of declaration, each inside what the given says of it and of those before. */
    private Optional<Map<Variable, Value>> drawn(Random random, Draw draw, boolean equalElements) {
        Map<Variable, Value> input = new LinkedHashMap<>();
        for (Variable variable : kernel.inputs()) {
            Domain domain = Domain.of(variable, kernel, input);
            if (domain.isEmpty()) {
                return Optional.empty();
            }
            if (!(variable.sort() instanceof Sort.Array array)) {
                BigInteger number =
                        sizes.contains(variable) ? size(domain, random, equalElements) : draw.from(variable, domain);
                input.put(variable, scalar(variable.sort(), number));
                continue;
            }
            Optional<BigInteger> length = Inside.integer(array.length(), input);
            if (length.isEmpty()
                    || length.get().signum() < 0
                    || length.get().compareTo(BigInteger.valueOf(LONGEST)) > 0) {
                return Optional.empty();
            }
            input.put(variable, elements(variable, domain, length.get(), draw, equalElements));
        }
        return Optional.of(input);
    }

    /** A length: mostly short; of equal elements a few times as many as there can be. */
    private BigInteger size(Domain domain, Random random, boolean equalElements) {
        boolean longest = equalElements && longestLeft > 0 && domain.high().compareTo(BigInteger.valueOf(LONGEST)) <= 0;
        if (longest && random.nextInt(4) == 0) {
            longestLeft--;
            return domain.high();
        }
        int most = random.nextInt(8) == 0 ? LONG : 20;
        BigInteger least = domain.low().max(BigInteger.ZERO);
        Domain few = new Domain(least, domain.high().min(least.add(BigInteger.valueOf(most))));
        return Notable.random(few.isEmpty() ? domain : few, random);
    }

    private Value elements(Variable variable, Domain domain, BigInteger length, Draw draw, boolean equal) {
        if (equal) {
            return Value.Sequence.repeat(scalar(variable.sort(), draw.from(variable, domain)), length);
        }
        List<Value> elements = new ArrayList<>();
        for (int i = length.intValueExact(); i > 0; i--) {
            elements.add(scalar(variable.sort(), draw.from(variable, domain)));
        }
        return Value.Sequence.of(elements);
    }
}
