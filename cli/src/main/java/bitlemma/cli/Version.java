package bitlemma.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** This program's version, which the build writes into a resource. */
public final class Version {
    private Version() {}

    /** The version alone. */
    public static String number() {
        try (InputStream in = Version.class.getResourceAsStream("version.txt")) {
            String version = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
            return version.isEmpty() || version.startsWith("$") ? "unbuilt" : version;
        } catch (IOException e) {
            return "unknown";
        }
    }

    /** What {@code --version} prints. */
    static String line() {
        return "bitlemma " + number();
    }
}
