package bitlemma.symbolic.region;

import static bitlemma.symbolic.formula.Formulas.negate;
import static bitlemma.symbolic.formula.Formulas.number;
import static bitlemma.symbolic.formula.Formulas.product;
import static bitlemma.symbolic.formula.Formulas.quotient;
import static bitlemma.symbolic.formula.Formulas.sum;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.formula.Condition;
import bitlemma.symbolic.formula.Expand;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.FormulaParts;
import bitlemma.symbolic.formula.Operator;
import bitlemma.symbolic.formula.Symbols;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A formula with borders (choices, magnitudes, extremes, roundings) as smooth formulas on regions that exclude each
 * other. Borders that depend on parameters alone are left in the formula.
 */
public final class Branches {
    /** More branches than these are not written out. */
    private static final int MOST = 1 << 13;
    /** More steps of one rounding than these are not written out. */
    private static final int MOST_CELLS = 1 << 11;
    /** More steps, of which some may be there for some parameters only, are summed as a series. */
    private static final int MOST_SYMBOLIC_CELLS = 8;

    private final Set<String> random;
    private final Signs signs;

    /** @param random the symbols that are integrated or summed over */
    public Branches(Set<String> random, Signs signs) {
        this.random = random;
        this.signs = signs;
    }

    /** @throws Unsplit where there are too many regions, or a rounding whose operand has no bounds */
    public List<Branch> of(Formula formula, List<Constraint> given) {
        List<Branch> done = new ArrayList<>();
        Deque<Branch> open = new ArrayDeque<>();
        open.push(new Branch(given, formula));
        while (!open.isEmpty()) {
            Optional<Branch> possible = possible(open.pop());
            if (possible.isEmpty()) {
                continue;
            }
            List<Branch> parts = split(possible.get());
            if (parts.size() == 1 && parts.getFirst() == possible.get()) {
                done.add(possible.get());
            } else {
                parts.reversed().forEach(open::push);
            }
            if (done.size() + open.size() > MOST) {
                throw new Unsplit("it falls into more than " + MOST + " regions");
            }
        }
        return done;
    }

    /** Without what always holds; empty where something never does. */
    private Optional<Branch> possible(Branch branch) {
        List<Constraint> kept = new ArrayList<>();
        for (Constraint constraint : branch.constraints()) {
            switch (signs.decide(constraint)) {
                case HOLDS -> {}
                case FAILS -> {
                    return Optional.empty();
                }
                case OPEN -> kept.add(constraint);
            }
        }
        return Optional.of(new Branch(kept, branch.value()));
    }

    private List<Branch> split(Branch branch) {
        Optional<Formula> choice = outermost(branch.value(), n -> isBorder(n) && !(n instanceof Formula.RoundTo));
        if (choice.isPresent()) {
            List<Branch> parts = new ArrayList<>();
            for (Branch part : choices(choice.get())) {
                parts.add(branch.with(part.constraints(), replace(branch.value(), choice.get(), part.value())));
            }
            return parts;
        }
        for (Constraint constraint : branch.constraints()) {
            if (outermost(constraint.expression(), this::isBorder).isPresent()) {
                Optional<List<Branch>> parts = constraint(branch, constraint);
                if (parts.isPresent()) {
                    return parts.get();
                }
            }
        }
        Optional<Formula.RoundTo> rounding = rounding(branch);
        return rounding.map(r -> cells(branch, r)).orElse(List.of(branch));
    }

    private boolean isBorder(Formula node) {
        boolean border =
                switch (node) {
                    case Formula.Piecewise p -> true;
                    case Formula.RoundTo r -> true;
                    case Formula.Apply a ->
                        a.operator() == Operator.ABS || a.operator() == Operator.MIN || a.operator() == Operator.MAX;
                    default -> false;
                };
        return border && !Collections.disjoint(Symbols.free(node), random);
    }

