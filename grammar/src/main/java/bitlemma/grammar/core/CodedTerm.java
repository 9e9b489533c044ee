package bitlemma.grammar.core;

/**
 * The terms that speak of coded values: numbers of a floating-point, posit, linear or codebook format. Only the exact
 * evaluator reads them as they are; every other reading has them lowered to integers first.
 */
public sealed interface CodedTerm extends Term
        permits CodeConstant, Operate, Encode, Decode, Bits, OfBits, Classify, CompareCoded {}
