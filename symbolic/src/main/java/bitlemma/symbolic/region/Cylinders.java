package bitlemma.symbolic.region;

import static bitlemma.symbolic.formula.Formulas.apply;
import static bitlemma.symbolic.formula.Formulas.minus;
import static bitlemma.symbolic.formula.Formulas.negate;
import static bitlemma.symbolic.formula.Formulas.number;
import static bitlemma.symbolic.formula.Formulas.power;
import static bitlemma.symbolic.formula.Formulas.product;
import static bitlemma.symbolic.formula.Formulas.quotient;
import static bitlemma.symbolic.formula.Formulas.sqrt;
import static bitlemma.symbolic.formula.Formulas.sum;

import bitlemma.symbolic.formula.Expand;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Operator;
import bitlemma.symbolic.formula.Symbols;
import bitlemma.symbolic.random.Law;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Regions as cylinders: the constraints of the innermost variable become its bounds; which of several bounds counts
 * becomes constraints on the variables further out, as in Fourier and Motzkin's elimination. The cylinders of a branch
 * exclude each other, but for borders without measure in continuous variables.
 */
public final class Cylinders {
    /** More regions than these are not integrated one by one. */
    private static final int MOST = 1 << 13;

    private final Map<String, Law> laws;
    private final Signs signs;
    private int made;

    /** @param laws those of the variables that are integrated or summed over; none of them finite */
    public Cylinders(Map<String, Law> laws, Signs signs) {
        this.laws = laws;
        this.signs = signs;
    }

    /**
     * @param order the variables, outermost first
     * @throws Unsplit where a constraint is not solved for a variable, or a lattice's bound is no integer
     */
    public List<Cylinder> of(Branch branch, List<String> order) {
        List<Constraint> all = new ArrayList<>(branch.constraints());
        List<Cylinder> cylinders = new ArrayList<>();
        descend(all, order, List.of(), branch.value(), cylinders);
        return cylinders;
    }

    private void descend(
            List<Constraint> constraints,
            List<String> outer,
            List<Range> inner,
            Formula value,
            List<Cylinder> cylinders) {
        List<Constraint> open = new ArrayList<>();
        for (Constraint constraint : constraints) {
            switch (signs.decide(constraint)) {
                case HOLDS -> {}
                case FAILS -> {
                    return;
                }
                case OPEN -> {
                    if (!open.contains(constraint)) {
                        open.add(constraint);
                    }
                }
            }
        }
        if (outer.isEmpty()) {
            cylinders.add(new Cylinder(open, inner, value));
            if (++made > MOST) {
                throw new Unsplit("it falls into more than " + MOST + " regions");
            }
            return;
        }
        String variable = outer.getLast();
        List<String> rest = outer.subList(0, outer.size() - 1);
        solve(open, 0, variable, new Bounds(laws.get(variable), variable), rest, inner, value, cylinders);
    }

    /** Bounds of one variable, found so far, and the constraints that do not speak of it. */
    private final class Bounds {
        private final List<Formula> lows = new ArrayList<>();
        private final List<Formula> highs = new ArrayList<>();
        private final List<Constraint> others = new ArrayList<>();
        private final boolean lattice;

        Bounds(Law law, String variable) {
            switch (law) {
                case Law.Continuous c -> {
                    lattice = false;
                    lows.add(c.low());
                    highs.add(c.high());
                }
                case Law.Lattice l -> {
                    lattice = true;
                    lows.add(l.low());
                    highs.add(l.high());
                }
                case Law.Finite f -> throw new IllegalStateException(variable + " is to be written out before");
            }
        }

        Bounds(Bounds that) {
            lattice = that.lattice;
            lows.addAll(that.lows);
            highs.addAll(that.highs);
            others.addAll(that.others);
        }

        void low(Formula bound, boolean strict) {
            add(lows, lattice ? whole(bound, strict, true) : bound, true);
        }

        void high(Formula bound, boolean strict) {
            add(highs, lattice ? whole(bound, strict, false) : bound, false);
        }

        /** Keeps a bound unless another one always is as tight. */
        private void add(List<Formula> bounds, Formula bound, boolean low) {
            for (Formula other : bounds) {
                if (other.equals(bound) || isFinite(other) && (low ? atLeast(other, bound) : atLeast(bound, other))) {
                    return;
                }
            }
            bounds.removeIf(other -> !isFinite(other) || (low ? atLeast(bound, other) : atLeast(other, bound)));
            bounds.add(bound);
        }

        private boolean atLeast(Formula more, Formula less) {
            return signs.decide(Constraint.above(more, less, false)) == Signs.Decision.HOLDS;
        }
    }

    private static boolean isFinite(Formula formula) {
        return !(formula instanceof Formula.Infinity);
    }

