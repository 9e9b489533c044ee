package bitlemma.cli.input;

import bitlemma.grammar.diagnostics.Diagnostic;
import bitlemma.grammar.diagnostics.Problem;
import bitlemma.grammar.load.ModuleLoader;
import bitlemma.grammar.source.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** From the paths on a command line to files. */
public final class Sources {
    /** How much of a file is looked at to tell whether it is text. */
    private static final int BEGINNING = 1 << 10;

    /** One file, or what is wrong with a path. */
    public sealed interface Source {
        record File(Path path) implements Source {}

        record Bad(String path, Diagnostic diagnostic) implements Source {}
    }

    private final List<Source> sources = new ArrayList<>();
    private final Set<Path> seen = new HashSet<>();

    private Sources() {}

    /** The files that paths name, folders with all that is in them; each file once. */
    public static List<Source> of(List<String> paths) {
        Sources found = new Sources();
        paths.forEach(found::add);
        return found.sources;
    }

    /** What is wrong with a path that should name one file of the language; empty where nothing is. */
    public static Optional<Diagnostic> problem(String path) {
        return switch (file(path)) {
            case Source.File good -> Optional.empty();
            case Source.Bad bad -> Optional.of(bad.diagnostic());
        };
    }

    private void add(String name) {
        if (name.isEmpty()) {
            // Java takes it for the current folder; mostly it is a variable of a shell that is not set.
            sources.add(bad("\"\"", "the path is empty", "expected a .lemma file or a folder, such as ."));
            return;
        }
        Path path;
        try {
            path = Path.of(name);
        } catch (InvalidPathException e) {
            sources.add(bad(name, "this is no path: " + e.getReason(), "expected a .lemma file or a folder"));
            return;
        }
        if (Files.isDirectory(path)) {
            folder(name, path);
        } else {
            Source source = file(name);
            if (source instanceof Source.Bad || isNew(path)) {
                sources.add(source);
            }
        }
    }

    private void folder(String name, Path folder) {
        List<Path> files = new ArrayList<>();
        List<Source> bad = new ArrayList<>();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
                    String last = String.valueOf(inner.getFileName());
                    boolean hidden = last.length() > 2 && last.startsWith(".") && !inner.equals(folder);
                    return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().endsWith(ModuleLoader.SUFFIX) && !Files.isDirectory(file)) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    bad.add(bad(file.toString(), "the folder cannot be read", "check its permissions"));
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            bad.add(bad(name, "the folder cannot be read: " + e.getMessage(), "check its permissions"));
        }
        Collections.sort(files);
        for (Path file : files) {
            if (isNew(file)) {
                sources.add(file(file.toString()));
            }
        }
        sources.addAll(bad);
        if (files.isEmpty() && bad.isEmpty()) {
            sources.add(bad(
                    name,
                    "the folder holds no " + ModuleLoader.SUFFIX + " file, nor does a folder in it",
                    "expected files whose names end in " + ModuleLoader.SUFFIX));
        }
    }

    private boolean isNew(Path path) {
        try {
            return seen.add(path.toRealPath());
        } catch (IOException e) {
            return seen.add(path.toAbsolutePath().normalize());
        }
    }

    private static Source file(String name) {
        Path path;
        try {
            path = Path.of(name);
        } catch (InvalidPathException e) {
            return bad(name, "this is no path: " + e.getReason(), "expected a " + ModuleLoader.SUFFIX + " file");
        }
        if (Files.isDirectory(path)) {
            return bad(name, "this is a folder, expected a file", "name one of the files in it");
        }
        if (!Files.exists(path)) {
            return Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                    ? bad(name, "this is a link to a file that does not exist", "mend the link or name another file")
                    : bad(name, "there is no such file or folder", similar(path));
        }
        if (!Files.isRegularFile(path)) {
            return bad(name, "this is no regular file", "expected a file that holds text");
        }
        if (!Files.isReadable(path)) {
            return bad(name, "the file cannot be read", "check its permissions");
        }
        byte[] beginning;
        try (InputStream in = Files.newInputStream(path)) {
            beginning = in.readNBytes(BEGINNING);
        } catch (IOException e) {
            return bad(name, "the file cannot be read: " + e.getMessage(), "check the disk and its permissions");
        }
        if (beginning.length == 0) {
            return bad(name, "the file is empty, expected kernels and what is stated of them",
                    "docs/language.md shows what a file holds");
        }
        for (byte b : beginning) {
            if (b == 0) {
                return bad(name, "the file is binary, expected text in UTF-8", "is this the file you meant?");
            }
        }
        return new Source.File(path);
    }

    /** What a missing path may have been meant to be. */
    private static String similar(Path path) {
        Path withSuffix = Path.of(path + ModuleLoader.SUFFIX);
        if (Files.isRegularFile(withSuffix)) {
            return "did you mean " + withSuffix + "?";
        }
        Path folder = path.getParent() == null ? Path.of("") : path.getParent();
        String wanted = String.valueOf(path.getFileName());
        List<String> names = new ArrayList<>();
        try (var entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                names.add(String.valueOf(entry.getFileName()));
            }
        } catch (IOException e) {
            return "the folder " + folder + " does not exist or cannot be read";
        }
        return Spelling.nearest(wanted, names)
                .map(n -> "did you mean " + (path.getParent() == null ? n : folder.resolve(n)) + "?")
                .orElse("expected a " + ModuleLoader.SUFFIX + " file or a folder that holds some");
    }

    private static Source.Bad bad(String path, String message, String hint) {
        return new Source.Bad(
                path, new Diagnostic(Problem.FILE, new SourceFile(path, "").place(0, 0), message, hint));
    }
}
