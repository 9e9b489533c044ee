package bitlemma.symbolic.derive;

import bitlemma.symbolic.answer.Measured;
import bitlemma.symbolic.answer.Row;
import bitlemma.symbolic.answer.Standing;
import bitlemma.symbolic.enclosure.Enclosure;
import bitlemma.symbolic.expectation.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What numbers say of a closed form: of each of its parts, and of the whole. */
final class Comparison {
    /** Numbers that are the same exactly are said to agree to so many digits. */
    static final int MOST_DIGITS = 40;

    private final List<List<Row>> parts = new ArrayList<>();
    private List<Row> whole = List.of();

    /** Numbers beside the closed form of a part. */
    void part(List<Row> rows) {
        parts.add(rows);
    }

    /** Numbers beside the answer. */
    void whole(List<Row> rows) {
        whole = rows;
    }

    /** A row that cannot be if the closed forms are right. */
    Optional<Row> contradiction() {
        return Stream.concat(parts.stream().flatMap(List::stream), whole.stream())
                .filter(Checks::contradicts)
                .findFirst();
    }

    /** How sure the answer is; empty where nothing was compared with it. */
    Optional<Standing> standing(Found found) {
        boolean compared = parts.stream().allMatch(Comparison::isCompared) && (!parts.isEmpty() || isCompared(whole));
        if (found.proved() && compared) {
            return Optional.of(new Standing.Proved(found.methods()));
        }
        // Where numbers are not found they may not exist, as for an integral that diverges for some parameters only.
        if (whole.stream().anyMatch(r -> r.formula().isPresent() && r.measured() instanceof Measured.Missing)) {
            return Optional.empty();
        }
        int digits = Integer.MAX_VALUE;
        int count = 0;
        long samples = 0;
        for (Row row : whole) {
            switch (row.measured()) {
                case Measured.Exact e -> {
                    count++;
                    digits = Math.min(digits, digits(row.formula()));
                }
                case Measured.Enclosed e -> {
                    count++;
                    digits = Math.min(digits, Math.min(digits(row.formula()), Checks.digits(e.value())));
                }
                case Measured.Sampled s -> samples += s.samples();
                case Measured.Missing m -> {}
            }
        }
        if (count > 0 && digits > 0) {
            return Optional.of(new Standing.Enclosed(Math.min(digits, MOST_DIGITS), count, found.methods()));
        }
        return samples > 0 ? Optional.of(new Standing.Sampled(samples, found.methods())) : Optional.empty();
    }

    private static boolean isCompared(List<Row> rows) {
        return rows.stream().anyMatch(r -> r.formula().isPresent() && !(r.measured() instanceof Measured.Missing));
    }

    private static int digits(Optional<Enclosure> formula) {
        return formula.map(Checks::digits).orElse(0);
    }
}