    /** The tightest integer bound that follows from a bound which is an integer plus a known fraction. */
    private Formula whole(Formula bound, boolean strict, boolean low) {
        Signs.Whole whole = signs.whole(bound)
                .orElseThrow(() -> new NotWhole("the border " + signs.show(bound) + " need not lie on the grid"));
        boolean exact = whole.fraction().signum() == 0;
        if (low) {
            return sum(whole.floor(), number(exact && !strict ? 0 : 1));
        }
        return exact && strict ? minus(whole.floor(), number(1)) : whole.floor();
    }

    /** Takes the constraints from {@code next} on, solved for the variable; each way of solving is followed. */
    private void solve(
            List<Constraint> constraints,
            int next,
            String variable,
            Bounds bounds,
            List<String> outer,
            List<Range> inner,
            Formula value,
            List<Cylinder> cylinders) {
        if (next == constraints.size()) {
            pairs(variable, bounds, outer, inner, value, cylinders);
            return;
        }
        Constraint constraint = constraints.get(next);
        if (!Symbols.free(constraint.expression()).contains(variable)) {
            bounds.others.add(constraint);
            solve(constraints, next + 1, variable, bounds, outer, inner, value, cylinders);
            return;
        }
        for (Solved way : ways(constraint, variable, 0)) {
            Bounds own = new Bounds(bounds);
            if (way.low() != null) {
                own.low(way.low(), way.strict());
            }
            if (way.high() != null) {
                own.high(way.high(), way.strict());
            }
            own.others.addAll(way.where());
            solve(constraints, next + 1, variable, own, outer, inner, value, cylinders);
        }
    }

    /** One pair of a lower and an upper bound each time: the lower one is the greatest, the upper one the least. */
    private void pairs(
            String variable,
            Bounds bounds,
            List<String> outer,
            List<Range> inner,
            Formula value,
            List<Cylinder> cylinders) {
        for (int l = 0; l < bounds.lows.size(); l++) {
            for (int h = 0; h < bounds.highs.size(); h++) {
                Formula low = bounds.lows.get(l);
                Formula high = bounds.highs.get(h);
                List<Constraint> constraints = new ArrayList<>(bounds.others);
                for (int i = 0; i < bounds.lows.size(); i++) {
                    if (i != l) {
                        constraints.add(Constraint.above(low, bounds.lows.get(i), i < l));
                    }
                }
                for (int i = 0; i < bounds.highs.size(); i++) {
                    if (i != h) {
                        constraints.add(Constraint.above(bounds.highs.get(i), low(bounds.highs, h), i < h));
                    }
                }
                if (isFinite(low) && isFinite(high)) {
                    // A sum over no integer, from low to low - 1, is zero as its closed form has it.
                    constraints.add(
                            bounds.lattice
                                    ? Constraint.above(sum(high, number(1)), low, false)
                                    : Constraint.above(high, low, true));
                }
                List<Range> ranges = new ArrayList<>();
                ranges.add(new Range(variable, low, high, bounds.lattice));
                ranges.addAll(inner);
                descend(constraints, outer, ranges, value, cylinders);
            }
        }
    }

    private static Formula low(List<Formula> bounds, int index) {
        return bounds.get(index);
    }

    /**
     * One way to satisfy a constraint: bounds for the variable where constraints on the others hold.
     *
     * @param low null where there is none
     * @param high null where there is none
     */
    private record Solved(Formula low, Formula high, boolean strict, List<Constraint> where) {}

    /** The ways exclude each other. */
    private List<Solved> ways(Constraint constraint, String variable, int depth) {
        Formula expression = sum(Expand.terms(constraint.expression()));
        boolean strict = constraint.strict();
        Optional<List<Formula>> coefficients = Coefficients.of(expression, variable);
        if (coefficients.isPresent() && coefficients.get().size() == 2) {
            return linear(coefficients.get().get(1), coefficients.get().get(0), strict);
        }
        if (coefficients.isPresent() && coefficients.get().size() == 3) {
            return quadratic(coefficients.get(), strict, laws.get(variable) instanceof Law.Lattice);
        }
        if (depth < 8) {
            Optional<Constraint> simpler = simpler(new Constraint(expression, strict), variable);
            if (simpler.isPresent()) {
                return Symbols.free(simpler.get().expression()).contains(variable)
                        ? ways(simpler.get(), variable, depth + 1)
                        : List.of(new Solved(null, null, false, List.of(simpler.get())));
            }
        }
        throw new Unsplit(
                "a border is not solved for `" + signs.label(variable) + "`: " + signs.show(expression) + " = 0");
    }

    private List<Solved> linear(Formula slope, Formula rest, boolean strict) {
        Formula root = signs.simple(negate(quotient(rest, slope)));
        if (signs.isPositive(slope)) {
            return List.of(new Solved(root, null, strict, List.of()));
        }
        if (signs.isPositive(negate(slope))) {
            return List.of(new Solved(null, root, strict, List.of()));
        }
        Constraint rising = new Constraint(slope, true);
        Constraint falling = new Constraint(negate(slope), true);
        return List.of(
                new Solved(root, null, strict, List.of(rising)),
                new Solved(null, root, strict, List.of(falling)),
                new Solved(
                        null,
                        null,
                        false,
                        List.of(
                                new Constraint(slope, false),
                                new Constraint(negate(slope), false),
                                new Constraint(rest, strict))));
    }

