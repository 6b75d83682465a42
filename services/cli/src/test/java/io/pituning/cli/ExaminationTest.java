package io.pituning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.cli.street.Broker;
import io.pituning.cli.street.KafkaSettings;
import io.pituning.cli.street.WorkerClient;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ExaminationTest {
    private static final URI NOWHERE = URI.create("http://localhost:1");

    @Test
    @Timeout(8)
    void aFindingIsThereBeforeTheNextIsLookedFor() {
        var broker = new Broker(KafkaSettings.of("localhost:1"));

        assertThat(new Examination(broker, new WorkerClient(NOWHERE), NOWHERE)
                        .all()
                        .limit(4)
                        .map(Examination.Finding::check))
                .containsExactly("java", "memory", "disk", "kafka");
    }
}
