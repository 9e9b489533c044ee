package bitlemma.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a command line printed, and its exit code; run in this process, in a thread like that of {@link Main}. */
record CommandLineRun(int exit, String out, String err) {
    static CommandLineRun of(String... arguments) {
        return withInput("", arguments);
    }

    static CommandLineRun withInput(String input, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                false,
                false,
                Map.of());
        int[] exit = new int[1];
        Thread thread = new Thread(null, () -> exit[0] = Main.run(arguments, terminal), "main", 1L << 29);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return new CommandLineRun(
                exit[0], out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
