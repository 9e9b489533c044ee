package bitlemma.verifier.solver;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * Native code that travels inside jars: unpacked once into a cache folder, then loaded from there at each start.
 *
 * <p>The cache is the folder named by the system property {@value #CACHE_PROPERTY}, else
 * {@code $XDG_CACHE_HOME/bitlemma}, else {@code ~/.cache/bitlemma}. Where it cannot be written, the code goes into a
 * new private folder of java.io.tmpdir, which is deleted at exit.
 */
public final class NativeLibraries {
    /** The system property that names the cache folder. */
    public static final String CACHE_PROPERTY = "bitlemma.cache";

    /** One file inside a jar: where it is, and what tells it from another version of the same file. */
    private record Packed(String fileName, URL place, long size, long checksum) {}

    private NativeLibraries() {}

    /**
     * Unpacks resources side by side under their own file names, unless an earlier run did, and loads some of them.
     *
     * @param name what the folder is called; a checksum of the contents is appended, so versions do not meet
     * @param owner a class of the library, whose class loader finds the resources; it is not initialized by this
     * @param folder the folder of the resources inside the jar, without slashes at its ends
     * @param files the file names in that folder
     * @param loaded those of them to load, in order; the others are found by the system beside these
     * @return the folder that the files are in
     * @throws FileNotFoundException where a resource is missing, as on a platform that the library is not built for
     * @throws IOException where neither the cache nor the temporary folder can be written
     * @throws UnsatisfiedLinkError where the system refuses the code
     */
    @SuppressWarnings("restricted") // to load native code is what this class is for
    public static Path load(String name, Class<?> owner, String folder, List<String> files, List<String> loaded)
            throws IOException {
        List<Packed> packed = new ArrayList<>();
        for (String file : files) {
            packed.add(packed(owner, folder, file));
        }
        Path unpacked = unpack(name, packed);
        for (String file : loaded) {
            System.load(unpacked.resolve(file).toString());
        }
        return unpacked;
    }

    /** Whether this is a 64-bit Intel machine under Linux, the platform for which every solver here is packaged. */
    public static boolean onLinuxX64() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return system.contains("linux") && (machine.equals("amd64") || machine.equals("x86_64"));
    }

    /** Name of this platform, as in "linux amd64". */
    public static String platform() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT) + " " + System.getProperty("os.arch");
    }

    private static Packed packed(Class<?> owner, String folder, String file) throws IOException {
        URL place = owner.getResource("/" + folder + "/" + file);
        if (place == null) {
            throw new FileNotFoundException("no native code for " + platform() + " (" + folder + "/" + file + ")");
        }
        if (place.openConnection() instanceof JarURLConnection connection) {
            // The jar's directory knows size and checksum: nothing is inflated to learn them.
            connection.setUseCaches(false);
            try (var jar = connection.getJarFile()) {
                var entry = jar.getJarEntry(connection.getEntryName());
                return new Packed(file, place, entry.getSize(), entry.getCrc());
            }
        }
        try (var in = new CheckedInputStream(place.openStream(), new CRC32())) {
            long size = in.transferTo(OutputStream.nullOutputStream());
            return new Packed(file, place, size, in.getChecksum().getValue());
        }
    }

    private static Path unpack(String name, List<Packed> files) throws IOException {
        StringBuilder key = new StringBuilder(name);
        for (Packed file : files) {
            key.append('-').append(Long.toHexString(file.checksum()));
        }
        try {
            return fill(Files.createDirectories(cache().resolve(key.toString())), files);
        } catch (IOException notWritable) {
            Path folder = fill(Files.createTempDirectory("bitlemma-" + name + "-"), files);
            // Deleted in the opposite order of these calls: the files first, then the folder.
            folder.toFile().deleteOnExit();
            files.forEach(file -> folder.resolve(file.fileName()).toFile().deleteOnExit());
            return folder;
        }
    }

    private static Path fill(Path folder, List<Packed> files) throws IOException {
        for (Packed file : files) {
            Path target = folder.resolve(file.fileName());
            if (Files.isRegularFile(target) && Files.size(target) == file.size()) {
                continue;
            }
            // Complete before it has its name, so that a process that starts meanwhile never sees half a file.
            Path partial = Files.createTempFile(folder, file.fileName(), ".part");
            try (InputStream in = open(file.place())) {
                Files.copy(in, partial, StandardCopyOption.REPLACE_EXISTING);
                Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileAlreadyExistsException another) {
                // Systems that do not replace a file in a move: another process has just put the same one there.
            } finally {
                Files.deleteIfExists(partial);
            }
        }
        return folder;
    }

    private static InputStream open(URL place) throws IOException {
        var connection = place.openConnection();
        connection.setUseCaches(false);
        return connection.getInputStream();
    }

    private static Path cache() {
        String named = System.getProperty(CACHE_PROPERTY, "");
        if (!named.isBlank()) {
            return Path.of(named).toAbsolutePath();
        }
        String shared = System.getenv("XDG_CACHE_HOME");
        return shared != null && Path.of(shared).isAbsolute()
                ? Path.of(shared, "bitlemma")
                : Path.of(System.getProperty("user.home"), ".cache", "bitlemma").toAbsolutePath();
    }
}
