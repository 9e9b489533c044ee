package bitlemma.cli.run;

import bitlemma.cli.input.InputProblem;
import bitlemma.grammar.parse.Parser;
import bitlemma.grammar.source.SourceFile;
import bitlemma.grammar.syntax.Declaration;
import bitlemma.grammar.syntax.Instance;
import bitlemma.grammar.syntax.Module;
import java.util.Optional;

/** A kernel's name on a command line, with arguments for its type parameters where it has some. */
public final class KernelName {
    private KernelName() {}

    /** The name as the language reads it. */
    public static Instance of(String written) {
        // A declaration that consists of instances: the language itself has no text that is just one.
        String text = "equivalent name: " + written + ", " + written;
        Optional<Module> module =
                Parser.parse(new SourceFile("the command line", text)).module();
        if (module.isPresent()
                && module.get().declarations().size() == 1
                && module.get().declarations().getFirst() instanceof Declaration.Equivalent both
                && both.given().isEmpty()) {
            return both.left();
        }
        throw new InputProblem(
                "`" + written + "` is no kernel's name", "expected a name such as `dot` or `dot<int16>`");
    }
}
