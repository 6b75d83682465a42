package io.pituning.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedResourcesTest {
    private final SharedResources shared = new SharedResources();
    private final AtomicInteger made = new AtomicInteger();

    private final class Model implements AutoCloseable {
        private boolean closed;

        Model() {
            made.incrementAndGet();
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void aResourceIsMadeOnceAndClosedAtTheEnd() {
        Model first = shared.get(Model.class, "nano", Model::new);

        assertThat(shared.get(Model.class, "nano", Model::new)).isSameAs(first);
        assertThat(shared.get(Model.class, "base", Model::new)).isNotSameAs(first);
        shared.close();
        assertThat(first.closed).isTrue();
        assertThat(made).hasValue(2);
    }

    @Test
    void whileOneIsMadeOthersCanBeHad() {
        Model nano = shared.get(Model.class, "nano", Model::new);
        var loading = new CountDownLatch(1);
        var loaded = new CountDownLatch(1);
        CompletableFuture<Model> base = CompletableFuture.supplyAsync(() -> shared.get(Model.class, "base", () -> {
            loading.countDown();
            await(loaded);
            return new Model();
        }));
        await(loading);

        assertThat(CompletableFuture.supplyAsync(() -> shared.get(Model.class, "nano", Model::new)))
                .succeedsWithin(Duration.ofSeconds(10))
                .isSameAs(nano);

        loaded.countDown();
        assertThat(shared.get(Model.class, "base", Model::new)).isSameAs(base.join());
    }

    @Test
    void whatCannotBeMadeIsTriedAgainByTheNextWhoAsks() {
        assertThatThrownBy(() -> shared.get(Model.class, "nano", () -> {
                    throw new IllegalArgumentException("no such folder");
                }))
                .hasMessage("no such folder");

        assertThat(shared.get(Model.class, "nano", Model::new)).isNotNull();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
