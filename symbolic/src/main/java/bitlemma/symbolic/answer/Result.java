package bitlemma.symbolic.answer;

import bitlemma.grammar.core.Derivation.Request;
import bitlemma.symbolic.expectation.Journal;
import java.util.List;

/**
 * The answer to one request.
 *
 * @param steps how the closed form came about
 * @param stepsLeft how many more steps there were
 * @param rows numbers beside it
 */
public record Result(Request request, Outcome outcome, List<Journal.Line> steps, int stepsLeft, List<Row> rows) {
    public Result {
        steps = List.copyOf(steps);
        rows = List.copyOf(rows);
    }
}
