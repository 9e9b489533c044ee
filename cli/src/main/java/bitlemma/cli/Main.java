package bitlemma.cli;

import bitlemma.cli.input.InputProblem;
import java.io.FileDescriptor;

/** Where the program starts. */
public final class Main {
    /** The parser and the checker walk deep terms by recursion. */
    private static final long STACK = 1L << 29;

    private Main() {}

    /** Runs a command line and ends the process with its exit code. */
    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length == 1 && (arguments[0].equals("--version") || arguments[0].equals("-V"))) {
            // Asked for by scripts at every start; needs nothing of what the rest loads.
            System.out.println(Version.line());
            return;
        }
        Output out = new Output(FileDescriptor.out);
        Terminal terminal = Terminal.ofProcess(out);
        int[] exit = new int[1];
        Thread thread = new Thread(null, () -> exit[0] = run(arguments, terminal), "main", STACK);
        thread.start();
        thread.join();
        if (!out.failure().isEmpty()) {
            terminal.err().println("bitlemma: the output cannot be written: " + out.failure());
            terminal.flush();
            exit[0] = Exit.INPUT_ERROR;
        }
        System.exit(exit[0]);
    }

    /** Runs a command line and gives its exit code; whatever happens, no stack trace is shown. */
    static int run(String[] arguments, Terminal terminal) {
        int exit;
        try {
            exit = new CommandTree(terminal).run(arguments);
        } catch (InputProblem problem) {
            terminal.err().println("bitlemma: " + problem.getMessage());
            if (!problem.hint().isEmpty()) {
                terminal.err().println("  hint: " + problem.hint());
            }
            exit = Exit.INPUT_ERROR;
        } catch (OutOfMemoryError e) {
            terminal.err().println("bitlemma: the memory of " + (Runtime.getRuntime().maxMemory() >> 20)
                    + " MB does not suffice; give more with JAVA_TOOL_OPTIONS=-Xmx8g, or verify fewer files at once");
            exit = Exit.FAULT;
        } catch (Throwable e) {
            StackTraceElement[] at = e.getStackTrace();
            terminal.err().println("bitlemma: this is a fault of Bitlemma, please report it with the command and the"
                    + " files: " + e.getClass().getSimpleName()
                    + (e.getMessage() == null ? "" : ": " + e.getMessage().lines().findFirst().orElse(""))
                    + (at.length > 0 ? " at " + at[0] : ""));
            exit = Exit.FAULT;
        }
        terminal.flush();
        return exit;
    }
}
