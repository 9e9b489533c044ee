package bitlemma.bench;

import bitlemma.grammar.check.Checker;
import bitlemma.grammar.core.Program;
import bitlemma.grammar.parse.Parser;
import bitlemma.grammar.source.SourceFile;
import bitlemma.proofs.Result;
import bitlemma.proofs.Workbench;
import bitlemma.verifier.ladder.Limits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What the safety proof of an int8 dot product costs where its length is bounded by 2^4, 2^5, ... 2^30. The kernels differ in
 * that bound alone; the order of the lengths changes from round to round, so that warming up favours none.
 */
final class ReductionLength {
    private static final int ROUNDS = 400;
    private static final int WARM_UP = 150;

    private ReductionLength() {}

    static void run() {
        List<Program> programs = new ArrayList<>();
        for (int power = 4; power <= 30; power++) {
            programs.add(program(power));
        }
        List<List<Double>> times = new ArrayList<>();
        programs.forEach(p -> times.add(new ArrayList<>()));
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < programs.size(); i++) {
            order.add(i);
        }
        for (int round = 0; round < ROUNDS; round++) {
            Collections.shuffle(order, new java.util.Random(round));
            for (int i : order) {
                double seconds = prove(programs.get(i));
                if (round >= WARM_UP) {
                    times.get(i).add(seconds);
                }
            }
        }
        double least = Double.MAX_VALUE;
        double most = 0;
        System.out.println("length   median of " + (ROUNDS - WARM_UP) + " proofs");
        for (int i = 0; i < programs.size(); i++) {
            List<Double> sorted = new ArrayList<>(times.get(i));
            Collections.sort(sorted);
            double median = sorted.get(sorted.size() / 2);
            least = Math.min(least, median);
            most = Math.max(most, median);
            System.out.printf("2^%-6d %8.1f us%n", i + 4, median * 1e6);
        }
        System.out.printf("slowest / fastest: %.2f%n", most / least);
    }

    private static Program program(int power) {
        String text = "kernel dot(a: int8[K], b: int8[K]) -> int64 given 1 <= K <= 2 ^ " + power
                + " {\n    sum(k < K) int64(a[k]) * int64(b[k])\n}\n";
        return Checker.check(
                        Parser.parse(new SourceFile("dot" + power + ".lemma", text)).module().orElseThrow(), List.of())
                .program()
                .orElseThrow();
    }

    private static double prove(Program program) {
        Workbench.Options options = new Workbench.Options(Limits.of(Limits.ORDINARY), 0, 1, false, s -> true);
        try (Workbench workbench = new Workbench(options, new Workbench.Listener() {})) {
            Result result = workbench.verify(List.of(program)).getFirst().getFirst();
            if (result.status() != Result.Status.HOLDS) {
                throw new IllegalStateException(result.verdict() + " " + result.message());
            }
            return result.seconds();
        }
    }
}
