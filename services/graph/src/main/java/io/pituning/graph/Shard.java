package io.pituning.graph;

import io.pituning.schemas.event.Neighbor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * A part of the graph: the tasks that one shard owns, their vectors and their neighborhoods. The package's documentation shows that the
 * shards together get every list right.
 *
 * <p>The stores are the truth. What is in memory beside them (vectors to compare with, who is whose neighbor) is read from them at the start.
 */
final class Shard {
    /** How many more tasks a list remembers than it shows: this many may leave before all shards must be searched again. */
    static final int SPARE = 12;

    private final ShardNumber number;
    private final Comparison comparison;
    private final KeyValueStore<String, KnownTask> tasks;
    private final KeyValueStore<String, GraphVector> stored;
    private final KeyValueStore<String, Answer> early;
    private final KeyValueStore<String, ShardPosition> position;
    private final OwnedVectors vectors;
    private final OwnedNeighborhoods neighborhoods;
    private final RecentChanges recent;

    /**
     * The result of a change or of an answer.
     *
     * @param answer what this shard found for a task of another shard
     * @param touched owned tasks whose neighborhood may have changed, and what it is now
     * @param requests owned tasks for which all shards must be searched again
     */
    record Result(Optional<Answer> answer, Map<String, Neighborhood> touched, List<TaskWithVector> requests) {}

    /**
     * Reads the stores of the processor's task.
     *
     * @throws IllegalStateException if the stored lists were made with another measure
     */
    Shard(ShardNumber number, ProcessorContext<?, ?> context, Comparison comparison) {
        this.number = number;
        this.comparison = comparison;
        this.tasks = context.getStateStore(GraphStores.TASKS);
        this.stored = context.getStateStore(GraphStores.VECTORS);
        this.early = context.getStateStore(GraphStores.EARLY);
        this.position = context.getStateStore(GraphStores.POSITION);
        this.vectors = new OwnedVectors(comparison);
        this.recent = new RecentChanges(context.getStateStore(GraphStores.CHANGED));
        this.neighborhoods = new OwnedNeighborhoods(context.getStateStore(GraphStores.NEIGHBORHOODS), recent);
        position().require(comparison.similarity());
        try (KeyValueIterator<String, GraphVector> all = stored.all()) {
            while (all.hasNext()) {
                KeyValue<String, GraphVector> entry = all.next();
                vectors.put(
                        entry.key, entry.value, neighborhoods.load(entry.key).least());
            }
        }
    }

    /** {@return whether the task belongs to this shard} */
    boolean owns(String task) {
        return number.owns(task);
    }

    /** {@return the vectors; other threads may call {@link OwnedVectors#nearest} on them} */
    OwnedVectors vectors() {
        return vectors;
    }

    ShardPosition position() {
        return Optional.ofNullable(position.get("")).orElse(ShardPosition.start(comparison.similarity()));
    }

    Optional<KnownTask> task(String name) {
        return Optional.ofNullable(tasks.get(name));
    }

    Neighborhood neighborhood(String task) {
        return neighborhoods.get(task).orElseThrow();
    }

    /** Takes the next change of the sequence. */
    Result apply(Change change, long now) {
        long at = change instanceof Change.Arrived ? now : position().at();
        position.put("", new ShardPosition(change.sequence(), change.known(), at, comparison.similarity()));
        var work = new Work();
        if (change instanceof Change.Arrived arrived) {
            recent.add(change.sequence(), change.task());
            work.arrive(arrived);
        } else if (change instanceof Change.Retired retired) {
            recent.add(change.sequence(), change.task());
            work.retire(retired.task());
        } else if (change instanceof Change.SearchRequested requested) {
            work.search(requested.sequence(), requested.subject());
        }
        return work.result();
    }

    /** Takes another shard's answer. */
    Result apply(Answer answer) {
        var work = new Work();
        if (answer.sequence() > position().sequence()) {
            // The answer has overtaken the change that it answers.
            early.put(earlyKey(answer.task(), answer.sequence()) + answer.shard(), answer);
        } else {
            work.take(answer);
        }
        return work.result();
    }

    /** Stores what has just been written for an owned task. */
    void written(String task, Neighborhood now) {
        neighborhoods.amend(task, now);
    }

    /** The work on one change or one answer, and what has come of it so far. */
    private final class Work {
        private final Map<String, Neighborhood> touched = new LinkedHashMap<>();
        private Optional<Answer> answer = Optional.empty();

        void arrive(Change.Arrived change) {
            TaskWithVector newcomer = change.arrival();
            String name = newcomer.name();
            // A former vector must neither be compared with the new one nor stay in a list.
            vectors.remove(name);
            var similarities = new ExactSimilarities(newcomer.vector(), stored, comparison.similarity());
            OwnedVectors.Candidates candidates = candidates(newcomer, similarities);
            Set<String> affected = new LinkedHashSet<>(neighborhoods.mentioning(name));
            for (String other : candidates.welcoming()) {
                if (!vectors.turnsAway(other, similarities.of(other).orElseThrow())) {
                    affected.add(other);
                }
            }
            affected.remove(name);
            for (String other : affected) {
                Optional<Neighbor> neighbor = similarities.of(other).map(newcomer.task()::asNeighbor);
                change(other, neighborhood -> neighborhood.changed(name, neighbor, most(tasks.get(other))));
            }
            Remembered found = nearest(newcomer.task(), candidates, similarities);
            if (number.owns(name)) {
                Optional<Neighborhood> before = neighborhoods.get(name);
                tasks.put(name, newcomer.task());
                stored.put(name, newcomer.vector());
                vectors.put(name, newcomer.vector(), 0);
                put(
                        name,
                        before,
                        Neighborhood.arrived(
                                change.sequence(), before, newcomer.task().registration()));
            }
            answer(name, change.sequence(), found);
        }

