package io.pituning.graph;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class StreamErrorsTest {
    private final StreamErrors errors = new StreamErrors();

    @Test
    void aTransactionThatTheBrokerGaveUpIsTakenAgain() {
        assertThat(errors.handle(new StreamsException("sending", new InvalidTxnStateException("aborted"))))
                .isEqualTo(REPLACE_THREAD);
        assertThat(errors.handle(new StreamsException("committing", new TimeoutException("no broker"))))
                .isEqualTo(REPLACE_THREAD);
    }

    @Test
    void whatWouldComeAgainEndsTheStream() {
        assertThat(errors.handle(new StreamsException("reading", new IllegalStateException("another version"))))
                .isEqualTo(SHUTDOWN_CLIENT);
        assertThat(errors.handle(new StreamsException("sending", new RecordTooLargeException("2 MB"))))
                .isEqualTo(SHUTDOWN_CLIENT);
    }
}
