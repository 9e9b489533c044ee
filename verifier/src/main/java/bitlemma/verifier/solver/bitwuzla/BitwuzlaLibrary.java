package bitlemma.verifier.solver.bitwuzla;

import bitlemma.verifier.solver.NativeLibraries;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sosy_lab.java_smt.solvers.bitwuzla.api.BitwuzlaNative;
import org.sosy_lab.java_smt.solvers.bitwuzla.api.Kind;

/** Bitwuzla's native code, loaded once in a process. It is a file of its own, not packed into a jar. */
final class BitwuzlaLibrary {
    private static String version;

    private BitwuzlaLibrary() {}

    /** Loads Bitwuzla unless it is loaded, and returns its version, as in "0.8.2". */
    @SuppressWarnings("restricted") // to load native code is what this class is for
    static synchronized String load() throws IOException {
        if (version == null) {
            if (!NativeLibraries.onLinuxX64()) {
                throw new FileNotFoundException("no native code for " + NativeLibraries.platform());
            }
            Path file = find().orElseThrow(() -> new FileNotFoundException(
                    "no file libbitwuzlaj*.so on the class path or beside the jar of javasmt-solver-bitwuzla"));
            System.load(file.toString());
            version = BitwuzlaNative.version().replaceFirst("-.*", "");
        }
        return version;
    }

    private static Optional<Path> find() throws IOException {
        List<Path> onClassPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath())
                .filter(BitwuzlaLibrary::isLibrary)
                .toList();
        if (!onClassPath.isEmpty()) {
            return Optional.of(onClassPath.getFirst());
        }
        // Maven's repository and a distribution's lib folder alike keep the file beside the jar.
        var source = Kind.class.getProtectionDomain().getCodeSource();
        if (source == null || !source.getLocation().getProtocol().equals("file")) {
            return Optional.empty();
        }
        Path folder = Path.of(URI.create(source.getLocation().toString())).getParent();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(BitwuzlaLibrary::isLibrary).min(Path::compareTo);
        }
    }

    private static boolean isLibrary(Path file) {
        String name = file.getFileName() == null ? "" : file.getFileName().toString();
        boolean named = name.startsWith("libbitwuzlaj") || name.contains("-libbitwuzlaj-x64");
        return named && name.endsWith(".so") && Files.isRegularFile(file);
    }
}
