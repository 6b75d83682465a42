package io.pituning.cli.street;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class KafkaFailureTest {
    @Test
    void aTopicThatTheUserMayNotReadIsARefusal() {
        UserException told = KafkaFailure.of("Kafka", new TopicAuthorizationException("pi.failures"));

        assertThat(told.code()).isEqualTo("kafka-refused");
        assertThat(told).hasMessageContaining("Kafka refused: ").hasMessageContaining("pi.failures");
    }

    @Test
    void aWrongPasswordInsideAnotherFailureIsARefusal() {
        UserException told =
                KafkaFailure.of("Kafka", new ExecutionException(new SaslAuthenticationException("wrong password")));

        assertThat(told.code()).isEqualTo("kafka-refused");
        assertThat(told).hasMessage("Kafka refused: wrong password");
    }

    @Test
    void whatIsNeitherIsNotKnown() {
        assertThat(KafkaFailure.isKnown(new TopicAuthorizationException("pi.failures")))
                .isTrue();
        assertThat(KafkaFailure.isKnown(new TimeoutException("60000 ms"))).isTrue();
        assertThat(KafkaFailure.isKnown(new CorruptRecordException("offset 5"))).isFalse();
    }

    @Test
    void aBrokerThatTakesTooLongIsUnreachable() {
        assertThat(KafkaFailure.of("Kafka", new TimeoutException("60000 ms")).code())
                .isEqualTo("kafka-unreachable");
    }
}
