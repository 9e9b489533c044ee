package bitlemma.verifier.solver;

import static bitlemma.verifier.solver.Scripts.open;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.verifier.portfolio.Solvers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same script and budget give the same answer, whatever was asked before and by whom. */
class RepeatabilityTest {
    private record Question(Script script, long budget) {}

    /** From budgets that decide nothing to budgets that decide nearly all. */
    private static List<Question> questions(Solvers which) {
        List<Question> questions = new ArrayList<>();
        List<Script> scripts = List.of(Scripts.FACTORS, Scripts.DIVIDE_BY_TEN, Scripts.TRIPLE, Scripts.CUBES);
        for (Script script : scripts) {
            for (long budget = 1; which.theories().contains(script.theory()) && budget <= 1 << 20; budget *= 4) {
                questions.add(new Question(script, budget));
            }
        }
        return questions;
    }

    private static List<Answer> answers(Solver solver, List<Question> questions) {
        return questions.stream()
                .map(question -> solver.solve(question.script(), question.budget()))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Solvers.class)
    void in_another_order(Solvers which) {
        List<Question> questions = questions(which);
        try (Solver solver = open(which)) {
            List<Answer> upwards = answers(solver, questions);
            assertEquals(upwards, answers(solver, questions.reversed()).reversed());
            assertTrue(upwards.stream().anyMatch(answer -> answer instanceof Answer.Unknown));
            assertTrue(upwards.stream().anyMatch(answer -> answer instanceof Answer.Sat));
        }
    }

    @ParameterizedTest
    @EnumSource(Solvers.class)
    void in_other_threads_at_once(Solvers which) throws Exception {
        List<Question> questions = questions(which);
        Callable<List<Answer>> all = () -> {
            try (Solver solver = open(which)) {
                return answers(solver, questions);
            }
        };
        List<Answer> alone = all.call();
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var answers : threads.invokeAll(List.of(all, all))) {
                assertEquals(alone, answers.get());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Solvers.class)
    void a_budget_of_one_decides_nothing_hard(Solvers which) {
        try (Solver solver = open(which)) {
            Answer first = solver.solve(Scripts.FACTORS, 1);
            assertInstanceOf(Answer.Unknown.class, first);
            assertEquals(first, solver.solve(Scripts.FACTORS, 1));
        }
    }
}
