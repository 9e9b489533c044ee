package bitlemma.proofs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import bitlemma.grammar.check.Checker;
import bitlemma.grammar.core.Derivation;
import bitlemma.grammar.core.Derivation.Request;
import bitlemma.grammar.core.Program;
import bitlemma.grammar.load.ModuleLoader;
import bitlemma.symbolic.answer.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Derivations on several threads: every request is answered, in order, until somebody stops the work. */
class DerivationsTest {
    private static final String SOURCE =
            """
            derive first {
                x ~ uniform(0, 1)
                find E[x]
                expect right: E[x] == 1/2
                expect wrong: E[x] == 1/3
                refuted expect stated: E[x] == 1/3
            }
            derive second {
                given m in 1..8
                a ~ uniform grid(m)
                find E[a]
                step E[2 * a] == 2 * E[a] == 1 - 2^-m
            }
            """;

    @TempDir
    Path folder;

    private Program program() throws IOException {
        Path file = Files.writeString(folder.resolve("derivations.lemma"), SOURCE);
        Checker.Checked checked = new ModuleLoader().load(file);
        return checked.program().orElseThrow(() -> new AssertionError(checked.diagnostics()));
    }

    private static Map<String, List<Answered>> answers(Program program, int jobs) {
        Map<String, List<Answered>> answers = new TreeMap<>();
        Derivations.Listener listener = new Derivations.Listener() {
            @Override
            public void finished(Program of, Answered answered) {
                answers.computeIfAbsent(answered.derivation().name(), n -> new ArrayList<>()).add(answered);
            }
        };
        try (Derivations derivations = new Derivations(new Derivations.Options(0, jobs, d -> true), listener)) {
            derivations.derive(List.of(program));
        }
        return answers;
    }

    @Test
    void everyRequestIsAnswered() throws IOException {
        Program program = program();
        for (int jobs = 1; jobs <= 2; jobs++) {
            Map<String, List<Answered>> answers = answers(program, jobs);
            for (Derivation derivation : program.derivations()) {
                assertEquals(
                        derivation.requests(),
                        answers.get(derivation.name()).stream()
                                .map(a -> a.result().request())
                                .toList());
            }
            assertEquals(
                    List.of(
                            Result.Status.HOLDS, Result.Status.HOLDS, Result.Status.REFUTED, Result.Status.HOLDS),
                    answers.get("first").stream().map(Answered::status).toList());
            assertInstanceOf(Outcome.Closed.class, answers.get("second").getFirst().result().outcome());
            assertInstanceOf(Outcome.Holds.class, answers.get("second").getLast().result().outcome());
        }
    }

    /** Who stops at the third request gets the first two. */
    @Test
    void stopping() throws IOException {
        List<String> finished = new ArrayList<>();
        Derivations[] running = new Derivations[1];
        Derivations.Listener listener = new Derivations.Listener() {
            @Override
            public void started(Program of, Derivation derivation, Request request) {
                if (request.label().equals("wrong")) {
                    running[0].stop();
                }
            }

            @Override
            public void finished(Program of, Answered answered) {
                finished.add(answered.result().request().label());
            }
        };
        try (Derivations derivations = new Derivations(new Derivations.Options(0, 1, d -> true), listener)) {
            running[0] = derivations;
            derivations.derive(List.of(program()));
        }
        assertEquals(List.of("E[x]", "right"), finished);
    }

    @Test
    void onlyWhatIsWanted() throws IOException {
        List<String> finished = new ArrayList<>();
        Derivations.Listener listener = new Derivations.Listener() {
            @Override
            public void finished(Program of, Answered answered) {
                finished.add(answered.derivation().name());
            }
        };
        Derivations.Options options = new Derivations.Options(0, 2, d -> d.name().equals("second"));
        try (Derivations derivations = new Derivations(options, listener)) {
            derivations.derive(List.of(program()));
        }
        assertEquals(List.of("second", "second"), finished);
    }
}
