package bitlemma.grammar.core;

import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** What a term can evaluate to. */
public sealed interface Value {
    /** An exact number; a machine integer is the number that it stands for. */
    record Number(Rational value) implements Value {
        public static Number of(BigInteger value) {
            return new Number(Rational.of(value));
        }

        public static Number of(long value) {
            return new Number(Rational.of(value));
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }

    /** True or false. */
    record Truth(boolean value) implements Value {
        @Override
        public String toString() {
            return Boolean.toString(value);
        }
    }

    /**
     * An array, as runs of equal elements: counterexamples for long reductions are mostly one value many times.
     *
     * @param runs each of positive length
     */
    record Sequence(List<Run> runs) implements Value {
        /** {@code length} times the same element. */
        public record Run(Value element, BigInteger length) {}

        public Sequence {
            runs = List.copyOf(runs);
        }

        public static Sequence of(List<? extends Value> elements) {
            List<Run> runs = new ArrayList<>();
            for (Value element : elements) {
                if (!runs.isEmpty() && runs.getLast().element().equals(element)) {
                    runs.add(new Run(element, runs.removeLast().length().add(BigInteger.ONE)));
                } else {
                    runs.add(new Run(element, BigInteger.ONE));
                }
            }
            return new Sequence(runs);
        }

        public static Sequence repeat(Value element, BigInteger length) {
            return new Sequence(length.signum() == 0 ? List.of() : List.of(new Run(element, length)));
        }

        public BigInteger length() {
            return runs.stream().map(Run::length).reduce(BigInteger.ZERO, BigInteger::add);
        }

        /** The element at an index; throws IndexOutOfBoundsException where there is none. */
        public Value get(BigInteger index) {
            BigInteger rest = index;
            if (rest.signum() >= 0) {
                for (Run run : runs) {
                    if (rest.compareTo(run.length()) < 0) {
                        return run.element();
                    }
                    rest = rest.subtract(run.length());
                }
            }
            throw new IndexOutOfBoundsException("no element " + index);
        }

        /** {@code [-128 x 131072]}, {@code [1, 2, 3]}. */
        @Override
        public String toString() {
            List<String> parts = new ArrayList<>();
            for (Run run : runs) {
                if (run.length().compareTo(BigInteger.valueOf(4)) < 0) {
                    for (int i = 0; i < run.length().intValue(); i++) {
                        parts.add(run.element().toString());
                    }
                } else {
                    parts.add(run.element() + " x " + run.length());
                }
                if (parts.size() > 64) {
                    parts.add("... " + length() + " elements");
                    break;
                }
            }
            return "[" + String.join(", ", parts) + "]";
        }
    }
}
