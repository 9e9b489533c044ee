package bitlemma.symbolic.formula;

/**
 * The functions that stand in a {@link Formula.Apply}. Logarithms of other bases and roots are written with these and
 * powers.
 */
public enum Operator {
    EXP("exp"),
    /** The natural logarithm. */
    LOG("log"),
    /** 2/sqrt(pi) times the integral of exp(-t^2) from 0 to x. */
    ERF("erf"),
    /** 1 - erf(x). */
    ERFC("erfc"),
    SIN("sin"),
    COS("cos"),
    ATAN("atan"),
    TANH("tanh"),
    /** The dilogarithm, the sum of x^k / k^2; real for x at most 1. */
    DILOG("dilog"),
    /** The Riemann zeta function of an integer above 1. */
    ZETA("zeta"),
    /** Of a positive number. */
    GAMMA("gamma"),
    /** The harmonic number H(n) = 1 + 1/2 + ... + 1/n = digamma(n + 1) + gamma, for real n above -1. */
    HARMONIC("harmonic"),
    /** The principal branch of Lambert's function. */
    LAMBERT_W("lambert_w"),
    ABS("abs"),
    /** Of two or more. */
    MIN("min"),
    /** Of two or more. */
    MAX("max");

    private final String spelling;

    Operator(String spelling) {
        this.spelling = spelling;
    }

    /** As the language writes it. */
    public String spelling() {
        return spelling;
    }
}
