package bitlemma.kernels.c;

import bitlemma.grammar.core.Call;
import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Fits;
import bitlemma.grammar.core.Require;
import bitlemma.grammar.core.Saturate;
import bitlemma.grammar.core.Site;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Variable;
import bitlemma.grammar.core.Wrap;
import bitlemma.grammar.source.Place;
import bitlemma.kernels.interval.Interval;
import bitlemma.kernels.interval.Intervals;
import java.util.function.Supplier;

/** What is known of the terms that are written, and where in the source they stand. */
final class Facts {
    private final Intervals intervals;
    private final boolean safe;
    private final boolean kernel;
    private Place place;

    /**
     * @param intervals of the terms
     * @param safe whether all obligations are known to be kept
     * @param kernel whether the terms are a kernel's, in which no power is a fraction
     * @param place where the kernel stands
     */
    Facts(Intervals intervals, boolean safe, boolean kernel, Place place) {
        this.intervals = intervals;
        this.safe = safe;
        this.kernel = kernel;
        this.place = place;
    }

    /** The values of a term; 0 for one that is never evaluated, whose type then does not matter. */
    Interval at(Term term) {
        Interval interval = intervals.at(term);
        return interval.isEmpty() ? Interval.ZERO : interval;
    }

    /** The values of a variable wherever it is used. */
    Interval everywhere(Variable variable) {
        Interval interval = intervals.at(variable);
        return interval.isEmpty() ? Intervals.of(variable.sort()) : interval;
    }

    /** Whether the terms are a kernel's, not a given's. */
    boolean isKernel() {
        return kernel;
    }

    /** Whether all obligations are known to be kept. */
    boolean isSafe() {
        return safe;
    }

    boolean isKept(Fits fits) {
        return safe || intervals.isKept(fits);
    }

    boolean isKept(Require require) {
        return safe || intervals.isKept(require);
    }

    boolean isIdle(Wrap wrap) {
        return intervals.isIdle(wrap);
    }

    boolean isIdle(Saturate saturate) {
        return intervals.isIdle(saturate);
    }

    /** The truth value of a condition that need not be written, since it is always the same; null elsewhere. */
    Boolean decided(Term condition) {
        Interval interval = mayDrop(condition) ? intervals.at(condition) : Interval.EITHER;
        return interval.isTrue() ? Boolean.TRUE : interval.isFalse() ? Boolean.FALSE : null;
    }

    /** Whether nothing is lost where a term is not computed; the functions that it calls may have assertions. */
    boolean mayDrop(Term term) {
        return safe || Children.all(term).noneMatch(t -> t instanceof Call);
    }

    /** The type in which numbers of an interval are computed. */
    CType computing(Interval range) {
        return Types.computing(range).orElseThrow(this::tooWide);
    }

    /**
     * The type in which C computes with two operands: that of the operands where it holds everything, so that nothing
     * need be converted.
     *
     * @param result what the operation gives; empty where it gives no number
     */
    CType common(Code left, Code right, Interval result) {
        Interval all = left.range().join(right.range()).join(result);
        CType l = left.promoted();
        CType r = right.promoted();
        CType usual = Literal.is(left) && fitsLiteral(left, r)
                ? r
                : Literal.is(right) && fitsLiteral(right, l)
                        ? l
                        : Types.widens(l, r) ? r : Types.widens(r, l) ? l : null;
        if (usual != null && all.within(usual.format())) {
            return usual;
        }
        // What the source computes without signs stays so.
        boolean unsigned =
                all.isNonNegative() && (isUnsigned(left) || isUnsigned(right)) && !all.within(CType.INT32.format());
        return unsigned && all.high() != null && all.high().bitLength() <= 128
                ? Types.unsigned(all.high().bitLength())
                : computing(all);
    }

    private static boolean isUnsigned(Code code) {
        return !code.promoted().isSigned();
    }

    private static boolean fitsLiteral(Code literal, CType type) {
        return literal.range().within(type.format());
    }

    Inexpressible tooWide() {
        return inexpressible("needs more than 128 bits", "C has no wider integers: compute it in parts");
    }

    /** @param what what is wrong with the expression that is written now */
    Inexpressible inexpressible(String what, String hint) {
        return new Inexpressible(place, "`" + place.text() + "` " + what, hint);
    }

    /** Writes something that stands at a site. */
    <T> T at(Site site, Supplier<T> writing) {
        if (site == null) {
            return writing.get();
        }
        Place before = place;
        place = site.place();
        try {
            return writing.get();
        } finally {
            place = before;
        }
    }
}
