package bitlemma.grammar;

import bitlemma.grammar.source.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The modules that tests read, and the stack that they need. */
public final class Samples {
    public static final Path RESOURCES = Path.of("src", "test", "resources");

    private Samples() {}

    /** Modules of the language's form. */
    public static List<Path> valid() {
        return modules(RESOURCES.resolve("valid"));
    }

    /** Modules with mistakes. */
    public static List<Path> wrong() {
        return modules(RESOURCES.resolve("errors"));
    }

    /** Every module that lies in the project's tree, but for copies that a build has made. */
    public static List<Path> all() {
        Path root = Path.of("").toAbsolutePath().getParent();
        return modules(root).stream()
                .filter(file -> !root.relativize(file).toString().contains("target"))
                .toList();
    }

    private static List<Path> modules(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".lemma")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file's text; what is not UTF-8 in it becomes replacement characters. */
    public static SourceFile read(Path file) {
        try {
            return new SourceFile(
                    file.toString(), new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a test with a stack of so many megabytes. */
    public static void withStack(int megabytes, Runnable test) {
        Throwable[] failure = new Throwable[1];
        Thread thread = new Thread(null, test, "test", (long) megabytes << 20);
        thread.setUncaughtExceptionHandler((t, e) -> failure[0] = e);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        if (failure[0] instanceof AssertionError e) {
            throw e;
        }
        if (failure[0] != null) {
            throw new AssertionError(failure[0]);
        }
    }
}
