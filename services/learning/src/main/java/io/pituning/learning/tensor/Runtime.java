package io.pituning.learning.tensor;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** The native engine of this process, started once with settings that keep it offline and deterministic. */
final class Runtime {
    static final Engine ENGINE;
    static final NDManager ROOT;

    static {
        setUnlessGiven("ai.djl.offline", "true");
        setUnlessGiven("OPT_OUT_TRACKING", "true");
        setUnlessGiven("ai.djl.pytorch.num_interop_threads", "1");
        ENGINE = Engine.getEngine("PyTorch");
        ROOT = NDManager.newBaseManager(null, "PyTorch");
        chooseKernels();
    }

    private Runtime() {}

    /**
     * MKL chooses the kernel of such a function at its first call. Where several threads make it at once, one of them may compute its part,
     * this one time, by a kernel of low accuracy (PyTorch issue 188792), so it is made here, of one element.
     */
    private static void chooseKernels() {
        try (NDArray one = ROOT.ones(new Shape(1))) {
            one.sqrt().close();
            one.tanh().close();
        }
    }

    private static void setUnlessGiven(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
