package bitlemma.symbolic.answer;

import bitlemma.symbolic.enclosure.Enclosure;
import java.util.Optional;

/**
 * One line of the numbers beside an answer.
 *
 * @param formula the closed form at the sample; empty where there is none
 * @param measured the same quantity without the closed form
 */
public record Row(Sample sample, Optional<Enclosure> formula, Measured measured) {}
