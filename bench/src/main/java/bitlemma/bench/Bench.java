package bitlemma.bench;

import java.nio.file.Path;
import java.util.List;

/** Runs a benchmark by its name. Started by {@code bench/bench}. */
public final class Bench {
    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        // Deep terms need a deep stack, here as in the program itself.
        Thread thread = new Thread(null, () -> run(arguments), "bench", 1L << 29);
        thread.start();
        thread.join();
        System.exit(0);
    }

    private static void run(String[] arguments) {
        List<String> rest = List.of(arguments).subList(Math.min(1, arguments.length), arguments.length);
        switch (arguments.length == 0 ? "" : arguments[0]) {
            case "flat" -> ReductionLength.run();
            case "library" -> LibraryTimes.run(Path.of(rest.isEmpty() ? "proofs/library" : rest.getFirst()));
            case "sweep" -> SweepThroughput.run();
            default -> System.out.println("""
                    usage: bench/bench NAME
                      flat              what the proof of a dot product costs, for lengths from 2^4 to 2^30
                      library [FOLDER]  seconds for each statement of the library, slowest first
                      sweep             inputs per second of compiled sweeps, beside the same loops in C
                    Whole-process times (start-up) are measured by bench/startup, and expectation problems beside other
                    algebra systems by bench/expectations/peers.sh.""");
        }
    }
}