    private static Optional<Formula> outermost(Formula formula, Predicate<Formula> wanted) {
        if (wanted.test(formula)) {
            return Optional.of(formula);
        }
        return FormulaParts.children(formula).stream()
                .map(c -> outermost(c, wanted))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Formula replace(Formula formula, Formula target, Formula instead) {
        return formula.equals(target) ? instead : FormulaParts.map(formula, p -> replace(p, target, instead));
    }

    private static Constraint replace(Constraint constraint, Formula target, Formula instead) {
        return new Constraint(replace(constraint.expression(), target, instead), constraint.strict());
    }

    /** The values of a node, each where its constraints hold. */
    private List<Branch> choices(Formula node) {
        return switch (node) {
            case Formula.Piecewise p -> {
                List<Branch> parts = new ArrayList<>();
                List<Condition> before = new ArrayList<>();
                for (Formula.Case one : p.cases()) {
                    List<Condition> all = new ArrayList<>(before);
                    all.add(one.condition());
                    Constraint.alternatives(new Condition.And(all), true)
                            .forEach(c -> parts.add(new Branch(c, one.value())));
                    before.add(new Condition.Not(one.condition()));
                }
                Constraint.alternatives(new Condition.And(before), true)
                        .forEach(c -> parts.add(new Branch(c, p.otherwise())));
                yield parts;
            }
            case Formula.Apply a -> {
                List<Formula> arguments = a.arguments();
                if (a.operator() == Operator.ABS) {
                    Constraint positive = new Constraint(arguments.getFirst(), false);
                    yield List.of(
                            new Branch(List.of(positive), arguments.getFirst()),
                            new Branch(List.of(positive.negated()), negate(arguments.getFirst())));
                }
                boolean max = a.operator() == Operator.MAX;
                List<Branch> parts = new ArrayList<>();
                for (int i = 0; i < arguments.size(); i++) {
                    List<Constraint> wins = new ArrayList<>();
                    for (int j = 0; j < arguments.size(); j++) {
                        if (j != i) {
                            Formula more = max ? arguments.get(i) : arguments.get(j);
                            Formula less = max ? arguments.get(j) : arguments.get(i);
                            wins.add(Constraint.above(more, less, j < i));
                        }
                    }
                    parts.add(new Branch(wins, arguments.get(i)));
                }
                yield parts;
            }
            default -> throw new IllegalStateException("no border: " + node);
        };
    }

    /**
     * A constraint with a border in it, as constraints with fewer; empty where it waits for a rounding to be written
     * out.
     */
    private Optional<List<Branch>> constraint(Branch branch, Constraint constraint) {
        List<Constraint> others = new ArrayList<>(branch.constraints());
        others.remove(constraint);
        Branch rest = new Branch(others, branch.value());
        Optional<Isolated> isolated = isolate(constraint);
        if (isolated.isPresent()) {
            Optional<List<List<Constraint>>> alternatives = isolated.get().alternatives();
            if (alternatives.isPresent()) {
                return Optional.of(alternatives.get().stream()
                        .map(a -> rest.with(a, branch.value()))
                        .toList());
            }
        }
        Optional<Formula> node =
                outermost(constraint.expression(), n -> isBorder(n) && !(n instanceof Formula.RoundTo));
        return node.map(n -> choices(n).stream()
                .map(part -> {
                    List<Constraint> all = new ArrayList<>(part.constraints());
                    all.add(replace(constraint, n, part.value()));
                    return rest.with(all, branch.value());
                })
                .toList());
    }

    /** {@code node >= bound} or, where it is below, {@code node <= bound}; the bound has no borders. */
    private record Isolated(Formula node, Formula bound, boolean below, boolean strict) {
        private Constraint side(Formula argument) {
            return below ? Constraint.above(bound, argument, strict) : Constraint.above(argument, bound, strict);
        }

        Optional<List<List<Constraint>>> alternatives() {
            if (node instanceof Formula.Apply a) {
                List<Formula> arguments = a.operator() == Operator.ABS
                        ? List.of(a.arguments().getFirst(), negate(a.arguments().getFirst()))
                        : a.arguments();
                boolean all = (a.operator() == Operator.MIN) != below;
                List<List<Constraint>> sum = new ArrayList<>();
                List<Constraint> before = new ArrayList<>();
                for (Formula argument : arguments) {
                    if (all) {
                        before.add(side(argument));
                    } else {
                        List<Constraint> here = new ArrayList<>(before);
                        here.add(side(argument));
                        sum.add(here);
                        before.add(side(argument).negated());
                    }
                }
                return Optional.of(all ? List.of(before) : sum);
            }
            if (node instanceof Formula.RoundTo r && bound instanceof Formula.Number n) {
                // rule(u) >= b is rule(u) >= ceiling(b); rule(u) <= b is not rule(u) >= floor(b) + 1.
                BigInteger reached = below == strict ? n.value().ceiling() : n.value().floor().add(BigInteger.ONE);
                Constraint reaches = Steps.reaches(r.rule(), r.operand(), reached);
                return Optional.of(List.of(List.of(below ? reaches.negated() : reaches)));
            }
            return Optional.empty();
        }
    }

    /** A constraint whose expression is a multiple of one border plus something without any. */
    private Optional<Isolated> isolate(Constraint constraint) {
        List<Formula> terms = Expand.terms(constraint.expression());
        List<Formula> smooth = new ArrayList<>();
        Formula found = null;
        for (Formula term : terms) {
            if (outermost(term, this::isBorder).isEmpty()) {
                smooth.add(term);
            } else if (found == null) {
                found = term;
            } else {
                return Optional.empty();
            }
        }
        Formula coefficient = number(1);
        Formula node = found;
        if (found instanceof Formula.Product p) {
            List<Formula> borders =
                    p.factors().stream().filter(this::isBorder).toList();
            List<Formula> factors =
                    p.factors().stream().filter(f -> !isBorder(f)).toList();
            if (borders.size() != 1 || factors.stream().anyMatch(f -> outermost(f, this::isBorder).isPresent())) {
                return Optional.empty();
            }
            node = borders.getFirst();
            coefficient = product(factors);
        }
        if (node == null || !isBorder(node) || node instanceof Formula.Piecewise) {
            return Optional.empty();
        }
        boolean positive = signs.isPositive(coefficient);
        if (!positive && !signs.isPositive(negate(coefficient))) {
            return Optional.empty();
        }
        Formula bound = negate(quotient(sum(smooth), coefficient));
        return Optional.of(new Isolated(node, signs.simple(bound), !positive, constraint.strict()));
    }

    /** The first rounding whose operand has no border of its own. */
    private Optional<Formula.RoundTo> rounding(Branch branch) {
        List<Formula> places = new ArrayList<>();
        places.add(branch.value());
        branch.constraints().forEach(c -> places.add(c.expression()));
        return places.stream().map(this::innermost).flatMap(Optional::stream).findFirst();
    }

    private Optional<Formula.RoundTo> innermost(Formula formula) {
        Optional<Formula.RoundTo> inside = FormulaParts.children(formula).stream()
                .map(this::innermost)
                .flatMap(Optional::stream)
                .findFirst();
        return inside.isPresent() || !(formula instanceof Formula.RoundTo r && isBorder(r)) ? inside : Optional.of(r);
    }

    /** One branch for each integer that a rounding can give. */
    private List<Branch> cells(Branch branch, Formula.RoundTo rounding) {
        Rational low = signs.low(rounding.operand(), branch.constraints())
                .orElseThrow(() -> new Unsplit("a rounding has infinitely or symbolically many steps"));
        Rational high = signs.high(rounding.operand(), branch.constraints())
                .orElseThrow(() -> new Unsplit("a rounding has infinitely or symbolically many steps"));
        BigInteger first = rounding.rule().round(low);
        BigInteger last = rounding.rule().round(high);
        if (last.subtract(first).bitLength() > 31 || last.subtract(first).intValue() > MOST_CELLS) {
            throw new Unsplit("a rounding has more than " + MOST_CELLS + " steps");
        }
        boolean symbolic = !random.containsAll(Symbols.free(rounding.operand()));
        if (symbolic && last.subtract(first).intValue() > MOST_SYMBOLIC_CELLS) {
            throw new Unsplit("a rounding has symbolically many steps");
        }
        List<Branch> parts = new ArrayList<>();
        for (BigInteger n = first; n.compareTo(last) <= 0; n = n.add(BigInteger.ONE)) {
            List<Constraint> cell = new ArrayList<>();
            if (n.compareTo(first) > 0) {
                cell.add(Steps.reaches(rounding.rule(), rounding.operand(), n));
            }
            if (n.compareTo(last) < 0) {
                cell.add(Steps.reaches(rounding.rule(), rounding.operand(), n.add(BigInteger.ONE))
                        .negated());
            }
            Formula integer = number(Rational.of(n));
            List<Constraint> all = new ArrayList<>();
            branch.constraints().forEach(c -> all.add(replace(c, rounding, integer)));
            all.addAll(cell);
            parts.add(new Branch(all, replace(branch.value(), rounding, integer)));
        }
        return parts;
    }
}
