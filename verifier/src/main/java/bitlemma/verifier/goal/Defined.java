package bitlemma.verifier.goal;

import bitlemma.grammar.core.And;
import bitlemma.grammar.core.Call;
import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Fits;
import bitlemma.grammar.core.Fold;
import bitlemma.grammar.core.ForAll;
import bitlemma.grammar.core.If;
import bitlemma.grammar.core.Let;
import bitlemma.grammar.core.Not;
import bitlemma.grammar.core.Or;
import bitlemma.grammar.core.Parts;
import bitlemma.grammar.core.Require;
import bitlemma.grammar.core.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Conditions that are false where they break an obligation, as a given is that reads what is not there. */
public final class Defined {
    /** An obligation under a condition that is no part of a condition. */
    private static final class Hidden extends RuntimeException {
        private static final long serialVersionUID = 1;

        Hidden() {
            super(null, null, false, false);
        }
    }

    private Defined() {}

    /** The condition without obligations; empty where one stands in a place that this does not reach. */
    public static Optional<Term> of(Term condition) {
        try {
            return Optional.of(truth(condition));
        } catch (Hidden hidden) {
            return Optional.empty();
        }
    }

    /** One thing on the way to a value, in the order of evaluation: a name, or a condition without which there is none. */
    private sealed interface Step {
        record Name(Let let, Term value) implements Step {}

        record Condition(Term term) implements Step {}
    }

    private static Term truth(Term term) {
        return switch (term) {
            case And and -> And.of(List.of(truth(and.left()), truth(and.right())));
            case Or or -> {
                List<Step> steps = new ArrayList<>();
                Term left = strict(or.left(), steps);
                yield around(steps, new Or(left, truth(or.right())));
            }
            case If choice -> {
                List<Step> steps = new ArrayList<>();
                Term condition = strict(choice.condition(), steps);
                yield around(steps, new If(condition, truth(choice.then()), truth(choice.otherwise())));
            }
            case Let let -> {
                List<Step> steps = new ArrayList<>();
                Term value = strict(let.value(), steps);
                yield around(steps, new Let(let.variable(), value, truth(let.body()), let.site()));
            }
            case Require require -> And.of(List.of(truth(require.condition()), truth(require.body())));
            default -> {
                List<Step> steps = new ArrayList<>();
                Term stripped = strict(term, steps);
                yield around(steps, stripped);
            }
        };
    }

    private static Term around(List<Step> steps, Term body) {
        Term term = body;
        for (Step step : steps.reversed()) {
            term = switch (step) {
                case Step.Name name -> new Let(name.let().variable(), name.value(), term, name.let().site());
                case Step.Condition condition -> And.of(List.of(condition.term(), term));
            };
        }
        return term;
    }

    /** A term that is evaluated in any case, without its obligations, which go to {@code steps}. */
    private static Term strict(Term term, List<Step> steps) {
        return switch (term) {
            case Require require -> {
                steps.add(new Step.Condition(truth(require.condition())));
                yield strict(require.body(), steps);
            }
            case Fits fits -> {
                Term operand = strict(fits.operand(), steps);
                steps.add(new Step.Condition(Goals.inRange(operand, fits.format())));
                yield operand;
            }
            case Let let when obliges(let) -> {
                steps.add(new Step.Name(let, strict(let.value(), steps)));
                yield strict(let.body(), steps);
            }
            case Not not when obliges(not) -> new Not(strict(not.operand(), steps));
            default -> {
                if (!obliges(term)) {
                    yield term;
                }
                if (isLazy(term)) {
                    throw new Hidden();
                }
                yield Parts.map(term, part -> strict(part, steps));
            }
        };
    }

    private static boolean isLazy(Term term) {
        return switch (term) {
            case If t -> true;
            case And t -> true;
            case Or t -> true;
            case Fold t -> true;
            case ForAll t -> true;
            case Call t -> true;
            default -> false;
        };
    }

    private static boolean obliges(Term term) {
        return Children.all(term)
                .anyMatch(t -> t instanceof Require || t instanceof Fits || t instanceof Call);
    }
}