        void retire(String name) {
            for (String other : neighborhoods.mentioning(name)) {
                change(other, neighborhood -> neighborhood.changed(name, Optional.empty(), most(tasks.get(other))));
            }
            if (tasks.delete(name) != null) {
                stored.delete(name);
                vectors.remove(name);
                neighborhoods.remove(name);
                touched.remove(name);
            }
        }

        void search(long sequence, TaskWithVector subject) {
            String name = subject.name();
            var similarities = new ExactSimilarities(subject.vector(), stored, comparison.similarity());
            Remembered found = nearest(subject.task(), candidates(subject, similarities), similarities);
            if (number.owns(name)) {
                change(name, neighborhood -> neighborhood.withSearch(Search.begun(sequence)));
            }
            answer(name, sequence, found);
        }

        void take(Answer taken) {
            // Nobody waits any more for an answer about a task that has left or changed since.
            neighborhood(taken.task())
                    .filter(waiting -> waiting.search().map(Search::sequence).equals(Optional.of(taken.sequence())))
                    .ifPresent(waiting -> put(taken.task(), Optional.of(waiting), answered(waiting, taken)));
        }

        private Neighborhood answered(Neighborhood waiting, Answer taken) {
            int most = most(tasks.get(taken.task()));
            Search search = waiting.search().orElseThrow().with(taken, most);
            boolean complete = search.answered().size() == number.shards();
            return complete
                    ? waiting.withResult(search.result(task -> recent.changedSince(search.sequence(), task), most))
                    : waiting.withSearch(search);
        }

        Result result() {
            return new Result(answer, touched, requestSearches());
        }

        /** Answers a search that begins: to the task's owner, or to this shard itself, which then takes the answers that came early too. */
        private void answer(String task, long sequence, Remembered found) {
            var own = new Answer(task, sequence, number.shard(), found);
            if (number.owns(task)) {
                take(own);
                takeEarly(earlyKey(task, sequence));
            } else {
                answer = Optional.of(own);
            }
        }

        private void takeEarly(String key) {
            List<KeyValue<String, Answer>> waited = new ArrayList<>();
            try (KeyValueIterator<String, Answer> answers = early.range(key, key + Character.MAX_VALUE)) {
                answers.forEachRemaining(waited::add);
            }
            for (KeyValue<String, Answer> entry : waited) {
                early.delete(entry.key);
                take(entry.value);
            }
        }

        /** {@return the touched tasks whose lists have become too short}; for each, one search is requested */
        private List<TaskWithVector> requestSearches() {
            List<TaskWithVector> requests = new ArrayList<>();
            for (Map.Entry<String, Neighborhood> entry : touched.entrySet()) {
                String name = entry.getKey();
                KnownTask task = tasks.get(name);
                Neighborhood neighborhood = entry.getValue();
                if (neighborhood.search().isEmpty()
                        && !neighborhood.searchRequested()
                        && neighborhood.remembered().tooShortFor(task.wanted())) {
                    entry.setValue(neighborhood.withSearchRequested());
                    neighborhoods.amend(name, entry.getValue());
                    requests.add(new TaskWithVector(task, stored.get(name)));
                }
            }
            return requests;
        }

        private Optional<Neighborhood> neighborhood(String task) {
            return Optional.ofNullable(touched.get(task)).or(() -> neighborhoods.get(task));
        }

        private void change(String name, UnaryOperator<Neighborhood> change) {
            Neighborhood before = neighborhood(name).orElseThrow();
            put(name, Optional.of(before), change.apply(before));
        }

        private void put(String name, Optional<Neighborhood> before, Neighborhood now) {
            neighborhoods.put(name, before, now);
            vectors.least(name, now.least());
            touched.put(name, now);
        }
    }

    private OwnedVectors.Candidates candidates(TaskWithVector task, ExactSimilarities similarities) {
        return vectors.candidates(task.name(), task.vector(), most(task.task()), other -> similarities
                .of(other)
                .orElseThrow());
    }

    private Remembered nearest(KnownTask task, OwnedVectors.Candidates candidates, ExactSimilarities similarities) {
        Remembered nearest = Remembered.nobody();
        for (String other : candidates.nearest()) {
            double similarity = similarities.of(other).orElseThrow();
            if (similarity >= nearest.least()) {
                nearest = nearest.with(tasks.get(other).asNeighbor(similarity), most(task));
            }
        }
        return nearest;
    }

    private static int most(KnownTask task) {
        return task.wanted() + SPARE;
    }

    private static String earlyKey(String task, long sequence) {
        return "%s %016x ".formatted(task, sequence);
    }
}
