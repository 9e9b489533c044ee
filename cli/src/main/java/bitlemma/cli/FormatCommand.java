package bitlemma.cli;

import bitlemma.cli.input.InputProblem;
import bitlemma.cli.input.Sources;
import bitlemma.cli.report.Diagnostics;
import bitlemma.cli.report.Style;
import bitlemma.grammar.diagnostics.Diagnostic;
import bitlemma.grammar.diagnostics.Problem;
import bitlemma.grammar.format.Formatted;
import bitlemma.grammar.format.Formatter;
import bitlemma.grammar.source.SourceFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code bitlemma fmt}: lays out files. */
final class FormatCommand implements Command {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name("fmt");
        spec.usageMessage()
                .description(
                        "Lays out files in the language's one way: indentation, blanks and blank lines.",
                        "Line breaks, names and comments stay as they are. Files are changed in place.")
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(ExitCodes.OF_FORMAT)
                .footerHeading("%nExamples:%n")
                .footer(
                        "  bitlemma fmt dot.lemma",
                        "  bitlemma fmt --check proofs/library",
                        "  bitlemma fmt - < in.lemma > out.lemma");
        spec.addPositional(Options.paths("FILE", "A file, a folder, or - for standard input to standard output."));
        spec.addOption(Options.flag("--check", "Change nothing; list the files that are laid out otherwise."));
        return spec;
    }

    @Override
    public int run(ParseResult parsed, Terminal terminal) {
        List<String> paths = parsed.matchedPositionalValue(0, List.of());
        boolean check = parsed.hasMatchedOption("--check");
        if (paths.contains("-")) {
            if (paths.size() > 1) {
                throw new InputProblem("- stands for standard input, and cannot be mixed with files", "");
            }
            return standardInput(check, terminal);
        }
        int exit = Exit.GOOD;
        for (Sources.Source source : Sources.of(paths)) {
            int one = switch (source) {
                case Sources.Source.Bad bad -> rejected(List.of(bad.diagnostic()), terminal);
                case Sources.Source.File file -> file(file.path(), check, terminal);
            };
            exit = Math.max(exit, one);
        }
        return exit;
    }

    private static int standardInput(boolean check, Terminal terminal) {
        byte[] bytes;
        try {
            bytes = terminal.in().readAllBytes();
        } catch (IOException e) {
            throw new InputProblem("standard input cannot be read: " + e.getMessage(), "");
        }
        String name = "standard input";
        return switch (format(name, bytes)) {
            case Formatted.Rejected rejected -> rejected(rejected.diagnostics(), terminal);
            case Formatted.Text text -> {
                if (check) {
                    yield same(text, bytes) ? Exit.GOOD : differs(name, terminal);
                }
                terminal.out().print(text.text());
                yield Exit.GOOD;
            }
        };
    }

    private static int file(Path path, boolean check, Terminal terminal) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(path);
        } catch (IOException e) {
            return failed(path, "cannot be read: " + e.getMessage(), "check its permissions", terminal);
        }
        return switch (format(path.toString(), bytes)) {
            case Formatted.Rejected rejected -> rejected(rejected.diagnostics(), terminal);
            case Formatted.Text text -> {
                if (same(text, bytes)) {
                    yield Exit.GOOD;
                }
                if (check) {
                    yield differs(path.toString(), terminal);
                }
                try {
                    Files.writeString(path, text.text());
                } catch (IOException e) {
                    yield failed(path, "cannot be written: " + e.getMessage(), "check its permissions", terminal);
                }
                terminal.out().println("laid out " + path);
                yield Exit.GOOD;
            }
        };
    }

    private static Formatted format(String name, byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return Formatter.format(new SourceFile(name, text));
        } catch (CharacterCodingException e) {
            return new Formatted.Rejected(List.of(
                    diagnostic(name, "the file is not text in UTF-8", "save the file as UTF-8")));
        }
    }

    private static boolean same(Formatted.Text text, byte[] bytes) {
        return Arrays.equals(text.text().getBytes(StandardCharsets.UTF_8), bytes);
    }

    private static int differs(String name, Terminal terminal) {
        terminal.out().println(name);
        return Exit.NOT_AS_STATED;
    }

    private static int failed(Path path, String what, String hint, Terminal terminal) {
        return rejected(List.of(diagnostic(path.toString(), "the file " + what, hint)), terminal);
    }

    private static Diagnostic diagnostic(String name, String message, String hint) {
        return new Diagnostic(Problem.FILE, new SourceFile(name, "").place(0, 0), message, hint);
    }

    private static int rejected(List<Diagnostic> diagnostics, Terminal terminal) {
        terminal.err().print(Diagnostics.of(diagnostics, Style.PLAIN));
        return Exit.INPUT_ERROR;
    }
}
