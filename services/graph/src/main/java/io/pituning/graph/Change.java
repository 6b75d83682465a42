package io.pituning.graph;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** One change of the graph, in the one order that all shards see. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "change")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Change.Arrived.class, name = "arrived"),
    @JsonSubTypes.Type(value = Change.Retired.class, name = "retired"),
    @JsonSubTypes.Type(value = Change.SearchRequested.class, name = "rescanned")
})
sealed interface Change {
    /** {@return its number in the sequence, counted from 1} */
    long sequence();

    /** {@return how many tasks are known after it} */
    int known();

    String task();

    /** A task came, or came again with another vector. */
    record Arrived(long sequence, int known, TaskWithVector arrival) implements Change {
        @Override
        public String task() {
            return arrival.name();
        }
    }

    /** A task left. */
    record Retired(long sequence, int known, String task) implements Change {}

    /** So many tasks left another one's neighborhood, the subject's, that all shards must search again. */
    record SearchRequested(
            long sequence, int known, @JsonProperty("again") TaskWithVector subject) implements Change {
        @Override
        public String task() {
            return subject.name();
        }
    }
}
