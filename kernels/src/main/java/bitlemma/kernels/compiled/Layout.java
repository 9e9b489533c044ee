package bitlemma.kernels.compiled;

import bitlemma.grammar.core.Variable;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a sweep goes through its inputs: for each choice of the outer ones, through a range of numbers that stand for the
 * inner ones. Of one inner input the number is the value. Where the last inputs have few values, several of them are
 * counted through together, so that the inner loop is long: the number is made of their values' bits, the last one's
 * lowest.
 *
 * @param outer the inputs that change slowest, in order
 * @param inner at least one input; all but the first have as many values as some power of two
 */
record Layout(List<Sweep.Domain> outer, List<Sweep.Domain> inner) {
    /** Shorter inner loops than this are joined with the next input. */
    private static final BigInteger LONG = BigInteger.valueOf(1 << 7);

    /** The most numbers of joined inputs: all of them are ints. */
    private static final int MOST_BITS = Integer.SIZE - 2;

    /** The layout of inputs in an order of which the last varies fastest. */
    static Layout of(List<Sweep.Domain> domains) {
        int from = domains.size() - 1;
        BigInteger size = domains.getLast().size();
        while (from > 0 && size.compareTo(LONG) < 0 && size.bitCount() == 1) {
            BigInteger more = size.multiply(domains.get(from - 1).size());
            if (more.bitLength() > MOST_BITS) {
                break;
            }
            size = more;
            from--;
        }
        return new Layout(domains.subList(0, from), domains.subList(from, domains.size()));
    }

    private boolean isJoined() {
        return inner.size() > 1;
    }

    List<Variable> variables() {
        return Stream.concat(outer.stream(), inner.stream()).map(Sweep.Domain::variable).toList();
    }

    /** The least number. */
    long low() {
        return isJoined() ? 0 : inner.getFirst().low().longValueExact();
    }

    /** The greatest number. */
    long high() {
        if (!isJoined()) {
            return inner.getFirst().high().longValueExact();
        }
        return inner.stream()
                        .map(Sweep.Domain::size)
                        .reduce(BigInteger.ONE, BigInteger::multiply)
                        .longValueExact()
                - 1;
    }

    /** How far the bits of an inner input are from the lowest. */
    int shift(int i) {
        int shift = 0;
        for (Sweep.Domain domain : inner.subList(i + 1, inner.size())) {
            shift += domain.size().getLowestSetBit();
        }
        return shift;
    }

    /** The bits of an inner input, once they are the lowest; all bits for the first one. */
    long mask(int i) {
        return i == 0 ? -1 : inner.get(i).size().longValueExact() - 1;
    }

    /** What is added to the bits of an inner input. */
    long offset(int i) {
        return isJoined() ? inner.get(i).low().longValueExact() : 0;
    }

    /** The value of an inner input. */
    long value(int i, long number) {
        return (number >> shift(i) & mask(i)) + offset(i);
    }
}
