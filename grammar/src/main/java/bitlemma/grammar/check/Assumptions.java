package bitlemma.grammar.check;

import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Compare.Relation;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Derivation;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Variable;
import bitlemma.grammar.diagnostics.Problem;
import bitlemma.grammar.source.Place;
import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The parameters of a derivation with their ranges, which its givens narrow. */
final class Assumptions {
    private final Map<Variable, Derivation.Parameter> parameters = new LinkedHashMap<>();
    private final List<Term> given = new ArrayList<>();
    /** Parameters that are not equal to their least value, or to their greatest. */
    private final Set<Variable> aboveLow = new HashSet<>();

    private final Set<Variable> belowHigh = new HashSet<>();

    List<Derivation.Parameter> parameters() {
        return List.copyOf(parameters.values());
    }

    /** What is assumed beyond the ranges. */
    List<Term> given() {
        return given;
    }

    void declare(Derivation.Parameter parameter) {
        parameters.put(parameter.variable(), parameter);
        requireAny(parameter.variable(), parameter.place());
    }

    /** Assumes a condition; one that compares a parameter with a number narrows the range. */
    void assume(Term condition, Place place) {
        if (condition instanceof Compare c && c.left() instanceof Variable v && c.right() instanceof Constant bound) {
            narrow(v, c.relation(), bound.value(), condition, place);
        } else if (condition instanceof Compare c
                && c.right() instanceof Variable v
                && c.left() instanceof Constant bound) {
            narrow(v, turned(c.relation()), bound.value(), condition, place);
        } else {
            given.add(condition);
        }
    }

    private static Relation turned(Relation relation) {
        return switch (relation) {
            case EQUAL, UNEQUAL -> relation;
            case LESS -> Relation.GREATER;
            case AT_MOST -> Relation.AT_LEAST;
            case GREATER -> Relation.LESS;
            case AT_LEAST -> Relation.AT_MOST;
        };
    }

    private void narrow(Variable v, Relation relation, Rational bound, Term condition, Place place) {
        boolean integer = v.sort().isInteger();
        Rational down = Rational.of(Rounding.FLOOR.round(bound));
        Rational up = Rational.of(Rounding.CEILING.round(bound));
        switch (relation) {
            case UNEQUAL -> given.add(condition);
            case EQUAL -> {
                above(v, bound);
                below(v, bound);
                if (integer && !bound.isInteger()) {
                    given.add(condition);
                }
            }
            case AT_LEAST -> above(v, integer ? up : bound);
            case AT_MOST -> below(v, integer ? down : bound);
            case GREATER -> {
                if (integer) {
                    above(v, down.plus(Rational.ONE));
                } else if (above(v, bound)) {
                    aboveLow.add(v);
                    given.add(condition);
                }
            }
            case LESS -> {
                if (integer) {
                    below(v, up.minus(Rational.ONE));
                } else if (below(v, bound)) {
                    belowHigh.add(v);
                    given.add(condition);
                }
            }
        }
        requireAny(v, place);
    }

    /** Narrows a range from below; returns whether the bound is the least value now. */
    private boolean above(Variable v, Rational bound) {
        Derivation.Parameter p = parameters.get(v);
        int order = p.low() == null ? 1 : bound.compareTo(p.low());
        if (order > 0) {
            aboveLow.remove(v);
            parameters.put(v, new Derivation.Parameter(v, bound, p.high(), p.place()));
        }
        return order >= 0;
    }

    private boolean below(Variable v, Rational bound) {
        Derivation.Parameter p = parameters.get(v);
        int order = p.high() == null ? -1 : bound.compareTo(p.high());
        if (order < 0) {
            belowHigh.remove(v);
            parameters.put(v, new Derivation.Parameter(v, p.low(), bound, p.place()));
        }
        return order <= 0;
    }

    private void requireAny(Variable v, Place place) {
        Derivation.Parameter p = parameters.get(v);
        if (p.low() == null || p.high() == null) {
            return;
        }
        int order = p.low().compareTo(p.high());
        if (order > 0 || order == 0 && (aboveLow.contains(v) || belowHigh.contains(v))) {
            throw Elaborator.reject(
                    Problem.GIVEN,
                    place,
                    "no value of `" + v.label() + "` satisfies the given",
                    "the lower bound stands first, as in `given m in 1..23`");
        }
    }

    /** Whether a parameter is known to be above zero. */
    boolean isPositive(Variable v) {
        Derivation.Parameter p = parameters.get(v);
        return p != null
                && p.low() != null
                && (p.low().signum() > 0 || p.low().signum() == 0 && aboveLow.contains(v));
    }

    boolean isNotNegative(Variable v) {
        Derivation.Parameter p = parameters.get(v);
        return p != null && p.low() != null && p.low().signum() >= 0;
    }

    boolean isProbability(Variable v) {
        Derivation.Parameter p = parameters.get(v);
        return isNotNegative(v) && p.high() != null && p.high().compareTo(Rational.ONE) <= 0;
    }
}
