package bitlemma.notebook;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which room may know the notebook and the plots, and which library is known where. */
@AnalyzeClasses(packages = "bitlemma", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule nothingBelowKnowsTheNotebook = noClasses()
            .that()
            .resideOutsideOfPackage("bitlemma.notebook..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("bitlemma.notebook..");

    @ArchTest
    static final ArchRule plotsKnowNoOtherModule = noClasses()
            .that()
            .resideInAPackage("bitlemma.plots..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "bitlemma.numbers..",
                    "bitlemma.grammar..",
                    "bitlemma.kernels..",
                    "bitlemma.lowering..",
                    "bitlemma.verifier..",
                    "bitlemma.symbolic..",
                    "bitlemma.proofs..",
                    "bitlemma.cli..",
                    "bitlemma.notebook..");

    @ArchTest
    static final ArchRule charts = noClasses()
            .that()
            .resideOutsideOfPackage("bitlemma.plots..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jfree..", "java.awt..");

    @ArchTest
    static final ArchRule jupyter = noClasses()
            .that()
            .resideOutsideOfPackage("bitlemma.notebook.jupyter")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.dflib..", "org.zeromq..", "sun.misc..");

    @ArchTest
    static final ArchRule commandLine = noClasses()
            .that()
            .resideOutsideOfPackages("bitlemma.cli..", "bitlemma.notebook.jupyter")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("picocli..", "com.google.gson..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles = slices().matching("bitlemma.(**)").should().beFreeOfCycles();
}
