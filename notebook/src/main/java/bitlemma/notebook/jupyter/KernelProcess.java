package bitlemma.notebook.jupyter;

import bitlemma.notebook.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import sun.misc.Signal;

/** Serves one notebook until Jupyter ends it. */
final class KernelProcess {
    private KernelProcess() {}

    /**
     * Answers the requests that come over a connection; returns when it is closed.
     *
     * @param connectionFile what Jupyter wrote of the connection
     */
    static void serve(Path connectionFile, Session session, String version)
            throws IOException, GeneralSecurityException {
        // The library tells of every step on the terminal from which Jupyter was started.
        Logger.getLogger("").setLevel(Level.WARNING);
        JupyterConnection connection =
                new JupyterConnection(KernelConnectionProperties.parse(Files.readString(connectionFile)));
        BitlemmaKernel kernel = new BitlemmaKernel(session, version);
        kernel.becomeHandlerForConnection(connection);
        // Front ends that know no interrupting messages send the signal, which would otherwise end the process.
        Signal.handle(new Signal("INT"), signal -> kernel.interrupt());
        endWithParent();
        connection.connect();
        connection.waitUntilClose();
    }

    /** Ends this process when Jupyter has ended without saying so; a kernel that nobody asks would stay for ever. */
    private static void endWithParent() {
        String parent = System.getenv().getOrDefault("JPY_PARENT_PID", "");
        if (parent.matches("[0-9]{1,18}")) {
            ProcessHandle.of(Long.parseLong(parent))
                    .ifPresent(process -> process.onExit().thenRun(() -> Runtime.getRuntime().halt(0)));
        }
    }
}
