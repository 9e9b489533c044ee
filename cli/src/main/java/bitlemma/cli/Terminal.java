package bitlemma.cli;

import bitlemma.cli.report.Style;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command talks to.
 *
 * @param outIsTerminal whether a person reads {@code out} as it is written
 * @param errIsTerminal whether a person reads {@code err} as it is written
 * @param environment the environment variables
 */
public record Terminal(
        PrintStream out,
        PrintStream err,
        InputStream in,
        boolean outIsTerminal,
        boolean errIsTerminal,
        Map<String, String> environment) {

    /** The process's own streams; text is UTF-8 whatever the locale says, as the files are. */
    static Terminal ofProcess(Output out) {
        return new Terminal(
                stream(out),
                stream(new Output(FileDescriptor.err)),
                System.in,
                isTerminal(1),
                isTerminal(2),
                System.getenv());
    }

    private static PrintStream stream(Output output) {
        return new PrintStream(new BufferedOutputStream(output, 1 << 13), false, StandardCharsets.UTF_8);
    }

    /** Java can only tell of input and output together; Linux tells of each. */
    private static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        if (!Files.isSymbolicLink(link)) {
            return System.console() != null && System.console().isTerminal();
        }
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }

    /** The style for {@code out}: NO_COLOR and a dumb terminal ask for none. */
    Style style(String color) {
        return switch (color) {
            case "always" -> Style.COLOURED;
            case "never" -> Style.PLAIN;
            default -> {
                boolean none = !environment.getOrDefault("NO_COLOR", "").isEmpty()
                        || "dumb".equals(environment.get("TERM"));
                yield outIsTerminal && !none ? Style.COLOURED : Style.PLAIN;
            }
        };
    }

    void flush() {
        out.flush();
        err.flush();
    }
}
