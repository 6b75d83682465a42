package io.pituning.graph.compare;

import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Chooses, once, the kernel for this machine. */
final class Kernels {
    private static final String MODULE = "jdk.incubator.vector";
    /** By name: with the class in the code, loading this one could fail where the module is missing. */
    private static final String PANAMA = "io.pituning.graph.compare.PanamaKernel";

    private static final Logger LOG = Logger.getLogger(Kernels.class);

    private Kernels() {}

    /** {@return the fastest kernel of this process} */
    static Kernel fastest() {
        return Fastest.KERNEL;
    }

    /** {@return the kernel in vector instructions, if the module is there and the processor has these instructions} */
    static Optional<Kernel> panama() {
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            return Optional.empty();
        }
        try {
            Class<?> type = Class.forName(PANAMA);
            boolean pays = (boolean) type.getDeclaredMethod("pays").invoke(null);
            return pays ? Optional.of((Kernel) type.getDeclaredConstructor().newInstance()) : Optional.empty();
        } catch (InvocationTargetException | LinkageError e) {
            LOG.warn(
                    "The vector instructions of this Java cannot be used; task vectors are compared in plain Java.", e);
            return Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The build left out " + PANAMA + ".", e);
        }
    }

    private static final class Fastest {
        static final Kernel KERNEL = choose();

        private static Kernel choose() {
            Optional<Kernel> panama = panama();
            if (panama.isEmpty() && ModuleLayer.boot().findModule(MODULE).isEmpty()) {
                LOG.infof(
                        "Task vectors are compared in plain Java; with --add-modules %s it is several times faster.",
                        MODULE);
            }
            return panama.orElseGet(ScalarKernel::new);
        }
    }
}
