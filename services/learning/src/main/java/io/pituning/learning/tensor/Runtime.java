package io.pituning.learning.tensor;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;

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
    }

    private Runtime() {}

    private static void setUnlessGiven(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