    private List<Solved> quadratic(List<Formula> c, boolean strict, boolean lattice) {
        if (lattice) {
            throw new Unsplit("a border on a grid is not linear");
        }
        Formula discriminant = signs.simple(
                minus(power(c.get(1), number(2)), product(number(4), c.get(0), c.get(2))));
        boolean up = signs.isPositive(c.get(2));
        if (!up && !signs.isPositive(negate(c.get(2)))) {
            throw new Unsplit("a border is quadratic, and the sign of its leading coefficient is not known");
        }
        Formula twice = product(number(2), c.get(2));
        Formula less = quotient(sum(negate(c.get(1)), product(number(up ? -1 : 1), sqrt(discriminant))), twice);
        Formula more = quotient(sum(negate(c.get(1)), product(number(up ? 1 : -1), sqrt(discriminant))), twice);
        less = signs.simple(less);
        more = signs.simple(more);
        Constraint real = new Constraint(discriminant, false);
        return up
                ? List.of(
                        new Solved(null, null, false, List.of(real.negated())),
                        new Solved(null, less, strict, List.of(real)),
                        new Solved(more, null, strict, List.of(real)))
                : List.of(new Solved(less, more, strict, List.of(real)));
    }

    /** The same constraint with a logarithm, an exponential or a root undone, or multiplied by a known denominator. */
    private Optional<Constraint> simpler(Constraint constraint, String variable) {
        Formula expression = constraint.expression();
        for (Formula denominator : Denominators.of(expression, variable)) {
            if (signs.isPositive(denominator)) {
                return Optional.of(new Constraint(times(expression, denominator), constraint.strict()));
            }
            if (signs.isPositive(negate(denominator))) {
                return Optional.of(new Constraint(times(expression, negate(denominator)), constraint.strict()));
            }
        }
        List<Formula> terms = expression instanceof Formula.Sum s ? s.terms() : List.of(expression);
        List<Formula> with =
                terms.stream().filter(t -> Symbols.free(t).contains(variable)).toList();
        if (with.size() != 1) {
            return Optional.empty();
        }
        Formula rest = sum(terms.stream().filter(t -> !Symbols.free(t).contains(variable)).toList());
        List<Formula> factors = with.getFirst() instanceof Formula.Product p ? p.factors() : List.of(with.getFirst());
        List<Formula> inside =
                factors.stream().filter(t -> Symbols.free(t).contains(variable)).toList();
        if (inside.size() != 1) {
            return Optional.empty();
        }
        Formula coefficient =
                product(factors.stream().filter(t -> !Symbols.free(t).contains(variable)).toList());
        boolean positive = signs.isPositive(coefficient);
        if (!positive && !signs.isPositive(negate(coefficient))) {
            return Optional.empty();
        }
        Formula level = signs.simple(negate(quotient(rest, coefficient)));
        return inverse(inside.getFirst(), level, positive, constraint.strict());
    }

    /** Term by term, so that what a term is divided by cancels. */
    private static Formula times(Formula expression, Formula factor) {
        List<Formula> terms = expression instanceof Formula.Sum s ? s.terms() : List.of(expression);
        return sum(terms.stream().map(t -> product(t, factor)).toList());
    }

    /** {@code f(w) >= level}, or {@code <=} where it is not above, as a constraint on {@code w}; f climbs. */
    private Optional<Constraint> inverse(Formula function, Formula level, boolean above, boolean strict) {
        if (function instanceof Formula.Apply a && a.operator() == Operator.LOG) {
            return Optional.of(side(a.arguments().getFirst(), apply(Operator.EXP, level), above, strict));
        }
        if (function instanceof Formula.Apply a && a.operator() == Operator.EXP) {
            return signs.isPositive(level)
                    ? Optional.of(side(a.arguments().getFirst(), apply(Operator.LOG, level), above, strict))
                    : Optional.empty();
        }
        if (function instanceof Formula.Power p
                && p.exponent() instanceof Formula.Number n
                && n.value().signum() > 0
                && !n.value().isInteger()
                && level.equals(number(0))
                && above) {
            return Optional.of(side(p.base(), level, true, strict));
        }
        if (function instanceof Formula.Power p
                && p.exponent() instanceof Formula.Number n
                && signs.isPositive(p.base())
                && signs.isPositive(level)) {
            boolean climbs = n.value().signum() > 0;
            Formula root = power(level, power(p.exponent(), number(-1)));
            return Optional.of(side(p.base(), root, above == climbs, strict));
        }
        return Optional.empty();
    }

    private static Constraint side(Formula inner, Formula level, boolean above, boolean strict) {
        return above ? Constraint.above(inner, level, strict) : Constraint.above(level, inner, strict);
    }
}
