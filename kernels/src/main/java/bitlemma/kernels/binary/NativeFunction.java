package bitlemma.kernels.binary;

import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.kernels.c.CType;
import bitlemma.kernels.c.Passing;
import bitlemma.kernels.c.Prototype;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A function of a shared library, called in this process: a crash of it ends the process. Confined to the thread that
 * opened it.
 */
public final class NativeFunction implements AutoCloseable {
    /** What became of opening a function. */
    public sealed interface Opened {
        record Ready(NativeFunction function) implements Opened {}

        /**
         * It cannot be called.
         *
         * @param message why
         * @param hint what to do about it
         */
        record Failed(String message, String hint) implements Opened {}
    }

    /** Arrays start at multiples of this, as those of vector code often have to; in bytes. */
    private static final long ALIGNMENT = 64;

    private final Arena arena;
    private final Prototype prototype;
    private final MethodHandle handle;
    private final MemorySegment[] buffers;

    private NativeFunction(Arena arena, Prototype prototype, MethodHandle handle) {
        this.arena = arena;
        this.prototype = prototype;
        this.handle = handle;
        this.buffers = new MemorySegment[prototype.parameters().size()];
    }

    /**
     * Loads a library and looks a function up.
     *
     * @param library the shared library's file
     * @param symbol the function's name in it, which need not be that of the prototype
     * @param prototype how it is called
     */
    public static Opened open(Path library, String symbol, Prototype prototype) {
        for (Prototype.Parameter parameter : prototype.parameters()) {
            if (parameter.type().bits() > Long.SIZE) {
                return tooWide("parameter `" + parameter.name() + "`", parameter.type());
            }
        }
        if (prototype.result().bits() > Long.SIZE) {
            return tooWide("result", prototype.result());
        }
        if (!isLibrary(library)) {
            return notLoaded(library);
        }
        Arena arena = Arena.ofConfined();
        SymbolLookup lookup;
        try {
            lookup = SymbolLookup.libraryLookup(library.toAbsolutePath(), arena);
        } catch (IllegalArgumentException e) {
            arena.close();
            return notLoaded(library);
        }
        MemorySegment address = lookup.find(symbol).orElse(null);
        if (address == null) {
            arena.close();
            return new Opened.Failed(
                    "there is no symbol `" + symbol + "` in " + library,
                    "a function is exported unless it is static or hidden; C++ changes names unless it is extern"
                            + " \"C\"");
        }
        List<MemoryLayout> layouts =
                prototype.parameters().stream().map(NativeFunction::layout).toList();
        FunctionDescriptor descriptor =
                FunctionDescriptor.of(
                        scalar(prototype.result(), prototype.passing()), layouts.toArray(MemoryLayout[]::new));
        MethodHandle handle = Linker.nativeLinker().downcallHandle(address, descriptor);
        MethodHandle general =
                handle.asType(MethodType.genericMethodType(layouts.size())).asSpreader(Object[].class, layouts.size());
        return new Opened.Ready(new NativeFunction(arena, prototype, general));
    }

    private static Opened.Failed notLoaded(Path library) {
        return new Opened.Failed(
                library + " cannot be loaded as a shared library",
                "it has to be made for this machine, as by `cc -shared -fPIC`, and all libraries that it needs have to"
                        + " be found");
    }

    /** Whether a file begins as those of Linux, macOS or Windows do; Java prints a warning of its own about others. */
    private static boolean isLibrary(Path library) {
        try (InputStream in = Files.newInputStream(library)) {
            String start = HexFormat.of().formatHex(in.readNBytes(4));
            return start.matches("7f454c46|(cf|ce)faedfe|cafebabe|4d5a....");
        } catch (IOException e) {
            return false;
        }
    }

    private static Opened.Failed tooWide(String what, CType type) {
        return new Opened.Failed(
                "the " + what + " is of type " + type.spelling() + ", which the foreign-function API does not pass",
                "wrap the function in one whose integers have at most 64 bits");
    }

    private static MemoryLayout layout(Prototype.Parameter parameter) {
        if (parameter.isArray()) {
            return ValueLayout.ADDRESS;
        }
        // Callees of some compilers rely on arguments that are extended to 32 bits by their own sign.
        return parameter.type() == CType.UINT8
                ? ValueLayout.JAVA_INT
                : scalar(parameter.type(), parameter.passing());
    }

    private static MemoryLayout scalar(CType type, Passing passing) {
        return switch (passing) {
            case INTEGER -> scalar(type);
            case FLOAT -> ValueLayout.JAVA_FLOAT;
            case DOUBLE -> ValueLayout.JAVA_DOUBLE;
        };
    }

