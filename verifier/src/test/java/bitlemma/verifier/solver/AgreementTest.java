package bitlemma.verifier.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.numbers.Rational;
import bitlemma.verifier.portfolio.Solvers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntBinaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Solvers against an oracle that tries every value: random formulas over two bit-vectors of four bits. */
class AgreementTest {
    private static final int MASK = 15;

    /** A term as text and as what it means. */
    private record Term(String text, IntBinaryOperator value) {}

    private record Operation(String name, IntBinaryOperator value) {}

    private static final List<Operation> OPERATIONS = List.of(
            new Operation("bvadd", (a, b) -> a + b),
            new Operation("bvsub", (a, b) -> a - b),
            new Operation("bvmul", (a, b) -> a * b),
            new Operation("bvand", (a, b) -> a & b),
            new Operation("bvor", (a, b) -> a | b),
            new Operation("bvxor", (a, b) -> a ^ b),
            new Operation("bvudiv", (a, b) -> b == 0 ? MASK : a / b),
            new Operation("bvurem", (a, b) -> b == 0 ? a : a % b),
            new Operation("bvshl", (a, b) -> a << b),
            new Operation("bvlshr", (a, b) -> a >> b),
            new Operation("bvashr", (a, b) -> signed(a) >> b));

    private static final List<Operation> RELATIONS = List.of(
            new Operation("=", (a, b) -> a == b ? 1 : 0),
            new Operation("distinct", (a, b) -> a != b ? 1 : 0),
            new Operation("bvult", (a, b) -> a < b ? 1 : 0),
            new Operation("bvule", (a, b) -> a <= b ? 1 : 0),
            new Operation("bvslt", (a, b) -> signed(a) < signed(b) ? 1 : 0),
            new Operation("bvsle", (a, b) -> signed(a) <= signed(b) ? 1 : 0));

    private static int signed(int value) {
        return value > 7 ? value - 16 : value;
    }

    private static Term term(RandomGenerator random, int depth) {
        if (depth == 0) {
            int constant = random.nextInt(16);
            return switch (random.nextInt(4)) {
                case 0 -> new Term("(_ bv" + constant + " 4)", (x, y) -> constant);
                case 1 -> new Term("y", (x, y) -> y);
                default -> new Term("x", (x, y) -> x);
            };
        }
        return combined(random, OPERATIONS, depth);
    }

    private static Term combined(RandomGenerator random, List<Operation> operations, int depth) {
        Operation operation = operations.get(random.nextInt(operations.size()));
        Term a = term(random, random.nextInt(depth));
        Term b = term(random, depth - 1);
        return new Term("(" + operation.name() + " " + a.text() + " " + b.text() + ")", (x, y) -> MASK
                & operation.value().applyAsInt(a.value().applyAsInt(x, y), b.value().applyAsInt(x, y)));
    }

    private static boolean holds(List<Term> relations, int x, int y) {
        return relations.stream().allMatch(relation -> relation.value().applyAsInt(x, y) == 1);
    }

    @ParameterizedTest
    @EnumSource(Solvers.class)
    void with_trying_every_value(Solvers which) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(4);
        int satisfiable = 0;
        int formulas = 300;
        try (Solver solver = Scripts.open(which)) {
            for (int formula = 0; formula < formulas; formula++) {
                List<Term> relations = new ArrayList<>();
                StringBuilder text =
                        new StringBuilder("(declare-const x (_ BitVec 4))\n(declare-const y (_ BitVec 4))\n");
                for (int i = 0; i < 3; i++) {
                    relations.add(combined(random, RELATIONS, 3));
                    text.append("(assert ").append(relations.getLast().text()).append(")\n");
                }
                boolean exists = false;
                for (int pair = 0; pair < 256; pair++) {
                    exists |= holds(relations, pair >> 4, pair & MASK);
                }
                satisfiable += exists ? 1 : 0;
                Answer answer = solver.solve(Scripts.bits(text.toString(), "x", "y"), Scripts.PLENTY);
                if (exists) {
                    Map<String, Rational> model = Scripts.model(answer);
                    int x = model.get("x").toIntegerExact().intValueExact();
                    int y = model.get("y").toIntegerExact().intValueExact();
                    assertTrue(holds(relations, x, y), () -> "x = " + x + ", y = " + y + " in " + text);
                } else {
                    assertEquals(new Answer.Unsat(), answer, text::toString);
                }
            }
        }
        assertTrue(satisfiable > formulas / 4 && satisfiable < formulas * 3 / 4, satisfiable + " of " + formulas);
    }
}
