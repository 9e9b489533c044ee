package bitlemma.proofs;

import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Proposition;
import bitlemma.grammar.core.Statement;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.Rational;
import bitlemma.verifier.Prover;
import bitlemma.verifier.Recheck;
import bitlemma.verifier.extreme.ExtremeSearch;
import bitlemma.verifier.extreme.Found;
import bitlemma.verifier.extreme.ThresholdSearch;
import bitlemma.verifier.verdict.Evidence;
import bitlemma.verifier.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** From one statement to its result: what was decided, against what the source states. */
final class Decision {
    private final Prover prover;
    private final Predicate<Kernel> safe;
    private final boolean recheck;
    private final Replay replay;

    Decision(Prover prover, Predicate<Kernel> safe, boolean recheck) {
        this(prover, safe, recheck, Replay.compiled());
    }

    /** @param replay what evaluates every input that is shown, once more */
    Decision(Prover prover, Predicate<Kernel> safe, boolean recheck, Replay replay) {
        this.prover = prover;
        this.safe = safe;
        this.recheck = recheck;
        this.replay = replay;
    }

    Result decide(Statement statement) {
        long start = System.nanoTime();
        Draft draft;
        try {
            draft = switch (statement) {
                case Statement.Safety safety -> stated(Proposition.safety(safety.kernel()), safety.kernel().unsafe());
                case Statement.Claim claim -> stated(claim.proposition(), claim.refuted());
                case Statement.Threshold threshold -> threshold(threshold);
                case Statement.Extreme extreme -> extreme(extreme);
            };
        } catch (StackOverflowError | OutOfMemoryError e) {
            draft = new Draft(Result.Status.UNKNOWN, "unknown")
                    .message("the terms are too large: " + e.getClass().getSimpleName());
        } catch (RuntimeException e) {
            // A fault of ours must not take the other statements' results with it.
            StackTraceElement[] at = e.getStackTrace();
            draft = new Draft(Result.Status.FAULT, "fault")
                    .message("internal error: " + e + (at.length > 0 ? " at " + at[0] : "") + "; please report it");
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Result(
                statement,
                draft.status,
                draft.verdict,
                draft.message,
                draft.evidence,
                Optional.ofNullable(draft.counterexample),
                Optional.ofNullable(draft.witness),
                Optional.ofNullable(draft.value),
                Optional.ofNullable(draft.rechecked),
                seconds);
    }

    /** A result under construction. */
    private static final class Draft {
        private final Result.Status status;
        private final String verdict;
        private String message = "";
        private List<Evidence> evidence = List.of();
        private Counterexample counterexample;
        private Counterexample witness;
        private Rational value;
        private String rechecked;

        Draft(Result.Status status, String verdict) {
            this.status = status;
            this.verdict = verdict;
        }

        Draft message(String text) {
            message = text;
            return this;
        }

        Draft evidence(List<Evidence> list) {
            evidence = list;
            return this;
        }

        Draft counterexample(Counterexample example) {
            counterexample = example;
            return this;
        }
    }

    private Draft stated(Proposition proposition, boolean stateFalse) {
        return switch (prover.decide(proposition, safe)) {
            case Verdict.Proved proved -> {
                Draft draft = stateFalse
                        ? new Draft(Result.Status.REFUTED, "proved")
                                .message("stated as false, but it holds for every input")
                        : new Draft(Result.Status.HOLDS, "proved");
                yield confirmed(draft.evidence(proved.evidence()));
            }
            case Verdict.Refuted refuted -> {
                Draft draft = new Draft(stateFalse ? Result.Status.HOLDS : Result.Status.REFUTED, "refuted")
                        .message(refuted.method());
                yield replayed(draft, proposition, refuted.input());
            }
            case Verdict.Unknown unknown ->
                new Draft(Result.Status.UNKNOWN, "unknown")
                        .message(String.join("\n", unknown.reasons()))
                        .evidence(unknown.proved());
            case Verdict.Vacuous vacuous -> vacuous();
            case Verdict.Disagreement disagreement -> fault(disagreement.detail());
        };
    }

    private static Draft vacuous() {
        return new Draft(Result.Status.INPUT_ERROR, "vacuous")
                .message("no input satisfies the given, so that nothing is stated");
    }

    private static Draft fault(String detail) {
        return new Draft(Result.Status.FAULT, "fault").message("two engines disagree: " + detail);
    }

    private Draft confirmed(Draft draft) {
        if (!recheck || draft.status == Result.Status.FAULT) {
            return draft;
        }
        return switch (prover.recheck().of(draft.evidence)) {
            case Recheck.Result.Confirmed confirmed -> {
                draft.rechecked = "confirmed by " + String.join(", ", confirmed.solvers());
                yield draft;
            }
            case Recheck.Result.NothingToAsk nothing -> {
                draft.rechecked = "rests on no solver";
                yield draft;
            }
            case Recheck.Result.Open open -> {
                draft.rechecked = "not confirmed: " + open.reason();
                yield draft;
            }
            case Recheck.Result.Contradicted contradicted -> fault(contradicted.detail());
        };
    }

    private Draft threshold(Statement.Threshold threshold) {
        Found found = ThresholdSearch.run(threshold, prover, safe);
        Rational expected = threshold.expected() == null ? null : Rational.of(threshold.expected());
        return switch (found) {
            case Found.Exact exact -> {
                Draft draft = answer(exact.value(), expected, exact.evidence());
                if (exact.beyond().isPresent()) {
                    draft = replayed(draft, exact.beyond().get());
                } else if (draft.message.isEmpty()) {
                    draft.message = "the domain ends there";
                }
                yield confirmed(draft);
            }
            case Found.Endless endless ->
                new Draft(Result.Status.REFUTED, "proved")
                        .message("it holds at every value: there is no " + (threshold.max() ? "greatest" : "least"))
                        .evidence(endless.evidence());
            case Found.Nowhere nowhere ->
                replayed(
                        new Draft(Result.Status.REFUTED, "refuted").message(first(threshold, nowhere)),
                        nowhere.failing());
            case Found.Open open -> open(open);
            case Found.Vacuous vacuous -> vacuous();
            case Found.Disagreement disagreement -> fault(disagreement.detail());
        };
    }

    private static String first(Statement.Threshold threshold, Found.Nowhere nowhere) {
        String name = threshold.parameter().label();
        Value at = nowhere.failing().input().get(threshold.parameter());
        // A width is no input: it fails where the domain begins.
        Object value = at != null ? at : threshold.max() ? threshold.low() : threshold.high();
        return "it fails at " + name + " = " + value + " already";
    }

    private Draft replayed(Draft draft, Found.Failing failing) {
        return replayed(draft, failing.proposition(), failing.input());
    }

    /** The draft with an input that fails, as both evaluators see it; a fault where they do not see the same. */
    private Draft replayed(Draft draft, Proposition proposition, Map<Variable, Value> input) {
        List<Variable> inputs = proposition.inputs();
        Counterexample example = Counterexample.of(proposition, input);
        Optional<String> contradiction = replay.contradiction(inputs, proposition.given(), example.input())
                .or(() -> replay.contradiction(inputs, proposition.body(), example.input()));
        return contradiction.map(Decision::fault).orElseGet(() -> draft.counterexample(example));
    }

    private static Draft open(Found.Open open) {
        String low = open.atLeast().map(l -> l + " <= ").orElse("");
        String high = open.atMost().map(h -> " <= " + h).orElse("");
        String known = low.isEmpty() && high.isEmpty() ? "" : "known: " + low + "answer" + high + "\n";
        return new Draft(Result.Status.UNKNOWN, "unknown").message(known + open.reason());
    }

    private static Draft answer(Rational value, Rational expected, List<Evidence> evidence) {
        boolean asStated = expected == null || expected.equals(value);
        Draft draft = new Draft(asStated ? Result.Status.HOLDS : Result.Status.REFUTED, "found").evidence(evidence);
        draft.value = value;
        return asStated ? draft : draft.message("expected " + expected);
    }

    private Draft extreme(Statement.Extreme extreme) {
        return switch (ExtremeSearch.run(extreme, prover, safe)) {
            case Found.Exact exact -> {
                Draft draft = answer(exact.value(), extreme.expected(), exact.evidence());
                if (exact.attained().isPresent()) {
                    draft = attained(draft, extreme, exact.attained().get());
                }
                yield confirmed(draft);
            }
            case Found.Endless endless -> throw new IllegalStateException("an extreme without end");
            case Found.Nowhere nowhere ->
                replayed(
                        new Draft(Result.Status.REFUTED, "refuted").message("an input breaks an obligation"),
                        nowhere.failing());
            case Found.Open open -> open(open);
            case Found.Vacuous vacuous -> vacuous();
            case Found.Disagreement disagreement -> fault(disagreement.detail());
        };
    }

    /** The draft with an input that reaches the extreme value; a fault where both evaluators do not see the same. */
    private Draft attained(Draft draft, Statement.Extreme extreme, Map<Variable, Value> input) {
        Counterexample witness = Counterexample.of(extreme.inputs(), extreme.expression(), input);
        Optional<String> contradiction = replay.contradiction(extreme.inputs(), extreme.given(), witness.input())
                .or(() -> replay.contradiction(extreme.inputs(), extreme.expression(), witness.input()));
        if (contradiction.isPresent()) {
            return fault(contradiction.get());
        }
        draft.witness = witness;
        return draft;
    }
}
