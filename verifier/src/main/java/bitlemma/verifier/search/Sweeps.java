package bitlemma.verifier.search;

import bitlemma.grammar.core.And;
import bitlemma.grammar.core.Proposition;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Variable;
import bitlemma.verifier.goal.Defined;
import bitlemma.verifier.goal.Goals;
import bitlemma.verifier.range.Range;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Propositions made ready for compiled kernels. */
public final class Sweeps {
    private Sweeps() {}

    /** A run over all inputs; empty where they are too many or no scalars, or where the terms cannot be compiled. */
    public static Optional<Sweeper.Run> of(Inputs inputs, BigInteger most, Sweeper sweeper) {
        Proposition proposition = inputs.proposition();
        List<Sweeper.Domain> domains = new ArrayList<>();
        BigInteger size = BigInteger.ONE;
        for (Variable input : proposition.inputs()) {
            Range range = inputs.range(input);
            if (input.sort() instanceof Sort.Array || !range.isBounded() || !range.isInteger() || range.isEmpty()) {
                return Optional.empty();
            }
            BigInteger low = range.low().numerator();
            BigInteger high = range.high().numerator();
            domains.add(new Sweeper.Domain(input, low, high));
            size = size.multiply(high.subtract(low).add(BigInteger.ONE));
        }
        if (domains.isEmpty() || size.compareTo(most) > 0) {
            return Optional.empty();
        }
        Optional<Term> given = Defined.of(And.of(Goals.given(proposition)));
        return given.flatMap(g -> sweeper.prepare(domains, g, proposition.body()));
    }
}
