package bitlemma.cli.input;

import bitlemma.grammar.core.Derivation;
import bitlemma.grammar.core.Program;
import bitlemma.grammar.core.Statement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The statements or derivations that a user asks for by name.
 *
 * @param names as the user wrote them; none asks for everything
 */
public record Selection(List<String> names) {
    /** Whether a statement is among them. */
    public boolean wants(Statement statement) {
        if (names.isEmpty()) {
            return true;
        }
        for (String name : names) {
            if (matches(name, statement)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a derivation is among them. */
    public boolean wants(Derivation derivation) {
        return names.isEmpty() || names.contains(derivation.name());
    }

    /** An instance is meant by its kernel's name too, and blanks do not matter. */
    private static boolean matches(String name, Statement statement) {
        return unspaced(statement.name()).equals(unspaced(name)) || base(statement.name()).equals(name);
    }

    private static String base(String name) {
        int mark = name.indexOf('<');
        return mark < 0 ? name : name.substring(0, mark);
    }

    private static String unspaced(String name) {
        return name.replace(" ", "");
    }

    /** Rejects a name that nothing has. */
    public void check(List<Program> programs) {
        for (String name : names) {
            boolean found = false;
            Set<String> known = new LinkedHashSet<>();
            for (Program program : programs) {
                for (Statement statement : program.statements()) {
                    found |= matches(name, statement);
                    known.add(statement.name());
                    known.add(base(statement.name()));
                }
            }
            if (!found) {
                throw missing("nothing is stated by the name `" + name + "`", name, known, "the files state nothing");
            }
        }
    }

    /** Rejects a name that no derivation has. */
    public void checkDerivations(List<Program> programs) {
        Set<String> known = new LinkedHashSet<>();
        programs.forEach(p -> p.derivations().forEach(d -> known.add(d.name())));
        for (String name : names) {
            if (!known.contains(name)) {
                throw missing("no derivation has the name `" + name + "`", name, known, "the files derive nothing");
            }
        }
    }

    private static InputProblem missing(String message, String name, Set<String> known, String none) {
        return new InputProblem(message, Spelling.nearest(name, known)
                .map(n -> "did you mean `" + n + "`?")
                .orElse(known.isEmpty()
                        ? none
                        : "there are " + String.join(", ", known.stream().limit(12).toList())
                                + (known.size() > 12 ? ", ..." : "")));
    }
}
