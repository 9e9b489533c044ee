package bitlemma.grammar.core;

/**
 * One node of the core: the small language that every engine reads. A term stands for an exact number, a truth value or
 * an array. A machine operation is exact arithmetic followed by {@link Fits}, {@link Wrap} or {@link Saturate}; so a
 * reading that knows exact arithmetic and these three knows every integer operation of the language.
 *
 * <p>Bound variables are unique within a program: no two binders bind the same name.
 */
public sealed interface Term
        permits Constant,
                Truth,
                Variable,
                Let,
                If,
                Call,
                Fold,
                ForAll,
                Select,
                ArrayOf,
                Repeat,
                Add,
                Subtract,
                Multiply,
                Negate,
                Divide,
                Power,
                Absolute,
                Minimum,
                Maximum,
                RoundTo,
                Remainder,
                Compare,
                Not,
                And,
                Or,
                Bitwise,
                BitCount,
                Fits,
                Wrap,
                Saturate,
                Require,
                CodedTerm,
                RealTerm {}
