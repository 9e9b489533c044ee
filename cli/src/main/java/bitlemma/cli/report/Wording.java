package bitlemma.cli.report;

import bitlemma.grammar.core.Statement;
import bitlemma.numbers.Rational;
import bitlemma.proofs.Result;
import java.math.BigInteger;

/** What was decided of a statement, in few words. */
public final class Wording {
    private Wording() {}

    /** The verdict, and for a find its answer. */
    public static String of(Result result) {
        return switch (result.status()) {
            case UNKNOWN -> "unknown";
            case INPUT_ERROR -> "vacuous";
            case FAULT -> "fault";
            case HOLDS -> decided(result, ", as stated");
            case REFUTED -> decided(result, "");
        };
    }

    private static String decided(Result result, String asStated) {
        boolean statedFalse = Kind.statedFalse(result.statement());
        boolean proved = result.verdict().equals("proved");
        return switch (result.statement()) {
            case Statement.Safety safety ->
                proved ? statedFalse ? "safe on every input, but stated as unsafe" : "safe" : "not safe" + asStated;
            case Statement.Claim claim ->
                proved ? statedFalse ? "proved, but stated as refuted" : "proved" : "refuted" + asStated;
            case Statement.Threshold threshold ->
                answer(
                        result,
                        (threshold.max() ? "max " : "min ") + threshold.parameter().label(),
                        threshold.expected() == null ? null : Rational.of(threshold.expected()));
            case Statement.Extreme extreme -> answer(result, extreme.max() ? "max" : "min", extreme.expected());
        };
    }

    private static String answer(Result result, String sought, Rational expected) {
        if (result.value().isEmpty()) {
            return sought + ": " + result.message();
        }
        String answer = sought + " = " + Shown.decimal(result.value().get());
        if (expected == null) {
            return answer;
        }
        return answer + (result.status() == Result.Status.HOLDS ? ", as expected" : ", expected " + expected);
    }

    /** Where the counterexample of a find lies: one step beyond its answer; empty for what is no threshold. */
    static String beyond(Result result) {
        if (result.statement() instanceof Statement.Threshold threshold && result.value().isPresent()) {
            BigInteger step = threshold.max() ? BigInteger.ONE : BigInteger.ONE.negate();
            return threshold.parameter().label() + " = "
                    + result.value().get().plus(Rational.of(step));
        }
        return "";
    }
}
