package bitlemma.symbolic.summation;

import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Derivation.RandomVariable;
import bitlemma.grammar.core.Distribution;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.Rational;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;

/**
 * Expected values over uniform grids of 2^m points each, as formulas in m, proved by interpolation.
 *
 * <p>Written in the indices of the grids and in N = 2^m, the expression is a piecewise polynomial whose pieces are cut
 * out by affine forms in the indices and N. By the argument of {@link Arrangement}, its sum over all points is a
 * Laurent polynomial of known degrees in N, for all N that are multiples of a number q and at least some N0. The
 * argument does not ask that N is a power of two, so sums at consecutive multiples of q determine the polynomial, and
 * one that agrees with them is proved for every m with N0 <= 2^m and q dividing 2^m. Where q is no power of two there
 * is no such m, and no answer.
 *
 * <p>Where the thread is interrupted, a question ends with a CancellationException.
 */
public final class GridExpectation {
    /** Sums at more points than needed: they must fit, else the argument or the reading is wrong. */
    private static final int MORE = 2;

    /** The most points of all sums together. */
    private static final long MOST_POINTS = 20_000_000;

    private static final int MOST_ATOMS = 1024;
    private static final String POINTS = "#points";

    /**
     * A formula that is proved.
     *
     * @param numerator the sum of the values where the condition holds, in the symbol {@value #POINTS} for 2^m
     * @param denominator the number of points where it does, the same; one where the value is a Laurent polynomial
     * @param formula the quotient, in m
     * @param from the least m for which it is proved, by the argument or by the sum itself; smaller ones are other
     *     cases
     * @param degree the number of coefficients that the argument leaves open
     * @param sums the number of exact sums that fit, more than {@code degree}
     */
    public record Proved(
            Polynomial numerator, Polynomial denominator, Formula formula, int from, int degree, int sums) {
        private Proved provedFrom(int least) {
            return new Proved(numerator, denominator, formula, least, degree, sums);
        }
    }

    private final List<RandomVariable> variables;
    private final Variable bits;

    /**
     * @param variables all random variables; those that occur must be grids of {@code bits} bits, or of a constant more
     *     of them, or take finitely many values that no parameter changes
     * @param bits the parameter m
     */
    public GridExpectation(List<RandomVariable> variables, Variable bits) {
        this.variables = List.copyOf(variables);
        this.bits = bits;
    }

    /**
     * {@code E[value given condition]} as a formula in m and other parameters; empty where the argument does not hold
     * or the sums would take too long. Other parameters may stand in the value, but not in what chooses between its
     * pieces.
     */
    public Optional<Proved> expected(Term value, Term condition) {
        try {
            return new Question(value, condition).answer();
        } catch (PieceReader.Unreadable unreadable) {
            return Optional.empty();
        }
    }

    /** A variable with few values. */
    private record Few(Variable variable, List<Map.Entry<Rational, Rational>> atoms) {}

    private final class Question {
        private final Term value;
        private final Term condition;
        private final List<String> indices = new ArrayList<>();
        private final List<Integer> scales = new ArrayList<>();
        private final Map<Variable, Polynomial> known = new HashMap<>();
        private final List<Few> few = new ArrayList<>();
        private BigInteger fewest = BigInteger.ONE;

        Question(Term value, Term condition) throws PieceReader.Unreadable {
            this.value = value;
            this.condition = condition;
            known.put(bits, Polynomial.symbol(bits.name()));
            Set<Variable> used = new LinkedHashSet<>(Children.free(value));
            used.addAll(Children.free(condition));
            for (RandomVariable random : variables) {
                if (used.remove(random.variable())) {
                    add(random);
                }
            }
            for (Variable parameter : used) {
                known.putIfAbsent(parameter, Polynomial.symbol(parameter.name()));
            }
        }

        /** A reader for terms of constants and the parameter m alone. */
        private Polynomial plain(Term term) throws PieceReader.Unreadable {
            PieceReader reader = new PieceReader(
                    List.of(), List.of(), POINTS, bits.name(), Map.of(bits, Polynomial.symbol(bits.name())));
            if (!(reader.number(term) instanceof Piece.Leaf(Polynomial result))) {
                throw new PieceReader.Unreadable();
            }
            fewest = fewest.max(reader.fewest());
            return result;
        }

