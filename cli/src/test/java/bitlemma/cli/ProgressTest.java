package bitlemma.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** The line that says how far work is. */
class ProgressTest {
    private static String line(Progress progress) {
        return progress.line().replaceAll("\\d+(\\.\\d+)? s", "T");
    }

    @Test
    void line() {
        Progress progress = new Progress(new PrintStream(new ByteArrayOutputStream()), 3);
        assertEquals("0/3 done", line(progress));
        progress.started("first");
        progress.started("second");
        assertEquals("0/3 done, first T, second T", line(progress));
        progress.enumerating("second", 3L << 38, BigInteger.TWO.pow(40));
        assertEquals("0/3 done, first T, second T, 75 %, 274877906944 inputs left", line(progress));
        progress.finished("second");
        assertEquals("1/3 done, first T", line(progress));
        progress.started("second");
        assertEquals("1/3 done, first T, second T", line(progress));
    }
}
