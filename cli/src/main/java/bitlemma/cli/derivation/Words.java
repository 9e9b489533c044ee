package bitlemma.cli.derivation;

import bitlemma.grammar.core.Derivation;
import bitlemma.grammar.core.Derivation.Request;
import bitlemma.proofs.Answered;
import bitlemma.symbolic.answer.Measured;
import bitlemma.symbolic.answer.Outcome;
import bitlemma.symbolic.answer.Row;
import bitlemma.symbolic.answer.Sample;
import bitlemma.symbolic.answer.Standing;
import java.util.List;
import java.util.stream.Collectors;

/** What is known of a request, in few words. */
final class Words {
    /** Digits beyond these are those of exact numbers. */
    static final int EXACT = 1000;

    private Words() {}

    /**
     * How sure an answer is: {@code proved by summation}, {@code enclosed to 12 digits at 4 values of c}.
     *
     * @param most no more digits than these are claimed, since no more are shown
     */
    static String standing(Standing standing, Derivation derivation, boolean methods, int most) {
        return switch (standing) {
            case Standing.Proved proved -> "proved" + by(proved.methods(), methods);
            case Standing.Enclosed enclosed ->
                enclosed.digits() >= EXACT
                        ? "agrees with exact numbers" + at(enclosed.samples(), derivation)
                        : enclosed.digits() > 0
                                ? "enclosed to " + count(Math.min(most, enclosed.digits()), "digit")
                                        + at(enclosed.samples(), derivation)
                                : "not checked";
            case Standing.Sampled sampled ->
                sampled.samples() > 0 ? "sampled: agrees with " + sampled.samples() + " random draws" : "not checked";
        };
    }

    private static String by(List<String> methods, boolean shown) {
        return methods.isEmpty() || !shown ? "" : " by " + String.join(", ", methods);
    }

    private static String at(int samples, Derivation derivation) {
        if (derivation.parameters().isEmpty()) {
            return "";
        }
        String names = derivation.parameters().stream()
                .map(p -> p.variable().label())
                .collect(Collectors.joining(", "));
        boolean several = derivation.parameters().size() > 1;
        return " at " + count(samples, "value") + " of " + (several ? "(" + names + ")" : names);
    }

    static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** What kind of request it is, as the source writes it. */
    static String kind(Answered answered) {
        String stated = answered.statedFalse() ? "refuted " : "";
        return switch (answered.result().request()) {
            case Request.Find find -> "find";
            case Request.Expect expect -> stated + "expect";
            case Request.Step step -> stated + "step";
        };
    }

    /** How the numbers beside answers were found, as the head of their column. */
    static String measured(List<Row> rows) {
        return rows.stream()
                .filter(r -> !(r.measured() instanceof Measured.Missing))
                .map(r -> measured(r.measured()))
                .distinct()
                .collect(Collectors.joining(" or "));
    }

    static String measured(Measured measured) {
        return switch (measured) {
            case Measured.Exact exact -> "enumerated";
            case Measured.Enclosed enclosed -> "enclosed";
            case Measured.Sampled sampled -> "sampled";
            case Measured.Missing missing -> "";
        };
    }

    /** How a number was found, and how far it is certain; no more digits are claimed than are shown. */
    static String found(Measured measured, int most) {
        return switch (measured) {
            case Measured.Exact exact -> "exact, by enumeration";
            case Measured.Enclosed enclosed ->
                "enclosed to " + count(Math.min(most, enclosed.value().digits()), "digit");
            case Measured.Sampled sampled -> "sampled: " + sampled.samples() + " random draws";
            case Measured.Missing missing -> "not found";
        };
    }

    /** {@code at m = 3, c = 1/8}; empty where there are no parameters. */
    static String at(Sample sample) {
        return sample.values().isEmpty() ? "" : "at " + sample;
    }

    /** The verdict of what was expected: {@code refuted}, {@code holds, but stated as refuted}. */
    static String verdict(Answered answered) {
        return switch (answered.result().outcome()) {
            case Outcome.Closed closed -> "";
            case Outcome.Numbers numbers -> "no closed form";
            case Outcome.Holds holds -> answered.statedFalse() ? "holds, but stated as refuted" : "";
            case Outcome.Fails fails -> answered.statedFalse() ? "refuted, as stated" : "refuted";
            case Outcome.Open open -> "unknown";
            case Outcome.Fault fault -> "fault";
        };
    }
}
