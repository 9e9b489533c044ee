package bitlemma.cli;

import bitlemma.cli.derivation.DerivationReport;
import bitlemma.cli.input.Selection;
import bitlemma.cli.input.Sources;
import bitlemma.grammar.check.Checker;
import bitlemma.grammar.core.Derivation;
import bitlemma.grammar.core.Derivation.Request;
import bitlemma.grammar.core.Program;
import bitlemma.grammar.diagnostics.Diagnostic;
import bitlemma.grammar.load.ModuleLoader;
import bitlemma.proofs.Answered;
import bitlemma.proofs.Derivations;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run of {@code derive}: keeps what was answered so far, so that it can be reported at any moment. */
final class Deriving implements Derivations.Listener {
    /** A path of the command line, read. */
    private record Loaded(String path, Optional<Program> program, List<Diagnostic> diagnostics) {}

    private final long start = System.nanoTime();
    private final List<Loaded> files = new ArrayList<>();
    private final Map<Derivation, List<Answered>> answers = new IdentityHashMap<>();
    private final Map<Derivation, String> plots = new IdentityHashMap<>();
    private final Selection selection;
    private Optional<PlotFile> plot = Optional.empty();
    private volatile Progress progress;

    Deriving(Selection selection) {
        this.selection = selection;
    }

    /** Reads the files; throws InputProblem where what is asked for is not in them. */
    void load(List<String> paths, Optional<PlotFile> picture) {
        plot = picture;
        ModuleLoader loader = new ModuleLoader();
        for (Sources.Source source : Sources.of(paths)) {
            files.add(switch (source) {
                case Sources.Source.Bad bad -> new Loaded(bad.path(), Optional.empty(), List.of(bad.diagnostic()));
                case Sources.Source.File file -> {
                    Checker.Checked checked = loader.load(file.path());
                    yield new Loaded(file.path().toString(), checked.program(), checked.diagnostics());
                }
            });
        }
        // With errors in some file, the name may stand there.
        if (files.stream().allMatch(f -> f.diagnostics().isEmpty())) {
            selection.checkDerivations(programs());
            plot.ifPresent(p -> p.check(programs().stream()
                    .flatMap(program -> wanted(program).stream())
                    .toList()));
        }
    }

    private List<Program> programs() {
        List<Program> programs = new ArrayList<>();
        files.forEach(f -> f.program().ifPresent(programs::add));
        return programs;
    }

    private List<Derivation> wanted(Program program) {
        return program.derivations().stream().filter(selection::wants).toList();
    }

    void run(Derivations derivations, Terminal terminal) {
        int all = 0;
        for (Program program : programs()) {
            for (Derivation derivation : wanted(program)) {
                all += derivation.requests().size();
            }
        }
        try (Progress watched = Progress.start(terminal, all)) {
            progress = watched;
            derivations.derive(programs());
        }
    }

    /** Draws what was asked for; throws InputProblem where the file cannot be written. */
    void draw() {
        if (plot.isEmpty()) {
            return;
        }
        for (Program program : programs()) {
            for (Derivation derivation : wanted(program)) {
                List<Answered> answered = answers.getOrDefault(derivation, List.of());
                if (answered.size() == derivation.requests().size()) {
                    plots.put(derivation, plot.get().draw(derivation, answered));
                }
            }
        }
    }

    @Override
    public void started(Program program, Derivation derivation, Request request) {
        progress.started(name(derivation, request));
    }

    @Override
    public void finished(Program program, Answered answered) {
        progress.finished(name(answered.derivation(), answered.result().request()));
        synchronized (answers) {
            answers.computeIfAbsent(answered.derivation(), d -> new ArrayList<>()).add(answered);
        }
    }

    private static String name(Derivation derivation, Request request) {
        return derivation.name() + ": " + request.label();
    }

    /** What is known now; from any thread. */
    DerivationReport report(boolean interrupted) {
        if (progress != null) {
            progress.close();
        }
        List<DerivationReport.File> reports = new ArrayList<>();
        synchronized (answers) {
            for (Loaded file : files) {
                List<DerivationReport.Block> blocks = new ArrayList<>();
                file.program().ifPresent(program -> wanted(program)
                        .forEach(d -> blocks.add(new DerivationReport.Block(
                                d, answers.getOrDefault(d, List.of()), plots.getOrDefault(d, "")))));
                reports.add(new DerivationReport.File(file.path(), file.program(), file.diagnostics(), blocks));
            }
        }
        return new DerivationReport(Version.number(), reports, (System.nanoTime() - start) / 1e9, interrupted);
    }
}