        private Rational constant(Term term) throws PieceReader.Unreadable {
            return plain(term).constant().orElseThrow(PieceReader.Unreadable::new);
        }

        private void add(RandomVariable random) throws PieceReader.Unreadable {
            if (random.variable().sort() instanceof Sort.Array) {
                throw new PieceReader.Unreadable();
            }
            switch (random.distribution()) {
                case Distribution.Grid grid -> addGrid(random.variable(), grid);
                case Distribution.Integers integers -> addIntegers(random.variable(), integers);
                case Distribution.Bernoulli d -> {
                    Rational p = constant(d.probability());
                    addAtoms(random.variable(), List.of(
                            Map.entry(Rational.ZERO, Rational.ONE.minus(p)), Map.entry(Rational.ONE, p)));
                }
                case Distribution.Table d -> {
                    List<Map.Entry<Rational, Rational>> atoms = new ArrayList<>();
                    for (Distribution.Entry entry : d.entries()) {
                        atoms.add(Map.entry(constant(entry.value()), constant(entry.probability())));
                    }
                    addAtoms(random.variable(), atoms);
                }
                case Distribution.Uniform d -> throw new PieceReader.Unreadable();
                case Distribution.Codes d -> throw new PieceReader.Unreadable();
                case Distribution.Normal d -> throw new PieceReader.Unreadable();
                case Distribution.Laplace d -> throw new PieceReader.Unreadable();
                case Distribution.LogUniform d -> throw new PieceReader.Unreadable();
                case Distribution.Exponential d -> throw new PieceReader.Unreadable();
            }
        }

        /** A constant number of integers, or one that is a multiple of the number of points. */
        private void addIntegers(Variable variable, Distribution.Integers integers) throws PieceReader.Unreadable {
            Polynomial low = plain(integers.low());
            Polynomial count = plain(integers.high()).minus(low).plus(Polynomial.ONE);
            Optional<Rational> fixed = count.constant();
            if (fixed.isPresent() && low.constant().isPresent()) {
                Rational start = low.constant().get();
                if (!start.isInteger() || !fixed.get().isInteger() || fixed.get().signum() <= 0) {
                    throw new PieceReader.Unreadable();
                }
                addRange(variable, start, Rational.ONE, fixed.get());
                return;
            }
            Rational scale = count.times(Polynomial.power(POINTS, -1))
                    .constant()
                    .orElseThrow(PieceReader.Unreadable::new);
            boolean whole = low.least(POINTS) >= 0
                    && low.terms().values().stream().allMatch(Rational::isInteger)
                    && low.terms().keySet().stream().allMatch(p -> p.keySet().stream().allMatch(POINTS::equals));
            if (!whole || !scale.isInteger() || scale.signum() <= 0 || scale.compareTo(Rational.of(1024)) > 0) {
                throw new PieceReader.Unreadable();
            }
            known.put(variable, low.plus(index(scale.numerator().intValue())));
        }

        /** A new index. */
        private Polynomial index(int scale) {
            String index = "#" + indices.size();
            indices.add(index);
            scales.add(scale);
            return Polynomial.symbol(index);
        }

        private void addGrid(Variable variable, Distribution.Grid grid) throws PieceReader.Unreadable {
            Polynomial low = plain(grid.low());
            Polynomial width = plain(grid.high()).minus(low);
            Polynomial size = plain(grid.bits());
            Optional<Rational> fixed = size.constant();
            if (fixed.isPresent()) {
                if (!fixed.get().isInteger()
                        || fixed.get().signum() < 0
                        || fixed.get().compareTo(Rational.of(10)) > 0) {
                    throw new PieceReader.Unreadable();
                }
                Rational count = Rational.powerOfTwo(fixed.get().numerator().intValue());
                Rational start = constant(grid.low());
                addRange(variable, start, constant(grid.high()).minus(start).dividedBy(count), count);
                return;
            }
            Rational more = size.minus(Polynomial.symbol(bits.name()))
                    .constant()
                    .orElseThrow(PieceReader.Unreadable::new);
            if (!more.isInteger() || more.signum() < 0 || more.compareTo(Rational.of(10)) > 0) {
                throw new PieceReader.Unreadable();
            }
            int scale = 1 << more.numerator().intValue();
            Polynomial step = index(scale)
                    .times(Polynomial.power(POINTS, -1))
                    .times(width)
                    .times(Rational.of(1, scale));
            known.put(variable, low.plus(step));
        }

