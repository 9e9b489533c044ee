package bitlemma.symbolic.formula;

import bitlemma.numbers.Rational;
import java.util.Arrays;

/**
 * A product of atoms of one {@link Field}, by their numbers, with rational exponents other than zero. Ordered
 * lexicographically, the atom with the smallest number first, which multiplication respects.
 */
final class Monomial implements Comparable<Monomial> {
    static final Monomial ONE = new Monomial(new int[0], new Rational[0]);

    private final int[] atoms;
    private final Rational[] exponents;
    private final int hash;

    private Monomial(int[] atoms, Rational[] exponents) {
        this.atoms = atoms;
        this.exponents = exponents;
        this.hash = 31 * Arrays.hashCode(atoms) + Arrays.hashCode(exponents);
    }

    static Monomial of(int atom, Rational exponent) {
        return exponent.signum() == 0 ? ONE : new Monomial(new int[] {atom}, new Rational[] {exponent});
    }

    int size() {
        return atoms.length;
    }

    int atom(int place) {
        return atoms[place];
    }

    Rational exponent(int place) {
        return exponents[place];
    }

    Rational exponentOf(int atom) {
        int place = Arrays.binarySearch(atoms, atom);
        return place < 0 ? Rational.ZERO : exponents[place];
    }

    Monomial times(Monomial that) {
        int[] joined = new int[atoms.length + that.atoms.length];
        Rational[] sums = new Rational[joined.length];
        int count = 0;
        int i = 0;
        int j = 0;
        while (i < atoms.length || j < that.atoms.length) {
            boolean left = j == that.atoms.length || i < atoms.length && atoms[i] <= that.atoms[j];
            boolean right = i == atoms.length || j < that.atoms.length && that.atoms[j] <= atoms[i];
            int atom = left ? atoms[i] : that.atoms[j];
            Rational sum =
                    left && right ? exponents[i].plus(that.exponents[j]) : left ? exponents[i] : that.exponents[j];
            i += left ? 1 : 0;
            j += right ? 1 : 0;
            if (sum.signum() != 0) {
                joined[count] = atom;
                sums[count++] = sum;
            }
        }
        return new Monomial(Arrays.copyOf(joined, count), Arrays.copyOf(sums, count));
    }

    Monomial power(Rational exponent) {
        if (exponent.signum() == 0) {
            return ONE;
        }
        return new Monomial(atoms, Arrays.stream(exponents).map(exponent::times).toArray(Rational[]::new));
    }

    Monomial inverse() {
        return power(Rational.of(-1));
    }

    Monomial without(int atom) {
        return times(of(atom, exponentOf(atom).negate()));
    }

    /** Each atom with the least exponent that it has in either, zero where it is absent. */
    Monomial common(Monomial that) {
        Monomial common = ONE;
        for (int i = 0; i < atoms.length; i++) {
            common = common.times(of(atoms[i], exponents[i].min(that.exponentOf(atoms[i]))));
        }
        for (int j = 0; j < that.atoms.length; j++) {
            if (exponentOf(that.atoms[j]).signum() == 0) {
                common = common.times(of(that.atoms[j], that.exponents[j].min(Rational.ZERO)));
            }
        }
        return common;
    }

    boolean hasNegativeExponent() {
        return Arrays.stream(exponents).anyMatch(exponent -> exponent.signum() < 0);
    }

    @Override
    public int compareTo(Monomial that) {
        int i = 0;
        int j = 0;
        while (i < atoms.length || j < that.atoms.length) {
            boolean left = j == that.atoms.length || i < atoms.length && atoms[i] <= that.atoms[j];
            boolean right = i == atoms.length || j < that.atoms.length && that.atoms[j] <= atoms[i];
            Rational mine = left ? exponents[i] : Rational.ZERO;
            Rational other = right ? that.exponents[j] : Rational.ZERO;
            int order = mine.compareTo(other);
            if (order != 0) {
                return order;
            }
            i += left ? 1 : 0;
            j += right ? 1 : 0;
        }
        return 0;
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof Monomial that
                && hash == that.hash
                && Arrays.equals(atoms, that.atoms)
                && Arrays.equals(exponents, that.exponents);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
