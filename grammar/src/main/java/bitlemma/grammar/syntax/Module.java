package bitlemma.grammar.syntax;

import bitlemma.grammar.source.SourceFile;
import java.util.List;

/** One file, parsed. */
public record Module(SourceFile source, List<Declaration> declarations) {}
