package bitlemma.kernels.binary;

import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import java.util.Map;

/**
 * An input on which a native function and its kernel differ.
 *
 * @param input the lengths, then the parameters
 * @param expected what the kernel gives
 * @param found what the native function gives
 */
public record Difference(Map<Variable, Value> input, Value expected, Value found) {}
