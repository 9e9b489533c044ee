package bitlemma.symbolic.expectation;

import static bitlemma.symbolic.formula.Formulas.minus;
import static bitlemma.symbolic.formula.Formulas.negate;
import static bitlemma.symbolic.formula.Formulas.number;
import static bitlemma.symbolic.formula.Formulas.product;
import static bitlemma.symbolic.formula.Formulas.quotient;
import static bitlemma.symbolic.formula.Formulas.sum;
import static bitlemma.symbolic.formula.Formulas.symbol;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.FormulaParts;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Substitute;
import bitlemma.symbolic.formula.Symbols;
import bitlemma.symbolic.random.Law;
import bitlemma.symbolic.region.Coefficients;
import bitlemma.symbolic.region.Constraint;
import bitlemma.symbolic.region.Signs;
import bitlemma.symbolic.region.Unsplit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Roundings with many steps: the operand of the rounding, linear in a continuous variable, is written n + t with an
 * integer n and t from zero to one. The rounding is n, but for borders without measure; the integral over t is summed
 * over n.
 */
final class Cells {
    private final Regions regions;
    private final Journal journal;

    Cells(Regions regions, Journal journal) {
        this.regions = regions;
        this.journal = journal;
    }

    /** Where one variable goes while another one counts: from, to, and whether it runs backwards from zero. */
    private record Half(Formula low, Formula high, boolean mirrored) {}

    /** Empty where no rounding is of this kind. */
    Optional<Found> expected(Formula body, Set<String> variables) {
        Optional<Formula.RoundTo> rounding = innermost(body, variables);
        if (rounding.isEmpty()) {
            return Optional.empty();
        }
        Set<String> free = new LinkedHashSet<>(Symbols.free(rounding.get().operand()));
        free.retainAll(variables);
        if (free.size() != 1) {
            return Optional.empty();
        }
        String x = free.iterator().next();
        Optional<List<Formula>> linear = Coefficients.of(rounding.get().operand(), x);
        if (linear.isEmpty()
                || linear.get().size() != 2
                || !(regions.laws().get(x) instanceof Law.Continuous law)
                || !isBordered(rounding.get())) {
            return Optional.empty();
        }
        List<Formula> values = new ArrayList<>();
        Set<String> methods = new LinkedHashSet<>(List.of("sum over cells"));
        boolean proved = true;
        for (Half half : halves(law)) {
            Optional<Found> found = half(body, variables, rounding.get(), linear.get(), x, law, half);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            values.add(found.get().formula());
            methods.addAll(found.get().methods());
            proved &= found.get().proved();
        }
        return Optional.of(new Found(regions.signs().simple(sum(values)), proved, List.copyOf(methods)));
    }

    /** Rules that are a floor of the operand, shifted, almost everywhere. */
    private static boolean isBordered(Formula.RoundTo rounding) {
        return switch (rounding.rule()) {
            case FLOOR, CEILING, UP, AWAY, EVEN -> true;
            case TRUNCATE, ODD -> false;
        };
    }

    private static List<Half> halves(Law.Continuous law) {
        boolean below = law.low() instanceof Formula.Infinity;
        boolean above = law.high() instanceof Formula.Infinity;
        if (!below) {
            return List.of(new Half(law.low(), law.high(), false));
        }
        return above
                ? List.of(
                        new Half(Formulas.ZERO, Formulas.INFINITY, false),
                        new Half(Formulas.ZERO, Formulas.INFINITY, true))
                : List.of();
    }

    private Optional<Found> half(
            Formula body,
            Set<String> variables,
            Formula.RoundTo rounding,
            List<Formula> linear,
            String x,
            Law.Continuous law,
            Half half) {
        Signs signs = regions.signs();
        // With y = x, or y = -x where mirrored: operand = slope * y + offset.
        Formula slope = half.mirrored() ? negate(linear.get(1)) : linear.get(1);
        Formula shift =
                switch (rounding.rule()) {
                    case FLOOR, CEILING, TRUNCATE, ODD -> Formulas.ZERO;
                    case UP, AWAY, EVEN -> Formulas.HALF;
                };
        boolean rising = signs.isPositive(slope);
        if (!rising && !signs.isPositive(negate(slope))) {
            return Optional.empty();
        }
        // floor(offset + shift - a * y) is -1 - floor(a * y - offset - shift) almost everywhere.
        Formula scale = rising ? slope : negate(slope);
        Formula constant = rising ? sum(linear.get(0), shift) : negate(sum(linear.get(0), shift));
        String n = x + ".cell";
        String t = x + ".part";
        Formula floor = rising ? symbol(n) : minus(number(-1), symbol(n));
        Formula rounded =
                switch (rounding.rule()) {
                    case CEILING -> sum(floor, Formulas.ONE);
                    case FLOOR, UP, AWAY, EVEN, TRUNCATE, ODD -> floor;
                };
        Formula y = quotient(minus(sum(symbol(n), symbol(t)), constant), scale);
        Formula value = half.mirrored() ? negate(y) : y;
        Formula weighted = product(body, law.density(), Formulas.reciprocal(scale));
        Formula placed = Substitute.apply(replace(weighted, rounding, rounded, signs), x, value);
        return cells(placed, variables, x, n, t, scale, constant, half);
    }

