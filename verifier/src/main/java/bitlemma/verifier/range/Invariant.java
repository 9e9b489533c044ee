package bitlemma.verifier.range;

import bitlemma.grammar.core.Site;

/**
 * What holds of a reduction's accumulator before every round; found by the program and shown as part of a proof.
 *
 * @param site the reduction
 * @param statement the invariant in words, with n for the number of rounds done
 */
public record Invariant(Site site, String statement) {}
