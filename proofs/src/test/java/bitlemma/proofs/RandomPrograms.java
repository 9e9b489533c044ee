package bitlemma.proofs;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Random programs as source text: kernels of a few bits over the whole language, and statements about them. Every
 * program has so few inputs that all of them can be gone through. Fully bracketed, so that a failing program can be
 * made smaller.
 */
final class RandomPrograms {
    /** The interval of every exact integer among the inputs. */
    static final int LEAST_INTEGER = -4;

    static final int GREATEST_INTEGER = 6;

    /** The greatest symbolic length. */
    static final int LONGEST = 3;

    private static final String[] RULES = {"up", "away", "even", "truncate", "floor", "ceiling", "odd"};
    private static final String[] DIVISIONS = {
        "div_trunc", "div_floor", "div_euclid", "mod_trunc", "mod_floor", "mod_euclid"
    };

    private enum Kind {
        MACHINE,
        INTEGER,
        BOOLEAN
    }

    private record Type(Kind kind, boolean signed, int width) {
        static final Type INTEGER = new Type(Kind.INTEGER, true, 0);
        static final Type BOOLEAN = new Type(Kind.BOOLEAN, true, 0);

        static Type machine(boolean signed, int width) {
            return new Type(Kind.MACHINE, signed, width);
        }

        @Override
        public String toString() {
            return switch (kind) {
                case MACHINE -> (signed ? "int" : "uint") + width;
                case INTEGER -> "int";
                case BOOLEAN -> "bool";
            };
        }

        int low() {
            return signed ? -(1 << (width - 1)) : 0;
        }

        int high() {
            return (1 << (signed ? width - 1 : width)) - 1;
        }
    }

    private record Name(String name, Type type) {}

    /** @param length a number or the name of a length */
    private record Array(String name, Type element, String length) {}

    private record Kernel(String name, List<Name> scalars, List<Array> arrays, Type result, boolean function) {}

    private static final class Scope {
        final List<Name> names = new ArrayList<>();
        final List<Array> arrays = new ArrayList<>();
        final List<String> lengths = new ArrayList<>();

        Scope inner() {
            Scope inner = new Scope();
            inner.names.addAll(names);
            inner.arrays.addAll(arrays);
            inner.lengths.addAll(lengths);
            return inner;
        }
    }

    private final Random random;
    private final List<Kernel> kernels = new ArrayList<>();
    private final List<Array> tables = new ArrayList<>();
    private int names;
    /** How many terms an expression may still have. */
    private int left;

