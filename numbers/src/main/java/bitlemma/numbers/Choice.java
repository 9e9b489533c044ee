package bitlemma.numbers;

import java.math.BigInteger;

/** How a magnitude between two neighbours chooses one of them: by a rule, or by chance. */
sealed interface Choice {
    /** A rounding rule: even and odd are meant of the lower neighbour's number. */
    record ByRule(Rounding rule) implements Choice {}

    /**
     * Stochastic rounding: away from zero exactly where the fraction plus {@code random / 2^bits} is at least 1.
     *
     * @param random from 0 to 2^bits - 1
     * @param bits how many random bits there are
     */
    record ByChance(BigInteger random, int bits) implements Choice {
        public ByChance {
            if (bits < 0 || random.signum() < 0 || random.bitLength() > bits) {
                throw new IllegalArgumentException(random + " is not a number of " + bits + " bits");
            }
        }
    }

    /** Whether the magnitude goes to its upper neighbour; an exact one never does. */
    default boolean isUpper(Cut cut, boolean negative) {
        if (cut.isExact()) {
            return false;
        }
        return switch (this) {
            case ByRule(Rounding rule) ->
                switch (rule) {
                    case FLOOR -> negative;
                    case CEILING -> !negative;
                    case TRUNCATE -> false;
                    case UP -> negative ? cut.side() > 0 : cut.side() >= 0;
                    case AWAY -> cut.side() >= 0;
                    case EVEN -> cut.side() > 0 || cut.side() == 0 && cut.floor().testBit(0);
                    case ODD -> !cut.floor().testBit(0);
                };
            case ByChance(BigInteger random, int bits) -> {
                BigInteger sum = cut.rest().shiftLeft(bits).add(random.multiply(cut.divisor()));
                yield sum.compareTo(cut.divisor().shiftLeft(bits)) >= 0;
            }
        };
    }

    /** Whether a finite number of this sign never rounds beyond the greatest magnitude (IEEE 754-2019, 7.4). */
    default boolean staysInside(boolean negative) {
        return switch (this) {
            case ByRule(Rounding rule) ->
                switch (rule) {
                    case TRUNCATE, ODD -> true;
                    case FLOOR -> !negative;
                    case CEILING -> negative;
                    case UP, AWAY, EVEN -> false;
                };
            case ByChance chance -> false;
        };
    }
}
