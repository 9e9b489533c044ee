package bitlemma.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The house's rules: which room may know which. */
@AnalyzeClasses(packages = "bitlemma", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static ArchRule knowsNothingOf(String module, String... others) {
        return noClasses().that().resideInAPackage(module).should().dependOnClassesThat().resideInAnyPackage(others);
    }

    private static ArchRule onlyIn(String[] homes, String... packages) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(homes)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages);
    }

    private static String[] packages(String... names) {
        return names;
    }

    @ArchTest
    static final ArchRule numbers = knowsNothingOf(
            "bitlemma.numbers..",
            "bitlemma.grammar..",
            "bitlemma.lowering..",
            "bitlemma.kernels..",
            "bitlemma.verifier..",
            "bitlemma.proofs..",
            "bitlemma.cli..");

    @ArchTest
    static final ArchRule grammar = knowsNothingOf(
            "bitlemma.grammar..",
            "bitlemma.lowering..",
            "bitlemma.kernels..",
            "bitlemma.verifier..",
            "bitlemma.proofs..",
            "bitlemma.cli..");

    @ArchTest
    static final ArchRule lowering = knowsNothingOf(
            "bitlemma.lowering..", "bitlemma.kernels..", "bitlemma.verifier..", "bitlemma.proofs..", "bitlemma.cli..");

    /** The exact evaluator judges what lowering makes of a program, and so must not see it. */
    @ArchTest
    static final ArchRule kernels = knowsNothingOf(
            "bitlemma.kernels..", "bitlemma.lowering..", "bitlemma.verifier..", "bitlemma.proofs..", "bitlemma.cli..");

    @ArchTest
    static final ArchRule verifier =
            knowsNothingOf("bitlemma.verifier..", "bitlemma.kernels..", "bitlemma.proofs..", "bitlemma.cli..");

    @ArchTest
    static final ArchRule proofs = knowsNothingOf("bitlemma.proofs..", "bitlemma.cli..");

    @ArchTest
    static final ArchRule z3 = onlyIn(packages("bitlemma.verifier.solver.z3"), "com.microsoft.z3..");

    @ArchTest
    static final ArchRule cvc5 = onlyIn(packages("bitlemma.verifier.solver.cvc5"), "io.github.cvc5..");

    @ArchTest
    static final ArchRule bitwuzla = onlyIn(packages("bitlemma.verifier.solver.bitwuzla"), "org.sosy_lab..");

    @ArchTest
    static final ArchRule symja = onlyIn(packages("bitlemma.symbolic.engine"), "org.matheclipse..");

    @ArchTest
    static final ArchRule antlr =
            onlyIn(packages("bitlemma.grammar.parse", "bitlemma.grammar.antlr"), "org.antlr..");

    @ArchTest
    static final ArchRule generatedParser =
            onlyIn(packages("bitlemma.grammar.parse", "bitlemma.grammar.antlr"), "bitlemma.grammar.antlr..");

    @ArchTest
    static final ArchRule foreignFunctions = onlyIn(packages("bitlemma.kernels.binary"), "java.lang.foreign..");

    @ArchTest
    static final ArchRule commandLine = onlyIn(packages("bitlemma.cli.."), "picocli..", "com.google.gson..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles = slices().matching("bitlemma.(**)").should().beFreeOfCycles();
}
