package bitlemma.grammar.core;

import bitlemma.numbers.CodedFormat;
import java.math.BigInteger;

/**
 * A constant of a coded format.
 *
 * @param code its bit pattern, as an unsigned number
 */
public record CodeConstant(CodedFormat format, BigInteger code) implements CodedTerm {}
