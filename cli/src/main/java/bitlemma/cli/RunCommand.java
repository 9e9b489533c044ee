package bitlemma.cli;

import bitlemma.cli.report.RunReport;
import bitlemma.cli.report.Style;
import bitlemma.cli.run.Arguments;
import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.kernels.Evaluator;
import bitlemma.kernels.Outcome;
import bitlemma.kernels.Trace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code bitlemma run}: evaluates a kernel exactly. */
final class RunCommand implements Command {
    /** A person who asks for one value waits longer than a proof does for one of many. */
    private static final long STEPS = 10 * Evaluator.ORDINARY;

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name("run");
        spec.parser().unmatchedOptionsArePositionalParams(true);
        spec.usageMessage()
                .description(
                        "Evaluates a kernel exactly on one input, and prints its value in decimal and hexadecimal.",
                        "Where the input breaks an obligation, it says which one, where, and what was computed before.")
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(ExitCodes.OF_RUN)
                .footerHeading("%nExamples:%n")
                .footer(
                        "  bitlemma run dot.lemma dot '[1, 2, 3]' '[4, 5, 6]'",
                        "  bitlemma run dot.lemma 'dot<int16>' '[-128 x 3]' '[-128 x 3]' --trace",
                        "  bitlemma run round.lemma rdbypot -7 1",
                        "  bitlemma run fast2sum.lemma fast2sum 1.5 2^-24 --trace");
        KernelOfFile.parameters().forEach(spec::addPositional);
        spec.addPositional(PositionalParamSpec.builder()
                .index("2..*")
                .arity("0..*")
                .paramLabel("ARG")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description("A value for each parameter: -128, 0x80 or 0b1000_0000 (the bits), true, 1.5, 3*2^-149,"
                        + " -inf, nan, [1, 2, 3], [-128 x 4096] (that many equal elements). NAME=VALUE gives a length"
                        + " that no array shows, as in K=5.")
                .build());
        spec.addOption(Options.flag("--trace", "Show every intermediate value."));
        spec.addOption(Options.color());
        return spec;
    }

    @Override
    public int run(ParseResult parsed, Terminal terminal) {
        String file = parsed.matchedPositionalValue(0, "");
        String name = parsed.matchedPositionalValue(1, "");
        List<String> texts = parsed.matchedPositionalValue(2, List.of());
        Style style = terminal.style(parsed.matchedOptionValue("--color", "auto"));
        checkOptions(parsed);
        Optional<Kernel> found = KernelOfFile.load(file, name, terminal);
        if (found.isEmpty()) {
            return Exit.INPUT_ERROR;
        }
        Kernel kernel = found.get();
        Map<Variable, Value> input = Arguments.of(kernel, texts);
        Trace trace = Trace.recording();
        Outcome outcome = Evaluator.run(kernel, input, trace, STEPS);
        terminal.out().print(RunReport.of(kernel, outcome, trace, style, parsed.hasMatchedOption("--trace")));
        return switch (outcome) {
            case Outcome.Returned returned -> Exit.GOOD;
            case Outcome.Broken broken -> Exit.NOT_AS_STATED;
            case Outcome.TooLong tooLong -> Exit.UNKNOWN;
        };
    }

    /**
     * Negative numbers and {@code -inf} are arguments, so that picocli lets everything pass that begins with a minus.
     */
    private static void checkOptions(ParseResult parsed) {
        for (String argument : parsed.originalArgs()) {
            boolean option = argument.startsWith("--")
                    || argument.matches("-\\p{L}.*") && !argument.matches("(?i)-inf(inity)?");
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (option && parsed.commandSpec().findOption(name) == null) {
                throw new ParameterException(
                        parsed.commandSpec().commandLine(), "Unknown option: '" + argument + "'");
            }
        }
    }
}
