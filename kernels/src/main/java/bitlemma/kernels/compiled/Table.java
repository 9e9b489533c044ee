package bitlemma.kernels.compiled;

import bitlemma.grammar.core.ArrayOf;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Truth;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.math.BigInteger;
import java.util.List;

/**
 * A table of constants as a Java array, whose elements are as small as can be.
 *
 * @param array {@code byte[]}, {@code short[]}, {@code int[]}, {@code long[]} or {@code BigInteger[]}
 * @param element the type of its elements
 * @param kind as what compiled code holds an element
 */
record Table(Object array, TypeKind element, Kind kind) {
    /** The table; null where an element is no constant integer and no constant truth value. */
    static Table of(ArrayOf terms) {
        boolean truths = terms.elements().stream().allMatch(e -> e instanceof Truth);
        boolean integers = terms.elements().stream().allMatch(e -> e instanceof Constant c && c.value().isInteger());
        if (!truths && !integers) {
            return null;
        }
        List<BigInteger> values = terms.elements().stream()
                .map(e -> e instanceof Truth t
                        ? t.value() ? BigInteger.ONE : BigInteger.ZERO
                        : ((Constant) e).value().numerator())
                .toList();
        int bits = values.stream().mapToInt(BigInteger::bitLength).max().orElse(0);
        int n = values.size();
        if (bits < Byte.SIZE) {
            byte[] array = new byte[n];
            for (int i = 0; i < n; i++) {
                array[i] = values.get(i).byteValueExact();
            }
            return new Table(array, TypeKind.BYTE, truths && n > 0 ? Kind.TRUTH : Kind.INT);
        }
        if (bits < Short.SIZE) {
            short[] array = new short[n];
            for (int i = 0; i < n; i++) {
                array[i] = values.get(i).shortValueExact();
            }
            return new Table(array, TypeKind.SHORT, Kind.INT);
        }
        if (bits < Integer.SIZE) {
            return new Table(values.stream().mapToInt(BigInteger::intValueExact).toArray(), TypeKind.INT, Kind.INT);
        }
        if (bits < Long.SIZE) {
            return new Table(values.stream().mapToLong(BigInteger::longValueExact).toArray(), TypeKind.LONG, Kind.LONG);
        }
        return new Table(values.toArray(BigInteger[]::new), TypeKind.REFERENCE, Kind.BIG);
    }

    ClassDesc descriptor() {
        return switch (element) {
            case BYTE -> ConstantDescs.CD_byte.arrayType();
            case SHORT -> ConstantDescs.CD_short.arrayType();
            case INT -> ConstantDescs.CD_int.arrayType();
            case LONG -> ConstantDescs.CD_long.arrayType();
            default -> Kind.BIG.descriptor().arrayType();
        };
    }
}
