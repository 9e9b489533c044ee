package bitlemma.symbolic.region;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import bitlemma.symbolic.formula.Formulas;
import java.math.BigInteger;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where roundings reach an integer, at all quarters around it. */
class StepsTest {
    @ParameterizedTest
    @EnumSource(Rounding.class)
    void everyStep(Rounding rule) {
        for (int reached = -4; reached <= 4; reached++) {
            BigInteger integer = BigInteger.valueOf(reached);
            Constraint step = Steps.reaches(rule, Formulas.symbol("x"), integer);
            for (int quarters = -24; quarters <= 24; quarters++) {
                Rational x = Rational.of(quarters, 4);
                assertEquals(
                        rule.round(x).compareTo(integer) >= 0,
                        RationalValue.holds(step, Map.of("x", x)),
                        () -> rule + " of " + x + " and " + integer);
            }
        }
    }
}
