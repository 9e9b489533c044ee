package bitlemma.symbolic.derive;

import bitlemma.symbolic.expectation.Found;
import bitlemma.symbolic.expectation.Journal;
import java.util.List;

/** What came of looking for a closed form. */
sealed interface Attempt {
    Journal journal();

    /** @param claims the closed forms of the parts, to be compared with numbers */
    record Success(Found found, List<ClosedForms.Claimed> claims, Journal journal) implements Attempt {}

    record Failure(String reason, Journal journal) implements Attempt {}
}
