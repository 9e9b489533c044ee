package bitlemma.verifier.paths;

import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.Rational;
import bitlemma.verifier.goal.Goal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** All paths of a goal on which its conclusion fails, one after the other. */
public final class PathSearch {
    private final Goal goal;
    private final BooleanSupplier stopped;
    private List<Integer> choices = List.of();
    private boolean ended;
    private int walked;

    public PathSearch(Goal goal, BooleanSupplier stopped) {
        this.goal = goal;
        this.stopped = stopped;
    }

    /** What a search meets next. */
    public sealed interface Step {
        /** A path on which the conclusion fails, unless its conditions contradict each other. */
        record Failing(Conditions conditions) implements Step {}

        /** Every path has been walked. */
        record Ended(int paths) implements Step {}

        /** The goal is not of the form that this method treats, or has too many paths. */
        record Untreated(String reason) implements Step {}
    }

    /** The conditions of a path as questions to a solver, and the way back from its answer. */
    public record Conditions(PathScript script, Map<Variable, Form> inputs) {
        /** The input that a model spells; empty where it leaves something open. */
        public Optional<Map<Variable, Value>> input(Map<String, Rational> model) {
            Map<Variable, Value> values = new HashMap<>();
            for (Map.Entry<Variable, Form> input : inputs.entrySet()) {
                Optional<Rational> value = script.value(input.getValue(), model);
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                boolean truth = input.getKey().sort() == bitlemma.grammar.core.Sort.BOOLEAN;
                values.put(
                        input.getKey(),
                        truth ? new Value.Truth(value.get().signum() != 0) : new Value.Number(value.get()));
            }
            return Optional.of(values);
        }
    }

    /** @param mostPaths more than these are not walked */
    public Step next(int mostPaths) {
        while (!ended) {
            if (stopped.getAsBoolean()) {
                return new Step.Untreated("stopped");
            }
            if (++walked > mostPaths) {
                return new Step.Untreated("more than " + mostPaths + " paths");
            }
            Path path = new Path(choices);
            Walk walk = new Walk(path);
            Optional<Step> found = Optional.empty();
            try {
                if (!walk.reaches(goal)) {
                    Map<Variable, Form> inputs = new HashMap<>();
                    walk.inputs().forEach((v, f) -> inputs.put(v, path.resolve(f)));
                    found = Optional.of(new Step.Failing(new Conditions(PathScript.of(path), inputs)));
                }
            } catch (Path.Dead dead) {
                // Nothing takes this path.
            } catch (Path.Untreated untreated) {
                return new Step.Untreated(untreated.getMessage());
            }
            Optional<List<Integer>> next = path.next();
            ended = next.isEmpty();
            choices = next.orElse(List.of());
            if (found.isPresent()) {
                return found.get();
            }
        }
        return new Step.Ended(walked);
    }

}
