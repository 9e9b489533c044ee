package bitlemma.cli.report;

import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Value;
import bitlemma.kernels.binary.Comparison;
import bitlemma.kernels.binary.Difference;
import bitlemma.numbers.IntegerFormat;

/** What a crosscheck found, for people. */
public final class CrosscheckReport {
    private CrosscheckReport() {}

    /** The whole report. */
    public static String of(Crosschecked checked, Style style) {
        Page page = new Page(style, true);
        String verdict = switch (checked.exitCode()) {
            case 0 -> style.good(checked.verdict());
            case 1 -> style.bad(checked.verdict());
            default -> style.open(checked.verdict());
        };
        page.line(checked.prototype().name() + " of " + checked.library() + ", kernel "
                + checked.kernel().name() + ": " + verdict);
        checked.comparison().difference().ifPresent(difference -> difference(page, checked, difference));
        page.line("  " + compared(checked));
        Comparison known = checked.comparison();
        if (known.outside() > 0) {
            page.line("  " + counted(known.outside()) + " left out, where the given does not hold");
        }
        if (known.broken() > 0) {
            page.line("  " + counted(known.broken())
                    + " left out, where the kernel breaks an obligation or takes too many steps");
        }
        return page.toString();
    }

    private static String compared(Crosschecked checked) {
        Comparison known = checked.comparison();
        String how = known.complete()
                ? "all that there are"
                : (checked.interrupted() ? "then stopped by Ctrl-C, " : "") + "seed " + checked.seed();
        return counted(known.compared()) + " compared, " + how;
    }

    /** {@code 1 input}, {@code 100000 inputs}. */
    public static String counted(long inputs) {
        return inputs + (inputs == 1 ? " input" : " inputs");
    }

    private static void difference(Page page, Crosschecked checked, Difference difference) {
        Columns results = new Columns("lrl");
        results.row("kernel", Shown.decimal(difference.expected()), hex(checked, difference.expected()));
        results.row("native", Shown.decimal(difference.found()), hex(checked, difference.found()));
        results.write(page, "  ");
        checked.counterexample().ifPresent(example -> CounterexampleBlock.write(page, "  ", example));
    }

    /** The bits of a result; in the width of the C type where the kernel's type does not hold it. */
    static String hex(Crosschecked checked, Value value) {
        if (checked.kernel().result() instanceof Sort.Coded coded) {
            return Shown.hex(
                    value,
                    value instanceof Value.Coded
                            ? IntegerFormat.unsigned(coded.format().width())
                            : checked.prototype().result().format());
        }
        if (value instanceof Value.Number number && checked.kernel().result() instanceof Sort.Machine machine) {
            IntegerFormat format = machine.format().contains(number.value().numerator())
                    ? machine.format()
                    : checked.prototype().result().format();
            return Shown.hex(value, format);
        }
        return "";
    }
}