    private static MemoryLayout scalar(CType type) {
        return switch (type) {
            case BOOL -> ValueLayout.JAVA_BOOLEAN;
            case INT8, UINT8 -> ValueLayout.JAVA_BYTE;
            case INT16 -> ValueLayout.JAVA_SHORT;
            case UINT16 -> ValueLayout.JAVA_CHAR;
            case INT32, UINT32 -> ValueLayout.JAVA_INT;
            case INT64, UINT64, SIZE -> ValueLayout.JAVA_LONG;
            case INT128, UINT128 -> throw new IllegalArgumentException(type.spelling());
        };
    }

    Prototype prototype() {
        return prototype;
    }

    /** Whether the C types hold every value of an input. */
    public boolean accepts(Map<Variable, Value> input) {
        for (Prototype.Parameter parameter : prototype.parameters()) {
            boolean fits = switch (input.get(parameter.variable())) {
                case Value.Coded coded -> true;
                case Value.Number number -> fits(parameter.type(), number);
                case Value.Truth truth -> true;
                case Value.Sequence sequence ->
                    sequence.length().bitLength() < 28
                            && sequence.runs().stream()
                                    .allMatch(
                                            r -> !(r.element() instanceof Value.Number n) || fits(parameter.type(), n));
            };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(CType type, Value.Number number) {
        return number.value().isInteger()
                && type.format().contains(number.value().numerator());
    }

    /**
     * What the function gives; of a coded value the bit pattern, as a number.
     *
     * @param input a value for each parameter and length, which {@link #accepts} accepts
     */
    public Value call(Map<Variable, Value> input) {
        Object[] arguments = new Object[buffers.length];
        for (int i = 0; i < arguments.length; i++) {
            Prototype.Parameter parameter = prototype.parameters().get(i);
            arguments[i] = argument(i, parameter, input.get(parameter.variable()));
        }
        Object result;
        try {
            result = (Object) handle.invokeExact(arguments);
        } catch (Throwable e) {
            // The call itself throws nothing; what does is a mistake in the arguments above.
            throw new IllegalStateException(e);
        }
        return value(result);
    }

    private Object argument(int place, Prototype.Parameter parameter, Value value) {
        return switch (value) {
            case Value.Coded coded -> argument(parameter, coded.code().longValue());
            case Value.Truth truth -> truth.value();
            case Value.Number number ->
                argument(parameter, number.value().numerator().longValue());
            case Value.Sequence sequence -> array(place, parameter, sequence);
        };
    }

    private static Object argument(Prototype.Parameter parameter, long bits) {
        return switch (parameter.passing()) {
            case FLOAT -> Float.intBitsToFloat((int) bits);
            case DOUBLE -> Double.longBitsToDouble(bits);
            case INTEGER ->
                switch (parameter.type()) {
                    case INT8 -> (byte) bits;
                    case INT16 -> (short) bits;
                    case UINT16 -> (char) bits;
                    case UINT8, INT32, UINT32 -> (int) bits;
                    default -> bits;
                };
        };
    }

    private MemorySegment array(int place, Prototype.Parameter parameter, Value.Sequence sequence) {
        int size = Math.max(1, parameter.type().bits() / Byte.SIZE);
        long bytes = Math.max(1, sequence.length().longValueExact()) * size;
        if (buffers[place] == null || buffers[place].byteSize() < bytes) {
            buffers[place] = arena.allocate(Math.max(bytes, 1 << 10) * 2, ALIGNMENT);
        }
        MemorySegment buffer = buffers[place];
        long at = 0;
        for (Value.Sequence.Run run : sequence.runs()) {
            long bits = switch (run.element()) {
                case Value.Coded coded -> coded.code().longValue();
                case Value.Number number -> number.value().numerator().longValue();
                case Value.Truth truth -> truth.value() ? 1 : 0;
                case Value.Sequence nested -> throw new IllegalArgumentException("an array of arrays");
            };
            for (long i = run.length().longValueExact(); i > 0; i--, at += size) {
                switch (size) {
                    case 1 -> buffer.set(ValueLayout.JAVA_BYTE, at, (byte) bits);
                    case 2 -> buffer.set(ValueLayout.JAVA_SHORT, at, (short) bits);
                    case 4 -> buffer.set(ValueLayout.JAVA_INT, at, (int) bits);
                    default -> buffer.set(ValueLayout.JAVA_LONG, at, bits);
                }
            }
        }
        return buffer;
    }

    private Value value(Object result) {
        return switch (result) {
            case Boolean truth -> new Value.Truth(truth);
            case Character unsigned -> Value.Number.of(unsigned);
            case Float number -> wrapped(Float.floatToRawIntBits(number));
            case Double number -> wrapped(Double.doubleToRawLongBits(number));
            case Number number -> wrapped(number.longValue());
            default -> throw new IllegalStateException("a result of " + result.getClass());
        };
    }

    private Value wrapped(long bits) {
        return Value.Number.of(prototype.result().format().wrap(BigInteger.valueOf(bits)));
    }

    /** Unloads the library. */
    @Override
    public void close() {
        arena.close();
    }
}
