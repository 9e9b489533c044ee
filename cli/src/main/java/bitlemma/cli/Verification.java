package bitlemma.cli;

import bitlemma.cli.input.Selection;
import bitlemma.cli.input.Sources;
import bitlemma.cli.report.FileReport;
import bitlemma.cli.report.Report;
import bitlemma.grammar.check.Checker;
import bitlemma.grammar.core.Program;
import bitlemma.grammar.core.Statement;
import bitlemma.grammar.diagnostics.Diagnostic;
import bitlemma.grammar.load.ModuleLoader;
import bitlemma.proofs.Result;
import bitlemma.proofs.Workbench;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run of {@code verify}: keeps what was decided so far, so that it can be reported at any moment. */
final class Verification implements Workbench.Listener {
    /** A path of the command line, read. */
    private record Loaded(String path, Optional<Program> program, List<Diagnostic> diagnostics) {}

    private final long start = System.nanoTime();
    private final List<Loaded> files = new ArrayList<>();
    private final Map<Statement, Result> results = new IdentityHashMap<>();
    private final Selection selection;
    private Progress progress;

    Verification(List<String> paths, Selection selection) {
        this.selection = selection;
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
            selection.check(programs());
        }
    }

    private List<Program> programs() {
        List<Program> programs = new ArrayList<>();
        files.forEach(f -> f.program().ifPresent(programs::add));
        return programs;
    }

    private int wanted(Program program) {
        int wanted = 0;
        for (Statement statement : program.statements()) {
            wanted += selection.wants(statement) ? 1 : 0;
        }
        return wanted;
    }

    void run(Workbench bench, Terminal terminal) {
        int all = 0;
        for (Program program : programs()) {
            all += wanted(program);
        }
        try (Progress watched = Progress.start(terminal, all)) {
            progress = watched;
            bench.verify(programs());
        }
    }

    @Override
    public void started(Program program, Statement statement) {
        progress.started(statement.name());
    }

    @Override
    public void enumerating(Program program, Statement statement, long done, BigInteger all) {
        progress.enumerating(statement.name(), done, all);
    }

    @Override
    public void finished(Program program, Result result) {
        progress.finished(result.statement().name());
        synchronized (results) {
            results.put(result.statement(), result);
        }
    }

    /** What is known now; from any thread. */
    Report report(boolean interrupted) {
        if (progress != null) {
            progress.close();
        }
        List<FileReport> reports = new ArrayList<>();
        synchronized (results) {
            for (Loaded file : files) {
                List<Result> decided = new ArrayList<>();
                int wanted = file.program().map(this::wanted).orElse(0);
                file.program().ifPresent(program -> {
                    for (Statement statement : program.statements()) {
                        if (results.containsKey(statement)) {
                            decided.add(results.get(statement));
                        }
                    }
                });
                reports.add(new FileReport(
                        file.path(), file.program(), file.diagnostics(), decided, wanted - decided.size()));
            }
        }
        return new Report(Version.number(), reports, (System.nanoTime() - start) / 1e9, interrupted);
    }
}
