package io.pituning.workflow;

import io.pituning.schemas.ContractException;
import io.pituning.schemas.FailureCode;
import io.pituning.schemas.event.Event;
import io.pituning.schemas.event.Original;
import io.pituning.schemas.event.Step;
import io.pituning.schemas.event.StepFailed;
import io.pituning.schemas.event.TaskEvent;
import io.pituning.schemas.event.TaskRegistered;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Makes {@code StepFailed} events of what went wrong.
 *
 * @param step the step that fails
 * @param translate turns a failure this module does not know (the learning core's) into one it knows, and gives back every other
 */
public record Failures(Step step, Function<Throwable, Throwable> translate) {
    private static final int LONGEST_TEXT = 1000;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final Pattern NATIVE_OUT_OF_MEMORY =
            Pattern.compile("not enough memory: you tried to allocate|CUDA out of memory|std::bad_alloc");

    /** Failures of a step that meets only what this module knows. */
    public static Failures of(Step step) {
        return new Failures(step, Function.identity());
    }

    /**
     * Failures of a step that meets a foreign kind too, which speaks the contract's words and does not know it.
     *
     * @param code gives the catalogue's code of a foreign failure
     * @param advice gives what to do next
     */
    public static <E extends Throwable> Failures of(
            Step step, Class<E> foreign, Function<E, String> code, Function<E, String> advice) {
        return new Failures(step, failure -> {
            if (!foreign.isInstance(failure)) {
                return failure;
            }
            E known = foreign.cast(failure);
            return new StepException(
                    FailureCode.named(code.apply(known)).orElse(FailureCode.INTERNAL_ERROR),
                    known.getMessage(),
                    advice.apply(known),
                    known);
        });
    }

    /** {@return the record a step failed on} */
    public static Original original(ConsumerRecord<String, byte[]> record) {
        return original(
                record.topic(),
                record.partition(),
                record.offset(),
                Optional.ofNullable(record.key()),
                record.headers(),
                Optional.ofNullable(record.value()));
    }

    /** {@return the record a step failed on} */
    public static Original original(
            String topic,
            int partition,
            long offset,
            Optional<String> key,
            Iterable<Header> headers,
            Optional<byte[]> value) {
        List<Original.Header> kept = new ArrayList<>();
        headers.forEach(header -> kept.add(Original.Header.of(header.key(), Optional.ofNullable(header.value()))));
        return Original.of(
                topic, partition, offset, key.map(text -> text.getBytes(StandardCharsets.UTF_8)), kept, value);
    }

    /** {@return the catalogue's entry for this failure} */
    public FailureCode code(Throwable failure) {
        return told(failure).code();
    }

    /** {@return the event that tells of this failure of a first try} */
    public StepFailed failed(Throwable failure, Optional<? extends Event> event, Original original) {
        return failed(failure, event, original, 1);
    }

    /**
     * {@return the event that tells of this failure}
     *
     * @param event the event that was being worked on, if the record could be read
     * @param attempt which try it was, 1 for the first
     */
    public StepFailed failed(Throwable failure, Optional<? extends Event> event, Original original, int attempt) {
        Told told = told(failure);
        return new StepFailed(
                step,
                event.flatMap(Event::subject),
                event.flatMap(Failures::registration),
                told.code().code(),
                readable(told.message()),
                readable(told.advice()),
                told.code().retryable(),
                attempt,
                original);
    }

    /** A failure in the catalogue's words. */
    private record Told(FailureCode code, String message, String advice) {}

    private Told told(Throwable failure) {
        Throwable known = translate.apply(failure);
        if (known instanceof StepException e) {
            return new Told(e.failure(), e.getMessage(), e.advice());
        }
        if (known instanceof ContractException e) {
            return new Told(e.failure(), e.getMessage(), e.advice());
        }
        if (isOutOfMemory(known)) {
            return new Told(
                    FailureCode.OUT_OF_MEMORY,
                    "The step needs more memory than the process has.",
                    "Give the process more memory and run 'pi retry TASK', or register the task again with a smaller batch size.");
        }
        return new Told(
                FailureCode.INTERNAL_ERROR,
                "The step failed for an unforeseen reason: " + known + ".",
                "Check the service's log and report the problem.");
    }

    /** The tensor library allocates outside Java's heap and says in its own words when it cannot. */
    private static boolean isOutOfMemory(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof OutOfMemoryError
                        || NATIVE_OUT_OF_MEMORY
                                .matcher(String.valueOf(cause.getMessage()))
                                .find());
    }

    /**
     * What a record says may stand in the sentence about it: a person reads no megabyte, Kafka takes none, and whoever published the record
     * must not get hold of a reader's terminal.
     */
    private static String readable(String text) {
        String kept = text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
        return CONTROL.matcher(kept).replaceAll(" ");
    }

    /** {@return the registration that an event belongs to, if it belongs to one} */
    static Optional<String> registration(Event event) {
        if (event instanceof TaskRegistered request) {
            return Optional.of(request.registrationId());
        }
        return event instanceof TaskEvent taskEvent ? Optional.of(taskEvent.registration()) : Optional.empty();
    }
}
