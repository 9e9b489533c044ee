package bitlemma.kernels.c;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The statements of a function, and which names they read apart from assertions: of others, compilers warn where NDEBUG
 * removes the assertions.
 */
final class Unused {
    private final List<String> lines;
    /** The lines without assertions; empty ones stand in for these. */
    private final List<String> remaining = new ArrayList<>();

    /** @param text statements, a line for each but where long ones are continued */
    Unused(String text) {
        lines = text.lines().toList();
        boolean guarded = false;
        boolean asserting = false;
        for (String line : lines) {
            String bare = line.strip();
            guarded |= bare.equals("#ifndef NDEBUG");
            asserting |= bare.startsWith("assert(");
            remaining.add(guarded || asserting ? "" : line);
            guarded &= !bare.equals("#endif");
            asserting &= !bare.endsWith(";");
        }
    }

    /** Whether a value is read by more than its declaration, assignments to it, and assertions. */
    boolean isRead(String name) {
        return isRead(name, remaining);
    }

    private static boolean isRead(String name, List<String> among) {
        Pattern word = Pattern.compile("\\b" + name + "\\b");
        for (String line : among) {
            Matcher matcher = word.matcher(line);
            while (matcher.find()) {
                boolean written = isTarget(line, matcher.start(), matcher.end());
                if (!written) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a name stands where a declaration or an assignment writes it. */
    private static boolean isTarget(String line, int start, int end) {
        String before = line.substring(0, start).strip();
        String after = line.substring(end);
        boolean assigned = after.matches("(\\[\\d+\\])? \\+?= .*|;");
        return assigned && (before.isEmpty() || before.matches("(const )?[a-z_0-9 ]+") && !before.startsWith("return"));
    }

    /** The statements, in which what nothing reads is said to be meant so. */
    Block silenced(Set<String> names) {
        Block block = new Block();
        for (int i = 0; i < lines.size(); i++) {
            block.line(lines.get(i));
            Matcher declaration = DECLARATION.matcher(lines.get(i));
            // What only assertions have is there where these are.
            List<String> readers = remaining.get(i).isEmpty() ? lines : remaining;
            if (declaration.matches()
                    && names.contains(declaration.group(2))
                    && !isRead(declaration.group(2), readers)) {
                block.line(declaration.group(1) + "(void)" + declaration.group(2) + ";");
            }
        }
        return block;
    }

    private static final Pattern DECLARATION =
            Pattern.compile("( *)(?:const )?[a-z_0-9 ]+ (\\w+)(?:\\[\\d+\\])?(?: = .*)?;");
}
