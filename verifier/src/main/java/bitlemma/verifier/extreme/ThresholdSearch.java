package bitlemma.verifier.extreme;

import bitlemma.grammar.core.And;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Proposition;
import bitlemma.grammar.core.Statement;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.Rational;
import bitlemma.verifier.Prover;
import bitlemma.verifier.verdict.Evidence;
import bitlemma.verifier.verdict.Verdict;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds the last value of a parameter at which a proposition holds. Ranges find most thresholds by bisection without a solver;
 * the answer itself is then shown for all values up to it at once, and refuted one step beyond.
 */
public final class ThresholdSearch {
    /** Values with more bits than this are taken as "no end". */
    private static final int FARTHEST = 96;

    /** How often the answer is moved back because the condition fails at a value that was passed over. */
    private static final int MOST_RETREATS = 64;

    private final Statement.Threshold threshold;
    private final Prover prover;
    private final Predicate<Kernel> safe;
    /** +1 where the greatest value is sought, -1 for the least. */
    private final BigInteger ahead;
    private final BigInteger start;
    private final BigInteger end;

    private ThresholdSearch(Statement.Threshold threshold, Prover prover, Predicate<Kernel> safe) {
        this.threshold = threshold;
        this.prover = prover;
        this.safe = safe;
        this.ahead = threshold.max() ? BigInteger.ONE : BigInteger.ONE.negate();
        this.start = threshold.max() ? threshold.low() : threshold.high();
        this.end = threshold.max() ? threshold.high() : threshold.low();
    }

    public static Found run(Statement.Threshold threshold, Prover prover, Predicate<Kernel> safe) {
        ThresholdSearch search = new ThresholdSearch(threshold, prover, safe);
        return threshold.symbolic() == null ? search.widths() : search.symbolic();
    }

    private BigInteger move(BigInteger from, BigInteger steps) {
        return from.add(ahead.multiply(steps));
    }

    private boolean isBeyond(BigInteger value, BigInteger limit) {
        return value.subtract(limit).signum() * ahead.signum() > 0;
    }

    // ---- a width: each value is a program of its own ----

    private Found widths() {
        BigInteger last = null;
        Proposition lastProposition = null;
        for (BigInteger v = start; !isBeyond(v, end); v = move(v, BigInteger.ONE)) {
            if (!(threshold.family().at(v) instanceof Statement.Family.Instance.Stated stated)) {
                break;
            }
            // Most widths are wide enough by far: ranges see that, and only the last one needs its evidence.
            if (!prover.isEvident(stated.proposition(), safe)) {
                switch (prover.decide(stated.proposition(), safe)) {
                    case Verdict.Proved proved -> {}
                    case Verdict.Refuted refuted -> {
                        Found.Failing failing = new Found.Failing(stated.proposition(), refuted.input());
                        return last == null
                                ? new Found.Nowhere(failing)
                                : width(last, lastProposition, Optional.of(failing));
                    }
                    case Verdict.Unknown unknown -> {
                        return open(last, null, String.join("; ", unknown.reasons()));
                    }
                    case Verdict.Vacuous vacuous -> {
                        return new Found.Vacuous();
                    }
                    case Verdict.Disagreement disagreement -> {
                        return new Found.Disagreement(disagreement.detail());
                    }
                }
            }
            last = v;
            lastProposition = stated.proposition();
        }
        return last == null
                ? new Found.Open(Optional.empty(), Optional.empty(), "no value of the domain gives a well-formed program")
                : width(last, lastProposition, Optional.empty());
    }

    /** The answer, with the evidence for its own program; a given that nothing satisfies shows here. */
    private Found width(BigInteger last, Proposition proposition, Optional<Found.Failing> beyond) {
        return switch (prover.decide(proposition, safe)) {
            case Verdict.Proved proved -> exact(last, proved.evidence(), beyond);
            case Verdict.Vacuous vacuous -> new Found.Vacuous();
            case Verdict.Unknown unknown -> open(last, null, String.join("; ", unknown.reasons()));
            case Verdict.Refuted refuted ->
                new Found.Disagreement("ranges prove what fails: " + refuted.input());
            case Verdict.Disagreement disagreement -> new Found.Disagreement(disagreement.detail());
        };
    }

