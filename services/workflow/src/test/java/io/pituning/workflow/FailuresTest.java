package io.pituning.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.schemas.FailureCode;
import io.pituning.schemas.event.Original;
import io.pituning.schemas.event.Step;
import io.pituning.schemas.event.StepFailed;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class FailuresTest {
    private final Failures failures = Failures.of(Step.TRAIN);
    private final ConsumerRecord<String, byte[]> record = new ConsumerRecord<>("pi.tasks", 1, 42, "pets", new byte[1]);

    @Test
    void theRecordsHeadersAreKept() {
        record.headers().add("ce_id", "7".getBytes(StandardCharsets.UTF_8));

        assertThat(Failures.original(record).headers().orElseThrow())
                .containsExactly(new Original.Header("ce_id", Optional.of("7"), Original.Encoding.TEXT));
    }

    @Test
    void theAttemptIsTold() {
        assertThat(failed(new IllegalStateException(), 3).attempt()).isEqualTo(3);
    }

    @Test
    void memoryThatIsMissingOutsideTheHeapIsMissingMemoryToo() {
        var outsideTheHeap = new IllegalStateException(
                "[enforce fail at alloc_cpu.cpp:119] err == 0. DefaultCPUAllocator: not enough memory: you tried to allocate 80 bytes");

        for (Throwable failure : new Throwable[] {new OutOfMemoryError(), new RuntimeException(outsideTheHeap)}) {
            assertThat(failed(failure, 1).code()).isEqualTo(FailureCode.OUT_OF_MEMORY.code());
            assertThat(failed(failure, 1).retryable()).isTrue();
        }
    }

    @Test
    void aSentenceIsNoLongerThanAPersonReads() {
        var failure = new StepException(FailureCode.DATASET_MISSING, "x".repeat(1_000_000), "y".repeat(1_000_000));

        assertThat(failed(failure, 1).message()).hasSizeLessThan(1100);
        assertThat(failed(failure, 1).advice()).hasSizeLessThan(1100);
    }

    @Test
    void aSentenceHoldsNothingThatATerminalWouldObey() {
        var failure = new StepException(FailureCode.DATASET_MISSING, "no \u001b[2Jset\n.", "Look.");

        assertThat(failed(failure, 1).message()).isEqualTo("no  [2Jset .");
    }

    @Test
    void aForeignFailureIsToldInItsOwnWordsUnderItsCodeAndEveryOtherAsBefore() {
        Failures knowing = Failures.of(Step.TRAIN, Foreign.class, foreign -> foreign.code, foreign -> "Look.");

        StepFailed failed = failed(knowing, new Foreign("dataset-missing"));
        assertThat(failed.code()).isEqualTo(FailureCode.DATASET_MISSING.code());
        assertThat(failed.message()).isEqualTo("It is foreign.");
        assertThat(failed.advice()).isEqualTo("Look.");
        assertThat(knowing.code(new OutOfMemoryError())).isEqualTo(FailureCode.OUT_OF_MEMORY);
    }

    @Test
    void aForeignFailureWhoseCodeTheCatalogueHasNotIsADefect() {
        Failures knowing = Failures.of(Step.TRAIN, Foreign.class, foreign -> foreign.code, foreign -> "Look.");

        assertThat(failed(knowing, new Foreign("made-up")).code()).isEqualTo(FailureCode.INTERNAL_ERROR.code());
    }

    private static final class Foreign extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String code;

        Foreign(String code) {
            super("It is foreign.");
            this.code = code;
        }
    }

    private StepFailed failed(Failures knowing, Throwable failure) {
        return knowing.failed(failure, Optional.empty(), Failures.original(record));
    }

    private StepFailed failed(Throwable failure, int attempt) {
        return failures.failed(failure, Optional.empty(), Failures.original(record), attempt);
    }
}
