package bitlemma.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** fmt: in place, checked, and from standard input. */
class FormatTest {
    private static final String UGLY = "kernel   f( x:int8 )->int8{x}";

    @TempDir
    private Path folder;

    private String formatted() {
        CommandLineRun run = CommandLineRun.withInput(UGLY, "fmt", "-");
        assertEquals(0, run.exit(), run.err());
        return run.out();
    }

    @Test
    void checkListsWhatDiffers() throws IOException {
        Path ugly = Files.writeString(folder.resolve("ugly.lemma"), UGLY);
        Files.writeString(folder.resolve("fine.lemma"), formatted());
        CommandLineRun run = CommandLineRun.of("fmt", "--check", folder.toString());
        assertEquals(1, run.exit());
        assertEquals(ugly + "\n", run.out());
        assertEquals(UGLY, Files.readString(ugly));
        assertEquals(1, CommandLineRun.withInput(UGLY, "fmt", "--check", "-").exit());
        assertEquals(0, CommandLineRun.withInput(formatted(), "fmt", "--check", "-").exit());
    }

    @Test
    void filesAreChangedInPlace() throws IOException {
        Path ugly = Files.writeString(folder.resolve("ugly.lemma"), UGLY);
        assertEquals(0, CommandLineRun.of("fmt", ugly.toString()).exit());
        assertEquals(formatted(), Files.readString(ugly));
        assertEquals("", CommandLineRun.of("fmt", ugly.toString()).out());
    }

    @Test
    void whatCannotBeRead() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.lemma"), "kernel {");
        CommandLineRun run = CommandLineRun.of("fmt", broken.toString());
        assertEquals(3, run.exit());
        assertTrue(run.err().contains("broken.lemma:1:"), run.err());
        assertEquals("kernel {", Files.readString(broken));
        assertEquals(3, CommandLineRun.of("fmt", folder + "/none.lemma").exit());
        assertEquals(3, CommandLineRun.of("fmt", "-", broken.toString()).exit());
    }
}
