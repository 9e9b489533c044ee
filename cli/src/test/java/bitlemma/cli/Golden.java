package bitlemma.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Expected output in files; {@code -Dgolden.update=true} writes what is printed now, to be read before it is kept. */
final class Golden {
    private static final boolean UPDATE = Boolean.getBoolean("golden.update");

    private Golden() {}

    static void check(Path expected, String actual) throws IOException {
        if (UPDATE) {
            Files.writeString(expected, actual);
        }
        assertTrue(Files.exists(expected), () -> expected + " is missing; it should hold:\n" + actual);
        assertEquals(Files.readString(expected), actual, expected.toString());
    }
}
