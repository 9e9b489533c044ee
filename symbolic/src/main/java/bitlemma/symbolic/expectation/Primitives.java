package bitlemma.symbolic.expectation;

import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Formula;
import java.util.List;
import java.util.Optional;

/** Where antiderivatives, sums and limits come from. What it gives is checked by who asks. */
public interface Primitives {
    /** A formula whose derivative is the body. */
    Optional<Formula> antiderivative(Formula body, String variable, Assumptions assumptions);

    /** The sum over the integers from low to high, also where high is low - 1, which gives zero. */
    Optional<Formula> sum(Formula term, String index, Formula low, Formula high, Assumptions assumptions);

    /** Real roots of the body, as far as they are found. */
    List<Formula> roots(Formula body, String variable, Assumptions assumptions);

    /** The limit from above or below; at infinity the side means nothing. */
    Optional<Formula> limit(Formula body, String variable, Formula point, boolean fromAbove, Assumptions assumptions);
}
