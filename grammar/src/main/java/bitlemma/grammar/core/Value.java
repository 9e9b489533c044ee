package bitlemma.grammar.core;

import bitlemma.numbers.CodedFormat;
import bitlemma.numbers.Datum;
import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
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

    /**
     * A value of a coded format.
     *
     * @param code its bit pattern, as an unsigned number
     */
    record Coded(CodedFormat format, BigInteger code) implements Value {
        public Datum datum() {
            return format.decode(code);
        }

        /** The exact value: {@code 1.5}, {@code 8388609*2^-149}, {@code -0}, {@code -inf}, {@code nan}. */
        @Override
        public String toString() {
            return switch (datum()) {
                case Datum.Finite finite when finite.value().signum() == 0 -> finite.negative() ? "-0" : "0";
                case Datum.Finite finite -> finite.value().brief();
                case Datum.Infinite infinite -> infinite.negative() ? "-inf" : "inf";
                case Datum.NotANumber nan -> "nan";
            };
        }
    }

    /** True or false. */
    record Truth(boolean value) implements Value {
        @Override
        public String toString() {
            return Boolean.toString(value);
        }
    }

    /** An array, as runs of equal elements: counterexamples for long reductions are mostly one value many times. */
    final class Sequence implements Value {
        /** {@code length} times the same element. */
        public record Run(Value element, BigInteger length) {}

        private final List<Run> runs;
        /** For each run the index after its last element. */
        private final BigInteger[] ends;

        /** @param runs in any form: empty ones are left out, and neighbours with equal elements are joined */
        public Sequence(List<Run> runs) {
            List<Run> joined = new ArrayList<>(runs.size());
            for (Run run : runs) {
                if (run.length().signum() < 0) {
                    throw new IllegalArgumentException("a run of length " + run.length());
                }
                if (run.length().signum() > 0) {
                    boolean joins = !joined.isEmpty() && joined.getLast().element().equals(run.element());
                    joined.add(joins ? new Run(run.element(), joined.removeLast().length().add(run.length())) : run);
                }
            }
            this.runs = List.copyOf(joined);
            this.ends = new BigInteger[joined.size()];
            BigInteger end = BigInteger.ZERO;
            for (int i = 0; i < ends.length; i++) {
                end = end.add(joined.get(i).length());
                ends[i] = end;
            }
        }

        /** Each of positive length; no two neighbours have equal elements. */
        public List<Run> runs() {
            return runs;
        }

        public static Sequence of(List<? extends Value> elements) {
            return new Sequence(elements.stream()
                    .map(element -> new Run(element, BigInteger.ONE))
                    .toList());
        }

        public static Sequence repeat(Value element, BigInteger length) {
            return new Sequence(List.of(new Run(element, length)));
        }

        public BigInteger length() {
            return ends.length == 0 ? BigInteger.ZERO : ends[ends.length - 1];
        }

        /** The element at an index; throws IndexOutOfBoundsException where there is none. */
        public Value get(BigInteger index) {
            return runs.get(run(index)).element();
        }

        /** The index after the last of the equal elements that stand together at {@code index}. */
        public BigInteger endOfRun(BigInteger index) {
            return ends[run(index)];
        }

        private int run(BigInteger index) {
            if (index.signum() < 0 || index.compareTo(length()) >= 0) {
                throw new IndexOutOfBoundsException("no element " + index);
            }
            int found = Arrays.binarySearch(ends, index);
            return found >= 0 ? found + 1 : -found - 1;
        }

        @Override
        public boolean equals(Object that) {
            return that instanceof Sequence other && runs.equals(other.runs);
        }

        @Override
        public int hashCode() {
            return runs.hashCode();
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
