package bitlemma.verifier.bitvector;

import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.Rational;
import bitlemma.verifier.goal.Fact;
import bitlemma.verifier.goal.Goal;
import bitlemma.verifier.range.Range;
import bitlemma.verifier.range.Ranges;
import bitlemma.verifier.solver.Script;
import bitlemma.verifier.solver.Theory;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The reading of a goal as bits. Every number gets the width that its range needs, so that no operation of the encoding
 * wraps: what wraps in the kernel is cut off where the kernel cuts it.
 */
public final class BitvectorEncoding {
    /** Wider encodings than this are beyond every solver. */
    private static final int WIDEST = 4096;

    private final StringBuilder text = new StringBuilder();
    private final List<String> constants = new ArrayList<>();
    private final Map<Variable, Declared> scalars = new LinkedHashMap<>();
    private final Map<Variable, Map<BigInteger, Declared>> elements = new LinkedHashMap<>();
    private boolean exact = true;
    private int definitions;

    /** A constant of the script that stands for an input. */
    record Declared(String name, int width, boolean signed) {
        Rational value(Map<String, Rational> model) {
            BigInteger bits = model.getOrDefault(name, Rational.ZERO).numerator();
            return Rational.of(signed && bits.testBit(width - 1) ? bits.subtract(BigInteger.ONE.shiftLeft(width)) : bits);
        }
    }

    /** The question whether the goal can fail; empty where the goal has no reading in bits. */
    public static Optional<BitvectorEncoding> of(Goal goal) {
        BitvectorEncoding encoding = new BitvectorEncoding();
        try {
            Ranges known = Ranges.of(goal);
            Ranges ranges = new Ranges();
            TermBits encoder = new TermBits(encoding, ranges, known);
            for (Variable input : goal.inputs()) {
                if (!(input.sort() instanceof Sort.Array)) {
                    encoder.declare(input);
                }
            }
            for (Fact fact : goal.facts()) {
                encoder.learn(fact);
            }
            encoder.know(known);
            String conclusion = encoder.formula(goal.conclusion());
            encoding.require("(not " + conclusion + ")");
            return Optional.of(encoding);
        } catch (Unsupported unsupported) {
            return Optional.empty();
        }
    }

    /** Whether the script says all that the goal says, so that every model of it is a failing input. */
    public boolean isExact() {
        return exact;
    }

    public Script script() {
        return new Script(Theory.BIT_VECTORS, text.toString(), constants);
    }

    /** The scalars of the input that a model spells. */
    public Map<Variable, Value> scalars(Map<String, Rational> model) {
        Map<Variable, Value> values = new HashMap<>();
        scalars.forEach((variable, declared) -> {
            Rational value = declared.value(model);
            values.put(
                    variable,
                    variable.sort() == Sort.BOOLEAN
                            ? new Value.Truth(value.signum() != 0)
                            : new Value.Number(value));
        });
        return values;
    }

    /** The array elements of the input that a model spells, by their index. */
    public Map<Variable, Map<BigInteger, Value>> elements(Map<String, Rational> model) {
        Map<Variable, Map<BigInteger, Value>> values = new HashMap<>();
        elements.forEach((array, declared) -> {
            Map<BigInteger, Value> known = new HashMap<>();
            declared.forEach((index, d) -> known.put(index, elementOf(array.sort(), d.value(model))));
            values.put(array, known);
        });
        return values;
    }

    // ---- what the term encoder builds with ----

    void inexact() {
        exact = false;
    }

    void require(String formula) {
        if (!formula.equals("true")) {
            text.append("(assert ").append(formula).append(")\n");
        }
    }

    /** A name for a term, so that its text is written once. */
    String define(String sort, String term) {
        String name = "t!" + definitions++;
        text.append("(define-fun ").append(name).append(" () ").append(sort).append(' ').append(term).append(")\n");
        return name;
    }

    static int width(Range range) {
        if (!range.isBounded()) {
            throw new Unsupported("a number without bounds");
        }
        int width = Math.max(bits(range.low().floor()), bits(range.high().ceiling()));
        if (width > WIDEST) {
            throw new Unsupported("a number of " + width + " bits");
        }
        return width;
    }

    /** Bits of the shortest two's complement number. */
    private static int bits(BigInteger value) {
        return value.bitLength() + 1;
    }

    /** A constant of the script for an unknown number of a range. */
    Declared declare(String prefix, Range range) {
        if (!range.isInteger()) {
            throw new Unsupported("a constant that need not be an integer");
        }
        boolean signed = range.low() == null || range.low().signum() < 0;
        int width = Math.max(1, width(range) - (signed ? 0 : 1));
        String name = prefix + "!" + constants.size();
        constants.add(name);
        text.append("(declare-const ").append(name).append(" (_ BitVec ").append(width).append("))\n");
        return new Declared(name, width, signed);
    }

    void scalar(Variable variable, Declared declared) {
        scalars.put(variable, declared);
    }

    Declared element(Variable array, BigInteger index, Range range) {
        return elements.computeIfAbsent(array, a -> new LinkedHashMap<>())
                .computeIfAbsent(index, i -> declare("a", range));
    }

    /** The element of an array that a number of a model stands for. */
    private static Value elementOf(Sort sort, Rational number) {
        return sort instanceof Sort.Array array && array.element() == Sort.BOOLEAN
                ? new Value.Truth(number.signum() != 0)
                : new Value.Number(number);
    }
}
