package bitlemma.verifier.ladder;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import bitlemma.grammar.core.Absolute;
import bitlemma.grammar.core.And;
import bitlemma.grammar.core.BitCount;
import bitlemma.grammar.core.Bitwise;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Divide;
import bitlemma.grammar.core.Maximum;
import bitlemma.grammar.core.Minimum;
import bitlemma.grammar.core.Not;
import bitlemma.grammar.core.Remainder;
import bitlemma.grammar.core.RoundTo;
import bitlemma.grammar.core.Saturate;
import bitlemma.grammar.core.Site;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Variable;
import bitlemma.grammar.core.Wrap;
import bitlemma.grammar.source.SourceFile;
import bitlemma.numbers.IntegerFormat;
import bitlemma.numbers.Rounding;
import bitlemma.verifier.arithmetic.ArithmeticEncoding;
import bitlemma.verifier.bitvector.BitvectorEncoding;
import bitlemma.verifier.goal.Fact;
import bitlemma.verifier.goal.Goal;
import bitlemma.verifier.portfolio.SolverPool;
import bitlemma.verifier.portfolio.Solvers;
import bitlemma.verifier.solver.Answer;
import java.util.List;
import java.util.Optional;
import java.util.function.LongBinaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What both encodings make of single operations, for all operands: a solver must allow the value that plain machine
 * arithmetic gives, and no other one.
 */
class EncodedOperationsTest {
    private static final int FAR = 7;
    private static final long BUDGET = 5_000_000;
    private static final Site SITE = new Site(Site.Kind.OPERATION, new SourceFile("none", "").place(0, 0));
    private static final Variable X = new Variable("x", Sort.INTEGER);
    private static final Variable Y = new Variable("y", Sort.INTEGER);

    private static SolverPool solvers;

    @BeforeAll
    static void open() {
        solvers = new SolverPool();
    }

    @AfterAll
    static void close() {
        solvers.close();
    }

    private static Term between(Variable variable, int low, int high) {
        return new And(Compare.atMost(Constant.of(low), variable), Compare.atMost(variable, Constant.of(high)));
    }

    /**
     * Asks whether the term can have a value that it should not have, for all operands at once, and whether it can have the
     * one that it should have, for some.
     */
    private static void check(Term term, int low, int high, int lowY, int highY, LongBinaryOperator expected) {
        List<Fact> facts = List.of(new Fact.Assume(between(X, low, high)), new Fact.Assume(between(Y, lowY, highY)));
        Term right = bitlemma.grammar.core.Truth.TRUE;
        for (int x = low; x <= high; x++) {
            for (int y = lowY; y <= highY; y++) {
                Term here = new And(
                        Compare.equal(X, Constant.of(x)), Compare.equal(Y, Constant.of(y)));
                // The term stands first, where nothing is known of its operands but their intervals.
                Term wrong = new And(
                        new Compare(Compare.Relation.UNEQUAL, term, Constant.of(expected.applyAsLong(x, y))), here);
                right = new And(new Not(wrong), right);
                if ((x * 31 + y * 17) % 11 == 0) {
                    Term so = new And(Compare.equal(term, Constant.of(expected.applyAsLong(x, y))), here);
                    ask(new Goal(Optional.empty(), List.of(X, Y), facts, new Not(so)), true);
                }
            }
        }
        ask(new Goal(Optional.empty(), List.of(X, Y), facts, right), false);
    }

    private static void ask(Goal goal, boolean possible) {
        Class<? extends Answer> wanted = possible ? Answer.Sat.class : Answer.Unsat.class;
        ArithmeticEncoding exact = ArithmeticEncoding.of(goal, ArithmeticEncoding.Products.EXACT);
        if (exact.isExact() || possible) {
            assertInstanceOf(wanted, solvers.ask(Solvers.Z3, exact.script(), BUDGET), goal::toString);
        }
        BitvectorEncoding.of(goal)
                .ifPresent(bits ->
                        assertInstanceOf(wanted, solvers.ask(Solvers.BITWUZLA, bits.script(), BUDGET), goal::toString));
    }

    @Test
    void wrapsAndSaturates() {
        for (int width = 1; width <= 4; width++) {
            for (boolean signed : new boolean[] {true, false}) {
                IntegerFormat format = signed ? IntegerFormat.signed(width) : IntegerFormat.unsigned(width);
                int w = width;
                check(new Wrap(format, X, SITE), -2 * FAR, 2 * FAR, 0, 0, (x, y) -> wrapped(x, signed, w));
                check(new Saturate(format, X, SITE), -2 * FAR, 2 * FAR, 0, 0, (x, y) -> {
                    long most = signed ? (1L << (w - 1)) - 1 : (1L << w) - 1;
                    long least = signed ? -(1L << (w - 1)) : 0;
                    return Math.max(least, Math.min(most, x));
                });
            }
        }
    }

