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
        findOutProcessor();
    }

    private Runtime() {}

    /**
     * MKL finds out the processor when a function such as this one is first called, and for an instant holds another one's number: a thread
     * whose first call falls there computes its part, this one time, by a kernel of low accuracy (PyTorch issue 188792). A training that
     * went on from a checkpoint then ended with other bytes. So the first call is made here, by one thread.
     */
    private static void findOutProcessor() {
        try (NDArray one = ROOT.ones(new Shape(1))) {
            one.sqrt().close();
        }
    }

    private static void setUnlessGiven(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
