package bitlemma.cli.derivation;

import bitlemma.cli.report.Style;
import bitlemma.proofs.Answered;
import bitlemma.proofs.Result.Status;
import bitlemma.symbolic.answer.Outcome;
import bitlemma.symbolic.answer.Standing;
import java.util.ArrayList;
import java.util.List;

/** How many answers are known in which way. */
record Tally(
        int answers,
        int proved,
        int enclosed,
        int sampled,
        int withoutForm,
        int refuted,
        int unknown,
        int faults,
        int badFiles,
        int left) {
    static Tally of(DerivationReport report) {
        Tally sum = new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        for (DerivationReport.File file : report.files()) {
            sum = sum.plus(file.diagnostics().isEmpty() ? 0 : 1, 0);
            for (DerivationReport.Block block : file.blocks()) {
                sum = sum.plus(0, block.left().size());
                for (Answered answered : block.answers()) {
                    sum = sum.plus(answered);
                }
            }
        }
        return sum;
    }

    private Tally plus(int moreBadFiles, int moreLeft) {
        return new Tally(
                answers,
                proved,
                enclosed,
                sampled,
                withoutForm,
                refuted,
                unknown,
                faults,
                badFiles + moreBadFiles,
                left + moreLeft);
    }

    private Tally plus(Answered answered) {
        Status status = answered.status();
        boolean holds = status == Status.HOLDS;
        Standing standing =
                switch (answered.result().outcome()) {
                    case Outcome.Closed closed -> closed.standing();
                    case Outcome.Holds h -> h.standing();
                    // A number on both sides is as good as a proof.
                    case Outcome.Fails fails -> new Standing.Proved(List.of());
                    case Outcome.Numbers numbers -> null;
                    case Outcome.Open open -> null;
                    case Outcome.Fault fault -> null;
                };
        return new Tally(
                answers + 1,
                proved + (holds && standing instanceof Standing.Proved ? 1 : 0),
                enclosed + (holds && standing instanceof Standing.Enclosed ? 1 : 0),
                sampled + (holds && standing instanceof Standing.Sampled ? 1 : 0),
                withoutForm + (holds && standing == null ? 1 : 0),
                refuted + (status == Status.REFUTED ? 1 : 0),
                unknown + (status == Status.UNKNOWN ? 1 : 0),
                faults + (status == Status.FAULT ? 1 : 0),
                badFiles,
                left);
    }

    /** {@code 9 answers: 7 proved, 1 enclosed, 1 refuted}. */
    String sentence(Style style) {
        List<String> parts = new ArrayList<>();
        add(parts, proved, "proved");
        add(parts, enclosed, "enclosed");
        add(parts, sampled, "sampled");
        add(parts, withoutForm, "without a closed form");
        add(parts, refuted, "not as stated");
        add(parts, unknown, "unknown");
        add(parts, faults, faults == 1 ? "fault of the algebra engine" : "faults of the algebra engine");
        List<String> sentence = new ArrayList<>();
        if (badFiles > 0) {
            sentence.add(Words.count(badFiles, "file") + " with errors");
        }
        if (answers > 0) {
            sentence.add(Words.count(answers, "answer") + ": " + String.join(", ", parts));
        }
        if (sentence.isEmpty() && left == 0) {
            return "nothing is derived";
        }
        if (left > 0) {
            sentence.add("stopped with " + left + " to go");
        }
        String text = String.join("; ", sentence);
        if (badFiles + refuted + faults > 0) {
            return style.bad(text);
        }
        return unknown + left > 0 ? style.open(text) : style.good(text);
    }

    private static void add(List<String> parts, int count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }
}