    private static long wrapped(long x, boolean signed, int width) {
        long value = x;
        while (value >= (signed ? 1L << (width - 1) : 1L << width)) {
            value -= 1L << width;
        }
        while (value < (signed ? -(1L << (width - 1)) : 0)) {
            value += 1L << width;
        }
        return value;
    }

    @Test
    void roundsQuotientsByConstants() {
        for (Rounding rule : Rounding.values()) {
            for (int d : new int[] {2, 3, 4, -3, -4}) {
                check(new RoundTo(rule, new Divide(X, Constant.of(d))), -2 * FAR, 2 * FAR, 0, 0, (x, y) -> rounded(rule, x, d));
            }
        }
    }

    @Test
    void roundsQuotientsByVariables() {
        for (Rounding rule : List.of(Rounding.FLOOR, Rounding.CEILING, Rounding.TRUNCATE, Rounding.EVEN, Rounding.ODD)) {
            check(new RoundTo(rule, new Divide(X, Y)), -5, 5, 1, 3, (x, y) -> rounded(rule, x, y));
            check(new RoundTo(rule, new Divide(X, Y)), -5, 5, -3, -1, (x, y) -> rounded(rule, x, y));
        }
    }

    /** n / d as the nearest integers below and above it say. */
    private static long rounded(Rounding rule, long n, long d) {
        long p = d < 0 ? -n : n;
        long q = Math.abs(d);
        long floor = p / q;
        while (floor * q > p) {
            floor--;
        }
        long twice = 2 * (p - floor * q);
        return switch (rule) {
            case FLOOR -> floor;
            case CEILING -> twice == 0 ? floor : floor + 1;
            case TRUNCATE -> p / q;
            case UP -> twice >= q ? floor + 1 : floor;
            case AWAY -> twice > q || twice == q && p > 0 ? floor + 1 : floor;
            case EVEN -> twice > q || twice == q && floor % 2 != 0 ? floor + 1 : floor;
            case ODD -> twice > 0 && floor % 2 == 0 ? floor + 1 : floor;
        };
    }

    @Test
    void leavesRemainders() {
        for (Remainder.Division division : Remainder.Division.values()) {
            for (int[] divisors : new int[][] {{1, 3}, {-3, -1}, {4, 4}}) {
                check(new Remainder(division, X, Y), -5, 5, divisors[0], divisors[1], (x, y) -> {
                    long rest = x % y;
                    return switch (division) {
                        case TRUNCATE -> rest;
                        case FLOOR -> rest != 0 && rest < 0 != y < 0 ? rest + y : rest;
                        case EUCLID -> rest < 0 ? rest + Math.abs(y) : rest;
                    };
                });
            }
        }
    }

    @Test
    void choosesAndCombines() {
        check(new Minimum(X, Y), -3, 3, -3, 3, Math::min);
        check(new Maximum(X, Y), -3, 3, -3, 3, Math::max);
        check(new Absolute(X), -FAR, FAR, 0, 0, (x, y) -> Math.abs(x));
        IntegerFormat format = IntegerFormat.signed(3);
        check(new Bitwise(Bitwise.Operator.AND, format, X, Y), -4, 3, -4, 3, (x, y) -> x & y);
        check(new Bitwise(Bitwise.Operator.OR, format, X, Y), -4, 3, -4, 3, (x, y) -> x | y);
        check(new Bitwise(Bitwise.Operator.XOR, format, X, Y), -4, 3, -4, 3, (x, y) -> x ^ y);
    }

    @Test
    void countsBits() {
        for (boolean signed : new boolean[] {true, false}) {
            IntegerFormat format = signed ? IntegerFormat.signed(4) : IntegerFormat.unsigned(4);
            int low = signed ? -8 : 0;
            check(new BitCount(BitCount.Count.ONES, format, X), low, low + 15, 0, 0, (x, y) -> Long.bitCount(x & 15));
            check(
                    new BitCount(BitCount.Count.LEADING_ZEROS, format, X),
                    low,
                    low + 15,
                    0,
                    0,
                    (x, y) -> Long.numberOfLeadingZeros(x & 15) - 60);
            check(
                    new BitCount(BitCount.Count.TRAILING_ZEROS, format, X),
                    low,
                    low + 15,
                    0,
                    0,
                    (x, y) -> Math.min(4, Long.numberOfTrailingZeros(x & 15)));
        }
    }
}
