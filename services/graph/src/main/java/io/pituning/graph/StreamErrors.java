package io.pituning.graph;

import jakarta.inject.Singleton;
import java.util.List;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jboss.logging.Logger;

/**
 * Decides what happens to the stream when one of its threads fails. By default Kafka Streams would end for good and the process go on without it.
 *
 * <p>A transaction that the broker gave up (it took too long on a busy machine, or the broker was killed in the middle of it) is repeated from
 * its start by a new thread: nothing of it was committed. Any other failure would recur at once, so the stream ends and the liveness check fails.
 */
@Singleton
final class StreamErrors implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = Logger.getLogger(StreamErrors.class);

    private static final List<Class<? extends Throwable>> PASSING = List.of(
            RetriableException.class,
            InvalidTxnStateException.class,
            InvalidProducerEpochException.class,
            ProducerFencedException.class,
            InvalidPidMappingException.class,
            OutOfOrderSequenceException.class);

    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        Throwable root = rootOf(failure);
        if (PASSING.stream().anyMatch(type -> type.isInstance(root))) {
            LOG.warnf("A transaction of the graph was aborted and will be repeated: %s", root.getMessage());
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        LOG.errorf(failure, "The graph's stream has stopped.");
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null || cause == failure ? failure : rootOf(cause);
    }
}
