package bitlemma.grammar.load;

import bitlemma.grammar.check.Checker;
import bitlemma.grammar.diagnostics.Diagnostic;
import bitlemma.grammar.diagnostics.Problem;
import bitlemma.grammar.parse.Parser;
import bitlemma.grammar.source.Place;
import bitlemma.grammar.source.SourceFile;
import bitlemma.grammar.syntax.Declaration;
import bitlemma.grammar.syntax.Instance;
import bitlemma.grammar.syntax.Module;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads modules from files and follows their imports. */
public final class ModuleLoader {
    /** The largest file that is read, in bytes. */
    public static final int LARGEST = 4 << 20;

    /** The ending of a module's file name. */
    public static final String SUFFIX = ".lemma";

    private final Map<Path, Parser.Parsed> parsed = new HashMap<>();

    /** Reads, parses and checks a file. Each file is read and parsed once by one loader. */
    public Checker.Checked load(Path file) {
        return switch (read(file)) {
            case Reading.Failed failed -> new Checker.Checked(Optional.empty(), failed.diagnostics());
            case Reading.Whole whole -> Checker.check(whole.module(), whole.imported());
        };
    }

    /** Reads and parses a file, and of what it declares or imports makes one kernel or function. */
    public Checker.Made make(Path file, Instance instance) {
        return switch (read(file)) {
            case Reading.Failed failed -> new Checker.Made(Optional.empty(), failed.diagnostics());
            case Reading.Whole whole -> Checker.make(whole.module(), whole.imported(), instance);
        };
    }

    /**
     * What a text imports that lies in no file of its own, such as a notebook's cell.
     *
     * @param modules every module that it imports, directly or through others
     * @param diagnostics what is wrong with their texts; empty where they are all there
     */
    public record Imports(List<Module> modules, List<Diagnostic> diagnostics) {}

    /** Reads and parses what a module imports, as if its text were a file in a folder. */
    public Imports imports(Module module, Path folder) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        Map<Path, Module> imported = new LinkedHashMap<>();
        follow(module, folder.resolve(module.source().name()), List.of(), imported, diagnostics);
        return new Imports(List.copyOf(imported.values()), List.copyOf(diagnostics));
    }

    /** A module with all that it imports, or what is wrong with their texts. */
    private sealed interface Reading {
        record Whole(Module module, List<Module> imported) implements Reading {}

        record Failed(List<Diagnostic> diagnostics) implements Reading {}
    }

    private Reading read(Path file) {
        Parser.Parsed main = parse(file, file.toString());
        if (main.module().isEmpty()) {
            return new Reading.Failed(main.diagnostics());
        }
        List<Diagnostic> diagnostics = new ArrayList<>();
        Map<Path, Module> imported = new LinkedHashMap<>();
        follow(main.module().get(), file, List.of(file.toAbsolutePath().normalize()), imported, diagnostics);
        return diagnostics.isEmpty()
                ? new Reading.Whole(main.module().get(), List.copyOf(imported.values()))
                : new Reading.Failed(diagnostics);
    }

    private void follow(
            Module module, Path file, List<Path> importers, Map<Path, Module> imported, List<Diagnostic> diagnostics) {
        for (Declaration declaration : module.declarations()) {
            if (!(declaration instanceof Declaration.Import importing)) {
                continue;
            }
            Path folder = file.getParent() == null ? Path.of("") : file.getParent();
            Path target = folder.resolve(importing.name().replace('.', '/') + SUFFIX);
            Path key = target.toAbsolutePath().normalize();
            if (importers.contains(key)) {
                diagnostics.add(new Diagnostic(
                        Problem.IMPORT,
                        importing.place(),
                        "`" + importing.name() + "` is imported by itself, directly or through others",
                        "move what both need into a third file"));
                continue;
            }
            if (imported.containsKey(key)) {
                continue;
            }
            if (!Files.isRegularFile(target)) {
                diagnostics.add(new Diagnostic(
                        Problem.IMPORT,
                        importing.place(),
                        "the import `" + importing.name() + "` names no file: there is no " + target,
                        "an import is looked for beside the file that imports it"));
                continue;
            }
            Parser.Parsed other = parse(target, target.toString());
            // Two modules on the way may import the same broken one.
            other.diagnostics().stream().filter(d -> !diagnostics.contains(d)).forEach(diagnostics::add);
            if (other.module().isPresent()) {
                List<Path> longer = new ArrayList<>(importers);
                longer.add(key);
                follow(other.module().get(), target, longer, imported, diagnostics);
                imported.put(key, other.module().get());
            }
        }
    }

    private Parser.Parsed parse(Path file, String name) {
        return parsed.computeIfAbsent(file.toAbsolutePath().normalize(), path -> read(path, name));
    }

    private static Parser.Parsed read(Path path, String name) {
        SourceFile nothing = new SourceFile(name, "");
        Place start = nothing.place(0, 0);
        byte[] bytes;
        try {
            long size = Files.size(path);
            if (size > LARGEST) {
                return rejected(new Diagnostic(
                        Problem.SIZE,
                        start,
                        "the file has " + size + " bytes, expected at most " + LARGEST,
                        "split it into several files that import each other"));
            }
            bytes = Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            return rejected(new Diagnostic(Problem.FILE, start, "there is no such file", "check its name"));
        } catch (IOException e) {
            String reason = Files.isDirectory(path) ? "it is a folder" : e.toString();
            return rejected(new Diagnostic(
                    Problem.FILE, start, "the file cannot be read: " + reason, "check its name and its permissions"));
        }
        CharBuffer text = CharBuffer.allocate(bytes.length + 1);
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer input = ByteBuffer.wrap(bytes);
        try {
            var result = decoder.decode(input, text, true);
            if (result.isError()) {
                result.throwException();
            }
        } catch (CharacterCodingException e) {
            // What was decoded so far tells the line; the offending byte itself is no text that could be shown.
            SourceFile valid = new SourceFile(name, text.flip().toString());
            int offset = valid.text().length();
            int at = bytes[input.position()] & 0xff;
            return rejected(new Diagnostic(
                    Problem.ENCODING,
                    valid.place(offset, offset),
                    String.format("found the byte 0x%02x, which is not UTF-8", at),
                    "save the file as UTF-8"));
        }
        return Parser.parse(new SourceFile(name, text.flip().toString()));
    }

    private static Parser.Parsed rejected(Diagnostic diagnostic) {
        return new Parser.Parsed(Optional.empty(), List.of(diagnostic));
    }
}
