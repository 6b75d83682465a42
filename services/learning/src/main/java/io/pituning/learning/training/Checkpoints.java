package io.pituning.learning.training;

import java.util.Optional;

/**
 * Where a training keeps how far it is. One that is given an earlier one's state, with the same model, data and settings, ends with the same
 * bytes as if it had never been interrupted. Called from the computing thread.
 */
public interface Checkpoints {
    /** Keeps nothing. */
    Checkpoints NONE = new Checkpoints() {
        @Override
        public Optional<byte[]> latest() {
            return Optional.empty();
        }

        @Override
        public boolean isDue() {
            return false;
        }

        @Override
        public void save(byte[] state) {
            // Nobody asked for it.
        }
    };

    /** The state that an unfinished training left; one of another length or version is passed over. */
    Optional<byte[]> latest();

    /** Whether the state is wanted now. Asked after every batch. */
    boolean isDue();

    /** Takes the state in place of the one before. */
    void save(byte[] state);
}
