package bitlemma.symbolic.derive;

import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Derivation;
import bitlemma.grammar.core.Derivation.Request;
import bitlemma.grammar.core.Term;
import bitlemma.symbolic.answer.Measured;
import bitlemma.symbolic.answer.Outcome;
import bitlemma.symbolic.answer.Result;
import bitlemma.symbolic.answer.Row;
import bitlemma.symbolic.answer.Sample;
import bitlemma.symbolic.answer.Standing;
import bitlemma.symbolic.enclosure.Enclosure;
import bitlemma.symbolic.exact.Evaluation;
import bitlemma.symbolic.expectation.Found;
import bitlemma.symbolic.expectation.Journal;
import bitlemma.symbolic.expectation.Primitives;
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
    /** How many samples a request gets whose numbers are integrals. */
    private static final int INTEGRALS = 4;

    private final Derivation derivation;
    private final Direct direct;
    private final List<Sample> samples;
    private final List<Sample> all;
    private final Attempts attempts;

    Requests(Derivation derivation, Evaluation evaluation, Primitives primitives, Direct direct) {
        this.derivation = derivation;
        this.direct = direct;
        this.samples = Samples.of(derivation, evaluation);
        this.all = derivation.parameters().isEmpty() ? samples : Samples.all(derivation, evaluation, ALL);
        this.attempts = new Attempts(derivation, samples, primitives, direct);
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
        Attempt attempt = attempts.of(find.value());
        List<Row> rows = new ArrayList<>();
        for (Sample sample : samplesFor(find.value())) {
            Measured measured = direct.value(find.value(), sample);
            Optional<Enclosure> formula =
                    attempt instanceof Attempt.Success s ? Checks.at(s.found().formula(), sample) : Optional.empty();
            Row row = new Row(sample, formula, measured);
            rows.add(row);
            if (attempt instanceof Attempt.Success s && Checks.contradicts(row)) {
                return result(find, new Outcome.Fault(s.found().formula(), row), attempt, rows);
            }
        }
        return switch (attempt) {
            case Attempt.Success s ->
                result(find, new Outcome.Closed(s.found().formula(), Map.of(), standing(s.found(), rows)), attempt, rows);
            case Attempt.Failure f -> withoutForm(find, f, rows);
        };
    }

    private Result withoutForm(Request.Find find, Attempt.Failure failure, List<Row> rows) {
        if (derivation.parameters().isEmpty() && rows.getFirst().measured() instanceof Measured.Exact exact) {
            Outcome outcome = new Outcome.Closed(
                    Formulas.number(exact.value()), Map.of(), new Standing.Proved(List.of("enumeration")));
            return result(find, outcome, failure, rows);
        }
        List<Row> more = rows;
        if (!all.isEmpty() && rows.stream().allMatch(r -> r.measured() instanceof Measured.Exact)) {
            more = everywhere(find.value()).orElse(rows);
        }
        return result(find, new Outcome.Numbers(failure.reason()), failure, more);
    }

    /** The exact values for all values of the parameters; empty where one is not found by enumeration. */
    private Optional<List<Row>> everywhere(Term term) {
        List<Row> rows = new ArrayList<>();
        for (Sample sample : all) {
            Measured measured = direct.value(term, sample);
            if (!(measured instanceof Measured.Exact)) {
                return Optional.empty();
            }
            rows.add(new Row(sample, Optional.empty(), measured));
        }
        return Optional.of(rows);
    }

    private List<Sample> samplesFor(Term term) {
        boolean quick = direct.value(term, samples.getFirst()) instanceof Measured.Exact;
        return quick || samples.size() <= INTEGRALS ? samples : samples.subList(0, INTEGRALS);
    }

    private static Result result(Request request, Outcome outcome, Attempt attempt, List<Row> rows) {
        Journal journal = attempt.journal();
        return new Result(request, outcome, journal.lines(), journal.left(), rows);
    }

    private static Standing standing(Found found, List<Row> rows) {
        int digits = Integer.MAX_VALUE;
        int checked = 0;
        long sampled = 0;
        boolean exact = !rows.isEmpty();
        for (Row row : rows) {
            switch (row.measured()) {
                case Measured.Exact e -> checked++;
                case Measured.Enclosed e -> {
                    checked++;
                    exact = false;
                    digits = Math.min(digits, e.value().digits());
                }
                case Measured.Sampled s -> {
                    exact = false;
                    sampled += s.samples();
                }
                case Measured.Missing m -> exact = false;
            }
        }
        List<String> methods = new ArrayList<>(found.methods());
        if (found.proved() && (checked > 0 || sampled > 0)) {
            return new Standing.Proved(methods);
        }
        if (checked > 0) {
            int formulaDigits = rows.stream()
                    .flatMap(r -> r.formula().stream())
                    .mapToInt(Enclosure::digits)
                    .min()
                    .orElse(0);
            return new Standing.Enclosed(Math.max(0, Math.min(digits, formulaDigits)), checked, methods);
        }
        return new Standing.Sampled(sampled, methods);
    }

    // ---- expect and step ----

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
        Set<String> methods = new TreeSet<>();
        for (int i = 0; i + 1 < step.sides().size(); i++) {
            Compared compared =
                    compare(step.sides().get(i), Compare.Relation.EQUAL, step.sides().get(i + 1), i + 1);
            lines.addAll(compared.journal.lines());
            left += compared.journal.left();
            rows = compared.rows;
            switch (compared.outcome) {
                case Outcome.Holds holds -> {
                    methods.addAll(holds.standing().methods());
                    worst = worst instanceof Outcome.Holds before ? weaker(before, holds) : worst == null ? holds : worst;
                }
                case Outcome.Fails fails -> {
                    return new Result(step, fails, lines, left, rows);
                }
                default -> worst = compared.outcome;
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

    private record Compared(Outcome outcome, Journal journal, List<Row> rows) {}

    private Compared compare(Term left, Compare.Relation relation, Term right, int side) {
        List<Row> rows = new ArrayList<>();
        Journal journal = new Journal();
        int exact = 0;
        int enclosed = 0;
        int digits = Integer.MAX_VALUE;
        boolean known = true;
        for (Sample sample : samplesFor(left)) {
            Measured l = direct.value(left, sample);
            Measured r = direct.value(right, sample);
            if (Checks.refutes(l, relation, r)) {
                return new Compared(new Outcome.Fails(sample, side, l, r), journal, rows);
            }
            Optional<Enclosure> value = Checks.enclosure(r);
            rows.add(new Row(sample, value, l));
            if (l instanceof Measured.Exact && r instanceof Measured.Exact) {
                exact++;
            } else if (Checks.enclosure(l).isPresent() && value.isPresent()) {
                enclosed++;
                digits = Math.min(
                        digits, Math.min(Checks.enclosure(l).get().digits(), value.get().digits()));
            } else {
                known = false;
            }
        }
        if (!all.isEmpty() && known && enclosed == 0) {
            for (Sample sample : all) {
                Measured l = direct.value(left, sample);
                Measured r = direct.value(right, sample);
                if (Checks.refutes(l, relation, r)) {
                    return new Compared(new Outcome.Fails(sample, side, l, r), journal, rows);
                }
                known &= l instanceof Measured.Exact && r instanceof Measured.Exact;
                if (!known) {
                    break;
                }
            }
            if (known) {
                List<String> methods = List.of(
                        derivation.parameters().isEmpty() ? "enumeration" : "enumeration for all parameters");
                return new Compared(new Outcome.Holds(new Standing.Proved(methods)), journal, rows);
            }
        }
        return symbolically(left, relation, right, rows, exact + enclosed, digits, side);
    }

    private Compared symbolically(
            Term left, Compare.Relation relation, Term right, List<Row> rows, int samplesDone, int digits, int side) {
        Attempt l = attempts.of(left);
        Attempt r = attempts.of(right);
        Journal journal = l.journal();
        if (l instanceof Attempt.Success ls && r instanceof Attempt.Success rs) {
            for (Row row : rows) {
                Optional<Enclosure> formula = Checks.at(ls.found().formula(), row.sample());
                Row check = new Row(row.sample(), formula, row.measured());
                if (Checks.contradicts(check)) {
                    return new Compared(new Outcome.Fault(ls.found().formula(), check), journal, rows);
                }
            }
            List<String> methods = new ArrayList<>(new TreeSet<>(ls.found().methods()));
            methods.add("algebra");
            if (Identities.hold(ls.found().formula(), relation, rs.found().formula(), attempts.assumptions())) {
                boolean proved = ls.found().proved() && rs.found().proved() && samplesDone > 0;
                Standing standing = proved
                        ? new Standing.Proved(methods)
                        : new Standing.Enclosed(digits == Integer.MAX_VALUE ? 0 : digits, samplesDone, methods);
                return new Compared(new Outcome.Holds(standing), journal, rows);
            }
            for (Sample sample : samples) {
                Optional<Enclosure> a = Checks.at(ls.found().formula(), sample);
                Optional<Enclosure> b = Checks.at(rs.found().formula(), sample);
                if (ls.found().proved()
                        && rs.found().proved()
                        && a.isPresent()
                        && b.isPresent()
                        && Checks.refutes(new Measured.Enclosed(a.get()), relation, new Measured.Enclosed(b.get()))) {
                    return new Compared(
                            new Outcome.Fails(sample, side, new Measured.Enclosed(a.get()), new Measured.Enclosed(b.get())),
                            journal,
                            rows);
                }
            }
        }
        String reason = l instanceof Attempt.Failure f
                ? f.reason()
                : r instanceof Attempt.Failure g ? g.reason() : "our algebra does not decide it";
        if (samplesDone > 0 && relation == Compare.Relation.EQUAL && digits != Integer.MAX_VALUE && digits >= 10) {
            return new Compared(
                    new Outcome.Holds(new Standing.Enclosed(digits, samplesDone, List.of("enclosures"))), journal, rows);
        }
        return new Compared(new Outcome.Open(reason), journal, rows);
    }
}
