package bitlemma.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** The exit codes as help shows them. */
final class ExitCodes {
    static final Map<String, String> OF_VERIFY = codes(
            "0", "everything is as the files state",
            "1", "something is refuted",
            "2", "something is unknown",
            "3", "a file or the command line is wrong, or a given excludes every input",
            "4", "engines disagree, or another fault of Bitlemma",
            "130", "stopped by Ctrl-C");
    static final Map<String, String> OF_DERIVE = codes(
            "0", "everything asked is answered, and everything expected holds",
            "1", "something is refuted",
            "2", "something is unknown",
            "3", "a file or the command line is wrong",
            "4", "a fault of the algebra engine, or another fault of Bitlemma",
            "130", "stopped by Ctrl-C");
    static final Map<String, String> OF_RUN = codes(
            "0", "the kernel returned a value",
            "1", "the kernel breaks an obligation on this input",
            "2", "the kernel takes too many steps",
            "3", "the file, the kernel's name or an argument is wrong",
            "4", "a fault of Bitlemma");
    static final Map<String, String> OF_C = codes(
            "0", "the C text is written",
            "3", "the file, the kernel's name or an option is wrong, or C cannot say what the kernel computes",
            "4", "a fault of Bitlemma");
    static final Map<String, String> OF_CROSSCHECK = codes(
            "0", "the two agree on every input that was compared",
            "1", "they differ on some input",
            "2", "nothing was compared, since no input that was tried is inside the given",
            "3", "the file, the kernel's name, the library or the symbol is wrong, or the types cannot be passed",
            "4", "a fault of Bitlemma",
            "130", "stopped by Ctrl-C");
    static final Map<String, String> OF_FORMAT = codes(
            "0", "done; with --check: every file is laid out already",
            "1", "with --check: some file is not",
            "3", "a file is missing or not of the language's form",
            "4", "a fault of Bitlemma");

    private ExitCodes() {}

    private static Map<String, String> codes(String... pairs) {
        Map<String, String> codes = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            codes.put(pairs[i], pairs[i + 1]);
        }
        return codes;
    }
}