    /** All whole cells, and the parts of cells at the ends. */
    private Optional<Found> cells(
            Formula placed,
            Set<String> variables,
            String x,
            String n,
            String t,
            Formula scale,
            Formula constant,
            Half half) {
        Signs signs = regions.signs();
        Optional<Signs.Whole> start = signs.whole(sum(product(scale, half.low()), constant));
        if (start.isEmpty()) {
            return Optional.empty();
        }
        boolean infinite = half.high() instanceof Formula.Infinity;
        Optional<Signs.Whole> end = infinite
                ? Optional.empty()
                : signs.whole(sum(product(scale, half.high()), constant));
        if (!infinite && end.isEmpty()) {
            return Optional.empty();
        }
        boolean partial = start.get().fraction().signum() > 0;
        Formula first = partial ? sum(start.get().floor(), Formulas.ONE) : start.get().floor();
        Formula last = infinite ? Formulas.INFINITY : minus(end.get().floor(), Formulas.ONE);
        if (!infinite
                && signs.decide(Constraint.above(sum(last, Formulas.ONE), first, false)) != Signs.Decision.HOLDS) {
            return Optional.empty();
        }
        List<Found> parts = new ArrayList<>();
        journal.add("written as cells of the rounding: " + x.replaceAll("#.*", "") + " by n + t", null, placed, "");
        parts.add(run(
                placed, variables, x, n, t, new Law.Lattice(first, last, Formulas.ONE), Rational.ZERO, Rational.ONE));
        if (partial) {
            Law only = new Law.Finite(List.of(new Law.Atom(start.get().floor(), Formulas.ONE)));
            parts.add(run(placed, variables, x, n, t, only, start.get().fraction(), Rational.ONE));
        }
        if (!infinite && end.get().fraction().signum() > 0) {
            Law only = new Law.Finite(List.of(new Law.Atom(end.get().floor(), Formulas.ONE)));
            parts.add(run(placed, variables, x, n, t, only, Rational.ZERO, end.get().fraction()));
        }
        Set<String> methods = new LinkedHashSet<>();
        parts.forEach(p -> methods.addAll(p.methods()));
        return Optional.of(new Found(
                signs.simple(sum(parts.stream().map(Found::formula).toList())),
                parts.stream().allMatch(Found::proved),
                List.copyOf(methods)));
    }

    private Found run(
            Formula placed,
            Set<String> variables,
            String x,
            String n,
            String t,
            Law cell,
            Rational from,
            Rational to) {
        Map<String, Law> laws = new HashMap<>(regions.laws());
        laws.remove(x);
        laws.put(n, cell);
        laws.put(t, new Law.Continuous(number(from), number(to), Formulas.ONE));
        Assumptions assumptions = regions.signs().assumptions().without(x).withOpen(t, from, to);
        if (cell instanceof Law.Lattice lattice) {
            assumptions = assumptions.withInteger(n, null, null);
            assumptions = assumptions.withFact(
                    Constraint.above(symbol(n), lattice.low(), false).condition());
            if (!(lattice.high() instanceof Formula.Infinity)) {
                assumptions = assumptions.withFact(
                        Constraint.above(lattice.high(), symbol(n), false).condition());
            }
        }
        Set<String> others = new LinkedHashSet<>(variables);
        others.remove(x);
        others.add(n);
        others.add(t);
        others.retainAll(union(Symbols.free(placed), Set.of(n, t)));
        Regions inside = regions.with(laws, new Signs(assumptions));
        try {
            return inside.expected(placed, others);
        } catch (Unsplit unsplit) {
            return new Cells(inside, journal).expected(placed, others).orElseThrow(() -> unsplit);
        }
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> all = new LinkedHashSet<>(one);
        all.addAll(other);
        return all;
    }

    /** Every rounding of this operand that is the same function almost everywhere. */
    private static Formula replace(Formula formula, Formula.RoundTo target, Formula instead, Signs signs) {
        if (formula instanceof Formula.RoundTo r
                && (r.rule() == target.rule() || isNearest(r) && isNearest(target))
                && isZero(signs.simple(minus(r.operand(), target.operand())))) {
            return instead;
        }
        return FormulaParts.map(formula, part -> replace(part, target, instead, signs));
    }

    private static boolean isNearest(Formula.RoundTo rounding) {
        return switch (rounding.rule()) {
            case UP, AWAY, EVEN -> true;
            case FLOOR, CEILING, TRUNCATE, ODD -> false;
        };
    }

    private static boolean isZero(Formula formula) {
        return formula instanceof Formula.Number number && number.value().signum() == 0;
    }

    private static Optional<Formula.RoundTo> innermost(Formula formula, Set<String> variables) {
        Optional<Formula.RoundTo> inside = FormulaParts.children(formula).stream()
                .map(c -> innermost(c, variables))
                .flatMap(Optional::stream)
                .findFirst();
        if (inside.isPresent()) {
            return inside;
        }
        return formula instanceof Formula.RoundTo r && Symbols.free(r).stream().anyMatch(variables::contains)
                ? Optional.of(r)
                : Optional.empty();
    }
}
