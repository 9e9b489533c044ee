package bitlemma.bench;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The benchmark's list of expectation problems, {@code bench/expectations/problems.json}. */
final class ExpectationProblems {
    private ExpectationProblems() {}

    /**
     * A problem as each system is given it, by lines.
     *
     * @param lemma a module with the derivation {@code p}, which finds {@code answer}
     */
    record Problem(
            String id,
            String title,
            String statement,
            List<String> lemma,
            String request,
            List<String> symja,
            List<String> maxima,
            List<String> sympy,
            List<Check> checks) {}

    /**
     * What the answer has to be.
     *
     * @param at an integer or fraction for each parameter
     * @param value about 20 decimal digits
     */
    record Check(Map<String, String> at, String value) {}

    /** @throws UncheckedIOException if the file cannot be read */
    static List<Problem> read(Path file) {
        try {
            return List.copyOf(new Gson().fromJson(Files.readString(file), new TypeToken<List<Problem>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
