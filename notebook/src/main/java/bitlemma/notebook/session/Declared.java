package bitlemma.notebook.session;

import bitlemma.grammar.source.SourceFile;
import bitlemma.grammar.syntax.Declaration;
import bitlemma.grammar.syntax.Module;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the cells so far have declared and imported. A name that is declared again stands for the new declaration. */
final class Declared {
    private static final SourceFile CELLS = new SourceFile("cells", "");

    private final Map<String, Declaration> own = new LinkedHashMap<>();
    private final Map<String, Module> imported = new LinkedHashMap<>();

    /** Whether later cells can use what it declares; claims and searches are only decided. */
    static boolean lasts(Declaration declaration) {
        return switch (declaration) {
            case Declaration.ConstantDeclaration d -> true;
            case Declaration.FormatDeclaration d -> true;
            case Declaration.Function d -> true;
            case Declaration.KernelDeclaration d -> true;
            case Declaration.Import d -> false;
            case Declaration.Claim d -> false;
            case Declaration.Equivalent d -> false;
            case Declaration.Find d -> false;
            case Declaration.Derive d -> false;
        };
    }

    /** The modules whose declarations a new cell sees: all, but for what the cell declares anew. */
    synchronized List<Module> before(Module cell, List<Module> imports) {
        Map<String, Module> modules = new LinkedHashMap<>(imported);
        imports.forEach(m -> modules.put(m.source().name(), m));
        Map<String, Declaration> declarations = new LinkedHashMap<>(own);
        cell.declarations().stream().filter(Declared::lasts).forEach(d -> declarations.remove(d.name()));
        List<Module> all = new ArrayList<>(modules.values());
        all.add(new Module(CELLS, List.copyOf(declarations.values())));
        return all;
    }

    /** Everything that is declared now. */
    synchronized List<Module> now() {
        return before(new Module(CELLS, List.of()), List.of());
    }

    /** Takes up what a cell, which was checked, declares and imports. */
    synchronized void add(Module cell, List<Module> imports) {
        imports.forEach(m -> imported.put(m.source().name(), m));
        for (Declaration declaration : cell.declarations()) {
            if (lasts(declaration)) {
                own.remove(declaration.name());
                own.put(declaration.name(), declaration);
            }
        }
    }
}
