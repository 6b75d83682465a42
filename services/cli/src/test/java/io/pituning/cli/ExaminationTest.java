package io.pituning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.cli.Examination.Finding;
import io.pituning.cli.street.Broker;
import io.pituning.cli.street.KafkaSettings;
import io.pituning.cli.street.WorkerClient;
import java.io.IOException;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExaminationTest {
    @Test
    void aFindingIsThereBeforeTheNextIsLookedFor() throws IOException {
        try (var worker = new WorkerStandIn(200, "[]")) {
            assertThat(findings(worker).limit(5).map(Finding::check))
                    .containsExactly("java", "memory", "disk", "kafka", "ports");
            assertThat(worker.asked()).isZero();

            assertThat(findings(worker).limit(6))
                    .last()
                    .extracting(Finding::check)
                    .isEqualTo("worker");
            assertThat(worker.asked()).isEqualTo(1);
        }
    }

    @Test
    void whatIsWrongWithAWorkerIsFoundWithWhatToDo() throws IOException {
        try (var page = new WorkerStandIn(200, "<html>It works!</html>")) {
            assertThat(findings(page).limit(6)).last().satisfies(finding -> {
                assertThat(finding.found()).isEqualTo("What answers at " + page.address() + " is not a worker.");
                assertThat(finding.advice()).contains("--worker");
            });
        }
    }

    private static Stream<Finding> findings(WorkerStandIn worker) {
        URI address = URI.create(worker.address());
        return new Examination(new Broker(KafkaSettings.of("localhost:1")), new WorkerClient(address), address).all();
    }
}
