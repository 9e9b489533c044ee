package bitlemma.cli.report;

import bitlemma.grammar.core.Kernel;
import bitlemma.kernels.Outcome;
import bitlemma.kernels.Trace;

/** What a kernel does on one input. */
public final class RunReport {
    private RunReport() {}

    /** @param traced whether the intermediate values are shown where all goes well, too */
    public static String of(Kernel kernel, Outcome outcome, Trace trace, Style style, boolean traced) {
        Page page = new Page(style, true);
        switch (outcome) {
            case Outcome.Returned returned -> {
                if (traced) {
                    CounterexampleBlock.trace(page, "", trace.entries());
                }
                String hex = Shown.format(kernel.result())
                        .map(format -> "  " + page.style().faint(Shown.hex(returned.value(), format)))
                        .orElse("");
                page.line(returned.value() + hex);
            }
            case Outcome.Broken broken -> {
                page.line(page.place(broken.site().place()) + ": " + page.style().bad(broken.detail()));
                Excerpt.write(page, "  ", broken.site().place());
                CounterexampleBlock.trace(page, "", trace.entries());
            }
            case Outcome.TooLong tooLong -> page.line("not finished after " + tooLong.steps() + " steps");
        }
        return page.toString();
    }
}
