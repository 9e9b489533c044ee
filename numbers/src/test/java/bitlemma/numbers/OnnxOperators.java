package bitlemma.numbers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * ONNX Runtime's Cast and QuantizeLinear, run through models of one or two nodes that are written here in protobuf's
 * wire format (onnx/onnx.proto has the numbers of the fields).
 */
final class OnnxOperators {
    private static final int FLOAT = 1;
    private static final int UINT8 = 2;
    private static final int INT8 = 3;
    private static final int OPSET = 25;
    private static final int IR = 11;

    private OnnxOperators() {}

    /** ONNX's number of an element type: TensorProto.DataType. */
    static int type(String name) {
        return switch (name) {
            case "float16" -> 10;
            case "bfloat16" -> 16;
            case "float8_e4m3fn" -> 17;
            case "float8_e4m3fnuz" -> 18;
            case "float8_e5m2" -> 19;
            case "float8_e5m2fnuz" -> 20;
            case "float4_e2m1fn" -> 23;
            case "float8_e8m0fnu" -> 24;
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** What float32 numbers are after a cast to the named format and back; only eight bits can saturate. */
    static float[] thereAndBack(String format, boolean saturate, float[] values) throws OrtException {
        boolean eight = format.startsWith("float8");
        return thereAndBack(format, eight ? message(5, integer("saturate", saturate ? 1 : 0)) : new byte[0], values);
    }

    /** The same for float8_e8m0fnu, whose casts also have a rounding mode: up, down or nearest. */
    static float[] thereAndBack(String roundMode, float[] values) throws OrtException {
        byte[] attributes = join(message(5, integer("saturate", 0)), message(5, string("round_mode", roundMode)));
        return thereAndBack("float8_e8m0fnu", attributes, values);
    }

    private static float[] thereAndBack(String format, byte[] attributes, float[] values) throws OrtException {
        byte[] graph = join(
                message(1, join(cast("x", "y", type(format)), attributes)),
                message(1, cast("y", "z", FLOAT)),
                text(2, "casts"),
                message(11, declaration("x", FLOAT)),
                message(12, declaration("z", FLOAT)));
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = options();
                OrtSession session = environment.createSession(model(graph), options);
                OnnxTensor x = tensor(environment, values);
                OrtSession.Result result = session.run(Map.of("x", x))) {
            return read(result);
        }
    }

    /** What the codes of the named format are as float32 numbers, in their order. */
    static float[] values(String format, int width) throws OrtException {
        int codes = 1 << width;
        byte[] raw = new byte[codes * width / 8];
        for (int code = 0; code < codes; code++) {
            switch (width) {
                case 4 -> raw[code / 2] |= (byte) (code << 4 * (code % 2));
                case 8 -> raw[code] = (byte) code;
                case 16 -> {
                    raw[2 * code] = (byte) code;
                    raw[2 * code + 1] = (byte) (code >> 8);
                }
                default -> throw new IllegalArgumentException(format);
            }
        }
        byte[] tensor = join(number(1, codes), number(2, type(format)), text(8, "x"), message(9, raw));
        byte[] graph = join(
                message(1, cast("x", "z", FLOAT)),
                text(2, "casts"),
                message(5, tensor),
                message(12, declaration("z", FLOAT)));
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = options();
                OrtSession session = environment.createSession(model(graph), options);
                OrtSession.Result result = session.run(Map.of())) {
            return read(result);
        }
    }

    /** QuantizeLinear to int8 or uint8. */
    static int[] quantized(float scale, int zeroPoint, boolean signed, float[] values) throws OrtException {
        int type = signed ? INT8 : UINT8;
        int bits = Float.floatToIntBits(scale);
        byte[] raw = {(byte) bits, (byte) (bits >> 8), (byte) (bits >> 16), (byte) (bits >> 24)};
        byte[] node = join(text(1, "x"), text(1, "scale"), text(1, "zero"), text(2, "y"), text(4, "QuantizeLinear"));
        byte[] graph = join(
                message(1, node),
                text(2, "quantizes"),
                message(5, join(number(2, FLOAT), text(8, "scale"), message(9, raw))),
                message(5, join(number(2, type), text(8, "zero"), message(9, new byte[] {(byte) zeroPoint}))),
                message(11, declaration("x", FLOAT)),
                message(12, declaration("y", type)));
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = options();
                OrtSession session = environment.createSession(model(graph), options);
                OnnxTensor x = tensor(environment, values);
                OrtSession.Result result = session.run(Map.of("x", x))) {
            ByteBuffer bytes = ((OnnxTensor) result.get(0)).getByteBuffer();
            int[] integers = new int[values.length];
            for (int i = 0; i < integers.length; i++) {
                byte b = bytes.get(i);
                integers[i] = signed ? b : Byte.toUnsignedInt(b);
            }
            return integers;
        }
    }

    /** Without optimizations, which would drop a cast there and back. */
    private static OrtSession.SessionOptions options() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
        options.setIntraOpNumThreads(1);
        return options;
    }

    private static OnnxTensor tensor(OrtEnvironment environment, float[] values) throws OrtException {
        return OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), new long[] {values.length});
    }

    private static float[] read(OrtSession.Result result) throws OrtException {
        FloatBuffer buffer = ((OnnxTensor) result.get(0)).getFloatBuffer();
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }

    // ---- messages ----

    private static byte[] model(byte[] graph) {
        return join(number(1, IR), message(7, graph), message(8, join(text(1, ""), number(2, OPSET))));
    }

    private static byte[] cast(String from, String to, int type) {
        return join(text(1, from), text(2, to), text(4, "Cast"), message(5, integer("to", type)));
    }

    private static byte[] integer(String name, int value) {
        int type = 2;
        return join(text(1, name), number(3, value), number(20, type));
    }

    private static byte[] string(String name, String value) {
        int type = 3;
        return join(text(1, name), text(4, value), number(20, type));
    }

    private static byte[] declaration(String name, int type) {
        byte[] shape = message(1, text(2, "n"));
        return join(text(1, name), message(2, message(1, join(number(1, type), message(2, shape)))));
    }

    private static byte[] number(int field, long value) {
        return join(variable(field << 3), variable(value));
    }

    private static byte[] text(int field, String value) {
        return message(field, value.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] message(int field, byte[] body) {
        return join(variable(field << 3 | 2), variable(body.length), body);
    }

    /** An integer of at least 0, seven bits a byte, lowest first. */
    private static byte[] variable(long value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long rest = value;
        for (; rest >= 128; rest >>>= 7) {
            bytes.write((int) (rest & 127 | 128));
        }
        bytes.write((int) rest);
        return bytes.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }
}
