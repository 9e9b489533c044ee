package bitlemma.grammar.check;

import bitlemma.grammar.core.Derivation;
import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.OpenExpression;
import bitlemma.grammar.core.Program;
import bitlemma.grammar.core.Statement;
import bitlemma.grammar.diagnostics.Diagnostic;
import bitlemma.grammar.diagnostics.Problem;
import bitlemma.grammar.source.SourceFile;
import bitlemma.grammar.syntax.Declaration;
import bitlemma.grammar.syntax.Expression;
import bitlemma.grammar.syntax.Instance;
import bitlemma.grammar.syntax.Module;
import bitlemma.grammar.syntax.Parameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From syntax trees to a checked program. */
public final class Checker {
    private Checker() {}

    /**
     * A program, or what is wrong with it.
     *
     * @param program empty where something is wrong
     * @param diagnostics every mistake that was found, in the order of the text; empty exactly where there is a program
     */
    public record Checked(Optional<Program> program, List<Diagnostic> diagnostics) {}

    /**
     * Checks a module.
     *
     * @param module the module
     * @param imported every module that it imports, directly or through others; their declarations are seen, their
     *     statements are theirs
     */
    public static Checked check(Module module, List<Module> imported) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        Environment environment = new Environment(declarations(module, imported, diagnostics), diagnostics);
        Map<String, Kernel> kernels = new LinkedHashMap<>();
        List<Statement> statements = new ArrayList<>();
        List<Derivation> derivations = new ArrayList<>();
        for (Declaration declaration : module.declarations()) {
            try {
                if (declaration instanceof Declaration.Derive derive) {
                    derivations.add(environment.derivations().derive(derive));
                }
                statements.addAll(statements(declaration, environment, kernels));
            } catch (Rejection rejection) {
                environment.elaborator().report(rejection);
            }
        }
        if (diagnostics.isEmpty()) {
            module.declarations().forEach(d -> neverMade(d, environment).ifPresent(diagnostics::add));
        }
        if (!diagnostics.isEmpty()) {
            diagnostics.sort(Comparator.comparing((Diagnostic d) -> d.place().source().name())
                    .thenComparing(d -> d.place().start()));
            return new Checked(Optional.empty(), List.copyOf(diagnostics));
        }
        return new Checked(Optional.of(new Program(module.source(), kernels, statements, derivations)), List.of());
    }

    /** A kernel of which no instance was made would be passed over in silence, whatever is wrong with it. */
    private static Optional<Diagnostic> neverMade(Declaration declaration, Environment environment) {
        boolean made = environment.kernels().stream().anyMatch(k -> k.place().equals(declaration.place()));
        return declaration instanceof Declaration.KernelDeclaration kernel && !made
                ? Optional.of(new Diagnostic(
                        Problem.TYPE_ARGUMENTS,
                        kernel.place(),
                        "the kernel `" + kernel.name()
                                + "` is never verified: a type parameter has neither an interval "
                                + "nor a default, and nothing here uses the kernel",
                        "say for which widths it is verified, as in `<W in 2..16>`, or what stands where no argument"
                                + " is given, as in `<W = 8>`"))
                : Optional.empty();
    }

    /**
     * One kernel or function, or what is wrong with it.
     *
     * @param kernel empty where something is wrong
     * @param diagnostics every mistake that was found; empty exactly where there is a kernel
     */
    public record Made(Optional<Kernel> kernel, List<Diagnostic> diagnostics) {}

    /** Makes an instance of a kernel that a module declares or imports, or a function; looks at nothing else of it. */
    public static Made make(Module module, List<Module> imported, Instance instance) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        Environment environment = new Environment(declarations(module, imported, diagnostics), diagnostics);
        Optional<Kernel> kernel = Optional.empty();
        try {
            kernel = Optional.of(environment.instance(instance, List.of(), new Scope(World.EXACT, null)));
        } catch (Rejection rejection) {
            environment.elaborator().report(rejection);
        }
        return diagnostics.isEmpty()
                ? new Made(kernel, List.of())
                : new Made(Optional.empty(), List.copyOf(diagnostics));
    }

    /**
     * An expression and what it ranges over, or what is wrong with it.
     *
     * @param expression empty where something is wrong
     * @param diagnostics every mistake that was found; empty exactly where there is an expression
     */
    public record Opened(Optional<OpenExpression> expression, List<Diagnostic> diagnostics) {}

    /**
     * Checks an expression of exact mathematics that stands alone. As in a claim, a name that is not declared and is an
     * argument of a kernel is an input.
     *
     * @param parameters inputs whose types are written
     * @param declared the modules whose declarations it may use
     */
    public static Opened open(Expression expression, List<Parameter> parameters, List<Module> declared) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        Module alone = new Module(expression.place().source(), List.of());
        Environment environment = new Environment(declarations(alone, declared, diagnostics), diagnostics);
        Optional<OpenExpression> opened = Optional.empty();
        try {
            opened = Optional.of(environment.claims().expression(expression, parameters));
        } catch (Rejection rejection) {
            environment.elaborator().report(rejection);
        }
        return diagnostics.isEmpty()
                ? new Opened(opened, List.of())
                : new Opened(Optional.empty(), List.copyOf(diagnostics));
    }

    private static Map<String, Declaration> declarations(
            Module module, List<Module> imported, List<Diagnostic> diagnostics) {
        Map<String, Declaration> declarations = new LinkedHashMap<>();
        for (Module other : imported) {
            for (Declaration declaration : other.declarations()) {
                declare(declaration, declarations, module.source(), diagnostics);
            }
        }
        module.declarations().forEach(d -> declare(d, declarations, module.source(), diagnostics));
        return declarations;
    }

    private static void declare(
            Declaration declaration,
            Map<String, Declaration> declarations,
            SourceFile importer,
            List<Diagnostic> diagnostics) {
        if (declaration instanceof Declaration.Import) {
            return;
        }
        boolean own = declaration.place().source() == importer;
        boolean reserved = (declaration instanceof Declaration.KernelDeclaration
                        || declaration instanceof Declaration.Function)
                && new Operations(null).has(declaration.name());
        if (reserved) {
            diagnostics.add(new Diagnostic(
                    Problem.DUPLICATE,
                    declaration.place(),
                    "`" + declaration.name() + "` is one of the language's own operations",
                    "choose another name"));
            return;
        }
        boolean statement = !(declaration instanceof Declaration.KernelDeclaration
                || declaration instanceof Declaration.Function
                || declaration instanceof Declaration.ConstantDeclaration
                || declaration instanceof Declaration.FormatDeclaration);
        if (statement && !own) {
            return;
        }
        Declaration before = declarations.putIfAbsent(declaration.name(), declaration);
        if (before != null && before != declaration) {
            diagnostics.add(new Diagnostic(
                    Problem.DUPLICATE,
                    own ? declaration.place() : before.place(),
                    "`" + declaration.name() + "` is declared twice",
                    "the other declaration is at " + (own ? before.place() : declaration.place())
                            + "; choose another name"));
        }
    }

    private static List<Statement> statements(
            Declaration declaration, Environment environment, Map<String, Kernel> kernels) {
        return switch (declaration) {
            case Declaration.Import d -> List.of();
            case Declaration.ConstantDeclaration d -> {
                environment.constant(d.name());
                yield List.of();
            }
            case Declaration.FormatDeclaration d -> {
                environment.elaborator().codedTypes().named(d.name());
                yield List.of();
            }
            case Declaration.Function d -> {
                environment.instance(
                        new Instance(d.name(), List.of(), d.place()), List.of(), new Scope(World.EXACT, null));
                yield List.of();
            }
            case Declaration.KernelDeclaration d -> {
                List<Statement> safety = new ArrayList<>();
                for (List<Scope.Binding> arguments : environment.declaredInstances(d.typeParameters())) {
                    Kernel kernel = environment.kernel(d, arguments);
                    kernels.put(kernel.name(), kernel);
                    safety.add(new Statement.Safety(kernel));
                }
                yield safety;
            }
            case Declaration.Claim d -> environment.claims().claim(d);
            case Declaration.Equivalent d -> environment.claims().equivalent(d);
            case Declaration.Find d -> environment.claims().find(d);
            case Declaration.Derive d -> List.of();
        };
    }
}
