package bitlemma.symbolic.derive;

import bitlemma.symbolic.expectation.Found;
import bitlemma.symbolic.expectation.Journal;

/** What came of looking for a closed form. */
sealed interface Attempt {
    Journal journal();

    record Success(Found found, Journal journal) implements Attempt {}

    record Failure(String reason, Journal journal) implements Attempt {}
}
