package io.pituning.graph;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What one shard found in a search for a task's neighbors.
 *
 * @param task the task whose neighbors are searched for
 * @param sequence number of the change that began the search, see {@link Search}
 * @param shard the shard that answers
 * @param found the nearest of the tasks that this shard owns
 */
record Answer(String task, @JsonProperty("scan") long sequence, int shard, Remembered found) {}
