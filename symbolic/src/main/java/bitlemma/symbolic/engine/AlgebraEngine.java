package bitlemma.symbolic.engine;

import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Formula;
import java.util.List;

/**
 * Computer algebra. Its answers are proposals: an antiderivative may hold on a part of the line only, a definite
 * integral may have crossed a pole. One question at a time; {@link #cancel} may come from any thread.
 */
public interface AlgebraEngine extends AutoCloseable {
    /** A formula whose derivative in the variable is the body, up to a constant. */
    Answer<Formula> antiderivative(Formula body, String variable, Assumptions assumptions);

    /** The integral of a smooth body; a bound may be {@link Formula.Infinity}. */
    Answer<Formula> integral(Formula body, String variable, Formula low, Formula high, Assumptions assumptions);

    /** The sum for the index from low to high, both included; high may be {@link Formula.Infinity}. */
    Answer<Formula> sum(Formula term, String index, Formula low, Formula high, Assumptions assumptions);

    /** The limit on one side of a point; at infinity the side means nothing. May be {@link Formula.Infinity}. */
    Answer<Formula> limit(Formula body, String variable, Formula point, boolean fromAbove, Assumptions assumptions);

    /** The Taylor or Laurent polynomial about a finite point, without its remainder. */
    Answer<Formula> series(Formula body, String variable, Formula point, int order, Assumptions assumptions);

    /** Real roots of the body, as far as the engine finds them. */
    Answer<List<Formula>> solve(Formula body, String variable, Assumptions assumptions);

    Answer<Formula> simplify(Formula formula, Assumptions assumptions);

    /** A product of irreducible factors over the rationals. */
    Answer<Formula> factor(Formula formula);

    /** One fraction, in lowest terms. */
    Answer<Formula> together(Formula formula);

    Answer<Formula> expand(Formula formula);

    /** Partial fractions in the variable. */
    Answer<Formula> apart(Formula formula, String variable);

    /** Ends the question being answered, if any, which is then out of budget; later questions are answered. */
    void cancel();

    /** Ends the engine's thread. */
    @Override
    void close();
}
