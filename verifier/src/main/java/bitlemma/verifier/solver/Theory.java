package bitlemma.verifier.solver;

/** What a script is written in. A script never mixes the two worlds of bits and integers. */
public enum Theory {
    /** Quantifier-free bit-vectors: SMT-LIB's QF_BV. */
    BIT_VECTORS,
    /** Quantifier-free linear or nonlinear integer and real arithmetic: SMT-LIB's QF_NIRA. */
    ARITHMETIC,
    /** Quantifier-free nonlinear arithmetic of real numbers alone: SMT-LIB's QF_NRA. */
    REALS
}
