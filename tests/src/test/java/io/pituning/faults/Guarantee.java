package io.pituning.faults;

/** What holds after every fault, once the system has been started again and has come to rest. */
sealed interface Guarantee
        permits NothingLost, NothingFailed, ExactlyOneTunedExpert, StoreHasNoHalfFiles, Undisturbed, NobodyStuck {

    /** @throws AssertionError when it does not hold */
    void check(Evidence evidence);
}
