package bitlemma.verifier.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.verifier.portfolio.Solvers;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The catalogue. */
class SolversTest {
    @ParameterizedTest
    @EnumSource(Solvers.class)
    void says_without_loading_what_the_solver_says(Solvers which) {
        try (Solver solver = Scripts.open(which)) {
            assertTrue(solver.name().matches(which.title() + " \\d+\\.\\d+\\.\\d+"), solver.name());
            for (Theory theory : Theory.values()) {
                assertEquals(which.theories().contains(theory), solver.supports(theory));
            }
        }
    }

    @Test
    void finds_solvers_by_name() {
        assertEquals(Optional.of(Solvers.CVC5), Solvers.named("cvc5"));
        assertEquals(Optional.empty(), Solvers.named("mathsat"));
        var nothing = assertInstanceOf(Solvers.Opened.Unavailable.class, Solvers.open("mathsat"));
        assertEquals("mathsat", nothing.name());
        assertFalse(nothing.reason().isEmpty());
    }

    /** With none of the solvers' jars at hand the catalogue still lists them, and says of each that it is not there. */
    @Test
    void a_solver_that_is_missing_is_a_value() throws Exception {
        URL[] ours = Stream.of(Solvers.class, bitlemma.numbers.Rational.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .distinct()
                .toArray(URL[]::new);
        try (var bare = new URLClassLoader(ours, ClassLoader.getPlatformClassLoader())) {
            Class<?> catalogue = bare.loadClass(Solvers.class.getName());
            for (Object solver : List.of(catalogue.getEnumConstants())) {
                Object opened = catalogue.getMethod("open").invoke(solver);
                assertEquals("Unavailable", opened.getClass().getSimpleName(), opened::toString);
            }
        }
    }
}
