package bitlemma.grammar.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import bitlemma.grammar.Samples;
import bitlemma.grammar.check.Checker;
import bitlemma.grammar.diagnostics.Diagnostic;
import bitlemma.grammar.format.Formatted;
import bitlemma.grammar.format.Formatter;
import bitlemma.grammar.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever the text: the outcome is a program or diagnostics, and nothing is thrown. */
class FuzzTest {
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 3000);
    private static final Pattern PIECES = Pattern.compile("\\w+|\\s+|[<>=!.-][=>.%|]|.", Pattern.DOTALL);

    @Test
    void everyOutcomeIsAProgramOrDiagnostics() {
        List<List<String>> texts = Stream.concat(Samples.valid().stream(), Samples.wrong().stream())
                .map(file -> pieces(Samples.read(file).text()))
                .filter(pieces -> !pieces.isEmpty())
                .toList();
        List<String> words = texts.stream().flatMap(List::stream).distinct().toList();
        Samples.withStack(64, () -> {
            Random random = new Random(Long.getLong("fuzz.seed", 20261120L));
            for (int round = 0; round < ROUNDS; round++) {
                String text = String.join("", mutated(texts.get(random.nextInt(texts.size())), words, random));
                try {
                    check(text);
                } catch (RuntimeException | Error e) {
                    throw new AssertionError("round " + round + ":\n" + text, e);
                }
            }
        });
    }

    private static List<String> pieces(String text) {
        Matcher matcher = PIECES.matcher(text);
        List<String> pieces = new ArrayList<>();
        while (matcher.find()) {
            pieces.add(matcher.group());
        }
        return pieces;
    }

    private static List<String> mutated(List<String> pieces, List<String> words, Random random) {
        List<String> text = new ArrayList<>(pieces);
        for (int i = 1 + random.nextInt(3); i > 0 && !text.isEmpty(); i--) {
            int at = random.nextInt(text.size());
            switch (random.nextInt(8)) {
                case 0 -> text.remove(at);
                case 1 -> text.add(at, text.get(random.nextInt(text.size())));
                case 2 -> {
                    int other = random.nextInt(text.size());
                    String piece = text.get(at);
                    text.set(at, text.get(other));
                    text.set(other, piece);
                }
                case 3, 4 -> text.set(at, words.get(random.nextInt(words.size())));
                case 5 -> text.add(at, words.get(random.nextInt(words.size())));
                case 6 -> text.set(at, Character.toString(character(random)));
                default -> {
                    if (random.nextInt(4) == 0) {
                        text = new ArrayList<>(text.subList(0, at));
                    } else {
                        text.set(at, Integer.toString(random.nextInt(-1000, 1000)));
                    }
                }
            }
        }
        return text;
    }

    private static int character(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(32);
            case 1 -> 32 + random.nextInt(96);
            case 2 -> random.nextInt(0xD800);
            default -> 0x10000 + random.nextInt(0x100000);
        };
    }

    private static void check(String text) {
        SourceFile source = new SourceFile("fuzz.lemma", text);
        Parser.Parsed parsed = Parser.parse(source);
        assertEquals(parsed.module().isEmpty(), !parsed.diagnostics().isEmpty());
        parsed.diagnostics().forEach(FuzzTest::show);
        parsed.module().ifPresent(module -> {
            Checker.Checked checked = Checker.check(module, List.of());
            assertEquals(checked.program().isEmpty(), !checked.diagnostics().isEmpty());
            checked.diagnostics().forEach(FuzzTest::show);
        });
        if (Formatter.format(source) instanceof Formatted.Text formatted) {
            SourceFile once = new SourceFile("fuzz.lemma", formatted.text());
            assertEquals(Shape.of(source), Shape.of(once));
            assertEquals(formatted, Formatter.format(once));
        }
    }

    private static void show(Diagnostic diagnostic) {
        assertFalse(diagnostic.render().isEmpty());
        int length = diagnostic.place().source().text().length();
        assertFalse(diagnostic.place().start() > diagnostic.place().end() || diagnostic.place().end() > length);
        assertFalse(diagnostic.message().contains("something else"), diagnostic.render());
    }
}
