package io.pituning.graph;

import io.pituning.schemas.event.Neighbor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * A part of the graph: the tasks that one shard owns, their vectors and their neighborhoods. The package's documentation says why the
 * shards together are right.
 *
 * <p>The stores are the truth. What is in memory beside them (vectors to compare with, who is whose neighbor) is read from them at the start.
 */
final class Shard {
    /** How many more tasks are remembered than a neighborhood shows: so many may leave before all shards must be searched again. */
    static final int SPARE = 12;

    private final ShardNumber number;
    private final Comparison comparison;
    private final KeyValueStore<String, KnownTask> tasks;
    private final KeyValueStore<String, GraphVector> stored;
    private final KeyValueStore<String, Neighborhood> neighborhoods;
    private final KeyValueStore<String, Answer> early;
    private final KeyValueStore<String, ShardPosition> position;
    private final OwnedVectors vectors;
    private final Map<String, Set<String>> rememberedBy = new HashMap<>();
    private final RecentChanges recent;

    /**
     * What came of a change or of an answer.
     *
     * @param answer what this shard found for another's task
     * @param touched owned tasks whose neighborhood may have changed
     * @param requests owned tasks for which all shards must be searched again
     */
    record Result(Optional<Answer> answer, Set<String> touched, List<TaskWithVector> requests) {}

    /**
     * Reads the stores of the processor's task.
     *
     * @throws IllegalStateException if they hold lists by another measure
     */
    Shard(ShardNumber number, ProcessorContext<?, ?> context, Comparison comparison) {
        this.number = number;
        this.comparison = comparison;
        this.tasks = context.getStateStore(GraphStores.TASKS);
        this.stored = context.getStateStore(GraphStores.VECTORS);
        this.neighborhoods = context.getStateStore(GraphStores.NEIGHBORHOODS);
        this.early = context.getStateStore(GraphStores.EARLY);
        this.position = context.getStateStore(GraphStores.POSITION);
        this.vectors = new OwnedVectors(comparison);
        this.recent = new RecentChanges(context.getStateStore(GraphStores.CHANGED));
        position().require(comparison.similarity());
        try (KeyValueIterator<String, GraphVector> all = stored.all()) {
            while (all.hasNext()) {
                KeyValue<String, GraphVector> entry = all.next();
                Neighborhood neighborhood = neighborhoods.get(entry.key);
                vectors.put(entry.key, entry.value, neighborhood.least());
                index(entry.key, neighborhood);
                neighborhood.search().map(Search::sequence).ifPresent(recent::begun);
            }
        }
    }

    /** {@return whether the task belongs to this shard} */
    boolean owns(String task) {
        return number.owns(task);
    }

