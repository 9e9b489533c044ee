package bitlemma.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The kernels of the literature: what stands beside each file is what verify prints for it. */
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
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(LIBRARY.relativize(file).toString(), () -> check(file)));
    }

    private static void check(Path file) throws IOException {
        CommandLineRun run = CommandLineRun.of("verify", file.toString(), "--format", "expected");
        String name = file.getFileName().toString().replace(".lemma", ".expected");
        Golden.check(file.resolveSibling(name), run.out());
        assertFalse(run.out().contains(": unknown"), run.out());
        assertEquals(0, run.exit(), run.out());
    }
}
