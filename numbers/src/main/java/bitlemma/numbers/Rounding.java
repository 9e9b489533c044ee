package bitlemma.numbers;

import java.math.BigInteger;

/**
 * A rule that takes every real number to an integer. The names after {@code ties} say what happens half way between
 * two.
 */
public enum Rounding {
    /** Toward minus infinity. */
    FLOOR("floor"),
    /** Toward plus infinity. */
    CEILING("ceiling"),
    /** Toward zero. */
    TRUNCATE("truncate"),
    /** To nearest; ties toward plus infinity. */
    UP("up"),
    /** To nearest; ties away from zero. */
    AWAY("away"),
    /** To nearest; ties to the even integer. */
    EVEN("even"),
    /**
     * An integer stays; anything else goes to the odd one of its two neighbours. Rounding such a result once more, to a
     * format with at least two bits fewer, gives what rounding once would have given (Boldo and Melquiond, 2008).
     */
    ODD("odd");

    private final String spelling;

    Rounding(String spelling) {
        this.spelling = spelling;
    }

    /** How the language spells the rule. */
    public String spelling() {
        return spelling;
    }

    /** The integer that this rule takes {@code value} to. */
    public BigInteger round(Rational value) {
        return switch (this) {
            case FLOOR -> value.floor();
            case CEILING -> value.ceiling();
            case TRUNCATE -> value.signum() < 0 ? value.ceiling() : value.floor();
            case UP -> value.plus(Rational.HALF).floor();
            case AWAY ->
                value.signum() < 0
                        ? value.minus(Rational.HALF).ceiling()
                        : value.plus(Rational.HALF).floor();
            case EVEN -> {
                BigInteger floor = value.floor();
                int side = value.minus(Rational.of(floor)).compareTo(Rational.HALF);
                yield side < 0 || side == 0 && !floor.testBit(0) ? floor : floor.add(BigInteger.ONE);
            }
            case ODD -> value.isInteger() ? value.numerator() : value.floor().setBit(0);
        };
    }
}
