package bitlemma.cli.report;

import bitlemma.grammar.source.Place;
import bitlemma.proofs.Counterexample;
import bitlemma.proofs.Result;

/** What a reader needs of a statement that is not as stated: where, why, and on which input. */
final class Failure {
    private static final String INDENT = "      ";

    private Failure() {}

    static void write(Page page, Result result) {
        switch (result.status()) {
            case HOLDS -> {}
            case REFUTED -> refuted(page, result);
            case UNKNOWN -> unknown(page, result);
            case INPUT_ERROR -> {
                at(page, result.statement().place(), result.message());
                page.line(INDENT + "hint: weaken the given, so that at least one input satisfies it");
            }
            case FAULT -> {
                at(page, result.statement().place(), "this is a fault of Bitlemma, not of your file");
                result.message().lines().forEach(l -> page.line(INDENT + l));
            }
        }
    }

    private static void at(Page page, Place place, String what) {
        page.line(INDENT + page.place(place) + ": " + what);
        Excerpt.write(page, INDENT + "  ", place);
    }

    private static void refuted(Page page, Result result) {
        if (result.counterexample().isEmpty()) {
            at(page, result.statement().place(), result.message());
            Witness.of(result).ifPresent(w -> page.line(INDENT + w));
            return;
        }
        Counterexample example = result.counterexample().get();
        if (result.value().isPresent()) {
            at(page, result.statement().place(), Wording.of(result));
            Witness.of(result).ifPresent(w -> page.line(INDENT + w));
            return;
        }
        at(page, example.broken().map(s -> s.place()).orElse(result.statement().place()), example.detail());
        CounterexampleBlock.write(page, INDENT, example);
    }

    private static void unknown(Page page, Result result) {
        // A reason lists what was tried, one method after the other.
        result.message().lines().forEach(l -> page.line(INDENT + l.replace("; ", "\n" + INDENT + "  ")));
        if (!result.evidence().isEmpty()) {
            int known = result.evidence().size();
            page.line(INDENT + known + (known == 1 ? " other obligation holds" : " other obligations hold"));
        }
    }
}
