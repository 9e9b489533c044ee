package bitlemma.symbolic.derive;

import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Derivation;
import bitlemma.grammar.core.Derivation.Request;
import bitlemma.grammar.core.Extremum;
import bitlemma.grammar.core.Optimum;
import bitlemma.grammar.core.Term;
import bitlemma.symbolic.answer.Measured;
import bitlemma.symbolic.answer.Outcome;
import bitlemma.symbolic.answer.Result;
import bitlemma.symbolic.answer.Row;
import bitlemma.symbolic.answer.Sample;
import bitlemma.symbolic.answer.Standing;
import bitlemma.symbolic.enclosure.Enclosure;
import bitlemma.symbolic.exact.Evaluation;
import bitlemma.symbolic.expectation.Journal;
import bitlemma.symbolic.expectation.Primitives;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Answers the requests of one derivation. */
final class Requests {
    /** All values of finite parameters are tried where there are at most so many. */
    private static final int ALL = 32;
    /** Sides that agree to fewer digits are not said to be equal. */
    private static final int ENOUGH = 10;

    private final Derivation derivation;
    private final Numbers numbers;
    private final List<Sample> samples;
    private final List<Sample> all;
    private final List<Sample> far;
    private final Attempts attempts;

    Requests(Derivation derivation, Evaluation evaluation, Primitives primitives) {
        this.derivation = derivation;
        this.samples = Samples.of(derivation, evaluation);
        this.all = derivation.parameters().isEmpty() ? samples : Samples.all(derivation, evaluation, ALL);
        this.far = Samples.far(derivation, evaluation);
        Direct direct = new Direct(
                derivation.variables(), evaluation, new Witness(derivation.variables()), this::best);
        this.numbers = new Numbers(derivation, direct, samples);
        this.attempts = new Attempts(derivation, samples, primitives, direct);
    }

    private Measured best(Optimum optimum, Sample sample) {
        return attempts.best(optimum, sample);
    }

    Result answer(Request request) {
        if (samples.isEmpty()) {
            return new Result(
                    request,
                    new Outcome.Open("no values of the parameters were found that satisfy the given"),
                    List.of(),
                    0,
                    List.of());
        }
        return switch (request) {
            case Request.Find find -> find(find);
            case Request.Expect expect -> expect(expect);
            case Request.Step step -> step(step);
        };
    }

    // ---- find ----

    private Result find(Request.Find find) {
        Attempt attempt = checked(attempts.of(find.value()));
        if (attempt instanceof Attempt.Success s
                && choosesAmongCandidates(find.value())
                && isOtherFarAway(find.value(), s.found().formula())) {
            attempt = new Attempt.Failure("it is another formula for other parameters", s.journal());
        }
        return switch (attempt) {
            case Attempt.Success s -> {
                Comparison comparison = comparison(s);
                List<Row> rows = numbers.rows(find.value(), s.found().formula());
                comparison.whole(rows);
                Optional<Row> contradiction = comparison.contradiction();
                Outcome outcome = contradiction.isPresent()
                        ? new Outcome.Fault(s.found().formula(), contradiction.get())
                        : comparison
                                .standing(s.found())
                                .<Outcome>map(
                                        standing -> new Outcome.Closed(s.found().formula(), Map.of(), standing))
                                .orElseGet(() ->
                                        new Outcome.Numbers("a formula was found that nothing could be compared with"));
                yield result(find, outcome, attempt, rows);
            }
            case Attempt.Failure f -> withoutForm(find, f);
        };
    }

    /** An extreme is a guess among candidates: one that numbers contradict is none. */
    private Attempt checked(Attempt attempt) {
        if (attempt instanceof Attempt.Success success) {
            for (ClosedForms.Claimed claim : success.claims()) {
                if (claim.part() instanceof Extremum
                        && (numbers.rows(claim.part(), claim.formula()).stream().anyMatch(Checks::contradicts)
                                || isOtherFarAway(claim.part(), claim.formula()))) {
                    return new Attempt.Failure(
                            "the extreme is reached at different places for different parameters", success.journal());
                }
            }
        }
        return attempt;
    }

    /** Whether a formula that rests on a choice among candidates is contradicted at some far sample. */
    private boolean isOtherFarAway(Term term, Formula formula) {
        return numbers.isKnown(term)
                && far.stream()
                        .map(s -> new Row(s, Checks.at(formula, s), numbers.value(term, s)))
                        .anyMatch(Checks::contradicts);
    }

    private static boolean choosesAmongCandidates(Term term) {
        return Children.all(term).anyMatch(t -> t instanceof Extremum || t instanceof Optimum);
    }

    private Comparison comparison(Attempt.Success success) {
        Comparison comparison = new Comparison();
        success.claims().forEach(c -> comparison.part(numbers.rows(c.part(), c.formula())));
        return comparison;
    }

