package io.pituning.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.schemas.event.Event;
import io.pituning.schemas.event.TaskRegistered;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Steps named by task and seed, of which those that are held go on until they are let go. */
final class HeldSteps {
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    void hold(String step) {
        held.put(step, new CountDownLatch(1));
    }

    void letGo(String step) {
        held.get(step).countDown();
    }

    void letAllGo() {
        held.values().forEach(CountDownLatch::countDown);
    }

    Set<String> running() {
        return running;
    }

    /** A step that gives up when it is asked to, as steps do. */
    Optional<Event> step(TaskRegistered request, StepContext context) {
        return run(request, hold -> {
            while (!hold.await(5, TimeUnit.MILLISECONDS)) {
                context.stop().check();
            }
        });
    }

    /** A step that hears no stop. */
    Optional<Event> deafStep(TaskRegistered request, StepContext context) {
        return run(request, hold -> assertThat(hold.await(30, TimeUnit.SECONDS)).isTrue());
    }

    private Optional<Event> run(TaskRegistered request, Wait wait) {
        String name = request.task() + request.seed();
        running.add(name);
        try {
            wait.on(held.getOrDefault(name, new CountDownLatch(0)));
            return TestedConsumer.trained(request);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            running.remove(name);
        }
    }

    private interface Wait {
        void on(CountDownLatch hold) throws InterruptedException;
    }
}
