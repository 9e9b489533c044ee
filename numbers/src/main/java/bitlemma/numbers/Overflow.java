package bitlemma.numbers;

/**
 * What becomes of a number beyond the range of a format: of a finite one that rounds beyond the greatest or least
 * finite value (IEEE 754-2019, 7.4), and of an infinity.
 */
public enum Overflow {
    /** The infinity of its sign. */
    INFINITY("infinity"),
    /** The format's NaN. */
    NAN("nan"),
    /** The greatest or least finite value. */
    SATURATE("saturate"),
    /** No code stands for it. */
    FORBID("forbid");

    private final String spelling;

    Overflow(String spelling) {
        this.spelling = spelling;
    }

    /** How the language spells the rule. */
    public String spelling() {
        return spelling;
    }
}
