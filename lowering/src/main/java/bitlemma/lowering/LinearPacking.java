package bitlemma.lowering;

import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.numbers.LinearFormat;
import bitlemma.numbers.Overflow;

/** From integer numbers of steps to codes of a linear format. */
final class LinearPacking {
    private final LinearFormat format;
    private final boolean saturates;

    LinearPacking(LinearFormat format, Overflow overflow) {
        this.format = format;
        saturates = overflow == Overflow.SATURATE;
    }

    /** The code of an integer number of steps, or what stands for one beyond the range. */
    Coded pack(Block block, Term steps) {
        Term low = Terms.of(format.codes().min());
        Term high = Terms.of(format.codes().max());
        Term integer = block.name("integer", Terms.plus(steps, Terms.of(format.zeroPoint())));
        Term inside = block.name("inside", Terms.minimum(Terms.maximum(integer, low), high));
        Term negative = Terms.less(inside, Terms.ZERO);
        Term code = format.codes().signed()
                ? Terms.choose(negative, Terms.plus(inside, Terms.powerOfTwo(format.width())), inside)
                : inside;
        Term fits = saturates ? Truth.TRUE : Terms.both(Terms.atMost(low, integer), Terms.atMost(integer, high));
        return new Coded(code, fits);
    }

    /** What stands for an infinity of a sign. */
    Coded infinite(Term sign) {
        return saturates
                ? Coded.of(Terms.choose(Terms.isOne(sign), Terms.of(format.least()), Terms.of(format.greatest())))
                : Coded.none();
    }
}
