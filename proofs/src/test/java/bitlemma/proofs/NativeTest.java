package bitlemma.proofs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import bitlemma.grammar.check.Checker;
import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Program;
import bitlemma.grammar.load.ModuleLoader;
import bitlemma.grammar.parse.Parser;
import bitlemma.grammar.source.SourceFile;
import bitlemma.lowering.Lowered;
import bitlemma.lowering.Lowering;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The C text of every kernel of the library, compiled without warnings and compared with the exact evaluator. */
class NativeTest {
    private static final Path LIBRARY = Path.of("library");
    private static final int COUNT = 3000;

    private static final long FIRST = Long.getLong("bitlemma.native.first", 1);
    private static final int PROGRAMS = Integer.getInteger("bitlemma.native.count", 40);

    @TempDir
    private Path folder;

    private static List<Kernel> kernels() throws IOException {
        List<Kernel> kernels = new ArrayList<>();
        ModuleLoader loader = new ModuleLoader();
        List<Path> files;
        try (Stream<Path> all = Files.walk(LIBRARY)) {
            files = all.filter(p -> p.toString().endsWith(ModuleLoader.SUFFIX))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            Program program = loader.load(file).program().orElseThrow();
            // Coded values as their bit patterns; what has no integer form is left out.
            program.kernels().values().forEach(k -> {
                if (Lowering.lower(k) instanceof Lowered.Done<Kernel> done) {
                    kernels.add(done.result());
                }
            });
        }
        return kernels;
    }

    @Test
    void libraryAgrees() throws IOException {
        assumeTrue(CCompiler.isPresent(), "there is no C compiler");
        List<Kernel> kernels = kernels();
        List<String> sources = new ArrayList<>();
        for (int i = 0; i < kernels.size(); i++) {
            // What the library calls safe is proved so by its own test.
            sources.add(text(kernels.get(i), "kernel_" + i, !kernels.get(i).unsafe()));
        }
        Path library = CCompiler.library(folder, sources);
        int met = 0;
        for (int i = 0; i < kernels.size(); i++) {
            Kernel kernel = kernels.get(i);
            Comparison comparison = compared(kernel, library, "kernel_" + i);
            // Random inputs may all lie outside a narrow given.
            met += comparison.compared() > 0 ? 1 : 0;
        }
        int compared = met;
        assertTrue(compared > 100, () -> "only " + compared + " kernels");
    }

    /** Operations at widths of up to 128 bits, with and without assertions. */
    @Test
    void operationsAgree() throws IOException {
        assumeTrue(CCompiler.isPresent(), "there is no C compiler");
        Path file = Path.of("src/test/resources/native/operations.lemma");
        List<Kernel> kernels = List.copyOf(
                new ModuleLoader().load(file).program().orElseThrow().kernels().values());
        List<String> sources = new ArrayList<>();
        for (Kernel kernel : kernels) {
            sources.add(text(kernel, kernel.name() + "_trusting", true));
            sources.add(text(kernel, kernel.name() + "_careful", false));
        }
        Path library = CCompiler.library(folder, sources);
        for (Kernel kernel : kernels) {
            for (String variant : List.of("_trusting", "_careful")) {
                Comparison comparison = compared(kernel, library, kernel.name() + variant);
                assertTrue(comparison.compared() > 0 && comparison.broken() == 0, () -> kernel.name() + comparison);
            }
        }
    }

    /** Random kernels of a few bits on all their inputs, and the same kernels with wider types on random ones. */
    @Test
    void randomKernelsAgree() throws IOException {
        assumeTrue(CCompiler.isPresent(), "there is no C compiler");
        List<Kernel> kernels = new ArrayList<>();
        for (long seed = FIRST; seed < FIRST + PROGRAMS; seed++) {
            String text = String.join("\n", RandomPrograms.declarations(seed));
            kernels.addAll(kernels(text));
            kernels.addAll(kernels(widened(text)));
        }
        List<Kernel> safe = new ArrayList<>();
        List<Kernel> written = new ArrayList<>();
        List<String> sources = new ArrayList<>();
        for (Kernel kernel : kernels) {
            source(kernel, "kernel_" + written.size(), false).ifPresent(source -> {
                written.add(kernel);
                sources.add(source);
            });
        }
        Path library = CCompiler.library(Files.createDirectory(folder.resolve("careful")), sources);
        for (int i = 0; i < written.size(); i++) {
            Comparison comparison = compared(written.get(i), library, "kernel_" + i);
            if (comparison.complete() && comparison.broken() == 0 && comparison.compared() > 0) {
                safe.add(written.get(i));
            }
        }
        // What keeps every obligation on all inputs needs no assertions.
        List<String> trusting = new ArrayList<>();
        for (int i = 0; i < safe.size(); i++) {
            trusting.add(text(safe.get(i), "kernel_" + i, true));
        }
        library = CCompiler.library(Files.createDirectory(folder.resolve("trusting")), trusting);
        for (int i = 0; i < safe.size(); i++) {
            compared(safe.get(i), library, "kernel_" + i);
        }
        assertTrue(written.size() > PROGRAMS && safe.size() > PROGRAMS / 2, written.size() + " " + safe.size());
    }

    private static List<Kernel> kernels(String text) {
        Parser.Parsed parsed = Parser.parse(new SourceFile("random.lemma", text));
        return parsed.module()
                .flatMap(module -> Checker.check(module, List.of()).program())
                .map(program -> List.copyOf(program.kernels().values()))
                .orElse(List.of());
    }

    /** The same text with wider types, of which some are those of C; not all of it is a program then. */
    private static String widened(String text) {
        Matcher types = Pattern.compile("int([1-5])\\b").matcher(text);
        return types.replaceAll(m -> "int" + List.of("7", "8", "16", "32", "64").get(Integer.parseInt(m.group(1)) - 1));
    }

    private static Optional<String> source(Kernel kernel, String name, boolean safe) {
        try {
            return Optional.of(FileText.of(kernel, name, safe).file());
        } catch (Inexpressible e) {
            return Optional.empty();
        }
    }

    private static String text(Kernel kernel, String name, boolean safe) {
        try {
            return FileText.of(kernel, name, safe).file();
        } catch (Inexpressible e) {
            throw new AssertionError(
                    e.getMessage() + " in " + kernel.place().source().text(), e);
        }
    }

    private static Comparison compared(Kernel kernel, Path library, String symbol) {
        NativeFunction.Opened opened = NativeFunction.open(library, symbol, Prototype.of(kernel, symbol));
        try (NativeFunction function =
                assertInstanceOf(NativeFunction.Opened.Ready.class, opened).function()) {
            Crosscheck crosscheck = new Crosscheck(
                    kernel,
                    input -> Evaluator.run(kernel, input, Trace.none(), Evaluator.ORDINARY),
                    function,
                    known -> {});
            Comparison comparison = crosscheck.run(new Inputs(kernel, COUNT, 1));
            assertEquals(
                    Optional.empty(),
                    comparison.difference(),
                    () -> symbol + " of " + kernel.place().source().text());
            return comparison;
        }
    }
}
