package bitlemma.grammar.core;

/** The functions and constants of real mathematics that derivations use, beyond exact arithmetic. */
public enum RealFunction {
    /** e^x. */
    EXP("exp", 1),
    /** The natural logarithm. */
    LOG("log", 1),
    LOG2("log2", 1),
    SQRT("sqrt", 1),
    /** The error function, 2/sqrt(pi) times the integral of exp(-t^2) from 0 to x. */
    ERF("erf", 1),
    /** 1 - erf(x). */
    ERFC("erfc", 1),
    SIN("sin", 1),
    COS("cos", 1),
    ATAN("atan", 1),
    TANH("tanh", 1),
    /** The dilogarithm, the sum of x^k / k^2; real for x at most 1. */
    DILOG("dilog", 1),
    /** The Riemann zeta function of an integer above 1. */
    ZETA("zeta", 1),
    /** The gamma function of a positive number. */
    GAMMA("gamma", 1),
    /** The harmonic number 1 + 1/2 + ... + 1/n. */
    HARMONIC("harmonic", 1),
    /** The principal branch of Lambert's function: w with w * e^w = x, for x at least -1/e. */
    LAMBERT_W("lambert_w", 1),
    /** The real power x^y, of a positive x. */
    POWER("power", 2),
    PI("pi", 0),
    EULER_GAMMA("euler_gamma", 0),
    CATALAN("catalan", 0),
    /** The point of a limit, or an open end of a range. */
    INFINITY("inf", 0);

    private final String spelling;
    private final int arity;

    RealFunction(String spelling, int arity) {
        this.spelling = spelling;
        this.arity = arity;
    }

    /** As the language writes it. */
    public String spelling() {
        return spelling;
    }

    /** How many operands it has; constants have none. */
    public int arity() {
        return arity;
    }
}
