package bitlemma.proofs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The machine's C compiler, where there is one. */
final class CCompiler {
    private static final List<String> STRICT =
            List.of("-std=c11", "-O1", "-Wall", "-Wextra", "-Werror", "-fPIC", "-shared");
    private static final List<String> SANITIZE = List.of("-fsanitize=undefined", "-fno-sanitize-recover");

    private CCompiler() {}

    static boolean isPresent() {
        try {
            return run(Path.of("."), List.of("cc", "--version")) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Makes a shared library of sources; stops the process on undefined behaviour where the compiler can do that. */
    static Path library(Path folder, List<String> sources) throws IOException {
        List<String> files = new ArrayList<>();
        for (String source : sources) {
            Path file = folder.resolve("part" + files.size() + ".c");
            Files.writeString(file, source);
            files.add(file.toString());
        }
        Path empty = Files.writeString(folder.resolve("empty.c"), "typedef int nothing;\n");
        boolean sanitizes = compile(folder, SANITIZE, List.of(empty.toString())) == 0;
        if (compile(folder, sanitizes ? SANITIZE : List.of(), files) != 0) {
            throw new AssertionError(Files.readString(folder.resolve("messages")));
        }
        return folder.resolve("library.so");
    }

    private static int compile(Path folder, List<String> more, List<String> files) throws IOException {
        List<String> command = new ArrayList<>(List.of("cc"));
        command.addAll(STRICT);
        command.addAll(more);
        command.addAll(List.of("-o", folder.resolve("library.so").toString()));
        command.addAll(files);
        return run(folder, command);
    }

    private static int run(Path folder, List<String> command) throws IOException {
        Path messages = folder.equals(Path.of(".")) ? Path.of("/dev/null") : folder.resolve("messages");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(messages.toFile())
                .start();
        try {
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException("the C compiler does not end");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
