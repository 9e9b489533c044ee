package bitlemma.kernels.compiled;

import bitlemma.grammar.core.Sort;
import bitlemma.kernels.interval.Interval;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;

/** How compiled code holds a value. The numbers are in order: each holds the values of those before it. */
enum Kind {
    /** A truth value, as the int 0 or 1. */
    TRUTH(TypeKind.INT, ConstantDescs.CD_int),
    INT(TypeKind.INT, ConstantDescs.CD_int),
    LONG(TypeKind.LONG, ConstantDescs.CD_long),
    BIG(TypeKind.REFERENCE, ClassDesc.of("java.math.BigInteger"));

    private final TypeKind type;
    private final ClassDesc descriptor;

    Kind(TypeKind type, ClassDesc descriptor) {
        this.type = type;
        this.descriptor = descriptor;
    }

    TypeKind type() {
        return type;
    }

    ClassDesc descriptor() {
        return descriptor;
    }

    /** The narrowest kind for the integers of an interval. */
    static Kind of(Interval interval) {
        return interval.isInt() ? INT : interval.isLong() ? LONG : BIG;
    }

    /** The narrowest kind for the integers of an interval that belong to a sort. */
    static Kind of(Sort sort, Interval interval) {
        return sort == Sort.BOOLEAN ? TRUTH : of(interval);
    }

    Kind max(Kind that) {
        return compareTo(that) >= 0 ? this : that;
    }
}