    private static Found exact(BigInteger value, List<Evidence> evidence, Optional<Found.Failing> beyond) {
        return new Found.Exact(Rational.of(value), evidence, Optional.empty(), beyond);
    }

    /** @param holds a value up to which it holds, or null; @param fails a value at which it fails, or null */
    private Found open(BigInteger holds, BigInteger fails, String reason) {
        Optional<Rational> near = Optional.ofNullable(holds).map(Rational::of);
        Optional<Rational> far = Optional.ofNullable(fails).map(f -> Rational.of(move(f, BigInteger.ONE.negate())));
        return threshold.max() ? new Found.Open(near, far, reason) : new Found.Open(far, near, reason);
    }

    // ---- a number: all values up to one are one proposition ----

    private Proposition upTo(BigInteger last) {
        Proposition all = threshold.symbolic();
        List<Term> given = new ArrayList<>();
        Variable parameter = threshold.parameter();
        if (start != null) {
            given.add(side(parameter, start, !threshold.max()));
        }
        if (last != null) {
            given.add(side(parameter, last, threshold.max()));
        }
        given.add(all.given());
        return new Proposition(all.name(), all.inputs(), And.of(given), all.body(), all.place());
    }

    private static Term side(Variable parameter, BigInteger bound, boolean atMost) {
        Term constant = new Constant(Rational.of(bound));
        return atMost ? Compare.atMost(parameter, constant) : Compare.atMost(constant, parameter);
    }

    private Proposition at(BigInteger value) {
        return ((Statement.Family.Instance.Stated) threshold.family().at(value)).proposition();
    }

    private Found.Failing failing(BigInteger last, Verdict.Refuted refuted) {
        return new Found.Failing(at(move(last, BigInteger.ONE)), refuted.input());
    }

    private boolean isEvident(BigInteger last) {
        return prover.isEvident(upTo(last), safe);
    }

    private Found symbolic() {
        if (isEvident(end)) {
            return confirmed(end, null);
        }
        BigInteger base = start != null ? start : end != null ? move(end, BigInteger.ONE.negate()) : BigInteger.ZERO;
        BigInteger holds = null;
        if (isEvident(base)) {
            holds = base;
            BigInteger fails = null;
            for (BigInteger step = BigInteger.ONE; fails == null; step = step.shiftLeft(1)) {
                BigInteger next = move(base, step);
                if (end != null && isBeyond(next, end)) {
                    fails = move(end, BigInteger.ONE);
                    if (isEvident(end)) {
                        return confirmed(end, null);
                    }
                    fails = end;
                } else if (step.bitLength() > FARTHEST) {
                    return open(holds, null, "no end was found within " + FARTHEST + " bits");
                } else if (isEvident(next)) {
                    holds = next;
                } else {
                    fails = next;
                }
            }
            while (fails.subtract(holds).abs().compareTo(BigInteger.ONE) > 0) {
                BigInteger middle = holds.add(fails).shiftRight(1);
                if (isEvident(middle)) {
                    holds = middle;
                } else {
                    fails = middle;
                }
            }
            Verdict beyond = prover.decide(at(move(holds, BigInteger.ONE)), safe);
            if (beyond instanceof Verdict.Refuted refuted) {
                return confirmed(holds, failing(holds, refuted));
            }
            if (beyond instanceof Verdict.Disagreement disagreement) {
                return new Found.Disagreement(disagreement.detail());
            }
        }
        return bySolvers(holds, base);
    }

