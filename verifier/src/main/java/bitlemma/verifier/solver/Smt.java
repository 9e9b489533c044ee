package bitlemma.verifier.solver;

import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.List;

/** SMT-LIB's way of writing numbers and connectives. */
public final class Smt {
    public static final String TRUE = "true";
    public static final String FALSE = "false";

    private Smt() {}

    public static String integer(BigInteger value) {
        return value.signum() < 0 ? "(- " + value.negate() + ")" : value.toString();
    }

    public static String real(Rational value) {
        String magnitude = value.abs().isInteger()
                ? value.abs().numerator() + ".0"
                : "(/ " + value.abs().numerator() + ".0 " + value.denominator() + ".0)";
        return value.signum() < 0 ? "(- " + magnitude + ")" : magnitude;
    }

    public static String not(String a) {
        return a.equals(TRUE) ? FALSE : a.equals(FALSE) ? TRUE : "(not " + a + ")";
    }

    public static String and(String a, String b) {
        if (a.equals(FALSE) || b.equals(FALSE)) {
            return FALSE;
        }
        return a.equals(TRUE) ? b : b.equals(TRUE) ? a : "(and " + a + " " + b + ")";
    }

    public static String or(String a, String b) {
        return not(and(not(a), not(b))).equals(TRUE)
                ? TRUE
                : a.equals(FALSE) ? b : b.equals(FALSE) ? a : "(or " + a + " " + b + ")";
    }

    public static String implies(String a, String b) {
        return a.equals(TRUE) ? b : b.equals(TRUE) || a.equals(FALSE) ? TRUE : "(=> " + a + " " + b + ")";
    }

    public static String sum(List<String> parts) {
        return parts.isEmpty() ? "0" : parts.size() == 1 ? parts.getFirst() : "(+ " + String.join(" ", parts) + ")";
    }
}
