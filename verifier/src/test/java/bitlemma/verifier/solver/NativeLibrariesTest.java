package bitlemma.verifier.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Unpacking, with class files in the place of native code. */
class NativeLibrariesTest {
    /** One file from a jar and one from a folder of classes. */
    private static final String JUNIT = "org/junit/jupiter/api";

    private static final String HERE = "bitlemma/verifier/solver";

    @TempDir
    private Path cache;

    private String before;

    @BeforeEach
    void use_a_cache_of_its_own() {
        before = System.setProperty(NativeLibraries.CACHE_PROPERTY, cache.toString());
    }

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty(NativeLibraries.CACHE_PROPERTY);
        } else {
            System.setProperty(NativeLibraries.CACHE_PROPERTY, before);
        }
    }

    private static Path unpack() throws IOException {
        return NativeLibraries.load("junit", Test.class, JUNIT, List.of("Test.class", "Timeout.class"), List.of());
    }

    private static void assertWhole(Path folder) throws IOException {
        for (String file : List.of("Test.class", "Timeout.class")) {
            try (var original = Test.class.getResourceAsStream(file)) {
                assertArrayEquals(original.readAllBytes(), Files.readAllBytes(folder.resolve(file)));
            }
        }
        try (var files = Files.list(folder)) {
            assertEquals(2, files.count());
        }
    }

    @Test
    void unpacks_once() throws IOException {
        Path folder = unpack();
        assertEquals(cache, folder.getParent());
        assertWhole(folder);
        var written = Files.getLastModifiedTime(folder.resolve("Test.class"));
        Object key = Files.readAttributes(folder.resolve("Test.class"), "unix:ino").get("ino");
        assertEquals(folder, unpack());
        assertEquals(written, Files.getLastModifiedTime(folder.resolve("Test.class")));
        assertEquals(key, Files.readAttributes(folder.resolve("Test.class"), "unix:ino").get("ino"));
    }

    @Test
    void replaces_a_file_of_the_wrong_size() throws IOException {
        Files.write(unpack().resolve("Timeout.class"), new byte[7]);
        assertWhole(unpack());
    }

    @Test
    void many_at_once() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            Callable<Path> unpack = NativeLibrariesTest::unpack;
            for (var folder : threads.invokeAll(Collections.nCopies(32, unpack))) {
                folder.get();
            }
        }
        assertWhole(unpack());
    }

    @Test
    void reads_folders_of_classes_too() throws IOException {
        String file = "Solver.class";
        Path folder = NativeLibraries.load("own", Solver.class, HERE, List.of(file), List.of());
        try (var original = Solver.class.getResourceAsStream(file)) {
            assertArrayEquals(original.readAllBytes(), Files.readAllBytes(folder.resolve(file)));
        }
    }

    @Test
    void does_without_a_cache_that_cannot_be_written() throws IOException {
        Path file = Files.writeString(cache.resolve("file"), "not a folder");
        System.setProperty(NativeLibraries.CACHE_PROPERTY, file.toString());
        Path folder = unpack();
        assertFalse(folder.startsWith(cache));
        assertWhole(folder);
    }

    @Test
    void says_what_is_missing() {
        assertThrows(
                FileNotFoundException.class,
                () -> NativeLibraries.load("none", Test.class, JUNIT, List.of("libnone.so"), List.of()));
    }
}