    /** {@return the vectors, to be asked by others too} */
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
        return neighborhoods.get(task);
    }

    /** Takes the next change of the sequence. */
    Result apply(Change change, long now) {
        Set<String> touched = new LinkedHashSet<>();
        Optional<Answer> answer = Optional.empty();
        position.put("", new ShardPosition(change.sequence(), change.known(), now, comparison.similarity()));
        if (change instanceof Change.Arrived arrived) {
            recent.add(change.sequence(), change.task());
            answer = arrive(arrived, touched);
        } else if (change instanceof Change.Retired retired) {
            recent.add(change.sequence(), change.task());
            retire(retired.task(), touched);
        } else if (change instanceof Change.SearchRequested requested) {
            answer = search(requested.sequence(), requested.subject(), touched);
        }
        return new Result(answer, touched, requestSearches(touched));
    }

    /** Takes another shard's answer. */
    Result apply(Answer answer) {
        Set<String> touched = new LinkedHashSet<>();
        if (answer.sequence() > position().sequence()) {
            // The answer has overtaken the change that it answers.
            early.put(earlyKey(answer.task(), answer.sequence()) + answer.shard(), answer);
        } else {
            take(answer, touched);
        }
        return new Result(Optional.empty(), touched, requestSearches(touched));
    }

    void written(String task, Neighborhood.Written written) {
        neighborhoods.put(task, neighborhoods.get(task).withWritten(written));
    }

    private Optional<Answer> arrive(Change.Arrived change, Set<String> touched) {
        TaskWithVector newcomer = change.arrival();
        String name = newcomer.name();
        // A former vector must neither be compared with the new one nor stay in a list.
        vectors.remove(name);
        var similarities = new ExactSimilarities(newcomer.vector(), stored, comparison.similarity());
        OwnedVectors.Candidates candidates = candidates(newcomer, similarities);
        Set<String> affected = new LinkedHashSet<>(rememberedBy.getOrDefault(name, Set.of()));
        for (String other : candidates.welcoming()) {
            if (!vectors.turnsAway(other, similarities.of(other).orElseThrow())) {
                affected.add(other);
            }
        }
        affected.remove(name);
        for (String other : affected) {
            Optional<Neighbor> neighbor = similarities.of(other).map(newcomer.task()::asNeighbor);
            update(other, neighborhoods.get(other).changed(name, neighbor, most(tasks.get(other))), touched);
        }
        Remembered found = nearest(newcomer.task(), candidates, similarities);
        if (!number.owns(name)) {
            return Optional.of(new Answer(name, change.sequence(), number.shard(), found));
        }
        Optional<Neighborhood> before = Optional.ofNullable(neighborhoods.get(name));
        tasks.put(name, newcomer.task());
        stored.put(name, newcomer.vector());
        vectors.put(name, newcomer.vector(), 0);
        update(
                name,
                Neighborhood.arrived(change.sequence(), before, newcomer.task().registration()),
                touched);
        begin(change.sequence(), newcomer.task(), found, touched);
        return Optional.empty();
    }

    private void retire(String name, Set<String> touched) {
        for (String other : List.copyOf(rememberedBy.getOrDefault(name, Set.of()))) {
            Neighborhood without = neighborhoods.get(other).changed(name, Optional.empty(), most(tasks.get(other)));
            update(other, without, touched);
        }
        if (tasks.delete(name) != null) {
            stored.delete(name);
            vectors.remove(name);
            forget(name, neighborhoods.delete(name));
            touched.remove(name);
        }
    }

    private Optional<Answer> search(long sequence, TaskWithVector task, Set<String> touched) {
        var similarities = new ExactSimilarities(task.vector(), stored, comparison.similarity());
        Remembered found = nearest(task.task(), candidates(task, similarities), similarities);
        if (!number.owns(task.name())) {
            return Optional.of(new Answer(task.name(), sequence, number.shard(), found));
        }
        update(task.name(), neighborhoods.get(task.name()).withSearch(Search.begun(sequence)), touched);
        begin(sequence, task.task(), found, touched);
        return Optional.empty();
    }

    private OwnedVectors.Candidates candidates(TaskWithVector task, ExactSimilarities similarities) {
        return vectors.candidates(task.name(), task.vector(), most(task.task()), other -> similarities
                .of(other)
                .orElseThrow());
    }

    /** Takes this shard's own answer to a search that begins, and those that came before it. */
    private void begin(long sequence, KnownTask task, Remembered found, Set<String> touched) {
        take(new Answer(task.name(), sequence, number.shard(), found), touched);
        String key = earlyKey(task.name(), sequence);
        List<KeyValue<String, Answer>> waited = new ArrayList<>();
        try (KeyValueIterator<String, Answer> answers = early.range(key, key + Character.MAX_VALUE)) {
            answers.forEachRemaining(waited::add);
        }
        for (KeyValue<String, Answer> entry : waited) {
            early.delete(entry.key);
            take(entry.value, touched);
        }
    }

    private void take(Answer answer, Set<String> touched) {
        Neighborhood neighborhood = neighborhoods.get(answer.task());
        boolean expected = neighborhood != null
                && neighborhood.search().map(Search::sequence).orElse(-1L) == answer.sequence();
        if (!expected) {
            // The task has left or changed since: nobody waits for this any more.
            return;
        }
        int most = most(tasks.get(answer.task()));
        Search search = neighborhood.search().orElseThrow().with(answer, most);
        boolean complete = search.answered().size() == number.shards();
        update(
                answer.task(),
                complete
                        ? neighborhood.withResult(
                                search.result(task -> recent.changedSince(search.sequence(), task), most))
                        : neighborhood.withSearch(search),
                touched);
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

    /** {@return the tasks whose lists have become too short}; for each, one search is requested */
    private List<TaskWithVector> requestSearches(Set<String> touched) {
        List<TaskWithVector> requests = new ArrayList<>();
        for (String name : touched) {
            KnownTask task = tasks.get(name);
            Neighborhood neighborhood = neighborhoods.get(name);
            if (neighborhood.search().isEmpty()
                    && !neighborhood.searchRequested()
                    && neighborhood.remembered().tooShortFor(task.wanted())) {
                neighborhoods.put(name, neighborhood.withSearchRequested());
                requests.add(new TaskWithVector(task, stored.get(name)));
            }
        }
        return requests;
    }

    private void update(String name, Neighborhood now, Set<String> touched) {
        Optional<Neighborhood> before = Optional.ofNullable(neighborhoods.get(name));
        before.ifPresent(last -> unindex(name, last));
        neighborhoods.put(name, now);
        vectors.least(name, now.least());
        index(name, now);
        // Begun first: what is noted for one search must not go between two.
        now.search().map(Search::sequence).ifPresent(recent::begun);
        before.flatMap(Neighborhood::search)
                .map(Search::sequence)
                .filter(sequence -> now.search()
                        .map(Search::sequence)
                        .filter(sequence::equals)
                        .isEmpty())
                .ifPresent(recent::ended);
        touched.add(name);
    }

    private void forget(String name, Neighborhood last) {
        unindex(name, last);
        last.search().map(Search::sequence).ifPresent(recent::ended);
    }

    private void index(String name, Neighborhood neighborhood) {
        for (String task : neighborhood.tasks()) {
            rememberedBy.computeIfAbsent(task, n -> new HashSet<>()).add(name);
        }
    }

    private void unindex(String name, Neighborhood neighborhood) {
        for (String task : neighborhood.tasks()) {
            Set<String> owners = rememberedBy.get(task);
            owners.remove(name);
            if (owners.isEmpty()) {
                rememberedBy.remove(task);
            }
        }
    }

    private static int most(KnownTask task) {
        return task.wanted() + SPARE;
    }

    private static String earlyKey(String task, long sequence) {
        return "%s %016x ".formatted(task, sequence);
    }
}
