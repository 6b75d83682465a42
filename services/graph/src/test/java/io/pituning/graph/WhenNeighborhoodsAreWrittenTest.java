package io.pituning.graph;

import static io.pituning.graph.SettingsBuilder.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.schemas.EventCodec;
import io.pituning.schemas.event.TaskNeighbors;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhenNeighborhoodsAreWrittenTest {
    private static final Duration SETTLE = Duration.ofSeconds(10);

    @TempDir
    private Path state;

    @Test
    void tasksThatArriveTogetherAreWrittenTogetherOnceTheyHaveSettled() {
        try (var graph = GraphDriver.start(state, settings().settle(SETTLE).build())) {
            graph.arrive(Vectors.task("one", 10));
            graph.pass(SETTLE.dividedBy(2));
            graph.arrive(Vectors.task("two", 12));
            graph.pass(SETTLE.dividedBy(2));
            assertThat(graph.written()).isEmpty();

            graph.pass(SETTLE);

            List<TaskNeighbors> written = graph.written();
            assertThat(written).hasSize(2);
            assertThat(written)
                    .allSatisfy(event -> assertThat(event.neighbors()).hasSize(1));
        }
    }

    @Test
    void aNewVectorSettlesThoughTheTasksListHasWaitedForItsWindow() {
        GraphSettings both = settings()
                .settle(SETTLE)
                .retune(Retune.ON_CHANGE)
                .window(SETTLE.multipliedBy(9))
                .build();
        try (var graph = GraphDriver.start(state, both)) {
            graph.arrive(Vectors.task("one", 10));
            graph.pass(SETTLE);
            graph.arrive(Vectors.task("two", 12));
            graph.pass(SETTLE);
            graph.pass(SETTLE);
            assertThat(graph.written()).extracting(TaskNeighbors::task).containsExactly("one", "two");

            graph.arrive(Vectors.task("one", 40));
            assertThat(graph.written()).isEmpty();

            graph.pass(SETTLE);
            assertThat(graph.written()).extracting(TaskNeighbors::task).contains("one");
        }
    }

    @Test
    void nothingIsWrittenBeforeEnoughTasksAreKnown() {
        try (var graph = GraphDriver.start(state, settings().gather(2).build())) {
            graph.arrive(Vectors.task("one", 10));
            assertThat(graph.written()).isEmpty();

            graph.arrive(Vectors.task("two", 12));
            assertThat(graph.written()).hasSize(2).allSatisfy(event -> assertThat(event.neighbors())
                    .hasSize(1));

            graph.arrive(Vectors.task("three", 14));
            assertThat(graph.written())
                    .filteredOn(TaskNeighbors::asksForTuning)
                    .extracting(TaskNeighbors::task)
                    .containsExactly("three");

            graph.retire("one");
            graph.retire("two");
            assertThat(graph.written())
                    .as("told although fewer are known again")
                    .filteredOn(event -> event.task().equals("three"))
                    .last()
                    .satisfies(event -> assertThat(event.neighbors()).isEmpty());
        }
    }

    @Test
    void aRetirementHoldsNothingUp() {
        try (var graph = GraphDriver.start(state, settings().settle(SETTLE).build())) {
            graph.arrive(Vectors.task("one", 10));
            graph.arrive(Vectors.task("two", 12));
            graph.pass(SETTLE.dividedBy(2));
            graph.retire("two");
            graph.pass(SETTLE.dividedBy(2));

            assertThat(graph.only("one").neighbors()).isEmpty();
        }
    }

    @Test
    void ofManyThatAreDueTogetherTheRestComesALookLaterAndANewcomerMeanwhileSettlesFirst() {
        try (var stores = new OpenStores<ShardOutput>(new TaskId(1, 0), state.toFile(), GraphStores.shard())) {
            RunningShard shard = settling(stores, 2 * WaitingNeighborhoods.MOST_AT_ONCE + 1);
            long settled = SETTLE.toMillis();
            assertThat(shard.due(settled)).hasSize(WaitingNeighborhoods.MOST_AT_ONCE);

            assertThat(shard.take(arrival(shard, "newcomer"), settled))
                    .hasSize(WaitingNeighborhoods.MOST_AT_ONCE)
                    .extracting(Record::key)
                    .doesNotContain("newcomer");
            assertThat(shard.due(settled + 1))
                    .hasSize(1)
                    .extracting(Record::key)
                    .doesNotContain("newcomer");
            assertThat(shard.due(2 * settled)).extracting(Record::key).containsExactly("newcomer");
        }
    }

    @Test
    void aNewcomerSettlesAlsoAfterJustAsManyAsAreWrittenAtOnce() {
        try (var stores = new OpenStores<ShardOutput>(new TaskId(1, 0), state.toFile(), GraphStores.shard())) {
            RunningShard shard = settling(stores, WaitingNeighborhoods.MOST_AT_ONCE);
            long settled = SETTLE.toMillis();
            assertThat(shard.due(settled)).hasSize(WaitingNeighborhoods.MOST_AT_ONCE);

            assertThat(shard.take(arrival(shard, "newcomer"), settled)).isEmpty();
            assertThat(shard.due(settled + 1)).isEmpty();
            assertThat(shard.due(2 * settled)).extracting(Record::key).containsExactly("newcomer");
        }
    }

    /** {@return a shard at which so many tasks have arrived at time zero} */
    private static RunningShard settling(OpenStores<ShardOutput> stores, int tasks) {
        var shard = new RunningShard(
                stores.context(), new EventCodec(), settings().settle(SETTLE).build());
        for (int i = 0; i < tasks; i++) {
            assertThat(shard.take(arrival(shard, "task-" + i), 0)).isEmpty();
        }
        return shard;
    }

    /** {@return the next arrival at the shard, of a task that is compared with no other} */
    private static Change arrival(RunningShard shard, String task) {
        long number = shard.sequence() + 1;
        TaskWithVector arrived = TaskWithVector.of(Vectors.onFoundation(task, 10, "%064x".formatted(number)));
        return new Change.Arrived(number, Math.toIntExact(number), arrived);
    }
}
