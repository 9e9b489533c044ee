package bitlemma.lowering;

import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Encode;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.numbers.Codebook;
import bitlemma.numbers.CodedFormat;
import bitlemma.numbers.FloatFormat;
import bitlemma.numbers.LinearFormat;
import bitlemma.numbers.Overflow;
import bitlemma.numbers.PositFormat;
import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.List;

/** Numbers, and values of other formats, as values of a format. */
final class Conversion {
    /** Formats of up to so many bits round any exact number, by a decision tree over their values. */
    private static final int LARGEST_TREE = 8;

    private final Block block;
    private final Encode term;
    private final CodedFormat to;
    private final Encode.Mode mode;
    private final Overflow overflow;

    /** @param mode the mode of the term, with a name or a constant for a random number */
    Conversion(Block block, Encode term, Encode.Mode mode) {
        this.block = block;
        this.term = term;
        this.to = term.format();
        this.mode = mode;
        this.overflow = term.overflow();
    }

    /** The code for a value of the format {@code term.from()}, given by a name or constant for its code. */
    Coded ofCode(Term code) {
        return switch (term.from()) {
            case FloatFormat from -> {
                FloatCode source = FloatCode.of(block, from, code);
                Term nan = block.name("nan", source.isNaN());
                Term infinite = block.name("infinite", source.isInfinite());
                yield ofUnpacked(nan, infinite, source.unpacked(block));
            }
            case PositFormat from -> {
                PositCode source = PositCode.of(block, from, code);
                yield ofUnpacked(block.name("nan", source.isNaR()), Truth.FALSE, source.unpacked(block));
            }
            case LinearFormat from -> {
                Term steps = block.name("steps", LinearCode.steps(from, code));
                yield ofMultiple(steps, LinearCode.most(from), from.scale());
            }
            case Codebook from -> ofEntry(from, code);
        };
    }

    /** The code for a number, given by a name or constant, of which a grid may be known. */
    Coded ofNumber(Term number, Grid grid) {
        if (number instanceof Constant constant) {
            return ofConstant(constant.value());
        }
        return switch (to) {
            case LinearFormat f -> ofRatio(new Ratio(number, Terms.ONE, Terms.ZERO, false));
            case Codebook f -> ofRatio(new Ratio(number, Terms.ONE, Terms.ZERO, false));
            case FloatFormat f -> ofBounded(number, grid);
            case PositFormat f -> ofBounded(number, grid);
        };
    }

    private Coded ofBounded(Term number, Grid grid) {
        if (grid == null || !grid.isNarrow()) {
            if (to.width() <= LARGEST_TREE) {
                return ofRatio(new Ratio(number, Terms.ONE, Terms.ZERO, false));
            }
            throw new Refusal(term.site(), "an exact number without bounds cannot be rounded to " + to.name());
        }
        Rational perUnit = Rational.powerOfTwo(-grid.exponent());
        Term integer = block.name("integer", Terms.times(number, new Constant(perUnit)));
        return ofUnpacked(Truth.FALSE, Truth.FALSE, Unpacked.ofInteger(block, integer, grid.most(), grid.exponent()));
    }

    private Coded ofConstant(Rational value) {
        return switch (to) {
            case FloatFormat f -> ofUnpacked(Truth.FALSE, Truth.FALSE, Unpacked.ofConstant(value, precision()));
            case PositFormat f -> ofUnpacked(Truth.FALSE, Truth.FALSE, Unpacked.ofConstant(value, precision()));
            case LinearFormat f -> ofRatio(new Ratio(new Constant(value), Terms.ONE, Terms.ZERO, false));
            case Codebook f -> ofRatio(new Ratio(new Constant(value), Terms.ONE, Terms.ZERO, false));
        };
    }

