package bitlemma.symbolic.answer;

import bitlemma.grammar.core.Derivation;
import java.util.List;

/** The answers to a derivation's requests, in their order. */
public record Answer(Derivation derivation, List<Result> results) {
    public Answer {
        results = List.copyOf(results);
    }
}
