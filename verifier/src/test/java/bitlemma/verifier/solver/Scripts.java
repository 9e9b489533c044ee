package bitlemma.verifier.solver;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import bitlemma.numbers.Rational;
import bitlemma.verifier.portfolio.Solvers;
import java.util.List;
import java.util.Map;

/** Questions that several tests ask. */
final class Scripts {
    static final long PLENTY = 50_000_000;

    /** Division by ten through a multiplication, which is right: hard for solvers that see bits only. */
    static final Script DIVIDE_BY_TEN = bits(
            """
            (declare-const x (_ BitVec 32))
            (assert (distinct
              ((_ extract 31 0) (bvlshr (bvmul ((_ zero_extend 32) x) (_ bv3435973837 64)) (_ bv35 64)))
              (bvudiv x (_ bv10 32))))
            """,
            "x");

    /** The two prime factors of a number of forty bits. */
    static final Script FACTORS = bits(
            """
            (declare-const x (_ BitVec 40))
            (declare-const y (_ BitVec 40))
            (assert (and (bvult x #x0000100000) (bvult y x) (bvugt y (_ bv1 40))))
            (assert (= (bvmul x y) (_ bv1099503239183 40)))
            """,
            "x",
            "y");

    /** Barrett's reduction by 3329 of a number below 2^32, stated as integers. */
    static final Script BARRETT = integers(
            """
            (declare-const x Int)
            (declare-const q Int)
            (assert (and (<= 0 x) (< x 4294967296)))
            (assert (and (<= (* q 17592186044416) (* x 5284525697)) (< (* x 5284525697) (* (+ q 1) 17592186044416))))
            (assert (not (and (<= 0 (- x (* q 3329))) (< (- x (* q 3329)) 3329))))
            """,
            "x",
            "q");

    /** A Pythagorean triple: takes every solver a while. */
    static final Script TRIPLE = integers(
            """
            (declare-const x Int)
            (declare-const y Int)
            (declare-const z Int)
            (assert (and (< 200 x y z) (< z 1000)))
            (assert (= (+ (* x x) (* y y)) (* z z)))
            """,
            "x",
            "y",
            "z");

    /** A sum of three cubes: nobody decides it soon. */
    static final Script CUBES = integers(
            """
            (declare-const x Int)
            (declare-const y Int)
            (declare-const z Int)
            (assert (= 33 (+ (* x x x) (* y y y) (* z z z))))
            """,
            "x");

    private Scripts() {}

    static Script bits(String text, String... constants) {
        return new Script(Theory.BIT_VECTORS, text, List.of(constants));
    }

    static Script integers(String text, String... constants) {
        return new Script(Theory.ARITHMETIC, text, List.of(constants));
    }

    static Solver open(Solvers which) {
        return assertInstanceOf(Solvers.Opened.Ready.class, which.open()).solver();
    }

    static Map<String, Rational> model(Answer answer) {
        return assertInstanceOf(Answer.Sat.class, answer).model();
    }
}
