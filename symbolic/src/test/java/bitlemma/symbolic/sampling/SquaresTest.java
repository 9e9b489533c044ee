package bitlemma.symbolic.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SquaresTest {
    /** Counters 0 to 4 under a key of the paper. */
    @Test
    void publishedValues() {
        int[] expected = {0x8352d815, 0x4d645c71, 0x5f664b34, 0x5502129e, 0xfdadfdcf};
        Squares stream = new Squares(0);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], Squares.bits(i, 0xc58efd154ce32f6dL));
            assertEquals(expected[i], stream.next32());
        }
        assertEquals(0x8352d8154d645c71L, new Squares(0).next64());
    }

    @Test
    void streamsDiffer() {
        assertEquals(Squares.bits(1L << 40, Squares.KEY), new Squares(1).next32());
    }

    @Test
    void boundedNumbersAreUniform() {
        Squares random = new Squares(7);
        int[] counts = new int[6];
        for (int i = 0; i < 60000; i++) {
            counts[(int) random.below(6)]++;
        }
        double statistic = 0;
        for (int count : counts) {
            statistic += (count - 10000.0) * (count - 10000.0) / 10000;
        }
        // The 99.9 % quantile of chi squared with five degrees of freedom.
        assertTrue(statistic < 20.5, "chi squared " + statistic);
    }
}