    /** An integer of at most {@code most} in magnitude, times a constant. */
    private Coded ofMultiple(Term integer, BigInteger most, Rational unit) {
        return switch (to) {
            case FloatFormat f ->
                ofUnpacked(Truth.FALSE, Truth.FALSE, Unpacked.ofMultiple(block, integer, most, unit, precision()));
            case PositFormat f ->
                ofUnpacked(Truth.FALSE, Truth.FALSE, Unpacked.ofMultiple(block, integer, most, unit, precision()));
            case LinearFormat f ->
                ofRatio(Ratio.of(integer, Terms.ONE, Terms.ZERO).times(unit));
            case Codebook f -> ofRatio(Ratio.of(integer, Terms.ONE, Terms.ZERO).times(unit));
        };
    }

    /** A value of a codebook: its values are rounded here where that needs no random number. */
    private Coded ofEntry(Codebook from, Term code) {
        if (mode instanceof Encode.Mode.Stochastic) {
            BigInteger denominator = CodebookTable.denominator(from);
            BigInteger most = from.values().stream()
                    .map(v -> v.times(Rational.of(denominator)).numerator().abs())
                    .reduce(BigInteger.ZERO, BigInteger::max);
            Term integer = block.name("integer", CodebookTable.integer(from, code));
            return ofMultiple(integer, most, Rational.of(BigInteger.ONE, denominator));
        }
        List<Coded> rounded = from.values().stream().map(this::ofConstant).toList();
        Term codes = CodebookTable.entry(
                from,
                code,
                rounded.stream().map(c -> ((Constant) c.code()).value()).toList());
        boolean all = rounded.stream().allMatch(c -> c.exists().equals(Truth.TRUE));
        if (all) {
            return Coded.of(codes);
        }
        List<Rational> existing = rounded.stream()
                .map(c -> c.exists().equals(Truth.TRUE) ? Rational.ONE : Rational.ZERO)
                .toList();
        return new Coded(codes, Terms.isOne(CodebookTable.entry(from, code, existing)));
    }

    private Coded ofUnpacked(Term nan, Term infinite, Unpacked finite) {
        int widest = Math.max(finite.width(), precision());
        if (widest > Grid.WIDEST) {
            throw new Refusal(term.site(), "a number of " + widest + " bits is too wide to be rounded");
        }
        return switch (to) {
            case FloatFormat f -> new FloatPacking(f, mode, overflow).pack(block, nan, infinite, finite.sign(), finite);
            case PositFormat f -> new PositPacking(f, mode, overflow).pack(block, nan, infinite, finite);
            case LinearFormat f -> {
                Ratio ratio = FixedPoint.of(block, finite, LinearCode.places(f, mode), term.site());
                Coded infinity = new LinearPacking(f, overflow).infinite(finite.sign());
                yield Coded.choose(nan, Coded.none(), Coded.choose(infinite, infinity, ofRatio(ratio)));
            }
            case Codebook f -> {
                CodebookPacking packing = new CodebookPacking(f, mode, overflow);
                Ratio ratio = FixedPoint.of(block, finite, packing.places(), term.site());
                Coded infinity = packing.infinite(finite.sign());
                yield Coded.choose(nan, Coded.none(), Coded.choose(infinite, infinity, ofRatio(ratio)));
            }
        };
    }

    /** A decision tree where the format has floating exponents. */
    private Coded ofRatio(Ratio number) {
        return switch (to) {
            case LinearFormat f -> {
                Ratio steps = number.times(Rational.ONE.dividedBy(f.scale()));
                yield new LinearPacking(f, overflow).pack(block, steps.rounded(block, mode));
            }
            case Codebook f -> new CodebookPacking(f, mode, overflow).pack(block, number.named(block));
            case FloatFormat f -> new FloatPacking(f, mode, overflow).pack(block, number.named(block));
            case PositFormat f -> new PositPacking(f, mode, overflow).pack(block, number.named(block));
        };
    }

    /** Bits of a significand that are enough to round it to the format. */
    private int precision() {
        return to.width() + 2 + RoundingBias.leastDropped(mode);
    }
}
