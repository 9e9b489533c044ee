package bitlemma.symbolic.answer;

import java.util.List;

/** How sure an answer is. */
public sealed interface Standing {
    /** What was done, in words: summation, integration, enumeration. */
    List<String> methods();

    /** Every step was shown by exact arithmetic or algebra. */
    record Proved(List<String> methods) implements Standing {
        public Proved {
            methods = List.copyOf(methods);
        }
    }

    /**
     * The answer agrees with rigorous enclosures, and is not proved beyond them.
     *
     * @param digits how many decimal digits agree, at least
     * @param samples at how many values of the parameters
     */
    record Enclosed(int digits, int samples, List<String> methods) implements Standing {
        public Enclosed {
            methods = List.copyOf(methods);
        }
    }

    /** The answer agrees with random samples only. */
    record Sampled(long samples, List<String> methods) implements Standing {
        public Sampled {
            methods = List.copyOf(methods);
        }
    }
}