    private Result withoutForm(Request.Find find, Attempt.Failure failure) {
        List<Row> rows = numbers.rows(find.value(), null);
        if (derivation.parameters().isEmpty() && rows.getFirst().measured() instanceof Measured.Exact exact) {
            Outcome outcome = new Outcome.Closed(
                    Formulas.number(exact.value()), Map.of(), new Standing.Proved(List.of("enumeration")));
            return result(find, outcome, failure, rows);
        }
        if (!all.isEmpty() && rows.stream().allMatch(r -> r.measured() instanceof Measured.Exact)) {
            rows = everywhere(find.value()).orElse(rows);
        }
        return result(find, new Outcome.Numbers(failure.reason()), failure, rows);
    }

    /** The exact values for all values of the parameters; empty where one is not found by enumeration. */
    private Optional<List<Row>> everywhere(Term term) {
        List<Row> rows = new ArrayList<>();
        for (Sample sample : all) {
            if (!(numbers.value(term, sample) instanceof Measured.Exact exact)) {
                return Optional.empty();
            }
            rows.add(new Row(sample, Optional.empty(), exact));
        }
        return Optional.of(rows);
    }

    private static Result result(Request request, Outcome outcome, Attempt attempt, List<Row> rows) {
        Journal journal = attempt.journal();
        return new Result(request, outcome, journal.lines(), journal.left(), rows);
    }

    // ---- expect and step ----

    private record Compared(Outcome outcome, Journal journal, List<Row> rows) {}

    private Result expect(Request.Expect expect) {
        Compared compared = compare(expect.left(), expect.relation(), expect.right(), 1);
        return new Result(
                expect, compared.outcome, compared.journal.lines(), compared.journal.left(), compared.rows);
    }

    private Result step(Request.Step step) {
        List<Journal.Line> lines = new ArrayList<>();
        List<Row> rows = List.of();
        int left = 0;
        Outcome worst = null;
        for (int i = 0; i + 1 < step.sides().size(); i++) {
            Compared compared =
                    compare(step.sides().get(i), Compare.Relation.EQUAL, step.sides().get(i + 1), i + 1);
            lines.addAll(compared.journal.lines());
            left += compared.journal.left();
            rows = compared.rows;
            switch (compared.outcome) {
                case Outcome.Holds holds -> worst = worst == null
                        ? holds
                        : worst instanceof Outcome.Holds before ? weaker(before, holds) : worst;
                case Outcome.Fails fails -> {
                    return new Result(step, fails, lines, left, rows);
                }
                case Outcome.Open open -> worst = open;
                case Outcome.Fault fault -> {
                    return new Result(step, fault, lines, left, rows);
                }
                case Outcome.Closed closed -> throw new IllegalStateException("a comparison has no formula");
                case Outcome.Numbers none -> throw new IllegalStateException("a comparison has no numbers");
            }
        }
        return new Result(step, worst, lines, left, rows);
    }

    private static Outcome.Holds weaker(Outcome.Holds one, Outcome.Holds other) {
        return rank(one.standing()) >= rank(other.standing()) ? one : other;
    }

    private static int rank(Standing standing) {
        return switch (standing) {
            case Standing.Proved p -> 0;
            case Standing.Enclosed e -> 1;
            case Standing.Sampled s -> 2;
        };
    }

    /** Looks for a sample at which the relation fails, then for a proof. */
    private Compared compare(Term left, Compare.Relation relation, Term right, int side) {
        List<Row> rows = new ArrayList<>();
        int enclosed = 0;
        int digits = Integer.MAX_VALUE;
        boolean exact = true;
        for (Sample sample : numbers.samples(left, right)) {
            Measured l = numbers.value(left, sample);
            Measured r = numbers.value(right, sample);
            Optional<Enclosure> value = Checks.enclosure(r);
            rows.add(new Row(sample, value, l));
            if (Checks.refutes(l, relation, r)) {
                return new Compared(new Outcome.Fails(sample, side, l, r), new Journal(), rows);
            }
            Optional<Enclosure> other = Checks.enclosure(l);
            exact &= l instanceof Measured.Exact && r instanceof Measured.Exact;
            if (other.isPresent() && value.isPresent()) {
                enclosed++;
                digits = Math.min(digits, Math.min(Checks.digits(other.get()), Checks.digits(value.get())));
            }
        }
        if (choosesAmongCandidates(left) || choosesAmongCandidates(right)) {
            for (Sample sample : far) {
                Measured l = numbers.value(left, sample);
                Measured r = numbers.value(right, sample);
                if (Checks.refutes(l, relation, r)) {
                    return new Compared(new Outcome.Fails(sample, side, l, r), new Journal(), rows);
                }
            }
        }
        if (exact && !all.isEmpty()) {
            Optional<Outcome> everywhere = everywhere(left, relation, right, side);
            if (everywhere.isPresent()) {
                return new Compared(everywhere.get(), new Journal(), rows);
            }
        }
        return symbolically(left, relation, right, rows, enclosed, digits, side);
    }