        private void addRange(Variable variable, Rational low, Rational step, Rational count)
                throws PieceReader.Unreadable {
            if (count.compareTo(Rational.of(MOST_ATOMS)) > 0) {
                throw new PieceReader.Unreadable();
            }
            List<Map.Entry<Rational, Rational>> atoms = new ArrayList<>();
            for (Rational i = Rational.ZERO; i.compareTo(count) < 0; i = i.plus(Rational.ONE)) {
                atoms.add(Map.entry(low.plus(step.times(i)), Rational.ONE.dividedBy(count)));
            }
            addAtoms(variable, atoms);
        }

        private void addAtoms(Variable variable, List<Map.Entry<Rational, Rational>> atoms)
                throws PieceReader.Unreadable {
            Rational sum = atoms.stream().map(Map.Entry::getValue).reduce(Rational.ZERO, Rational::plus);
            if (!sum.equals(Rational.ONE) || atoms.stream().anyMatch(a -> a.getValue().signum() < 0)) {
                throw new PieceReader.Unreadable();
            }
            few.add(new Few(
                    variable, atoms.stream().filter(a -> a.getValue().signum() > 0).toList()));
        }

        Optional<Proved> answer() throws PieceReader.Unreadable {
            List<Sums> sums = new ArrayList<>();
            each(0, Rational.ONE, sums);
            Set<AffineForm> forms = new HashSet<>();
            sums.forEach(s -> forms.addAll(s.forms()));
            Optional<Arrangement> found = indices.isEmpty()
                    ? Optional.of(new Arrangement(BigInteger.ONE, 1))
                    : Arrangement.of(scales, forms);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            BigInteger period = found.get().period();
            BigInteger first = fewest.max(BigInteger.valueOf(found.get().fewest()));
            if (period.bitCount() != 1 || first.bitLength() > 16 || period.bitLength() > 12) {
                return Optional.empty();
            }
            int from = Math.max(
                    period.bitLength() - 1, first.subtract(BigInteger.ONE).bitLength());
            int readable = fewest.subtract(BigInteger.ONE).bitLength();
            return interpolated(sums, period.intValue(), first.intValue())
                    .map(proved -> proved.provedFrom(lowered(sums, proved, from, readable)));
        }

        /** Reads the question once for each combination of the variables with few values. */
        private void each(int at, Rational weight, List<Sums> sums) throws PieceReader.Unreadable {
            if (sums.size() > MOST_ATOMS) {
                throw new PieceReader.Unreadable();
            }
            if (at < few.size()) {
                for (Map.Entry<Rational, Rational> atom : few.get(at).atoms()) {
                    known.put(few.get(at).variable(), Polynomial.of(atom.getKey()));
                    each(at + 1, weight.times(atom.getValue()), sums);
                }
                return;
            }
            PieceReader reader = new PieceReader(indices, scales, POINTS, bits.name(), known);
            Piece given = reader.truth(condition);
            Piece number = reader.number(value);
            sums.add(new Sums(
                    weight,
                    sum(reader.where(given, number)),
                    sum(reader.where(given, new Piece.Leaf(Polynomial.ONE))),
                    sum(reader.undefined(given, number))));
            fewest = fewest.max(reader.fewest());
        }

        private PieceSum sum(Piece piece) {
            return new PieceSum(piece, indices, scales, POINTS);
        }

        /**
         * The least m, not below {@code readable}, from which on each sum that the argument does not cover fits too.
         */
        private int lowered(List<Sums> sums, Proved proved, int from, int readable) {
            int least = from;
            while (least > readable && fits(sums, proved, 1 << least - 1)) {
                least--;
            }
            return least;
        }

        private boolean fits(List<Sums> sums, Proved proved, int n) {
            Polynomial value = Polynomial.ZERO;
            Polynomial mass = Polynomial.ZERO;
            for (Sums s : sums) {
                if (!s.undefined().at(n).isZero()) {
                    return false;
                }
                value = value.plus(s.value().at(n).times(s.weight()));
                mass = mass.plus(s.mass().at(n).times(s.weight()));
            }
            Polynomial numerator = at(proved.numerator(), n);
            Polynomial denominator = at(proved.denominator(), n);
            return !mass.isZero()
                    && !denominator.isZero()
                    && numerator.times(mass).equals(denominator.times(value));
        }

