package bitlemma.symbolic.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.grammar.core.RealFunction;
import org.junit.jupiter.api.Test;

class RealFunctionsTest {
    private static void assertNear(double expected, double actual) {
        assertEquals(expected, actual, 2e-13 * Math.abs(expected));
    }

    /** Values of Abramowitz and Stegun, and of the Digital Library of Mathematical Functions. */
    @Test
    void tabulatedValues() {
        assertNear(0.5204998778130465, RealFunctions.erf(0.5));
        assertNear(-0.8427007929497149, RealFunctions.erf(-1));
        assertNear(0.9999992569016276, RealFunctions.erf(3.5));
        assertNear(0.004677734981047266, RealFunctions.erfc(2));
        assertNear(1.541725790028002e-8, RealFunctions.erfc(4));
        assertNear(24, RealFunctions.gamma(5));
        assertNear(Math.sqrt(Math.PI), RealFunctions.gamma(0.5));
        assertNear(2.9289682539682538, RealFunctions.harmonic(10));
        assertNear(2 - 2 * Math.log(2), RealFunctions.harmonic(0.5));
        assertNear(Math.PI * Math.PI / 6, RealFunctions.zeta(2));
        assertNear(1.2020569031595942, RealFunctions.zeta(3));
        assertNear(Math.PI * Math.PI / 12 - Math.log(2) * Math.log(2) / 2, RealFunctions.dilog(0.5));
        assertNear(-Math.PI * Math.PI / 12, RealFunctions.dilog(-1));
        assertNear(-1.4367463668836812, RealFunctions.dilog(-2));
        assertNear(Math.PI * Math.PI / 6, RealFunctions.dilog(1));
        assertNear(0.5671432904097838, RealFunctions.lambertW(1));
        assertNear(1, RealFunctions.lambertW(Math.E));
        assertEquals(0, RealFunctions.lambertW(0), 1e-300);
    }

    /** The reflections and multiplications that the functions satisfy, at many points. */
    @Test
    void functionalEquations() {
        for (double x = 0.05; x < 0.95; x += 0.05) {
            assertNear(Math.PI / Math.sin(Math.PI * x), RealFunctions.gamma(x) * RealFunctions.gamma(1 - x));
            assertNear(RealFunctions.harmonic(x), RealFunctions.harmonic(x + 1) - 1 / (x + 1));
            assertEquals(
                    Math.PI * Math.PI / 6 - Math.log(x) * Math.log(1 - x),
                    RealFunctions.dilog(x) + RealFunctions.dilog(1 - x),
                    1e-13);
            assertEquals(RealFunctions.dilog(x * x) / 2, RealFunctions.dilog(x) + RealFunctions.dilog(-x), 1e-13);
        }
        for (double x = -0.36; x < 20; x += 0.37) {
            double w = RealFunctions.lambertW(x);
            assertEquals(x, w * Math.exp(w), 1e-13 * Math.max(1, Math.abs(x)));
        }
        assertEquals(RealFunctions.erf(2.999999), RealFunctions.erf(3.000001), 1e-9);
    }

    @Test
    void powersOfTwoHaveExactLogarithms() {
        for (int i = -1000; i <= 1000; i++) {
            assertEquals(i, RealFunctions.value(RealFunction.LOG2, Math.scalb(1.0, i)));
        }
        assertTrue(Double.isNaN(RealFunctions.value(RealFunction.LOG, -1)));
    }
}
