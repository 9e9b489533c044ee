package bitlemma.notebook.jupyter;

import bitlemma.notebook.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import sun.misc.Signal;

/** Serves one notebook until Jupyter ends it. */
final class KernelMain {
    private KernelMain() {}

    /**
     * Answers the requests that come over a connection; returns when it is closed.
     *
     * @param connectionFile what Jupyter wrote of the connection
     */
    static void serve(Path connectionFile, Session session, String version)
            throws IOException, GeneralSecurityException {
        JupyterConnection connection =
                new JupyterConnection(KernelConnectionProperties.parse(Files.readString(connectionFile)));
        BitlemmaKernel kernel = new BitlemmaKernel(session, version);
        kernel.becomeHandlerForConnection(connection);
        // Front ends that know no interrupting messages send the signal, which would otherwise end the process.
        Signal.handle(new Signal("INT"), signal -> kernel.interrupt());
        connection.connect();
        connection.waitUntilClose();
    }

    public static void main(String[] a) throws Exception {
        serve(Path.of(a[0]), new Session(Path.of(""), (p, d, l, s, o) -> {}), "0.1.0");
        System.exit(0);
    }
}
