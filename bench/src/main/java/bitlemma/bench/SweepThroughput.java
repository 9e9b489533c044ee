package bitlemma.bench;

import bitlemma.grammar.core.Program;
import bitlemma.grammar.core.Proposition;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Statement;
import bitlemma.grammar.load.ModuleLoader;
import bitlemma.kernels.compiled.Sweep;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How many inputs a second sweeps go through, beside the same loops in C: the best of some runs, after one to warm up.
 * The second figure of each is processor time for one input, which other work on the machine disturbs less.
 */
final class SweepThroughput {
    private static final List<String> KERNELS = List.of("lmul", "srdhm", "rounding_shift", "float8");
    private static final String C_SOURCE = "sweep.c";
    private static final int THREADS = 2;
    private static final int RUNS = 5;

    /** Inputs of one run of a small sweep, together: enough to measure. */
    private static final long ENOUGH = 1L << 28;

    /** @param wall seconds, the least of all runs; @param processor the same of all threads together */
    private record Time(double wall, double processor) {}

    private SweepThroughput() {}

    static void run() {
        try {
            Path folder = Files.createTempDirectory("bitlemma-bench");
            try {
                run(folder);
            } finally {
                try (Stream<Path> files = Files.walk(folder)) {
                    files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(Path folder) throws IOException {
        extract(C_SOURCE, folder);
        Optional<Path> c = compiled(folder);
        if (c.isEmpty()) {
            System.out.println("no gcc here: nothing to compare with");
        }
        System.out.printf("%d threads%n", THREADS);
        System.out.printf("%-16s %9s %28s %28s%n", "", "inputs", "sweep", "C (gcc -O3 -march=native)");
        for (String kernel : KERNELS) {
            extract(kernel + ModuleLoader.SUFFIX, folder);
            Sweep sweep = sweep(folder.resolve(kernel + ModuleLoader.SUFFIX));
            double inputs = sweep.size().doubleValue();
            Time ours = time(sweep);
            System.out.printf("%-16s %9.3g %s", kernel, inputs, shown(inputs, ours));
            if (c.isPresent()) {
                Time theirs = time(c.get(), kernel);
                System.out.printf(
                        " %s   %.2f x C (%.2f by processor time)",
                        shown(inputs, theirs), theirs.wall() / ours.wall(), theirs.processor() / ours.processor());
            }
            System.out.printf("%s%n", sweep.isFlat() ? "" : "  with branches");
        }
    }

    private static String shown(double inputs, Time time) {
        return "%9.3f s %6.2f G/s %6.3f ns"
                .formatted(time.wall(), inputs / time.wall() / 1e9, time.processor() * 1e9 / inputs);
    }

    private static void extract(String name, Path folder) throws IOException {
        try (InputStream in = SweepThroughput.class.getResourceAsStream("sweep/" + name)) {
            Files.copy(in, folder.resolve(name));
        }
    }

    private static Sweep sweep(Path file) {
        Program program = new ModuleLoader().load(file).program().orElseThrow();
        Proposition proposition = program.statements().stream()
                .filter(s -> s instanceof Statement.Claim)
                .map(s -> ((Statement.Claim) s).proposition())
                .findFirst()
                .orElseThrow();
        List<Sweep.Domain> domains = proposition.inputs().stream()
                .map(v -> {
                    Sort.Machine sort = (Sort.Machine) v.sort();
                    return new Sweep.Domain(v, sort.format().min(), sort.format().max());
                })
                .toList();
        return Sweep.compile(domains, proposition.given(), proposition.body()).orElseThrow();
    }

    private static Time time(Sweep sweep) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long times = BigInteger.valueOf(ENOUGH).divide(sweep.size()).max(BigInteger.ONE).longValue();
        double wall = Double.MAX_VALUE;
        double processor = Double.MAX_VALUE;
        for (int run = 0; run <= RUNS; run++) {
            long w = System.nanoTime();
            long p = system.getProcessCpuTime();
            for (long i = 0; i < times; i++) {
                Sweep.Result result = sweep.run(THREADS, inputs -> {}, () -> false);
                if (!(result instanceof Sweep.Result.Holds)) {
                    throw new IllegalStateException(result.toString());
                }
            }
            if (run > 0) {
                wall = Math.min(wall, (System.nanoTime() - w) / 1e9 / times);
                processor = Math.min(processor, (system.getProcessCpuTime() - p) / 1e9 / times);
            }
        }
        return new Time(wall, processor);
    }

    // ---- C ----

    private static Optional<Path> compiled(Path folder) throws IOException {
        Path binary = folder.resolve("sweep");
        try {
            Process gcc = new ProcessBuilder(
                            "gcc",
                            "-O3",
                            "-march=native",
                            "-pthread",
                            "-o",
                            binary.toString(),
                            folder.resolve(C_SOURCE).toString())
                    .inheritIO()
                    .start();
            return gcc.waitFor() == 0 ? Optional.of(binary) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Time time(Path binary, String kernel) throws IOException {
        Process process = new ProcessBuilder(
                        binary.toString(), kernel, Integer.toString(THREADS), Integer.toString(RUNS + 1))
                .start();
        String line = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        String[] words = line.split(" ");
        if (words.length != 3 || !words[2].equals("holds")) {
            throw new IllegalStateException("the C program says " + line);
        }
        return new Time(Double.parseDouble(words[0]), Double.parseDouble(words[1]));
    }
}
