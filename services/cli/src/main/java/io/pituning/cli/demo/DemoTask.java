package io.pituning.cli.demo;

import io.pituning.learning.data.Modality;
import io.pituning.schemas.event.TaskRegistered;

/**
 * A task of the demonstration.
 *
 * @param registration what is published for it
 * @param modality what its examples consist of
 * @param role what it is there for
 */
public record DemoTask(TaskRegistered registration, Modality modality, Role role) {
    /** What a task is there for. */
    public enum Role {
        /** Has plenty of data and is there first. */
        POOL,
        /** Comes later, with few examples. */
        NEWCOMER;

        /** {@return the name in tables and documents} */
        public String word() {
            return this == POOL ? "pool" : "newcomer";
        }
    }

    /** {@return the task's name} */
    public String name() {
        return registration.task();
    }
}
