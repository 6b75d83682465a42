package io.pituning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pituning.cli.Examination.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorCommandTest {
    @Test
    void aFindingIsThereForScriptsWithItsVerdictAndAdvice() {
        JsonNode finding = DoctorCommand.document(
                        List.of(new Finding(Finding.Verdict.NOTE, "gpu", "nvidia-smi does not answer", "Look at it.")))
                .get(0);

        assertThat(finding.path("check").asText()).isEqualTo("gpu");
        assertThat(finding.path("verdict").asText()).isEqualTo("note");
        assertThat(finding.path("found").asText()).isEqualTo("nvidia-smi does not answer");
        assertThat(finding.path("advice").asText()).isEqualTo("Look at it.");
    }
}
