package bitlemma.notebook.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Jupyter reads to start the kernel, and where it looks for it. */
class KernelSpecTest {
    @Test
    void saysHowTheKernelIsStartedAndInterrupted(@TempDir Path folder) throws IOException {
        Path written = KernelSpec.write(KernelSpec.ofPrefix(folder));
        assertEquals(folder.resolve("share/jupyter/kernels/bitlemma"), written);
        JsonObject spec = JsonParser.parseString(Files.readString(written.resolve("kernel.json"))).getAsJsonObject();
        assertEquals("Bitlemma", spec.get("display_name").getAsString());
        assertEquals("message", spec.get("interrupt_mode").getAsString());
        String start = spec.get("argv").toString();
        assertTrue(start.endsWith("\"notebook\",\"kernel\",\"{connection_file}\"]"), start);
        assertTrue(Files.isExecutable(Path.of(spec.getAsJsonArray("argv").get(0).getAsString())), start);
        // Installing again replaces what was there.
        assertEquals(written, KernelSpec.write(KernelSpec.ofPrefix(folder)));
    }

    @Test
    void theEnvironmentSaysWhereAUsersKernelsAre() {
        assertEquals(Path.of("/data/kernels"), KernelSpec.ofUser(Map.of("JUPYTER_DATA_DIR", "/data")));
        assertTrue(KernelSpec.ofUser(Map.of()).isAbsolute());
    }
}
