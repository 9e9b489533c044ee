package bitlemma.bench;

import bitlemma.grammar.core.Program;
import bitlemma.grammar.load.ModuleLoader;
import bitlemma.proofs.Result;
import bitlemma.proofs.Workbench;
import bitlemma.verifier.ladder.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** How long each statement of the library takes, on one thread and in a fresh process: the slowest twenty, and the sum. */
final class LibraryTimes {
    private LibraryTimes() {}

    static void run(Path folder) {
        List<Program> programs = new ArrayList<>();
        ModuleLoader loader = new ModuleLoader();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(f -> f.toString().endsWith(ModuleLoader.SUFFIX)).sorted().forEach(file -> loader.load(file)
                    .program()
                    .ifPresentOrElse(programs::add, () -> System.out.println(file + ": does not check")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Workbench.Options options = new Workbench.Options(Limits.of(Limits.ORDINARY), 0, 1, false, s -> true);
        long start = System.nanoTime();
        List<Result> results = new ArrayList<>();
        try (Workbench workbench = new Workbench(options, new Workbench.Listener() {})) {
            workbench.verify(programs).forEach(results::addAll);
        }
        double total = (System.nanoTime() - start) / 1e9;
        results.sort(Comparator.comparingDouble(Result::seconds).reversed());
        for (Result result : results.subList(0, Math.min(20, results.size()))) {
            System.out.printf(
                    "%8.3f s  %-8s %s (%s)%n",
                    result.seconds(),
                    result.verdict(),
                    result.statement().name(),
                    result.statement().place());
        }
        long unknown = results.stream().filter(r -> r.status() == Result.Status.UNKNOWN).count();
        System.out.printf("%d statements, %d unknown, %.1f s on one thread%n", results.size(), unknown, total);
    }
}
