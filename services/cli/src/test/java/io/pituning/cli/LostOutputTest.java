package io.pituning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LostOutputTest {
    private final StringWriter err = new StringWriter();

    @Test
    void aFullDiskIsAFailure() {
        assertThat(printing(0, refusing("No space left on device"))).isEqualTo(1);
        assertThat(err.toString())
                .contains("(No space left on device)", "(output-incomplete)")
                .hasLineCount(2);
    }

    @Test
    void aReaderThatHasEnoughIsNone() {
        assertThat(printing(0, refusing("Broken pipe"))).isZero();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aCommandThatFailedItselfHasToldAlready() {
        assertThat(printing(2, refusing("No space left on device"))).isEqualTo(2);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void whatArrivesIsLeftAsItIs() {
        var arrived = new ByteArrayOutputStream();

        assertThat(printing(0, arrived)).isZero();

        assertThat(arrived.toString(StandardCharsets.UTF_8)).isEqualTo("tasks");
        assertThat(err.toString()).isEmpty();
    }

    private int printing(int exitCode, OutputStream raw) {
        var printed = new PrintStream(raw, false, StandardCharsets.UTF_8);
        printed.print("tasks");
        return LostOutput.noticed(exitCode, printed, raw, new PrintWriter(err, true));
    }

    private static OutputStream refusing(String why) {
        return new OutputStream() {
            @Override
            public void write(int character) throws IOException {
                throw new IOException(why);
            }
        };
    }
}
