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

    /** Whether it is as the source states; a request that states nothing is so where it has an answer. */
    public boolean isAsStated() {
        boolean refuted =
                switch (request) {
                    case Request.Find f -> false;
                    case Request.Expect e -> e.refuted();
                    case Request.Step s -> s.refuted();
                };
        return switch (outcome) {
            case Outcome.Closed c -> true;
            case Outcome.Numbers n -> rows.stream().anyMatch(r -> !(r.measured() instanceof Measured.Missing));
            case Outcome.Holds h -> !refuted;
            case Outcome.Fails f -> refuted;
            case Outcome.Open o -> false;
            case Outcome.Fault f -> false;
        };
    }
}
