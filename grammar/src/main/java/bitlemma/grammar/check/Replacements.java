package bitlemma.grammar.check;

import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.diagnostics.Problem;

/**
 * How much stands in the place of names in one line of a derivation. A name is replaced by its value there, so that
 * names of names of names would grow without end.
 */
final class Replacements {
    /** The most operations that may stand in the place of names in one line. */
    private static final int MOST = 100_000;

    /** The deepest nesting of operations that may stand in the place of a name: what reads the core recurses. */
    private static final int DEEPEST = 1000;

    private long count;

    /** A line begins. */
    void begin() {
        count = 0;
    }

    /** Counts one use of a name. */
    void count(Typed named) {
        if (isDeeper(named.term(), DEEPEST)) {
            throw Elaborator.reject(
                    Problem.NESTING,
                    named.place(),
                    "`" + named.place().text() + "` stands for more than " + DEEPEST
                            + " operations on each other's results",
                    "a name is replaced by its value at each use; divide the derivation");
        }
        count += Children.all(named.term()).limit(MOST + 1L).count();
        if (count > MOST) {
            throw Elaborator.reject(
                    Problem.NESTING,
                    named.place(),
                    "the names of this line stand for more than " + MOST + " operations",
                    "a name is replaced by its value at each use; divide the derivation");
        }
    }

    private static boolean isDeeper(Term term, int levels) {
        return levels == 0 || Children.of(term).stream().anyMatch(child -> isDeeper(child, levels - 1));
    }
}
