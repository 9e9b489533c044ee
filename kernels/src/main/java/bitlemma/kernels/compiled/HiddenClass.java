package bitlemma.kernels.compiled;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A class that is made at run time, and the tables and large numbers that its code uses as constants. */
final class HiddenClass {
    /** The generated class; it lives in this package, so that it sees what its code calls. */
    static final ClassDesc NAME = ClassDesc.of("bitlemma.kernels.compiled.Generated");

    private static final DirectMethodHandleDesc CLASS_DATA_AT = MethodHandleDesc.ofMethod(
            DirectMethodHandleDesc.Kind.STATIC,
            ClassDesc.of("java.lang.invoke.MethodHandles"),
            "classDataAt",
            MethodTypeDesc.of(
                    ConstantDescs.CD_Object,
                    ConstantDescs.CD_MethodHandles_Lookup,
                    ConstantDescs.CD_String,
                    ConstantDescs.CD_Class,
                    ConstantDescs.CD_int));

    private final List<Object> data = new ArrayList<>();
    private int longest;

    /** Loads an object, of which the just-in-time compiler knows that it never changes. */
    void loadObject(CodeBuilder code, Object value, ClassDesc type) {
        int index = 0;
        while (index < data.size() && data.get(index) != value) {
            index++;
        }
        if (index == data.size()) {
            data.add(value);
        }
        code.loadConstant(DynamicConstantDesc.ofNamed(CLASS_DATA_AT, ConstantDescs.DEFAULT_NAME, type, index));
    }

    /**
     * Makes the class.
     *
     * @throws NotCompilable where a method is too large for the class file format
     */
    MethodHandles.Lookup define(Consumer<ClassBuilder> members) {
        byte[] bytes;
        try {
            bytes = ClassFile.of(ClassFile.DebugElementsOption.DROP_DEBUG).build(NAME, members);
        } catch (IllegalArgumentException e) {
            // How the library says that code, constants or locals are too many.
            throw new NotCompilable("beyond the class file format: " + e.getMessage());
        }
        longest = ClassFile.of().parse(bytes).methods().stream()
                .flatMap(method -> method.findAttribute(Attributes.code()).stream())
                .mapToInt(CodeAttribute::codeLength)
                .max()
                .orElse(0);
        try {
            return MethodHandles.lookup().defineHiddenClassWithClassData(bytes, List.copyOf(data), true);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The bytes of code of the longest method of the class that was made. */
    int longestMethod() {
        return longest;
    }
}
