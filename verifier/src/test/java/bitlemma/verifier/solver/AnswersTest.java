package bitlemma.verifier.solver;

import static bitlemma.verifier.solver.Scripts.PLENTY;
import static bitlemma.verifier.solver.Scripts.bits;
import static bitlemma.verifier.solver.Scripts.integers;
import static bitlemma.verifier.solver.Scripts.model;
import static bitlemma.verifier.solver.Scripts.open;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import bitlemma.numbers.Rational;
import bitlemma.verifier.portfolio.Solvers;
import java.math.BigInteger;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every solver reads every kind of value, and answers what is true. */
class AnswersTest {
    @ParameterizedTest
    @EnumSource(Solvers.class)
    void unsatisfiable_bits(Solvers which) {
        String text = "(declare-const a (_ BitVec 8))(assert (bvult (bvor a #x0f) #x0f))";
        try (Solver solver = open(which)) {
            assertEquals(new Answer.Unsat(), solver.solve(bits(text, "a"), PLENTY));
        }
    }

    @ParameterizedTest
    @EnumSource(Solvers.class)
    void the_only_model_in_bits(Solvers which) {
        String text = """
                (declare-const x!3 (_ BitVec 8))
                (declare-const |a b| Bool)
                (declare-fun plain () Bool)
                (assert (and (= (bvmul x!3 #x03) #xfd) |a b| (not plain)))
                """;
        try (Solver solver = open(which)) {
            Map<String, Rational> expected =
                    Map.of("x!3", Rational.of(255), "|a b|", Rational.ONE, "plain", Rational.ZERO);
            assertEquals(expected, model(solver.solve(bits(text, "x!3", "|a b|", "plain"), PLENTY)));
        }
    }

    @ParameterizedTest
    @EnumSource(Solvers.class)
    void constants_without_assertions_have_a_value(Solvers which) {
        String text = "(declare-const a (_ BitVec 4))(declare-const b Bool)(declare-const c (_ BitVec 4))"
                + "(assert (= (bvsub a a) #x0))(assert (= c #x9))";
        try (Solver solver = open(which)) {
            Map<String, Rational> model = model(solver.solve(bits(text, "a", "b", "c"), PLENTY));
            assertEquals(Rational.of(9), model.get("c"));
            assertTrue(model.get("a").isInteger() && model.get("b").isInteger());
        }
    }

    @ParameterizedTest
    @EnumSource(Solvers.class)
    void bit_vectors_of_hundreds_of_bits(Solvers which) {
        BigInteger value = BigInteger.ONE.shiftLeft(700).subtract(BigInteger.valueOf(12345));
        String text = "(declare-const w (_ BitVec 701))(assert (= (bvadd w (_ bv12345 701)) (_ bv"
                + BigInteger.ONE.shiftLeft(700) + " 701)))";
        try (Solver solver = open(which)) {
            assertEquals(Rational.of(value), model(solver.solve(bits(text, "w"), PLENTY)).get("w"));
        }
    }

    @ParameterizedTest
    @EnumSource(Solvers.class)
    void a_script_that_is_no_script_is_our_own_fault(Solvers which) {
        try (Solver solver = open(which)) {
            for (String text : new String[] {
                "(assert (bvult a #x0f))", "(assert true", "(declare-const a (_ BitVec 8))(assert (= a #x0f0))"
            }) {
                assertThrows(IllegalStateException.class, () -> solver.solve(bits(text), PLENTY), text);
            }
            assertEquals(new Answer.Unsat(), solver.solve(bits("(assert false)"), PLENTY));
        }
    }

    @ParameterizedTest
    @EnumSource(Solvers.class)
    void integers_and_fractions(Solvers which) {
        BigInteger huge = BigInteger.TEN.pow(80);
        String text = "(declare-const n Int)(declare-const h Int)(declare-const r Real)(declare-const t Bool)"
                + "(assert (= (* 7 n) (- 91)))(assert (= (+ h 1) (- " + huge + ")))(assert (= (* 3.0 r) (- 2.0)))"
                + "(assert (= t (< n 0)))";
        Script script = integers(text, "n", "h", "r", "t");
        try (Solver solver = open(which)) {
            if (!solver.supports(Theory.ARITHMETIC)) {
                assertInstanceOf(Answer.Unknown.class, solver.solve(script, PLENTY));
                return;
            }
            BigInteger h = huge.negate().subtract(BigInteger.ONE);
            assertEquals(
                    Map.of("n", Rational.of(-13), "h", Rational.of(h), "r", Rational.of(-2, 3), "t", Rational.ONE),
                    model(solver.solve(script, PLENTY)));
        }
    }

    @ParameterizedTest
    @EnumSource(Solvers.class)
    void what_is_true_of_integers(Solvers which) {
        try (Solver solver = open(which)) {
            assumeTrue(solver.supports(Theory.ARITHMETIC));
            assertEquals(new Answer.Unsat(), solver.solve(Scripts.BARRETT, PLENTY));
        }
    }

    @ParameterizedTest
    @EnumSource(Solvers.class)
    void an_irrational_model_is_no_answer(Solvers which) {
        String text = "(declare-const x Real)(assert (and (= (* x x) 2.0) (> x 0.0)))";
        try (Solver solver = open(which)) {
            assertInstanceOf(Answer.Unknown.class, solver.solve(integers(text, "x"), PLENTY));
        }
    }
}
