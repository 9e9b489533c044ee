package bitlemma.symbolic.derive;

import bitlemma.grammar.check.Checker;
import bitlemma.grammar.core.Derivation;
import bitlemma.grammar.parse.Parser;
import bitlemma.grammar.source.SourceFile;
import java.util.List;

/** Derivations as tests write them. */
final class Written {
    private Written() {}

    /** The derivation of a block with these lines. */
    static Derivation derivation(String... lines) {
        String text = "derive d {\n" + String.join("\n", lines) + "\n}\n";
        return Checker.check(
                        Parser.parse(new SourceFile("x.lemma", text)).module().orElseThrow(), List.of())
                .program()
                .orElseThrow()
                .derivations()
                .getFirst();
    }
}
