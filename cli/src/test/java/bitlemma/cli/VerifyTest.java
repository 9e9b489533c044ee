package bitlemma.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Options of verify, and paths that name nothing that can be verified. */
class VerifyTest {
    private static final String GOLDEN = "src/test/resources/golden/";

    @TempDir
    private Path folder;

    private CommandLineRun verify(String name, String text, String... options) throws IOException {
        Files.writeString(folder.resolve(name), text);
        String[] arguments = new String[options.length + 2];
        arguments[0] = "verify";
        arguments[1] = folder.resolve(name).toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return CommandLineRun.of(arguments);
    }

    private static void rejected(CommandLineRun run, String message) {
        assertEquals(3, run.exit(), run.out() + run.err());
        assertTrue((run.out() + run.err()).contains(message), run.out() + run.err());
        assertFalse((run.out() + run.err()).contains("Exception"), run.out() + run.err());
    }

    @Test
    void missingFile() throws IOException {
        Files.writeString(folder.resolve("dot.lemma"), "kernel f(x: int8) -> int8 { x }");
        rejected(CommandLineRun.of("verify", folder.resolve("dto.lemma").toString()), "did you mean");
        rejected(CommandLineRun.of("verify", folder.resolve("dot").toString()), "dot.lemma?");
        rejected(CommandLineRun.of("verify", "no/such/folder/x.lemma"), "there is no such file");
    }

    @Test
    void folderWithoutFiles() {
        rejected(CommandLineRun.of("verify", folder.toString()), "holds no .lemma file");
    }

    @Test
    void emptyFile() throws IOException {
        rejected(verify("x.lemma", ""), "the file is empty");
    }

    @Test
    void binaryFile() throws IOException {
        rejected(verify("x.lemma", "a\0b"), "the file is binary");
        Files.write(folder.resolve("y.lemma"), new byte[] {'k', (byte) 0xff, (byte) 0xfe});
        rejected(CommandLineRun.of("verify", folder.resolve("y.lemma").toString()), "not UTF-8");
    }

    @Test
    void unreadableFile() throws IOException {
        assumeFalse("root".equals(System.getProperty("user.name")), "root reads everything");
        Path file = Files.writeString(folder.resolve("x.lemma"), "kernel f(x: int8) -> int8 { x }");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        rejected(CommandLineRun.of("verify", file.toString()), "cannot be read");
    }

    @Test
    void brokenLinkAndDevice() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("x.lemma"), folder.resolve("nowhere"));
        rejected(CommandLineRun.of("verify", link.toString()), "link to a file that does not exist");
        rejected(CommandLineRun.of("verify", "/dev/null"), "no regular file");
        rejected(CommandLineRun.of("verify", ""), "the path is empty");
    }

    @Test
    void filesAreVerifiedOnceAndInOrder() throws IOException {
        Files.createDirectories(folder.resolve("b/.hidden"));
        for (String name : new String[] {"b/z.lemma", "b/a.lemma", "a.lemma", "b/.hidden/x.lemma", "b/note.txt"}) {
            Files.writeString(folder.resolve(name), "kernel f(x: int8) -> int8 { x }\n");
        }
        CommandLineRun run = CommandLineRun.of(
                "verify",
                folder.resolve("b/z.lemma").toString(),
                folder.toString(),
                folder + "/b/../a.lemma",
                "--format",
                "expected");
        String one = "  kernel f: safe\n";
        assertEquals("z.lemma\n" + one + "\na.lemma\n" + one + "\na.lemma\n" + one, run.out());
    }

    @Test
    void onlySelectsByName() {
        CommandLineRun one = CommandLineRun.of(
                "verify", GOLDEN + "holds.lemma", "--only", "dot", "--only", "pair_exact", "--format", "expected");
        assertEquals(0, one.exit());
        assertTrue(one.out().contains("dot<int32>: safe"), one.out());
        assertTrue(one.out().contains("pair_exact"), one.out());
        assertFalse(one.out().contains("barrett"), one.out());
        CommandLineRun instance = CommandLineRun.of("verify", GOLDEN + "holds.lemma", "--only", "dot< int32 >");
        assertEquals(0, instance.exit());
        rejected(CommandLineRun.of("verify", GOLDEN + "holds.lemma", "--only", "dto"), "did you mean `dot`?");
        rejected(CommandLineRun.of("verify", GOLDEN + "nothing.lemma", "--only", "x"), "the files state nothing");
    }

    @Test
    void verboseShowsEveryObligation() {
        CommandLineRun run = CommandLineRun.of("verify", GOLDEN + "holds.lemma", "--only", "dot", "--verbose");
        assertTrue(run.out().contains("invariant -16256 * n <= sum <= 16384 * n after n rounds"), run.out());
        assertTrue(run.out().contains("index in range"), run.out());
    }

    @Test
    void recheckNamesTheOtherSolver() {
        CommandLineRun run = CommandLineRun.of("verify", GOLDEN + "holds.lemma", "--only", "barrett", "--recheck");
        assertEquals(0, run.exit());
        assertTrue(run.out().contains("recheck: confirmed by cvc5"), run.out());
    }

    @Test
    void jobsDoNotChangeTheReport() {
        assertEquals(withJobs("1"), withJobs("4"));
    }

    private static CommandLineRun withJobs(String jobs) {
        return CommandLineRun.of(
                "verify",
                GOLDEN + "refuted_claim.lemma",
                GOLDEN + "errors",
                GOLDEN + "finds.lemma",
                "--format",
                "expected",
                "--jobs",
                jobs);
    }

    @Test
    void colours() {
        assertFalse(CommandLineRun.of("verify", GOLDEN + "holds.lemma").out().contains("\u001b"));
        assertTrue(CommandLineRun.of("verify", GOLDEN + "holds.lemma", "--color", "always")
                .out()
                .contains("\u001b[32m"));
    }

    @Test
    void controlCharactersOfASourceDoNotReachTheTerminal() throws IOException {
        CommandLineRun run = verify("x.lemma", "kernel f(x: int8) -> int8 { abs(x /* \u001b[2J */) }");
        assertEquals(1, run.exit());
        assertFalse(run.out().contains("\u001b"), run.out());
        assertFalse(verify("y.lemma", "kernel f\u001b[2J").out().contains("\u001b"));
    }

    @Test
    void deepNestingIsNoFault() throws IOException {
        String deep = "(".repeat(5_000) + "x" + ")".repeat(5_000);
        rejected(verify("x.lemma", "kernel f(x: int8) -> int8 { " + deep + " }"), "nest");
    }
}
