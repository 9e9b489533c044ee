package bitlemma.lowering;

import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Term;
import bitlemma.numbers.Codebook;
import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.List;

/** The values of a codebook as a table of integers over a common denominator. */
final class CodebookTable {
    private CodebookTable() {}

    /** The least common denominator of the values. */
    static BigInteger denominator(Codebook format) {
        return format.values().stream()
                .map(Rational::denominator)
                .reduce(BigInteger.ONE, (a, b) -> a.divide(a.gcd(b)).multiply(b));
    }

    /** The value of a code times the common denominator. */
    static Term integer(Codebook format, Term code) {
        Rational denominator = Rational.of(denominator(format));
        return entry(
                format,
                code,
                format.values().stream().map(v -> v.times(denominator)).toList());
    }

    /** The entry of a table with one entry for each value. */
    static Term entry(Codebook format, Term code, List<Rational> table) {
        boolean all = format.values().size() == 1 << format.width();
        Term index = all ? code : Terms.minimum(code, Terms.of(format.values().size() - 1L));
        return Terms.entry(index, table);
    }

    static Term number(Codebook format, Term code) {
        Rational unit = Rational.of(BigInteger.ONE, denominator(format));
        return Terms.times(integer(format, code), new Constant(unit));
    }
}