    private RandomPrograms(long seed) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L + 12345);
    }

    /** The declarations of a random program: always the same for the same seed. */
    static List<String> declarations(long seed) {
        return new RandomPrograms(seed).program();
    }

    private List<String> program() {
        List<String> declarations = new ArrayList<>();
        if (chance(4)) {
            int size = 1 + random.nextInt(4);
            Type element = machine();
            List<String> values = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                values.add(literal(element));
            }
            tables.add(new Array("table", element, "" + size));
            declarations.add("const table: " + element + "[" + size + "] = [" + String.join(", ", values) + "]");
        }
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            declarations.add(chance(8) ? function("g" + i) : kernel("f" + i));
        }
        if (chance(8)) {
            declarations.addAll(family());
        }
        int statements = 1 + random.nextInt(3);
        for (int i = 0; i < statements; i++) {
            declarations.add(chance(2) ? themed("s" + i) : statement("s" + i));
        }
        return declarations;
    }

    private boolean chance(int of) {
        return random.nextInt(of) == 0;
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private String any(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private String fresh(String prefix) {
        return prefix + names++;
    }

    private Type machine() {
        int width = new int[] {1, 2, 2, 3, 3, 3, 4, 4, 5}[random.nextInt(9)];
        return Type.machine(random.nextBoolean(), width);
    }

    private Type type() {
        return chance(6) ? Type.INTEGER : chance(8) ? Type.BOOLEAN : machine();
    }

    private String literal(Type type) {
        return switch (type.kind()) {
            case MACHINE -> number(type.low() + random.nextInt(type.high() - type.low() + 1));
            case INTEGER -> number(random.nextInt(12) - 4);
            case BOOLEAN -> any("true", "false");
        };
    }

    /** A literal that is of a type by itself. */
    private String typed(Type type) {
        return type.kind() == Kind.MACHINE ? type + brackets(literal(type)) : literal(type);
    }

    private static String number(int value) {
        return value < 0 ? "(-" + -value + ")" : "" + value;
    }

    // ---- declarations ----

    /** Parameters of at most {@code bits} bits together, as the text between the brackets. */
    private String parameters(Scope scope, int bits, List<Name> scalars, List<Array> arrays) {
        List<String> parts = new ArrayList<>();
        int budget = bits;
        int n = 1 + random.nextInt(3);
        for (int i = 0; i < n && budget > 0; i++) {
            if (chance(4) && budget >= 4) {
                Type element = chance(10) ? Type.BOOLEAN : Type.machine(random.nextBoolean(), 1 + random.nextInt(2));
                boolean symbolic = random.nextBoolean();
                String length = symbolic ? "K" : "" + (1 + random.nextInt(3));
                int width = element.kind() == Kind.BOOLEAN ? 1 : element.width();
                int cost = width * (symbolic ? LONGEST : Integer.parseInt(length));
                if (cost > budget) {
                    continue;
                }
                budget -= cost;
                Array array = new Array(fresh("a"), element, length);
                arrays.add(array);
                scope.arrays.add(array);
                if (symbolic && !scope.lengths.contains("K")) {
                    scope.lengths.add("K");
                    scope.names.add(new Name("K", Type.INTEGER));
                }
                parts.add(array.name() + ": " + element + "[" + length + "]");
                continue;
            }
            Type type = type();
            while (type.kind() == Kind.MACHINE && type.width() > budget) {
                type = Type.machine(type.signed(), 1 + random.nextInt(type.width()));
            }
            budget -= type.kind() == Kind.MACHINE ? type.width() : type.kind() == Kind.INTEGER ? 4 : 1;
            Name name = new Name(fresh("x"), type);
            scalars.add(name);
            scope.names.add(name);
            String interval = "";
            if (type.kind() == Kind.INTEGER) {
                int low = LEAST_INTEGER + random.nextInt(6);
                interval = " in " + number(low) + ".." + number(Math.min(GREATEST_INTEGER, low + random.nextInt(8)));
            } else if (type.kind() == Kind.MACHINE && chance(5)) {
                int low = type.low() + random.nextInt(type.high() - type.low() + 1);
                int high = low + random.nextInt(type.high() - low + 1);
                interval = " in " + number(low) + ".." + number(high);
            }
            parts.add(name.name() + ": " + type + interval);
        }
        if (parts.isEmpty()) {
            Name name = new Name(fresh("x"), Type.machine(true, 3));
            scalars.add(name);
            scope.names.add(name);
            parts.add(name.name() + ": int3");
        }
        return String.join(", ", parts);
    }

    private String given(Scope scope, boolean machine) {
        List<String> conditions = new ArrayList<>();
        if (scope.lengths.contains("K")) {
            conditions.add(any("K <= 3", "K <= 2", "1 <= K <= 3", "K <= 3", "K == 2", "K < 2"));
        }
        if (chance(4)) {
            left = 5;
            conditions.add(condition(scope, 2, machine));
        }
        if (!scope.arrays.isEmpty() && chance(3)) {
            Array array = any(scope.arrays);
            String index = fresh("k");
            Scope inner = scope.inner();
            inner.names.add(new Name(index, Type.INTEGER));
            left = 4;
            String element = array.name() + "[" + index + "]";
            String body = array.element().kind() == Kind.BOOLEAN
                    ? element
                    : "(" + element + " " + relation() + " "
                            + (machine ? literal(array.element()) : exact(inner, 1)) + ")";
            if (array.element().kind() != Kind.BOOLEAN && chance(3)) {
                body = condition(inner, 2, machine);
            }
            String high = chance(4) ? "1" : array.length();
            conditions.add("forall(" + index + " < " + high + ") " + brackets(body));
        }
        return conditions.isEmpty() ? "" : " given " + String.join(", ", conditions);
    }

    private static String brackets(String text) {
        return text.startsWith("(") ? text : "(" + text + ")";
    }

    private String kernel(String name) {
        Scope scope = new Scope();
        List<Name> scalars = new ArrayList<>();
        List<Array> arrays = new ArrayList<>();
        String parameters = parameters(scope, 8, scalars, arrays);
        String given = given(scope, false);
        Type result = type();
        left = 4 + random.nextInt(22);
        StringBuilder body = new StringBuilder();
        Scope inner = scope.inner();
        for (int i = random.nextInt(3); i > 0; i--) {
            body.append(statement(inner)).append("\n  ");
        }
        body.append(expression(result, inner, 4));
        kernels.add(new Kernel(name, scalars, arrays, result, false));
        return (chance(3) ? "unsafe " : "") + "kernel " + name + "(" + parameters + ") -> " + result + given + " {\n  "
                + body + "\n}";
    }

    /** A statement of a block; what it binds is in the scope afterwards. */
    private String statement(Scope scope) {
        if (chance(5)) {
            return "assert " + condition(scope, 2, true);
        }
        if (chance(8)) {
            Type element = machine();
            int size = 1 + random.nextInt(3);
            String name = fresh("t");
            String text;
            if (chance(3)) {
                String count = scope.lengths.isEmpty() || chance(2) ? "" + size : "K";
                text = "let " + name + ": " + element + "[" + count + "] = [" + expression(element, scope, 2) + "; "
                        + count + "]";
                scope.arrays.add(new Array(name, element, count));
            } else {
                List<String> values = new ArrayList<>();
                for (int i = 0; i < size; i++) {
                    values.add(expression(element, scope, 2));
                }
                text = "let " + name + ": " + element + "[" + size + "] = [" + String.join(", ", values) + "]";
                scope.arrays.add(new Array(name, element, "" + size));
            }
            return text;
        }
        Type type = type();
        String value = expression(type, scope, 3);
        String name = fresh("v");
        scope.names.add(new Name(name, type));
        return "let " + name + ": " + type + " = " + value;
    }

    private String function(String name) {
        Scope scope = new Scope();
        Name x = new Name(fresh("x"), Type.INTEGER);
        Name y = new Name(fresh("x"), Type.INTEGER);
        scope.names.add(x);
        scope.names.add(y);
        left = 6;
        String body = "floor" + brackets(exact(scope, 3));
        kernels.add(new Kernel(name, List.of(x, y), List.of(), Type.INTEGER, true));
        return "function " + name + "(" + x.name() + ": int, " + y.name() + ": int) -> int = " + body;
    }

    /** A kernel with a type parameter, and a search for the width that suits it. */
    private List<String> family() {
        String[] operators = {"+", "-", "*", "+%", "*|"};
        boolean signed = random.nextBoolean();
        String type = (signed ? "int" : "uint") + (1 + random.nextInt(3));
        String sum = "(T(x) " + any(operators) + " T(y))";
        String body = chance(2) ? "(" + sum + " " + any(operators) + " T(x))" : sum;
        String given = chance(3) ? " given x " + relation() + " y" : "";
        String target = chance(2) ? "h<int<W>> is safe" : "h<int<W>>(x, y) " + any("==", ">=", "<=") + " x * y";
        String domain = chance(2) ? " in 1..8" : " in 2..6";
        return List.of(
                "unsafe kernel h<T = int8>(x: " + type + ", y: " + type + ") -> T" + given + " { " + body + " }",
                "find w: " + any("min", "max") + " W" + domain + " such that " + target);
    }

    private String statement(String name) {
        if (chance(6)) {
            List<Kernel> machines = kernels.stream().filter(k -> !k.function()).toList();
            for (Kernel left : machines) {
                for (Kernel right : machines) {
                    boolean same = left != right
                            && left.arrays().isEmpty()
                            && right.arrays().isEmpty()
                            && (left.result().kind() == Kind.BOOLEAN) == (right.result().kind() == Kind.BOOLEAN)
                            && left.scalars().stream().map(Name::type).toList().equals(
                                    right.scalars().stream().map(Name::type).toList());
                    if (same || chance(6) && left == right) {
                        return (chance(2) ? "refuted " : "") + "equivalent " + name + ": " + left.name() + ", "
                                + right.name();
                    }
                }
            }
        }
        Scope scope = new Scope();
        boolean declared = !chance(3);
        String parameters = "";
        Kernel about = kernels.getLast();
        if (declared) {
            parameters = "(" + parameters(scope, 7, new ArrayList<>(), new ArrayList<>()) + ")";
        } else {
            // Names that are not declared take their types from the kernel that they are given to.
            scope.names.addAll(about.scalars());
            scope.arrays.addAll(about.arrays());
            if (about.function()) {
                parameters = "(" + String.join(
                        ", ", about.scalars().stream().map(s -> s.name() + ": int in -2..3").toList()) + ")";
            }
        }
        String given = declared ? given(scope, false) : "";
        left = 5 + random.nextInt(15);
        int what = random.nextInt(10);
        String call = call(about, scope, declared, false);
        if (what == 0) {
            String expression = chance(2) ? call : exact(scope, 3);
            if (about.result().kind() == Kind.BOOLEAN && expression == call) {
                expression = "(if " + call + " then 1 else 0)";
            }
            if (!declared && expression != call) {
                expression = about.result().kind() == Kind.BOOLEAN
                        ? "((if " + call + " then 1 else 0) + " + expression + ")"
                        : "(" + call + " " + any("+", "-", "*") + " " + expression + ")";
            }
            return "find " + name + parameters + given + ": " + any("max", "min") + " " + expression;
        }
        if (what == 1) {
            int low = LEAST_INTEGER + random.nextInt(4);
            Scope inner = scope.inner();
            inner.names.add(new Name("N", Type.INTEGER));
            String body = declared
                    ? condition(inner, 3, false)
                    : "(" + number(call, about) + " " + relation() + " " + exact(inner, 2) + ")";
            return "find " + name + parameters + given + ": " + any("max", "min") + " N in " + number(low) + ".."
                    + number(Math.min(GREATEST_INTEGER, low + random.nextInt(9))) + " such that "
                    + brackets("N == N and " + body);
        }
        String body;
        if (what == 2 && !declared) {
            body = about.function() ? condition(scope, 3, false) : about.name() + " is safe";
        } else if (what < 6) {
            body = about.result().kind() == Kind.BOOLEAN
                    ? "(" + call + " == " + condition(scope, 2, false) + ")"
                    : chance(3) && about.result().kind() == Kind.MACHINE
                            ? "(" + number(about.result().low() + random.nextInt(3)) + " <= " + call + " <= "
                                    + number(about.result().high() - random.nextInt(2)) + ")"
                            : "(" + call + " " + relation() + " " + exact(scope, 3) + ")";
        } else {
            body = condition(scope, 4, false);
            if (!declared) {
                body = "(" + number(call, about) + " <= 3 " + any("=>", "and", "or") + " " + body + ")";
            }
        }
        return (chance(3) ? "refuted " : "") + "claim " + name + parameters + given + ": " + body;
    }

    // ---- statements that are nearly true, about what proofs by induction and by algebra do ----

    private String themed(String name) {
        Scope scope = new Scope();
        String claim = (chance(4) ? "refuted " : "") + "claim " + name;
        left = 12;
        if (chance(3)) {
            // Two readings of one expression; the second may be changed in one place.
            String parameters = "(" + parameters(scope, 7, new ArrayList<>(), new ArrayList<>()) + ")";
            String given = given(scope, false);
            left = 14;
            String one = exact(scope, 4);
            String other = twisted(one);
            if (chance(3)) {
                String condition = condition(scope, 2, false);
                return claim + parameters + given + ": (if " + condition + " then (" + one + " == " + other + ") else "
                        + comparison(scope, 2, false) + ")";
            }
            return claim + parameters + given + ": (" + one + " " + any("==", "==", "<=", ">=", "!=") + " " + other
                    + ")";
        }
        Type element = Type.machine(random.nextBoolean(), 1 + random.nextInt(2));
        String length = chance(3) ? "3" : "K";
        String array = fresh("a");
        scope.arrays.add(new Array(array, element, length));
        scope.names.add(new Name("n", Type.machine(false, 1)));
        if (length.equals("K")) {
            scope.lengths.add("K");
            scope.names.add(new Name("K", Type.INTEGER));
        }
        List<String> given = new ArrayList<>();
        if (length.equals("K")) {
            given.add(any("K <= 3", "K <= 3", "1 <= K <= 3", "K == 2", "K == 3"));
        }
        if (chance(3)) {
            String index = fresh("k");
            String bound = chance(2) ? length : any("1", "2", "n");
            given.add("forall(" + index + " < " + bound + ") (" + any("", "1 / ", "2 + ") + array + "[" + index + "] "
                    + relation() + " " + (chance(3) ? index : number(random.nextInt(4) - 1)) + ")");
        }
        String text = given.isEmpty() ? "" : " given " + String.join(", ", given);
        String parameters = "(" + array + ": " + element + "[" + length + "], n: uint1)";
        String sum = total(scope, array, length);
        String other =
                switch (random.nextInt(6)) {
                    case 0 -> total(scope, array, length);
                    case 1 -> twisted(sum);
                    case 5 -> array + "[" + any("0", "n", "1", length + " - 1") + "]" + any("", " + 1", " * n");
                    case 2 -> "(" + length + " * " + number(random.nextInt(5) - 2) + ")";
                    case 3 -> "(" + any("n", length, "2") + " * " + any(array + "[0]", "n", length, "1") + ")";
                    default -> number(random.nextInt(7) - 2);
                };
        String body = "(" + sum + " " + any("==", "!=", "!=", "<=", ">=", "<", ">") + " " + other + ")";
        if (chance(4)) {
            body = "(" + body + any(" and ", " or ", " => ") + "(" + sum + " " + relation() + " "
                    + number(random.nextInt(5) - 1) + "))";
        }
        if (chance(6)) {
            return "find " + name + parameters + text + ": " + any("max", "min") + " " + sum;
        }
        return claim + parameters + text + ": " + body;
    }

    /** A reduction over an array. */
    private String total(Scope scope, String array, String length) {
        Scope inner = scope.inner();
        String index = fresh("k");
        inner.names.add(new Name(index, Type.INTEGER));
        String at = array + "[" + index + "]";
        String binder =
                switch (random.nextInt(6)) {
                    case 0 -> index + " in 1.." + length;
                    case 1 -> "n <= " + index + " < " + length;
                    case 2 -> index + " < " + length + " - 1";
                    default -> index + " < " + length;
                };
        if (binder.contains("1..")) {
            binder = "1 <= " + index + " < " + length;
        }
        left = 5;
        String term = switch (random.nextInt(9)) {
            case 0 -> at;
            case 1 ->
                "(if (" + at + " " + relation() + " " + number(random.nextInt(4) - 1) + ") then "
                        + any("1", at, "n", "2") + " else " + any("0", "1", index, at) + ")";
            case 2 -> any("floor", "ceil") + "((" + at + " + " + any("n", index, "1") + ") / " + any("2", "3") + ")";
            case 3 -> "min(" + at + ", " + any("n", "1", index) + ")";
            case 4 -> "|" + at + any(" - ", " + ") + any("n", "1", index) + "|";
            case 5 -> "(" + at + " * " + any(at, "n", index, "2") + ")";
            case 6 -> "(" + at + " + " + total2(inner, array, length) + ")";
            case 7 -> "mod_floor(" + at + any(" + ", " * ") + any(index, "n") + ", " + any("2", "3", "(1 + n)") + ")";
            default -> brackets(exact(inner, 2));
        };
        return switch (random.nextInt(5)) {
            case 0 -> {
                String accumulator = fresh("s");
                String step = switch (random.nextInt(6)) {
                    case 0 -> "(" + accumulator + " + floor(" + term + "))";
                    case 1 -> "max(" + accumulator + ", floor(" + term + "))";
                    case 2 -> "(" + term + " > " + accumulator + ")";
                    case 3 -> "(if (" + accumulator + " > 1) then floor(" + term + ") else (" + accumulator + " + 1))";
                    case 4 -> "(2 * " + accumulator + " - floor(" + term + "))";
                    default -> "(" + accumulator + " - (if (" + term + " > 0) then 1 else 0))";
                };
                String value = step.contains(" > " + accumulator + ")")
                        ? "(if " + step + " then floor(" + term + ") else " + accumulator + ")"
                        : step;
                yield "(fold " + accumulator + ": int = " + any("0", "n", "1") + " for " + binder + " { " + value
                        + " })";
            }
            default -> "(sum(" + binder + ") " + brackets(term) + ")";
        };
    }

    private String total2(Scope scope, String array, String length) {
        String index = fresh("k");
        String outer = scope.names.getLast().name();
        return "(sum(" + index + " < " + any(outer, length, "n", "2") + ") ("
                + any(array + "[" + outer + "]", index, outer, "(if (" + index + " < " + outer + ") then 1 else 0)")
                + "))";
    }

    /** The text with one number, name or sign changed; sometimes as it is. */
    private String twisted(String text) {
        if (chance(4)) {
            return text;
        }
        List<Integer> places = new ArrayList<>();
        for (int i = 1; i + 1 < text.length(); i++) {
            boolean digit = Character.isDigit(text.charAt(i)) && !Character.isLetterOrDigit(text.charAt(i - 1));
            boolean sign = " + - * < ".contains(text.substring(i - 1, i + 2)) && text.charAt(i) != ' ';
            if (digit || sign && text.charAt(i - 1) == ' ') {
                places.add(i);
            }
        }
        if (places.isEmpty()) {
            return "(" + text + " + " + any("0", "1", "1/2") + ")";
        }
        int at = any(places);
        String other =
                switch (text.charAt(at)) {
                    case '+' -> "-";
                    case '-' -> "+";
                    case '*' -> "+";
                    case '<' -> "<=";
                    default -> any("0", "1", "2");
                };
        return text.substring(0, at) + other + text.substring(at + 1);
    }

    private static String number(String call, Kernel kernel) {
        return kernel.result().kind() == Kind.BOOLEAN ? "(if " + call + " then 1 else 0)" : call;
    }

    /** A call with arguments that suit; in a claim that declares nothing, the parameters' own names. */
    private String call(Kernel kernel, Scope scope, boolean declared, boolean machine) {
        List<String> arguments = new ArrayList<>();
        List<String> all = new ArrayList<>();
        // Arrays and scalars stand in the order of their names' numbers, which is that of the declaration.
        List<Object> parameters = new ArrayList<>();
        parameters.addAll(kernel.scalars());
        parameters.addAll(kernel.arrays());
        parameters.sort((a, b) -> Integer.compare(order(a), order(b)));
        for (Object parameter : parameters) {
            switch (parameter) {
                case Name p -> {
                    all.add(p.name());
                    arguments.add(declared ? argument(p.type(), scope, machine) : p.name());
                }
                case Array p -> {
                    all.add(p.name());
                    arguments.add(declared ? arrayArgument(p, scope, machine) : p.name());
                }
                default -> throw new IllegalStateException();
            }
        }
        return kernel.name() + "(" + String.join(", ", arguments) + ")";
    }

    private static int order(Object parameter) {
        String name = parameter instanceof Name n ? n.name() : ((Array) parameter).name();
        return Integer.parseInt(name.substring(1));
    }

    private String argument(Type type, Scope scope, boolean machine) {
        if (machine) {
            return expression(type, scope, 2);
        }
        List<String> fitting = new ArrayList<>();
        scope.names.stream().filter(n -> n.type().equals(type)).forEach(n -> fitting.add(n.name()));
        if (!fitting.isEmpty() && !chance(4)) {
            return any(fitting);
        }
        return switch (type.kind()) {
            case BOOLEAN -> condition(scope, 1, false);
            case INTEGER -> integer(scope, 2);
            case MACHINE -> chance(3)
                    ? integer(scope, 2)
                    : chance(2) ? type + ".wrap" + brackets(integer(scope, 2)) : literal(type);
        };
    }

    private String arrayArgument(Array parameter, Scope scope, boolean machine) {
        List<String> fitting = new ArrayList<>();
        scope.arrays.stream()
                .filter(a -> a.element().equals(parameter.element())
                        && (a.length().equals(parameter.length()) || parameter.length().equals("K")))
                .forEach(a -> fitting.add(a.name()));
        if (!fitting.isEmpty() && !chance(4)) {
            return any(fitting);
        }
        int size = parameter.length().equals("K") ? 1 + random.nextInt(3) : Integer.parseInt(parameter.length());
        if (chance(4)) {
            return "[" + argument(parameter.element(), scope, machine) + "; " + size + "]";
        }
        List<String> elements = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            elements.add(argument(parameter.element(), scope, machine));
        }
        return "[" + String.join(", ", elements) + "]";
    }

    private String relation() {
        return any("==", "!=", "<", "<=", ">", ">=");
    }

    // ---- machine arithmetic ----

    private String expression(Type type, Scope scope, int depth) {
        left--;
        if (depth <= 0 || left <= 0) {
            return leaf(type, scope);
        }
        return switch (type.kind()) {
            case BOOLEAN -> condition(scope, depth, true);
            case INTEGER -> integerInKernel(scope, depth);
            case MACHINE -> machine(type, scope, depth);
        };
    }

    private String leaf(Type type, Scope scope) {
        List<String> fitting = new ArrayList<>();
        scope.names.stream().filter(n -> n.type().equals(type)).forEach(n -> fitting.add(n.name()));
        if (fitting.isEmpty() && type.kind() == Kind.MACHINE && chance(2)) {
            scope.names.stream()
                    .filter(n -> n.type().kind() == Kind.MACHINE)
                    .forEach(n -> fitting.add(type + any(".wrap", ".saturate", "") + "(" + n.name() + ")"));
        }
        return fitting.isEmpty() || chance(6) ? typed(type) : any(fitting);
    }

    private String amount(Scope scope, Type type, int depth) {
        return chance(3)
                ? expression(chance(2) ? Type.INTEGER : Type.machine(false, 2), scope, depth - 2)
                : "" + random.nextInt(type.width());
    }

    private String machine(Type t, Scope scope, int depth) {
        int d = depth - 1;
        switch (random.nextInt(24)) {
            case 0, 1 -> {
                return "(" + expression(t, scope, d) + " " + any("+", "-", "*") + " " + expression(t, scope, d) + ")";
            }
            case 2, 3 -> {
                return "(" + expression(t, scope, d) + " " + any("+%", "-%", "*%", "+|", "-|", "*|") + " "
                        + expression(t, scope, d) + ")";
            }
            case 4 -> {
                return "(" + any(t.signed() ? "-" : "~", "-%", "-|", "~") + expression(t, scope, d) + ")";
            }
            case 5 -> {
                return "(" + expression(t, scope, d) + " " + any("/", "%") + " " + expression(t, scope, d) + ")";
            }
            case 6 -> {
                return any(DIVISIONS) + "(" + expression(t, scope, d) + ", " + expression(t, scope, d) + ")";
            }
            case 7, 8 -> {
                return "(" + expression(t, scope, d) + " " + any("<<", "<<%", "<<|", ">>", ">>>") + " "
                        + amount(scope, t, d) + ")";
            }
            case 9 -> {
                return "round_shift(" + expression(t, scope, d) + ", " + amount(scope, t, d) + ", " + any(RULES) + ")";
            }
            case 10 -> {
                return "(" + expression(t, scope, d) + " " + any("&", "|", "xor") + " " + expression(t, scope, d) + ")";
            }
            case 11 -> {
                return any("min", "max") + "(" + expression(t, scope, d) + ", " + expression(t, scope, d) + ")";
            }
            case 12 -> {
                return chance(2)
                        ? "clamp(" + expression(t, scope, d) + ", " + literal(t) + ", " + expression(t, scope, d) + ")"
                        : "abs(" + expression(t, scope, d) + ")";
            }
            case 13, 14 -> {
                Type from = chance(6) ? Type.INTEGER : chance(8) ? Type.BOOLEAN : machine();
                String how = from.kind() == Kind.BOOLEAN ? "" : any("", ".wrap", ".saturate");
                return t + how + "(" + expression(from, scope, d) + ")";
            }
            case 15 -> {
                return t + ".of_bits(" + expression(Type.machine(false, t.width()), scope, d) + ")";
            }
            case 16 -> {
                if (t.signed()) {
                    return t + "." + any("min", "max");
                }
                if (t.width() > 1 && chance(2)) {
                    int low = 1 + random.nextInt(t.width() - 1);
                    return "concat(" + expression(Type.machine(random.nextBoolean(), t.width() - low), scope, d) + ", "
                            + expression(Type.machine(random.nextBoolean(), low), scope, d) + ")";
                }
                if (chance(2)) {
                    return "bits(" + expression(Type.machine(random.nextBoolean(), t.width()), scope, d) + ")";
                }
                int width = t.width() + random.nextInt(3);
                int low = random.nextInt(width - t.width() + 1);
                String operand = expression(Type.machine(random.nextBoolean(), width), scope, d);
                return brackets(operand) + "[" + (low + t.width() - 1) + ":" + low + "]";
            }
            case 17 -> {
                return "(if " + condition(scope, d, true) + " then " + expression(t, scope, d) + " else "
                        + expression(t, scope, d) + ")";
            }
            case 18 -> {
                Scope inner = scope.inner();
                String statement = statement(inner);
                return "{ " + statement + "\n " + expression(t, inner, d) + " }";
            }
            case 19 -> {
                return element(t, scope, d);
            }
            case 20, 21 -> {
                return reduction(t, scope, d);
            }
            default -> {
                return callOf(t, scope, d);
            }
        }
    }

    private String callOf(Type t, Scope scope, int depth) {
        List<Kernel> fitting =
                kernels.stream().filter(k -> !k.function() && k.result().equals(t)).toList();
        return fitting.isEmpty() ? leaf(t, scope) : call(any(fitting), scope, true, true);
    }

    private String element(Type t, Scope scope, int depth) {
        List<Array> fitting = new ArrayList<>();
        scope.arrays.stream().filter(a -> a.element().equals(t)).forEach(fitting::add);
        tables.stream().filter(a -> a.element().equals(t)).forEach(fitting::add);
        if (fitting.isEmpty()) {
            return "[" + expression(t, scope, depth - 1) + ", " + literal(t) + ", " + expression(t, scope, depth - 1)
                    + "][" + index(scope, "3", depth) + "]";
        }
        Array array = any(fitting);
        return array.name() + "[" + index(scope, array.length(), depth) + "]";
    }

    private String index(Scope scope, String length, int depth) {
        if (chance(2)) {
            return length.equals("K") ? any("0", "K - 1", "1") : "" + random.nextInt(Integer.parseInt(length));
        }
        return chance(2)
                ? expression(Type.machine(false, 1 + random.nextInt(2)), scope, depth - 2)
                : expression(Type.INTEGER, scope, depth - 2);
    }

    private String bound(Scope scope) {
        if (!scope.lengths.isEmpty() && !chance(4)) {
            return any("K", "K", "K - 1", "2 * K", "K + 1");
        }
        List<Name> integers = scope.names.stream()
                .filter(n -> n.type().kind() == Kind.INTEGER)
                .toList();
        return integers.isEmpty() || !chance(4) ? "" + random.nextInt(5) : any(integers).name();
    }

    private String binder(Scope scope, String index) {
        return switch (random.nextInt(5)) {
            case 0 -> number(random.nextInt(4) - 2) + any(" <= ", " < ") + index + any(" < ", " <= ") + bound(scope);
            case 1 -> index + " in " + number(random.nextInt(4) - 1) + ".." + bound(scope);
            default -> index + " < " + bound(scope);
        };
    }

    private String reduction(Type t, Scope scope, int depth) {
        Scope inner = scope.inner();
        List<Array> same = scope.arrays.stream()
                .filter(a -> a.element().equals(t))
                .toList();
        String index = fresh("k");
        String binder;
        if (!same.isEmpty() && chance(3)) {
            binder = index + " in " + any(same).name();
            inner.names.add(new Name(index, t));
        } else {
            binder = binder(scope, index);
            inner.names.add(new Name(index, Type.INTEGER));
        }
        boolean overArray = !scope.arrays.isEmpty() && binder.contains("< K") && !binder.contains("+");
        if (chance(2) && t.kind() != Kind.BOOLEAN) {
            String body = expression(t, inner, depth - 1);
            if (overArray && chance(2)) {
                Array array = any(scope.arrays);
                if (array.length().equals("K") && array.element().kind() != Kind.BOOLEAN) {
                    body = (t.kind() == Kind.MACHINE ? t.toString() : "int8") + "(" + array.name() + "[" + index + "])";
                }
            }
            return "(sum(" + binder + ") " + brackets(body) + ")";
        }
        String accumulator = fresh("s");
        String initial = chance(2) && t.kind() == Kind.MACHINE ? literal(t) : leaf(t, scope);
        inner.names.add(new Name(accumulator, t));
        String step = t.kind() == Kind.BOOLEAN
                ? condition(inner, depth - 1, true)
                : chance(3)
                        ? expression(t, inner, depth - 1)
                        : "(" + accumulator + " "
                                + (t.kind() == Kind.MACHINE
                                        ? any("+", "-", "+%", "-%", "+|", "-|", "*%")
                                        : any("+", "-"))
                                + " " + expression(t, inner, depth - 1) + ")";
        return "(fold " + accumulator + ": " + t + " = " + initial + " for " + binder + " { " + step + " })";
    }

    private String integerInKernel(Scope scope, int depth) {
        int d = depth - 1;
        switch (random.nextInt(12)) {
            case 0, 1 -> {
                return "(" + expression(Type.INTEGER, scope, d) + " " + any("+", "-", "*") + " "
                        + expression(Type.INTEGER, scope, d) + ")";
            }
            case 2 -> {
                return any("popcount", "leading_zeros", "trailing_zeros") + "(" + expression(machine(), scope, d) + ")";
            }
            case 3 -> {
                return any(DIVISIONS) + "(" + expression(Type.INTEGER, scope, d) + ", "
                        + expression(Type.INTEGER, scope, d) + ")";
            }
            case 4 -> {
                return any("min", "max") + "(" + expression(Type.INTEGER, scope, d) + ", "
                        + expression(Type.INTEGER, scope, d) + ")";
            }
            case 5 -> {
                return chance(2)
                        ? "abs(" + expression(Type.INTEGER, scope, d) + ")"
                        : "(2 ^ " + expression(Type.INTEGER, scope, d - 2) + ")";
            }
            case 6 -> {
                return "(if " + condition(scope, d, true) + " then " + expression(Type.INTEGER, scope, d) + " else "
                        + expression(Type.INTEGER, scope, d) + ")";
            }
            case 7 -> {
                Type from = machine();
                String name = fresh("v");
                return "{ let " + name + ": int = " + expression(from, scope, d) + "\n " + name + " }";
            }
            case 8 -> {
                return reduction(Type.INTEGER, scope, d);
            }
            case 9 -> {
                return scope.arrays.isEmpty() ? literal(Type.INTEGER) : "len(" + any(scope.arrays).name() + ")";
            }
            case 10 -> {
                return "(" + expression(Type.INTEGER, scope, d) + " " + any("<<", ">>") + " " + random.nextInt(3) + ")";
            }
            default -> {
                return callOf(Type.INTEGER, scope, d);
            }
        }
    }

    // ---- conditions, in both worlds ----

    private String condition(Scope scope, int depth, boolean machine) {
        left--;
        if (depth <= 0 || left <= 0) {
            List<Name> truths = scope.names.stream()
                    .filter(n -> n.type().kind() == Kind.BOOLEAN)
                    .toList();
            return truths.isEmpty() || chance(3)
                    ? comparison(scope, 1, machine)
                    : any(truths).name();
        }
        int d = depth - 1;
        switch (random.nextInt(10)) {
            case 0 -> {
                return "(" + condition(scope, d, machine) + " and " + condition(scope, d, machine) + ")";
            }
            case 1 -> {
                return "(" + condition(scope, d, machine) + " or " + condition(scope, d, machine) + ")";
            }
            case 2 -> {
                return "(" + condition(scope, d, machine) + " => " + condition(scope, d, machine) + ")";
            }
            case 3 -> {
                return "(not " + condition(scope, d, machine) + ")";
            }
            case 4 -> {
                return "(" + condition(scope, d, machine) + any(" == ", " != ") + condition(scope, d, machine) + ")";
            }
            case 5 -> {
                return "(if " + condition(scope, d, machine) + " then " + condition(scope, d, machine) + " else "
                        + condition(scope, d, machine) + ")";
            }
            case 6 -> {
                Scope inner = scope.inner();
                String index = fresh("k");
                String binder = binder(scope, index);
                inner.names.add(new Name(index, Type.INTEGER));
                return "(forall(" + binder + ") " + brackets(condition(inner, d, machine)) + ")";
            }
            case 7 -> {
                if (machine && chance(2)) {
                    return reduction(Type.BOOLEAN, scope, d);
                }
                return comparison(scope, depth, machine);
            }
            default -> {
                return comparison(scope, depth, machine);
            }
        }
    }

    private String comparison(Scope scope, int depth, boolean machine) {
        if (!machine) {
            if (chance(6)) {
                return "(" + exact(scope, depth - 1) + " <= " + exact(scope, depth - 1) + any(" <= ", " < ", " != ")
                        + exact(scope, depth - 1) + ")";
            }
            return "(" + exact(scope, depth) + " " + relation() + " " + exact(scope, depth) + ")";
        }
        Type type = chance(4) ? Type.INTEGER : machine();
        List<Name> numbers = scope.names.stream()
                .filter(n -> n.type().kind() == Kind.MACHINE)
                .toList();
        if (!numbers.isEmpty()) {
            type = any(numbers).type();
        }
        String right = chance(2) ? literal(type) : expression(type, scope, depth - 1);
        if (chance(8)) {
            return "(" + literal(type) + " <= " + expression(type, scope, depth - 1) + any(" < ", " <= ") + right + ")";
        }
        return "(" + expression(type, scope, depth - 1) + " " + relation() + " " + right + ")";
    }

    // ---- exact mathematics ----

    /** An integer of exact mathematics. */
    private String integer(Scope scope, int depth) {
        List<String> numbers = new ArrayList<>();
        scope.names.stream()
                .filter(n -> n.type().kind() != Kind.BOOLEAN)
                .forEach(n -> numbers.add(n.name()));
        if (numbers.isEmpty() || chance(5)) {
            return number(random.nextInt(9) - 3);
        }
        return depth > 1 && chance(3)
                ? "(" + any(numbers) + " " + any("+", "-", "*") + " "
                        + (chance(2) ? any(numbers) : "" + random.nextInt(4)) + ")"
                : any(numbers);
    }

    private String exact(Scope scope, int depth) {
        left--;
        if (depth <= 0 || left <= 0) {
            return chance(8) ? any("1/2", "0.25", "3/4", "2.5") : integer(scope, 1);
        }
        int d = depth - 1;
        switch (random.nextInt(17)) {
            case 0, 1, 2, 3 -> {
                return "(" + exact(scope, d) + " " + any("+", "-", "*") + " " + exact(scope, d) + ")";
            }
            case 4 -> {
                return "(" + exact(scope, d) + " / " + (chance(3) ? exact(scope, d) : any("2", "3", "4", "2^2", "(-2)"))
                        + ")";
            }
            case 5 -> {
                return any("floor", "ceil") + "(" + exact(scope, d) + ")";
            }
            case 6 -> {
                return "round(" + exact(scope, d) + ", " + any(RULES) + ")";
            }
            case 7 -> {
                return chance(2)
                        ? "(" + exact(scope, d) + " ^ " + random.nextInt(4) + ")"
                        : "(" + any("2", "3", "(1/2)") + " ^ " + integer(scope, 1) + ")";
            }
            case 8 -> {
                return chance(3)
                        ? "(" + exact(scope, d) + " ^ (-" + (1 + random.nextInt(2)) + "))"
                        : "|" + exact(scope, d) + "|";
            }
            case 9 -> {
                return any("min", "max") + "(" + exact(scope, d) + ", " + exact(scope, d) + ")";
            }
            case 10 -> {
                return any(DIVISIONS) + "(" + integer(scope, 2) + ", " + integer(scope, 2) + ")";
            }
            case 11 -> {
                return "(if " + condition(scope, d, false) + " then " + exact(scope, d) + " else " + exact(scope, d)
                        + ")";
            }
            case 12 -> {
                Scope inner = scope.inner();
                String index = fresh("k");
                List<Array> numbers = scope.arrays.stream()
                        .filter(a -> a.element().kind() != Kind.BOOLEAN)
                        .toList();
                if (!numbers.isEmpty() && chance(2)) {
                    Array array = any(numbers);
                    if (chance(2)) {
                        inner.names.add(new Name(index, array.element()));
                        return "(sum(" + index + " in " + array.name() + ") " + brackets(exact(inner, d)) + ")";
                    }
                    inner.names.add(new Name(index, Type.INTEGER));
                    return "(sum(" + index + " < len(" + array.name() + ")) (" + array.name() + "[" + index + "]"
                            + any(" + ", " * ") + exact(inner, d - 1) + "))";
                }
                String binder = binder(scope, index);
                inner.names.add(new Name(index, Type.INTEGER));
                return "(sum(" + binder + ") " + brackets(exact(inner, d)) + ")";
            }
            case 13 -> {
                Scope inner = scope.inner();
                String index = fresh("k");
                String binder = binder(scope, index);
                String accumulator = fresh("s");
                inner.names.add(new Name(index, Type.INTEGER));
                inner.names.add(new Name(accumulator, Type.INTEGER));
                String step = "floor" + brackets(exact(inner, d));
                return "(fold " + accumulator + ": int = " + integer(scope, 1) + " for " + binder + " { (" + accumulator
                        + any(" + ", " - ") + step + ") })";
            }
            default -> {
                List<Kernel> numbers = kernels.stream()
                        .filter(k -> k.result().kind() != Kind.BOOLEAN)
                        .toList();
                return numbers.isEmpty() ? integer(scope, 2) : call(any(numbers), scope, true, false);
            }
        }
    }
}
