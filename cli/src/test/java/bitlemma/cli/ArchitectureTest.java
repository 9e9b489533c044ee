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
            "bitlemma.symbolic..",
            "bitlemma.plots..",
            "bitlemma.proofs..",
            "bitlemma.cli..");

    @ArchTest
    static final ArchRule grammar = knowsNothingOf(
            "bitlemma.grammar..",
            "bitlemma.lowering..",
            "bitlemma.kernels..",
            "bitlemma.verifier..",
            "bitlemma.symbolic..",
            "bitlemma.plots..",
            "bitlemma.proofs..",
            "bitlemma.cli..");

    @ArchTest
    static final ArchRule lowering = knowsNothingOf(
            "bitlemma.lowering..",
            "bitlemma.kernels..",
            "bitlemma.verifier..",
            "bitlemma.symbolic..",
            "bitlemma.plots..",
            "bitlemma.proofs..",
            "bitlemma.cli..");

    /** The exact evaluator judges what lowering makes of a program, and so must not see it. */
    @ArchTest
    static final ArchRule kernels = knowsNothingOf(
            "bitlemma.kernels..",
            "bitlemma.lowering..",
            "bitlemma.verifier..",
            "bitlemma.symbolic..",
            "bitlemma.plots..",
            "bitlemma.proofs..",
            "bitlemma.cli..");

    @ArchTest
    static final ArchRule verifier = knowsNothingOf(
            "bitlemma.verifier..",
            "bitlemma.kernels..",
            "bitlemma.symbolic..",
            "bitlemma.plots..",
            "bitlemma.proofs..",
            "bitlemma.cli..");

    /** The exact evaluator judges closed forms, and so derivations see it as an interface of their own only. */
    @ArchTest
    static final ArchRule symbolic = knowsNothingOf(
            "bitlemma.symbolic..",
            "bitlemma.kernels..",
            "bitlemma.lowering..",
            "bitlemma.verifier..",
            "bitlemma.plots..",
            "bitlemma.proofs..",
            "bitlemma.cli..");

    @ArchTest
    static final ArchRule plots = knowsNothingOf(
            "bitlemma.plots..",
            "bitlemma.numbers..",
            "bitlemma.grammar..",
            "bitlemma.lowering..",
            "bitlemma.kernels..",
            "bitlemma.verifier..",
            "bitlemma.symbolic..",
            "bitlemma.proofs..",
            "bitlemma.cli..");

    @ArchTest
    static final ArchRule proofs = knowsNothingOf("bitlemma.proofs..", "bitlemma.plots..", "bitlemma.cli..");

    /** Random samples and exact enumeration contradict wrong closed forms, and so must not see how these come about. */
    @ArchTest
    static final ArchRule witnesses = noClasses()
            .that()
            .resideInAnyPackage("bitlemma.symbolic.exact", "bitlemma.symbolic.sampling")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "bitlemma.symbolic.formula",
                    "bitlemma.symbolic.engine",
                    "bitlemma.symbolic.integration",
                    "bitlemma.symbolic.summation",
                    "bitlemma.symbolic.asymptotic",
                    "bitlemma.symbolic.region",
                    "bitlemma.symbolic.expectation",
                    "bitlemma.symbolic.derive");

    /** Enclosures likewise: they read formulas as they are written, and know no rule that rewrites them. */
    @ArchTest
    static final ArchRule enclosures = noClasses()
            .that()
            .resideInAPackage("bitlemma.symbolic.enclosure")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "bitlemma.symbolic.engine",
                    "bitlemma.symbolic.integration",
                    "bitlemma.symbolic.summation",
                    "bitlemma.symbolic.asymptotic",
                    "bitlemma.symbolic.region",
                    "bitlemma.symbolic.expectation",
                    "bitlemma.symbolic.derive");

    @ArchTest
    static final ArchRule z3 = onlyIn(packages("bitlemma.verifier.solver.z3"), "com.microsoft.z3..");

    @ArchTest
    static final ArchRule cvc5 = onlyIn(packages("bitlemma.verifier.solver.cvc5"), "io.github.cvc5..");

    @ArchTest
    static final ArchRule bitwuzla = onlyIn(packages("bitlemma.verifier.solver.bitwuzla"), "org.sosy_lab..");

    @ArchTest
    static final ArchRule symja = onlyIn(
            packages("bitlemma.symbolic.engine"),
            "org.matheclipse..",
            "org.hipparchus..",
            "edu.jas..",
            "org.apfloat..");

    @ArchTest
    static final ArchRule charts = onlyIn(packages("bitlemma.plots.."), "org.jfree..", "java.awt..");

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