    /** By enumeration for all values of the parameters; empty where some are too many. */
    private Optional<Outcome> everywhere(Term left, Compare.Relation relation, Term right, int side) {
        for (Sample sample : all) {
            Measured l = numbers.value(left, sample);
            Measured r = numbers.value(right, sample);
            if (!(l instanceof Measured.Exact && r instanceof Measured.Exact)) {
                return Optional.empty();
            }
            if (Checks.refutes(l, relation, r)) {
                return Optional.of(new Outcome.Fails(sample, side, l, r));
            }
        }
        List<String> methods =
                List.of(derivation.parameters().isEmpty() ? "enumeration" : "enumeration for all parameters");
        return Optional.of(new Outcome.Holds(new Standing.Proved(methods)));
    }

    private Compared symbolically(
            Term left, Compare.Relation relation, Term right, List<Row> rows, int enclosed, int digits, int side) {
        Attempt l = checked(attempts.of(left));
        Attempt r = checked(attempts.of(right));
        Journal journal = l.journal();
        Optional<Standing> numeric = enclosed > 0 && relation == Compare.Relation.EQUAL && digits >= ENOUGH
                ? Optional.of(new Standing.Enclosed(
                        Math.min(digits, Comparison.MOST_DIGITS), enclosed, List.of("enclosures")))
                : Optional.empty();
        if (l instanceof Attempt.Success ls && r instanceof Attempt.Success rs) {
            Comparison leftNumbers = comparison(ls);
            Comparison rightNumbers = comparison(rs);
            for (Map.Entry<Comparison, Attempt.Success> one :
                    List.of(Map.entry(leftNumbers, ls), Map.entry(rightNumbers, rs))) {
                Optional<Row> contradiction = one.getKey().contradiction();
                if (contradiction.isPresent()) {
                    return new Compared(
                            new Outcome.Fault(one.getValue().found().formula(), contradiction.get()), journal, rows);
                }
            }
            leftNumbers.whole(numbers.rows(left, ls.found().formula()));
            rightNumbers.whole(numbers.rows(right, rs.found().formula()));
            Optional<Standing> a = leftNumbers.standing(ls.found());
            Optional<Standing> b = rightNumbers.standing(rs.found());
            boolean proved = a.isPresent()
                    && b.isPresent()
                    && a.get() instanceof Standing.Proved
                    && b.get() instanceof Standing.Proved;
            if (Identities.hold(ls.found().formula(), relation, rs.found().formula(), attempts.assumptions())) {
                if (proved) {
                    Set<String> methods = new TreeSet<>(ls.found().methods());
                    methods.addAll(rs.found().methods());
                    methods.add("algebra");
                    return new Compared(
                            new Outcome.Holds(new Standing.Proved(List.copyOf(methods))), journal, rows);
                }
                Optional<Standing> weaker = a.isPresent() && !(a.get() instanceof Standing.Proved) ? a : b;
                if (a.isPresent() && b.isPresent()) {
                    return new Compared(new Outcome.Holds(weaker.get()), journal, rows);
                }
            } else if (proved) {
                int agreed = Comparison.MOST_DIGITS;
                int compared = 0;
                for (Sample sample : samples) {
                    Optional<Enclosure> x = Checks.at(ls.found().formula(), sample);
                    Optional<Enclosure> y = Checks.at(rs.found().formula(), sample);
                    if (x.isPresent()
                            && y.isPresent()
                            && Checks.refutes(
                                    new Measured.Enclosed(x.get()), relation, new Measured.Enclosed(y.get()))) {
                        Outcome fails = new Outcome.Fails(
                                sample, side, new Measured.Enclosed(x.get()), new Measured.Enclosed(y.get()));
                        return new Compared(fails, journal, rows);
                    }
                    if (x.isPresent() && y.isPresent()) {
                        compared++;
                        agreed = Math.min(agreed, Math.min(Checks.digits(x.get()), Checks.digits(y.get())));
                    }
                }
                if (compared > 0 && agreed >= ENOUGH && relation == Compare.Relation.EQUAL) {
                    return new Compared(
                            new Outcome.Holds(new Standing.Enclosed(agreed, compared, List.of("enclosures"))),
                            journal,
                            rows);
                }
            }
        }
        if (numeric.isPresent()) {
            return new Compared(new Outcome.Holds(numeric.get()), journal, rows);
        }
        if (derivation.parameters().isEmpty() && certain(rows, relation)) {
            return new Compared(
                    new Outcome.Holds(new Standing.Proved(List.of("enclosures"))), journal, rows);
        }
        String reason = l instanceof Attempt.Failure f
                ? f.reason()
                : r instanceof Attempt.Failure g ? g.reason() : "our algebra does not decide it";
        return new Compared(new Outcome.Open(reason), journal, rows);
    }

    /** Whether enclosures alone show an inequality without parameters. */
    private static boolean certain(List<Row> rows, Compare.Relation relation) {
        Row row = rows.getFirst();
        Optional<Enclosure> l = Checks.enclosure(row.measured());
        return l.isPresent() && row.formula().isPresent() && Checks.certain(l.get(), relation, row.formula().get());
    }
}
