package bitlemma.proofs;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Random programs over floating-point, posit, fixed-point and codebook formats of a few bits, as source text:
 * kernels that round, compare, convert and change bit patterns, and statements about the numbers that they give.
 * Every program has so few inputs that all of them can be gone through. Fully bracketed, so that a failing program
 * can be made smaller.
 */
final class CodedPrograms {
    private static final String[] RULES = {"up", "away", "even", "truncate", "floor", "ceiling", "odd"};

    /** Codes of these many bits in all are the inputs of one kernel. */
    private static final int MOST_BITS = 10;

    private static final String[] BUILT_IN = {
        "float<2, 1> 4", "float<2, 2> 5", "float<3, 1> 5", "float<3, 2> 6", "float<2, 0> 3", "float<1, 2> 4",
        "float4_e2m1fn 4", "float6_e3m2fn 6", "float6_e2m3fn 6", "float8_e4m3fn 8", "float8_e5m2 8",
        "float8_e4m3fnuz 8", "float8_e8m0fnu 8", "fixed<4, 2> 4", "fixed<3, -1> 3", "ufixed<4, 1> 4",
        "fixed<3, 5> 3", "ternary 2", "binary 1", "bipolar2 2", "nf4 4", "bitmod_fp3_3 3", "dint3 3",
        "power2_int4 4", "posit<5, 1> 5", "posit<4, 0> 4", "posit<5, 2> 5", "posit<3, 1> 3"
    };

    /**
     * @param name as types are written
     * @param width of its codes
     */
    private record Format(String name, int width) {
        boolean isFloat() {
            return name.startsWith("float") || name.startsWith("small");
        }

        boolean isBook() {
            return !isFloat() && !name.startsWith("posit") && !name.contains("fixed") && !name.startsWith("affine");
        }
    }

    /** @param types of the parameters; null for a truth value as the result */
    private record Kernel(String name, List<Format> types, Format result, int random) {}

    private final Random random;
    private final List<String> declarations = new ArrayList<>();
    private final List<Format> formats = new ArrayList<>();
    private final List<Kernel> kernels = new ArrayList<>();

