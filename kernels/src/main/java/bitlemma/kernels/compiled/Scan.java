package bitlemma.kernels.compiled;

/** Goes through consecutive values of a sweep's innermost input; generated classes implement it. */
interface Scan {
    /** The most inputs of one call. It is a power of two, and calls keep between two multiples of it. */
    int BLOCK = 1 << 10;

    /**
     * Goes through {@code count} inputs.
     *
     * @param outer the values of the other inputs
     * @param first the first value of the innermost input
     * @return how many of them satisfy the given; where one fails, a negative number: -1 minus the offset of the first
     *     one, or just -1 where this way of scanning does not tell which
     * @throws ObligationBroken where this way of scanning does not tell on which input
     */
    long scan(long[] outer, long first, int count);
}
