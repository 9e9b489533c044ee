package bitlemma.notebook.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.notebook.answer.Answer;
import bitlemma.notebook.answer.CellError;
import bitlemma.notebook.derive.ClosedForms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Cells in, answers out. Beside each {@code x.cells}, whose cells are separated by lines of dashes, lies
 * {@code x.answers}. {@code -Dgolden.update=true} writes what is answered now, to be read before it is kept.
 */
class SessionTest {
    private static final Path SESSIONS = Path.of("src", "test", "resources", "sessions");
    private static final String SEPARATOR = "----\n";

    static Session session() {
        return new Session(SESSIONS, new ClosedForms());
    }

    /** Runs a cell and gives the texts of its answers, and of its error where it ends with one. */
    static List<String> run(Session session, int number, String cell) {
        List<String> answers = new ArrayList<>();
        try {
            session.run(number, cell, answer -> answers.add(answer.text()));
        } catch (CellError e) {
            answers.add("! " + e.getMessage());
        }
        return answers;
    }

    @TestFactory
    Stream<DynamicTest> answersAreAsRecorded() throws IOException {
        try (Stream<Path> files = Files.list(SESSIONS)) {
            List<Path> sessions =
                    files.filter(f -> f.toString().endsWith(".cells")).sorted().toList();
            assertTrue(sessions.size() > 2, "no sessions in " + SESSIONS);
            return sessions.stream().map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> check(f)));
        }
    }

    private static void check(Path file) throws IOException {
        Session session = session();
        StringBuilder all = new StringBuilder();
        int number = 0;
        for (String cell : Files.readString(file).split(SEPARATOR)) {
            number++;
            all.append("In[").append(number).append("]\n");
            run(session, number, cell).forEach(text -> all.append(text).append('\n'));
        }
        String actual = all.toString().replaceAll("(?m)(  |time: )[0-9.]+ (s|min [0-9]+ s)$", "");
        Path expected = Path.of(file.toString().replace(".cells", ".answers"));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(expected, actual);
        }
        assertEquals(Files.readString(expected), actual, expected.toString());
    }

    /** A claim must not rest on a kernel as it was before something that it uses was declared anew. */
    @Test
    void whatDependsOnANewDeclarationIsCheckedAgain() {
        Session session = session();
        run(session, 1, "kernel step(x: int8) -> int16 { int16(x) + 1 }");
        run(session, 2, "kernel twice(x: int8) -> int16 { step(x) * 2 }");
        assertEquals(List.of("✓ claim  even  proved  by ranges"), run(session, 3, "claim even: twice(x) <= 2 * 128"));
        run(session, 4, "kernel step(x: int8) -> int16 { int16(x) * 200 }");
        String answer = run(session, 5, "claim even: twice(x) <= 2 * 128").getFirst();
        assertTrue(answer.startsWith("✗ claim  even  refuted"), answer);
    }

    @Test
    void browsersGetTheSameAndNoMarkupFromTheCell() throws CellError {
        List<Answer> answers = new ArrayList<>();
        session().run(1, "kernel f(x: int8) -> int8 { x << 3 }", answers::add);
        String html = answers.getLast().html().orElseThrow();
        assertTrue(html.contains(">✗<") && html.contains("<b>f</b>") && html.contains("not safe"), html);
        assertTrue(html.contains("x &lt;&lt; 3") && !html.contains("x <<"), html);
    }

    @Test
    void plotsArePictures() throws CellError {
        List<Answer> answers = new ArrayList<>();
        session().run(1, "%plot x^2 for x in 0..2", answers::add);
        assertTrue(answers.getFirst().svg().orElseThrow().startsWith("<svg"));
        assertTrue(answers.getFirst().html().orElseThrow().contains("data:image/svg+xml;base64,"));
    }
}
