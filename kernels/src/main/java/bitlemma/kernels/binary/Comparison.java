package bitlemma.kernels.binary;

import java.util.Optional;

/**
 * What a crosscheck knows.
 *
 * @param compared how many inputs were given to both
 * @param outside how many were left out because the given does not hold
 * @param broken how many were left out because the kernel breaks an obligation on them, or does not end soon enough
 * @param complete whether these were all inputs that there are
 * @param difference an input on which the two differ; empty where none was found
 */
public record Comparison(long compared, long outside, long broken, boolean complete, Optional<Difference> difference) {}