        private static Polynomial at(Polynomial polynomial, int n) {
            return polynomial.substitute(POINTS, Polynomial.of(n)).orElseThrow();
        }

        private Optional<Proved> interpolated(List<Sums> sums, int period, int first) {
            int least = sums.stream().mapToInt(s -> Math.min(s.value().least(), 0)).min().orElse(0);
            int greatest = sums.stream()
                    .mapToInt(s -> Math.max(s.value().greatest(), indices.size()))
                    .max()
                    .orElse(0);
            int count = greatest - least + 1;
            int start = (first + period - 1) / period;
            long work = 0;
            for (int n = start; n < start + count + MORE; n++) {
                double points = sums.size();
                for (int scale : scales) {
                    points *= (double) scale * n * period;
                }
                work += (long) points;
                if (work > MOST_POINTS) {
                    return Optional.empty();
                }
            }
            SortedMap<Integer, Polynomial> values = new TreeMap<>();
            SortedMap<Integer, Polynomial> masses = new TreeMap<>();
            for (int n = start; n < start + count + MORE; n++) {
                Polynomial value = Polynomial.ZERO;
                Polynomial mass = Polynomial.ZERO;
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancellationException("the sums were interrupted");
                }
                for (Sums s : sums) {
                    if (!s.undefined().at(n * period).isZero()) {
                        return Optional.empty();
                    }
                    value = value.plus(s.value().at(n * period).times(s.weight()));
                    mass = mass.plus(s.mass().at(n * period).times(s.weight()));
                }
                values.put(n * period, value);
                masses.put(n * period, mass);
            }
            Polynomial numerator = fitted(values, least, greatest);
            Polynomial denominator = fitted(masses, least, greatest);
            if (denominator.isZero()) {
                return Optional.empty();
            }
            Optional<Polynomial> quotient = numerator.dividedBy(denominator);
            Polynomial above = quotient.orElse(numerator);
            Polynomial below = quotient.isPresent() ? Polynomial.ONE : denominator;
            Formula formula = Formulas.quotient(inBits(above), inBits(below));
            return Optional.of(new Proved(above, below, formula, Integer.MAX_VALUE, count, count + MORE));
        }

        private Formula inBits(Polynomial polynomial) {
            List<Formula> sum = new ArrayList<>();
            polynomial.coefficients(POINTS).forEach((exponent, factor) -> {
                Formula power = Formulas.power(
                        Formulas.TWO, Formulas.product(Formulas.number(exponent), Formulas.symbol(bits.name())));
                sum.add(Formulas.product(factor.toFormula(), power));
            });
            return sum.isEmpty() ? Formulas.ZERO : Formulas.sum(sum);
        }
    }

    /** The sums of one combination: of the values, of one where the condition holds, of one where there is no value. */
    private record Sums(Rational weight, PieceSum value, PieceSum mass, PieceSum undefined) {
        Set<AffineForm> forms() {
            Set<AffineForm> forms = new HashSet<>(value.forms());
            forms.addAll(mass.forms());
            forms.addAll(undefined.forms());
            return forms;
        }
    }

    /**
     * The Laurent polynomial with these values, which exists by the argument; each power of other symbols on its own.
     */
    private static Polynomial fitted(SortedMap<Integer, Polynomial> values, int least, int greatest) {
        Set<Map<String, Integer>> powers = new HashSet<>();
        values.values().forEach(v -> powers.addAll(v.terms().keySet()));
        Polynomial sum = Polynomial.ZERO;
        for (Map<String, Integer> power : powers) {
            SortedMap<Integer, Rational> numbers = new TreeMap<>();
            values.forEach((n, v) -> numbers.put(n, v.terms().getOrDefault(power, Rational.ZERO)));
            Polynomial part = Interpolation.laurent(POINTS, numbers, least, greatest)
                    .orElseThrow(() -> new IllegalStateException("sums fit no Laurent polynomial from " + least + " to "
                            + greatest + ": " + numbers));
            for (Map.Entry<String, Integer> symbol : power.entrySet()) {
                part = part.times(Polynomial.power(symbol.getKey(), symbol.getValue()));
            }
            sum = sum.plus(part);
        }
        return sum;
    }
}