    /** Ranges are too weak here: bisect by decisions at single values, then decide all values up to the answer at once. */
    private Found bySolvers(BigInteger evident, BigInteger base) {
        BigInteger holds = evident;
        BigInteger fails = null;
        Found.Failing witness = null;
        BigInteger probe = evident == null ? base : move(evident, BigInteger.ONE);
        BigInteger step = BigInteger.ONE;
        while (fails == null) {
            if (end != null && isBeyond(probe, end)) {
                if (holds != null && holds.equals(end)) {
                    return confirmed(end, null);
                }
                probe = end;
            }
            switch (prover.decide(at(probe), safe)) {
                case Verdict.Proved proved -> {
                    holds = probe;
                    if (end != null && probe.equals(end)) {
                        return confirmed(end, null);
                    }
                }
                case Verdict.Vacuous vacuous -> {
                    // No input at this value: it holds there, for want of any; but then the domain should say so.
                    if (holds == null && step.bitLength() > 16) {
                        return new Found.Vacuous();
                    }
                }
                case Verdict.Refuted refuted -> {
                    fails = probe;
                    witness = new Found.Failing(at(probe), refuted.input());
                }
                case Verdict.Unknown unknown -> {
                    return open(holds, null, String.join("; ", unknown.reasons()));
                }
                case Verdict.Disagreement disagreement -> {
                    return new Found.Disagreement(disagreement.detail());
                }
            }
            if (fails == null) {
                if (step.bitLength() > FARTHEST) {
                    return open(holds, null, "no end was found within " + FARTHEST + " bits");
                }
                probe = move(probe, step);
                step = step.shiftLeft(1);
            }
        }
        if (holds == null) {
            return new Found.Nowhere(witness);
        }
        while (fails.subtract(holds).abs().compareTo(BigInteger.ONE) > 0) {
            BigInteger middle = holds.add(fails).shiftRight(1);
            switch (prover.decide(at(middle), safe)) {
                case Verdict.Refuted refuted -> {
                    fails = middle;
                    witness = new Found.Failing(at(middle), refuted.input());
                }
                case Verdict.Proved proved -> holds = middle;
                case Verdict.Vacuous vacuous -> holds = middle;
                case Verdict.Unknown unknown -> {
                    return open(holds, fails, String.join("; ", unknown.reasons()));
                }
                case Verdict.Disagreement disagreement -> {
                    return new Found.Disagreement(disagreement.detail());
                }
            }
        }
        return confirmed(holds, witness);
    }

    /** Shows that it holds at every value up to {@code last}; single values before it were only probed. */
    private Found confirmed(BigInteger last, Found.Failing witness) {
        BigInteger holds = last;
        Found.Failing beyond = witness;
        for (int retreats = 0; retreats < MOST_RETREATS && !prover.isStopped(); retreats++) {
            switch (prover.decide(upTo(holds), safe)) {
                case Verdict.Proved proved -> {
                    return holds == null
                            ? new Found.Endless(proved.evidence())
                            : exact(holds, proved.evidence(), Optional.ofNullable(beyond));
                }
                case Verdict.Refuted refuted -> {
                    // It fails at a value that was passed over: the threshold is before that one.
                    Value value = refuted.input().get(threshold.parameter());
                    BigInteger fails = ((Value.Number) value).value().numerator();
                    beyond = new Found.Failing(at(fails), refuted.input());
                    if (start == null) {
                        return open(null, fails, "it fails at " + fails + " too, and the domain has no "
                                + (threshold.max() ? "least" : "greatest") + " value from which on it could hold; "
                                + "name the domain, as in `" + threshold.parameter().label() + " in 0..100`");
                    }
                    if (fails.equals(start)) {
                        return new Found.Nowhere(beyond);
                    }
                    holds = move(fails, BigInteger.ONE.negate());
                }
                case Verdict.Unknown unknown -> {
                    return open(null, null, String.join("; ", unknown.reasons()));
                }
                case Verdict.Vacuous vacuous -> {
                    return new Found.Vacuous();
                }
                case Verdict.Disagreement disagreement -> {
                    return new Found.Disagreement(disagreement.detail());
                }
            }
        }
        return open(null, null, prover.isStopped() ? "stopped" : "it fails at more than " + MOST_RETREATS + " values");
    }
}
