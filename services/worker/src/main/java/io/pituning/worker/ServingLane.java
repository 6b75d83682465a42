package io.pituning.worker;

import io.pituning.learning.data.Picture;
import io.pituning.learning.serving.Prediction;
import io.pituning.schemas.event.ExpertTuned;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** The loaded experts, and one prediction after the other: an expert is never taken away while it answers. */
@Singleton
final class ServingLane {
    private final Lock turn = new ReentrantLock(true);
    private final Map<String, ServedExpert> experts = new TreeMap<>();

    /** {@return the loaded experts in the order of their tasks} */
    List<ExpertView> experts() {
        turn.lock();
        try {
            return experts.values().stream().map(ExpertView::of).toList();
        } finally {
            turn.unlock();
        }
    }

    /** Serves an expert from now on; {@return whether it takes another one's place} */
    boolean serve(ServedExpert expert) {
        turn.lock();
        try {
            Optional<ServedExpert> before =
                    Optional.ofNullable(experts.put(expert.event().task(), expert));
            before.ifPresent(ServedExpert::close);
            return before.isPresent();
        } finally {
            turn.unlock();
        }
    }

    /** Serves the task no longer; {@return the event its expert came with, if there was one} */
    Optional<ExpertTuned> retire(String task) {
        turn.lock();
        try {
            Optional<ServedExpert> before = Optional.ofNullable(experts.remove(task));
            before.ifPresent(ServedExpert::close);
            return before.map(ServedExpert::event);
        } finally {
            turn.unlock();
        }
    }

    /** {@return what the task's expert answers; empty if no expert is loaded for it} */
    Optional<Prediction> predict(String task, String text, Optional<Picture> picture) {
        turn.lock();
        try {
            return Optional.ofNullable(experts.get(task)).map(served -> served.answer(text, picture));
        } finally {
            turn.unlock();
        }
    }

    /** Before what the experts need is closed. */
    void stopping(@Observes @BeforeDestroyed(ApplicationScoped.class) Object containerStops) {
        close();
    }

    /** Waits for the prediction that is being made. */
    void close() {
        turn.lock();
        try {
            experts.values().forEach(ServedExpert::close);
            experts.clear();
        } finally {
            turn.unlock();
        }
    }
}
