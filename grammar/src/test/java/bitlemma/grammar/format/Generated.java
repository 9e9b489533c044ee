package bitlemma.grammar.format;

import java.util.List;
import java.util.Random;

/** Random text of the language's form; what it says makes no sense. */
final class Generated {
    private static final List<String> PREFIX = List.of("-", "-%", "-|", "~", "- ");
    private static final List<String> INFIX = List.of(
            "+", "+%", "+|", "-", "-%", "-|", "*", "*%", "*|", "/", "%", "<<", "<<%", "<<|", ">>", ">>>", "&", "xor",
            "^");
    private static final List<String> RELATION = List.of("==", "!=", "<", "<=", ">", ">=");
    private static final List<String> NAMES =
            List.of("a", "b_1", "max", "min", "such", "safe", "expect", "K", "x", "step", "limit");

    private final Random random;
    private int fuel = 30;

    Generated(Random random) {
        this.random = random;
    }

    private String pick(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    private String name() {
        return pick(NAMES);
    }

    /** White space, or none, where none changes nothing. */
    private String gap() {
        return pick(List.of("", "", " ", "  ", " /* c */ "));
    }

    /** White space that may end the line. */
    private String space() {
        return pick(List.of(" ", " ", " ", "  ", "\n", "\n\n\n", " // c \n", "\n\t/* c */\n", "\t"));
    }

    String module() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            String declaration = declaration();
            text.append(declaration)
                    .append(declaration.startsWith("unsafe") ? "" : pick(List.of("", "", ";")))
                    .append(pick(List.of("\n", "\n\n", " // end\n", "\n\n\n/// doc\n")));
        }
        return text.toString();
    }

    private String declaration() {
        return switch (random.nextInt(8)) {
            case 0 -> "import " + name() + gap() + "." + gap() + name();
            case 1 -> "const " + name() + gap() + ":" + gap() + type() + space() + "=" + gap() + expression();
            case 2 ->
                "function f" + gap() + "(" + gap() + "a:" + type() + "," + space() + "b :" + type() + ")->" + type()
                        + " =" + expression();
            case 3 ->
                "unsafe kernel k" + gap() + "<" + gap() + "W in" + space() + "2..16=8," + space() + "T=int" + gap()
                        + "<8> >(a:" + type() + " in 0.." + arithmetic() + gap() + ")" + space() + "->" + type()
                        + space()
                        + "given " + expression() + gap() + "," + space() + expression() + space() + block();
            case 4 -> "refuted claim c given " + expression() + space() + ":" + space() + expression();
            case 5 ->
                "equivalent e" + gap() + ":" + space() + "f<3" + gap() + "," + gap() + "int8>" + gap() + "," + space()
                        + "g";
            case 6 -> derivation();
            default ->
                "find f:" + pick(List.of("max", "min")) + " K such that " + expression() + space() + "expect "
                        + expression();
        };
    }

    private String derivation() {
        StringBuilder text = new StringBuilder("derive d" + gap() + "{" + space());
        for (int i = random.nextInt(6); i >= 0; i--) {
            text.append(line()).append(pick(List.of("\n", ";", " ;\n", "\n\n\n", " // why\n")));
        }
        return text + "}";
    }

    private String line() {
        return switch (random.nextInt(7)) {
            case 0 ->
                "given m in" + space() + "1" + gap() + ".." + gap() + "23" + gap() + "," + space() + "c" + gap()
                        + ":real";
            case 1 -> "given s:real in 0..1," + expression();
            case 2 ->
                name() + gap() + "," + space() + "y" + gap() + "[" + gap() + arithmetic() + "]" + gap() + "~" + space()
                        + pick(List.of("uniform", "uniform grid")) + gap() + "(" + expression() + gap() + "," + space()
                        + "int<8>)";
            case 3 -> "z~table" + gap() + "(" + expression() + gap() + ":" + space() + expression() + ")";
            case 4 -> "let e" + gap() + "=" + space() + expression();
            case 5 ->
                "find " + asked() + gap() + "," + space() + "b" + gap() + ":" + space() + asked() + ",max" + space()
                        + "|a|";
            default ->
                pick(List.of("", "refuted ")) + pick(List.of("expect ", "step ", "step n:")) + asked() + space() + "=="
                        + space() + asked();
        };
    }

    private String asked() {
        return switch (random.nextInt(5)) {
            case 0 -> "argmin" + gap() + "(" + gap() + "c in 0.." + arithmetic() + ")" + space() + primary();
            case 1 -> "limit" + gap() + "(" + gap() + "m" + gap() + "->" + space() + "inf)" + space() + primary();
            case 2 -> "series(m->0" + gap() + "," + space() + "3)" + primary();
            case 3 -> "E" + gap() + "[" + gap() + expression() + space() + "given" + space() + expression() + "]";
            default -> "cdf" + gap() + "[" + expression() + gap() + "," + space() + "t]";
        };
    }

    private String type() {
        String element = switch (random.nextInt(4)) {
            case 0 -> "int" + gap() + "<" + gap() + arithmetic() + gap() + ">";
            case 1 -> "int";
            default -> "int8";
        };
        return element + (random.nextInt(3) == 0 ? gap() + "[" + gap() + arithmetic() + "]" : "");
    }

    private String block() {
        StringBuilder text = new StringBuilder("{" + space());
        for (int i = random.nextInt(3); i > 0; i--) {
            text.append(random.nextBoolean() ? "let " + name() + gap() + "=" + space() : "assert ")
                    .append(expression())
                    .append(pick(List.of("\n", ";", " ;\n", "\n\n\n")));
        }
        return text + expression() + space() + "}";
    }

    private String expression() {
        if (--fuel < 0) {
            return name();
        }
        return switch (random.nextInt(8)) {
            case 0 ->
                "if " + comparison() + space() + "then" + space() + expression() + space() + "else" + space()
                        + expression();
            case 1 -> "if " + comparison() + space() + block() + space() + "else" + space() + expression();
            case 2 -> comparison() + space() + "and not " + comparison() + space() + "or " + comparison();
            case 3 -> comparison() + space() + "=>" + space() + expression();
            default -> comparison();
        };
    }

    private String comparison() {
        return switch (random.nextInt(5)) {
            case 0 -> arithmetic() + space() + pick(RELATION) + space() + arithmetic();
            case 1 -> arithmetic() + " | " + arithmetic() + space() + "<= " + arithmetic() + " < " + arithmetic();
            case 2 -> "kern<int<8> , 3> is" + space() + "safe";
            default -> arithmetic();
        };
    }

    private String arithmetic() {
        if (--fuel < 0) {
            return "7";
        }
        return switch (random.nextInt(6)) {
            case 0 -> pick(PREFIX) + gap() + "(" + arithmetic() + ")";
            case 1, 2 -> primary() + space() + pick(INFIX) + space() + primary();
            case 3 ->
                "sum" + gap() + "(" + pick(List.of("k<K", "0 <= k<= 3", "k in 1..n", "x in a")) + ")" + space()
                        + arithmetic();
            default -> primary();
        };
    }

    private String primary() {
        if (--fuel < 0) {
            return "0x1F";
        }
        return switch (random.nextInt(13)) {
            case 0 -> "1" + gap() + "/" + gap() + "2";
            case 1 -> "(" + space() + expression() + space() + ")";
            case 2 -> "|" + space() + arithmetic() + space() + "|";
            case 3 -> "[" + space() + expression() + gap() + ";" + gap() + arithmetic() + space() + "]";
            case 4 -> "[" + expression() + gap() + "," + space() + expression() + gap() + "," + space() + "]";
            case 5 -> "fold s:" + type() + " =" + space() + expression() + " for k<3" + space() + block();
            case 6 -> "forall" + gap() + "(k<3)" + space() + "(" + expression() + ")";
            case 7 -> "int" + gap() + "<8>" + gap() + "." + gap() + "wrap" + gap() + "(" + space() + expression() + ")";
            case 8 ->
                name() + gap() + "(" + gap() + expression() + gap() + "," + space() + expression() + space() + ")";
            case 9 -> name() + gap() + "[" + gap() + arithmetic() + gap() + "]";
            case 10 -> name() + gap() + "[" + gap() + "7" + gap() + ":" + gap() + "4]";
            case 11 -> "dot" + gap() + "<int<8>,3>" + gap() + "(" + expression() + ")";
            default -> name();
        };
    }
}
