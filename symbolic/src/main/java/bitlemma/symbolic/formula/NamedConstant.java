package bitlemma.symbolic.formula;

/**
 * The constants of analysis that have a name of their own; e is {@code exp(1)}, zeta values are {@link Operator#ZETA}.
 */
public enum NamedConstant {
    PI("pi"),
    EULER_GAMMA("euler_gamma"),
    CATALAN("catalan");

    private final String spelling;

    NamedConstant(String spelling) {
        this.spelling = spelling;
    }

    /** As the language writes it. */
    public String spelling() {
        return spelling;
    }
}
