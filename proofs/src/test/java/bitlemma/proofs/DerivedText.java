package bitlemma.proofs;

import bitlemma.grammar.core.Derivation;
import bitlemma.grammar.load.ModuleLoader;
import bitlemma.symbolic.answer.Result;
import bitlemma.symbolic.derive.Algebra;
import bitlemma.symbolic.derive.Deriver;
import bitlemma.symbolic.engine.SymjaEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Answers `derive` blocks that are given as text. */
final class DerivedText implements AutoCloseable {
    private final SymjaEngine engine = new SymjaEngine();

    /** The answers to the requests of the only derivation of a text; empty where the text has errors. */
    Optional<List<Result>> of(String text) {
        return derivation(text).map(d -> new Deriver(new ExactEvaluation(), new Algebra(engine))
                .derive(d, new Deriver.Listener() {})
                .results());
    }

    private static Optional<Derivation> derivation(String text) {
        try {
            Path folder = Files.createTempDirectory("derived");
            Path module = folder.resolve("text" + ModuleLoader.SUFFIX);
            try {
                Files.writeString(module, text);
                return new ModuleLoader()
                        .load(module)
                        .program()
                        .map(p -> p.derivations().getFirst());
            } finally {
                Files.deleteIfExists(module);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
