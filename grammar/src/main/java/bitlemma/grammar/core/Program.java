package bitlemma.grammar.core;

import bitlemma.grammar.source.SourceFile;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A checked module.
 *
 * @param source the file that it was read from
 * @param kernels the kernels of this file that have an instance, by name
 * @param statements everything that this file states, in its order
 * @param derivations what it asks about random inputs, in its order
 */
public record Program(
        SourceFile source, Map<String, Kernel> kernels, List<Statement> statements, List<Derivation> derivations) {
    public Program {
        kernels = Collections.unmodifiableMap(new LinkedHashMap<>(kernels));
        statements = List.copyOf(statements);
        derivations = List.copyOf(derivations);
    }
}
