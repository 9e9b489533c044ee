package bitlemma.verifier.solver.cvc5;

import bitlemma.verifier.solver.NativeLibraries;
import io.github.cvc5.Kind;
import java.io.IOException;
import java.util.List;

/** cvc5's native code, loaded once in a process. */
final class Cvc5Library {
    private static String version;

    private Cvc5Library() {}

    /** Loads cvc5 unless it is loaded, and returns its version. */
    static synchronized String load() throws IOException {
        if (version == null) {
            if (NativeLibraries.onLinuxX64()) {
                String file = "libcvc5jni.so";
                NativeLibraries.load("cvc5", Kind.class, "cvc5-libs/linux/x86_64", List.of(file), List.of(file));
                // Else cvc5 unpacks the same code into a temporary folder at each start.
                System.setProperty("cvc5.skipLibraryLoad", "true");
            }
            version = Session.version();
        }
        return version;
    }
}