    private CodedPrograms(long seed) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L + 777);
    }

    /** The declarations of a random program: always the same for the same seed. */
    static List<String> declarations(long seed) {
        CodedPrograms programs = new CodedPrograms(seed);
        programs.program();
        return programs.declarations;
    }

    private boolean chance(int of) {
        return random.nextInt(of) == 0;
    }

    private String any(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private void program() {
        int count = chance(3) ? 2 : 1;
        for (int i = 0; i < count; i++) {
            formats.add(chance(3) ? declared(i) : builtIn());
        }
        if (chance(3)) {
            themed();
            return;
        }
        int n = 1 + random.nextInt(2);
        for (int i = 0; i < n; i++) {
            kernel("f" + i);
        }
        int statements = 1 + random.nextInt(3);
        for (int i = 0; i < statements; i++) {
            statement("s" + i);
        }
    }

    // ---- formats ----

    private Format builtIn() {
        String[] parts = any(BUILT_IN).split(" (?=[0-9]+$)");
        return new Format(parts[0], Integer.parseInt(parts[1]));
    }

    private Format declared(int number) {
        if (chance(6)) {
            int size = 3 + random.nextInt(2);
            List<String> values = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                values.add(any("-", "") + any("0", "1", "2", "3", "1/2", "3/4", "5", "1/3"));
            }
            String name = "book" + number;
            declarations.add("format " + name + " = codebook { width: 2, values: [" + String.join(", ", values)
                    + "] }");
            return new Format(name, 2);
        }
        if (chance(6)) {
            String name = "affine" + number;
            int width = 3 + random.nextInt(2);
            String codes = (chance(2) ? "int" : "uint") + width;
            declarations.add("format " + name + " = affine { codes: " + codes + ", scale: "
                    + any("1/2", "3/4", "2", "1/3")
                    + ", zero_point: " + random.nextInt(3) + " }");
            return new Format(name, width);
        }
        int exponent = 1 + random.nextInt(3);
        int mantissa = random.nextInt(3);
        boolean signed = !chance(4);
        boolean infinities = chance(2);
        String nan = infinities ? any("ieee", "ieee", "all_ones", "negative_zero", "none")
                : any("all_ones", "negative_zero", "none");
        String name = "small" + number;
        List<String> properties = new ArrayList<>(List.of("exponent: " + exponent, "mantissa: " + mantissa));
        if (chance(2)) {
            properties.add("bias: " + (random.nextInt(5) - 1));
        }
        properties.add("signed: " + signed);
        properties.add("infinities: " + infinities);
        properties.add("nan: " + nan);
        if (chance(2)) {
            properties.add("subnormals: " + any("gradual", "flushed", "none"));
        }
        if (chance(3)) {
            properties.add("overflow: " + any("saturate", "forbid", "nan", "infinity"));
        }
        declarations.add("format " + name + " = float { " + String.join(", ", properties) + " }");
        return new Format(name, exponent + mantissa + (signed ? 1 : 0));
    }

    // ---- statements as they are made of one operation, and often hold ----

    private void themed() {
        Format format = formats.getFirst();
        if (format.width() > MOST_BITS / 2) {
            format = new Format("float<2, 1>", 4);
        }
        String f = format.name();
        String operator = any("+", "-", "*", "*", "/");
        String inputs = "(x: " + f + ", y: " + f + ")";
        String operation = chance(2)
                ? "x " + operator + " y"
                : f + "." + (operator.equals("+") ? "add" : operator.equals("-") ? "sub" : operator.equals("*")
                        ? "mul" : "div")
                        + "(x, y, " + any(RULES) + overflow(format) + ")";
        declarations.add("kernel f0" + inputs + " -> " + f + " { " + operation + " }");
        declarations.add("kernel rest" + inputs + " -> " + f + " { "
                + any(
                        "let s = x + y\n let t = s - x\n (y - t)",
                        "let s = x + y\n let t = s - x\n ((x - (s - t)) + (y - t))",
                        "let s = x - y\n (s + y)",
                        "let p = x * y\n fma(x, y, -p)",
                        "let d = x / y\n (x - d * y)",
                        "abs(x) - abs(y)",
                        "-((-x) + y)")
                + " }");
        String exact = "x " + operator + " y";
        String given = any(
                "",
                " given is_finite(x), is_finite(y)",
                " given is_normal(x), is_normal(y)",
                " given |x| <= " + scale() + ", |y| <= " + scale(),
                " given y / 2 <= x, x <= 2 * y",
                " given |y| <= |x|",
                " given 1 <= x, x < 2, 1 <= y, y <= " + scale(),
                " given " + condition(List.of(format, format), 2, true));
        String divides = operator.equals("/") ? (given.isEmpty() ? " given y != 0" : ", y != 0") : "";
        int statements = 1 + random.nextInt(2);
        for (int i = 0; i < statements; i++) {
            String claim =
                    switch (random.nextInt(9)) {
                        case 0, 1 -> "(|f0(x, y) - (" + exact + ")| <= " + scale() + " * |" + exact + "|)";
                        case 2 -> "(is_finite(f0(x, y)) => (f0(x, y) == (" + exact + ")))";
                        case 3 -> "(f0(x, y) == (" + exact + "))";
                        case 4 -> "(is_finite(f0(x, y)) => (|f0(x, y) - (" + exact + ")| <= " + scale() + "))";
                        case 5 -> "(f0(x, y) == f0(y, x))";
                        case 6 -> "(f0(x, y) + rest(x, y) == (" + exact + "))";
                        case 7 -> "(x <= y => (f0(x, x) <= f0(y, x)))";
                        default -> "(is_finite(f0(x, y)) and is_finite(rest(x, y)) => (f0(x, y) + rest(x, y) == ("
                                + exact + ")))";
                    };
            declarations.add("claim s" + i + inputs + given + divides + ": " + claim);
        }
        if (chance(4)) {
            declarations.add("find e" + inputs + given + divides + ": max |f0(x, y) - (" + exact + ")|");
        }
    }

    // ---- kernels ----

    private void kernel(String name) {
        List<Format> types = new ArrayList<>();
        List<String> parameters = new ArrayList<>();
        int bits = 0;
        int wanted = chance(5) ? 3 : chance(4) ? 1 : 2;
        for (int i = 0; i < wanted; i++) {
            Format format = i == 0 ? formats.getFirst() : any(formats);
            if (bits + format.width() <= MOST_BITS) {
                types.add(format);
                parameters.add("xyz".charAt(i) + ": " + format.name());
                bits += format.width();
            }
        }
        int chances = bits + 2 <= MOST_BITS && chance(6) ? 2 : 0;
        if (chances > 0) {
            parameters.add("r: uint" + chances);
        }
        Format result = chance(8) ? null : any(formats);
        Kernel kernel = new Kernel(name, List.copyOf(types), result, chances);
        String given = chance(4) ? " given " + condition(types, 1, true) : "";
        String body = result == null ? truth(types, 2) : value(result, types, 1 + random.nextInt(3), chances);
        declarations.add("kernel " + name + "(" + String.join(", ", parameters) + ") -> "
                + (result == null ? "bool" : result.name()) + given + " { " + body + " }");
        kernels.add(kernel);
    }

    private String input(Format format, List<Format> types) {
        List<String> fitting = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            if (types.get(i).equals(format)) {
                fitting.add("xyz".substring(i, i + 1));
            }
        }
        return fitting.isEmpty() ? constant(format) : any(fitting);
    }

    private String constant(Format format) {
        if (format.isFloat() && chance(4)) {
            return format.name() + "." + any("inf", "nan");
        }
        return chance(3)
                ? format.name() + "." + any("max", "min")
                : chance(3)
                        ? format.name() + "(" + any("0", "1", "2", "3/2", "1/2", "-1", "1/8") + ")"
                        : format.name() + ".of_bits(" + random.nextInt(1 << format.width()) + ")";
    }

    private String value(Format format, List<Format> types, int depth, int chances) {
        if (depth <= 0) {
            return chance(6) ? constant(format) : input(format, types);
        }
        int d = depth - 1;
        String f = format.name();
        return switch (random.nextInt(20)) {
            case 0, 1, 2 -> "(" + value(format, types, d, chances) + " + " + value(format, types, d, chances) + ")";
            case 3, 4 -> "(" + value(format, types, d, chances) + " - " + value(format, types, d, chances) + ")";
            case 5, 6 -> "(" + value(format, types, d, chances) + " * " + value(format, types, d, chances) + ")";
            case 7 -> "(" + value(format, types, d, chances) + " / " + value(format, types, d, chances) + ")";
            case 8 -> f + "." + any("add", "sub", "mul", "div") + "(" + value(format, types, d, chances) + ", "
                    + value(format, types, d, chances) + ", " + any(RULES) + overflow(format) + ")";
            case 9 -> chance(2)
                    ? "fma(" + value(format, types, d, chances) + ", " + value(format, types, d, chances) + ", "
                            + value(format, types, d, chances) + ")"
                    : f + ".fma(" + value(format, types, d, chances) + ", " + value(format, types, d, chances) + ", "
                            + value(format, types, d, chances) + ", " + any(RULES) + overflow(format) + ")";
            case 10 -> chance(2)
                    ? "sqrt(" + value(format, types, d, chances) + ")"
                    : f + ".sqrt(" + value(format, types, d, chances) + ", " + any(RULES) + ")";
            case 11 -> any("min", "max") + "(" + value(format, types, d, chances) + ", "
                    + value(format, types, d, chances) + ")";
            case 12 -> "abs(" + value(format, types, d, chances) + ")";
            case 13 -> "(-" + value(format, types, d, chances) + ")";
            case 14 -> "(if " + truth(types, 1) + " then " + value(format, types, d, chances) + " else "
                    + value(format, types, d, chances) + ")";
            case 15 -> f + ".of_bits(" + bits(format, types, d + 1) + ")";
            case 16 -> {
                Format from = any(formats);
                yield f + ".round(" + value(from, types, d, chances) + ", " + any(RULES) + overflow(format) + ")";
            }
            case 17 -> {
                Format from = any(formats);
                yield f + (chance(3) ? ".saturate(" : "(") + value(from, types, d, chances) + ")";
            }
            case 18 -> chances > 0
                    ? f + ".stochastic(" + value(any(formats), types, d, chances) + ", r)"
                    : f + "(" + integer(format, types, d) + ")";
            default -> "{ let v" + depth + " = " + value(format, types, d, chances) + "\n (v" + depth + " "
                    + any("+", "-", "*") + " " + (chance(2) ? "v" + depth : value(format, types, d, chances)) + ") }";
        };
    }

    private String overflow(Format format) {
        return chance(3)
                ? ", " + (format.isFloat() ? any("saturate", "forbid", "nan", "infinity") : any("saturate", "forbid"))
                : "";
    }

    private String integer(Format format, List<Format> types, int depth) {
        return chance(2) ? bits(format, types, depth) : "int4(" + (random.nextInt(16) - 8) + ")";
    }

    /** An unsigned integer of the format's width. */
    private String bits(Format format, List<Format> types, int depth) {
        int mask = random.nextInt(1 << format.width());
        String x = depth <= 0 || chance(3)
                ? "bits(" + (chance(3) ? value(format, types, 1, 0) : input(format, types)) + ")"
                : bits(format, types, depth - 1);
        return switch (random.nextInt(9)) {
            case 0, 1 -> "(" + x + " & " + mask + ")";
            case 2 -> "(" + x + " | " + mask + ")";
            case 3 -> "(" + x + " xor " + mask + ")";
            case 4 -> "(" + x + " +% " + mask + ")";
            case 5 -> "(" + x + " " + any(">>", "<<%") + " " + random.nextInt(format.width()) + ")";
            case 6 -> "(" + x + " " + any("+%", "-%", "xor", "&", "|") + " bits(" + input(format, types) + "))";
            case 7 -> "(" + x + " " + any("+|", "-|", "+", "-") + " " + mask + ")";
            default -> x;
        };
    }

    private String truth(List<Format> types, int depth) {
        Format format = any(types);
        return switch (random.nextInt(depth > 0 ? 8 : 5)) {
            case 0, 1, 2 -> "(" + value(format, types, 0, 0) + " " + any("<", "<=", "==", "!=", ">=", ">") + " "
                    + value(format, types, chance(3) ? 1 : 0, 0) + ")";
            case 3 -> any("is_nan", "is_inf", "is_finite", "is_zero", "is_subnormal", "is_normal", "is_negative") + "("
                    + value(format, types, chance(3) ? 1 : 0, 0) + ")";
            case 4 -> "(" + bits(format, types, 0) + " " + any("<", "==", ">=") + " "
                    + random.nextInt(1 << format.width())
                    + ")";
            case 5 -> "(" + truth(types, depth - 1) + " and " + truth(types, depth - 1) + ")";
            case 6 -> "(" + truth(types, depth - 1) + " or " + truth(types, depth - 1) + ")";
            default -> "(not " + truth(types, depth - 1) + ")";
        };
    }

    // ---- statements: exact mathematics ----

    private static String inputs(Kernel kernel) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < kernel.types().size(); i++) {
            text.append(i == 0 ? "" : ", ").append("xyz".charAt(i)).append(": ").append(kernel.types().get(i).name());
        }
        return text + (kernel.random() > 0 ? ", r: uint" + kernel.random() : "");
    }

    private static String call(Kernel kernel) {
        StringBuilder text = new StringBuilder(kernel.name() + "(");
        for (int i = 0; i < kernel.types().size(); i++) {
            text.append(i == 0 ? "" : ", ").append("xyz".charAt(i));
        }
        return text + (kernel.random() > 0 ? ", r" : "") + ")";
    }

    private void statement(String name) {
        Kernel kernel = any(kernels);
        List<Format> types = kernel.types();
        if (chance(8) && kernels.size() == 2 && kernels.get(0).types().equals(kernels.get(1).types())) {
            declarations.add("equivalent " + name + (chance(3) ? " given " + condition(types, 1, true) : "")
                    + ": f0, f1");
            return;
        }
        boolean given = chance(2);
        String written = given ? " given " + condition(types, 2, true) : "";
        boolean declares = chance(3);
        if (kernel.result() != null && chance(6)) {
            String expression = chance(2) ? "|" + call(kernel) + " - " + number(kernel, types, 1) + "|"
                    : number(kernel, types, 2);
            declarations.add("find " + name + (declares ? "(" + inputs(kernel) + ")" : "") + written + ": "
                    + any("max", "min") + " " + call(kernel) + " - (" + expression + ")");
            return;
        }
        String body = kernel.result() == null
                ? "(" + call(kernel) + " " + any("or", "and", "=>") + " " + condition(types, 1, false) + ")"
                : claim(kernel, types);
        declarations.add("claim " + name + (declares ? "(" + inputs(kernel) + ")" : "") + written + ": " + body);
    }

    private String claim(Kernel kernel, List<Format> types) {
        String f = call(kernel);
        String exact = number(kernel, types, 1);
        return switch (random.nextInt(8)) {
            case 0 -> "(" + f + " " + any("<=", "==", ">=", "<", "!=") + " " + exact + ")";
            case 1 -> "(|" + f + " - " + exact + "| <= " + scale() + " * |" + exact + "|)";
            case 2 -> "(|" + f + "| " + any("<=", "<", ">=") + " " + scale() + ")";
            case 3 -> "(" + condition(types, 1, false) + " => " + "(" + f + " " + any("<=", "==", ">=") + " " + exact
                    + "))";
            case 4 -> "(" + any("is_nan", "is_finite", "is_zero", "is_normal") + "(" + f + ") "
                    + any("or", "and", "=>") + " " + condition(types, 1, false) + ")";
            case 5 -> "(is_finite(" + f + ") => (|" + f + " - " + exact + "| <= " + scale() + "))";
            case 6 -> "(-(" + f + ") " + any("<=", "<", "==") + " " + scale() + ")";
            default -> "(" + f + " " + any("<=", "==", "<") + " " + any("max", "min") + "(" + exact + ", "
                    + number(kernel, types, 0) + "))";
        };
    }

    private String scale() {
        return any("0", "1", "1/2", "1/4", "1/8", "3/2", "2", "4", "7", "1/3", "15/2", "-1", "28", "6", "2^-6");
    }

    private String number(Kernel kernel, List<Format> types, int depth) {
        String x = "xyz".substring(0, types.size()).split("")[random.nextInt(types.size())];
        if (depth <= 0) {
            return chance(4) ? scale() : x;
        }
        String a = number(kernel, types, depth - 1);
        String b = number(kernel, types, depth - 1);
        return switch (random.nextInt(9)) {
            case 0, 1 -> "(" + a + " + " + b + ")";
            case 2 -> "(" + a + " - " + b + ")";
            case 3, 4 -> "(" + a + " * " + b + ")";
            case 5 -> "|" + a + "|";
            case 6 -> any("min", "max") + "(" + a + ", " + b + ")";
            case 7 -> kernel.result() == null ? x : "(" + a + " - " + call(kernel) + ")";
            default -> chance(3) ? "(" + a + " / " + b + ")" : x;
        };
    }

    /** A condition on inputs; the numbers that it reads may not be there. */
    private String condition(List<Format> types, int depth, boolean outer) {
        List<String> names = List.of("xyz".substring(0, types.size()).split(""));
        String x = any(names);
        String y = any(names);
        return switch (random.nextInt(depth > 0 ? 9 : 6)) {
            case 0, 1 -> "(|" + x + "| <= " + scale() + ")";
            case 2 -> "(" + x + " " + any("<", "<=", "==", "!=", ">=", ">") + " " + (chance(3) ? "-" + y : y) + ")";
            case 3 -> any("is_nan", "is_finite", "is_normal", "is_zero", "is_negative", "is_subnormal", "is_inf")
                    + "(" + x + ")";
            case 4 -> "(" + scale() + " " + any("<=", "<") + " " + x + ")";
            case 5 -> "(" + x + " + " + y + " " + any("<=", ">", "==") + " " + scale() + ")";
            case 6 -> "(" + condition(types, depth - 1, false) + " and " + condition(types, depth - 1, false) + ")";
            case 7 -> "(" + condition(types, depth - 1, false) + " " + any("or", "=>") + " "
                    + condition(types, depth - 1, false) + ")";
            default -> outer
                    ? condition(types, depth - 1, false) + ", " + condition(types, depth - 1, false)
                    : "(not " + condition(types, depth - 1, false) + ")";
        };
    }
}
