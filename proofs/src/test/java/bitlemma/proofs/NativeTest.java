package bitlemma.proofs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Program;
import bitlemma.grammar.load.ModuleLoader;
import bitlemma.kernels.Evaluator;
import bitlemma.kernels.Trace;
import bitlemma.kernels.binary.Comparison;
import bitlemma.kernels.binary.Crosscheck;
import bitlemma.kernels.binary.Inputs;
import bitlemma.kernels.binary.NativeFunction;
import bitlemma.kernels.c.FileText;
import bitlemma.kernels.c.Inexpressible;
import bitlemma.kernels.c.Prototype;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The C text of every kernel of the library, compiled without warnings and compared with the exact evaluator. */
class NativeTest {
    private static final Path LIBRARY = Path.of("library");
    private static final int COUNT = 3000;

    @TempDir
    private Path folder;

    private static List<Kernel> kernels() throws IOException {
        List<Kernel> kernels = new ArrayList<>();
        ModuleLoader loader = new ModuleLoader();
        List<Path> files;
        try (Stream<Path> all = Files.walk(LIBRARY)) {
            files = all.filter(p -> p.toString().endsWith(ModuleLoader.SUFFIX)).sorted().toList();
        }
        for (Path file : files) {
            Program program = loader.load(file).program().orElseThrow();
            kernels.addAll(program.kernels().values());
        }
        return kernels;
    }

    @Test
    void libraryAgrees() throws IOException {
        assumeTrue(CCompiler.isPresent(), "there is no C compiler");
        List<Kernel> kernels = kernels();
        List<String> sources = new ArrayList<>();
        for (int i = 0; i < kernels.size(); i++) {
            sources.add(text(kernels.get(i), "kernel_" + i));
        }
        Path library = CCompiler.library(folder, sources);
        for (int i = 0; i < kernels.size(); i++) {
            agrees(kernels.get(i), library, "kernel_" + i);
        }
        assertTrue(kernels.size() > 80, () -> "only " + kernels.size() + " kernels");
    }

    /** Kernels that the library calls safe are proved so by its own test. */
    private static String text(Kernel kernel, String name) {
        try {
            return FileText.of(kernel, name, !kernel.unsafe()).file();
        } catch (Inexpressible e) {
            throw new AssertionError(kernel.name() + ": " + e.getMessage(), e);
        }
    }

    private static void agrees(Kernel kernel, Path library, String symbol) {
        NativeFunction.Opened opened = NativeFunction.open(library, symbol, Prototype.of(kernel, symbol));
        try (NativeFunction function =
                assertInstanceOf(NativeFunction.Opened.Ready.class, opened).function()) {
            Crosscheck crosscheck = new Crosscheck(
                    kernel,
                    input -> Evaluator.run(kernel, input, Trace.none(), Evaluator.ORDINARY),
                    function,
                    known -> {});
            Comparison comparison = crosscheck.run(new Inputs(kernel, COUNT, 1));
            assertEquals(Optional.empty(), comparison.difference(), kernel.name());
            assertTrue(comparison.compared() > 0, () -> kernel.name() + ": " + comparison);
        }
    }
}
