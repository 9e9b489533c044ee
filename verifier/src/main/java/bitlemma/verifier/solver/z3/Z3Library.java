package bitlemma.verifier.solver.z3;

import bitlemma.verifier.solver.NativeLibraries;
import com.microsoft.z3.Global;
import com.microsoft.z3.Version;
import com.microsoft.z3.Z3Exception;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.function.Function;

/** Z3's native code, loaded once in a process. */
final class Z3Library {
    /** What all Z3 contexts of the process may use together, in megabytes; beyond it a check answers "unknown". */
    private static final int MEMORY_MEGABYTES = 4096;

    private static String version;

    private Z3Library() {}

    /** Loads Z3 unless it is loaded, and returns its version. */
    static synchronized String load() throws IOException {
        if (version == null) {
            if (NativeLibraries.onLinuxX64()) {
                NativeLibraries.load(
                        "z3",
                        Z3Exception.class,
                        "com/microsoft/z3/linux/amd64",
                        List.of("libz3.so", "libz3java.so"),
                        List.of("libz3.so", "libz3java.so"));
                skipUnpacking();
            }
            Global.setParameter("memory_max_size", Integer.toString(MEMORY_MEGABYTES));
            version = Version.getMajor() + "." + Version.getMinor() + "." + Version.getBuild();
        }
        return version;
    }

    /**
     * Z3's class Native calls {@code TurnKey.load} when it is initialized, which unpacks 35 MB at each start and has no
     * switch to turn it off. Since the code is loaded already, a TurnKey that does nothing takes its place.
     */
    private static void skipUnpacking() {
        ClassDesc turnKey = ClassDesc.of("tools.aqua.turnkey.support.TurnKey");
        ClassDesc function = ClassDesc.of(Function.class.getName());
        MethodTypeDesc load = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String, function);
        int visible = ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC;
        byte[] idle = ClassFile.of().build(
                turnKey,
                type -> type.withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL)
                        .withMethodBody("load", load, visible, code -> code.return_()));
        try {
            Class<?> neighbour = Class.forName(
                    "tools.aqua.turnkey.support.TurnkeyException", false, Z3Exception.class.getClassLoader());
            MethodHandles.privateLookupIn(neighbour, MethodHandles.lookup()).defineClass(idle);
        } catch (ReflectiveOperationException | LinkageError usedAlready) {
            // Then Z3 unpacks its code once more: slower, and otherwise the same.
        }
    }
}
