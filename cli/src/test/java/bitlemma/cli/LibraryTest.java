package bitlemma.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.grammar.load.ModuleLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The kernels and derivations of the literature: {@code x.expected} beside a file is what verify prints for it, and
 * {@code x.derived} what derive prints where it has derivations.
 */
class LibraryTest {
    private static final Path LIBRARY = Path.of("../proofs/library");

    @TestFactory
    Stream<DynamicTest> library() throws IOException {
        if (!Files.isDirectory(LIBRARY)) {
            return Stream.empty();
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(LIBRARY)) {
            files = all.filter(p -> p.toString().endsWith(".lemma")).sorted().toList();
        }
        return files.stream().flatMap(LibraryTest::tests);
    }

    private static Stream<DynamicTest> tests(Path file) {
        String name = LIBRARY.relativize(file).toString();
        DynamicTest verify = DynamicTest.dynamicTest(name, () -> check(file));
        boolean derives = new ModuleLoader().load(file).program().stream()
                .anyMatch(p -> !p.derivations().isEmpty());
        return derives
                ? Stream.of(verify, DynamicTest.dynamicTest(name + ", derived", () -> checkDerived(file)))
                : Stream.of(verify);
    }

    private static void checkDerived(Path file) throws IOException {
        CommandLineRun run = CommandLineRun.of("derive", file.toString(), "--format", "expected");
        String name = file.getFileName().toString().replace(".lemma", ".derived");
        Golden.check(file.resolveSibling(name), run.out());
        // What nothing could be compared with is said to be unknown; nothing may be refuted or contradicted.
        assertTrue(run.exit() == Exit.GOOD || run.exit() == Exit.UNKNOWN, run.out());
    }

    private static void check(Path file) throws IOException {
        CommandLineRun run = CommandLineRun.of("verify", file.toString(), "--format", "expected");
        String name = file.getFileName().toString().replace(".lemma", ".expected");
        Golden.check(file.resolveSibling(name), run.out());
        assertFalse(run.out().contains(": unknown"), run.out());
        assertEquals(0, run.exit(), run.out());
    }
}
