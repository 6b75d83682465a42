package io.pituning.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DisplayTest {
    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text);

    @Test
    void aFileGetsALineOnlyEveryFewSeconds() {
        AtomicLong now = new AtomicLong();
        try (Display display = new LineDisplay(out, now::get)) {
            for (int second = 0; second <= 12; second++) {
                now.set(Duration.ofSeconds(second).toNanos());
                display.show("demo", gauge(second));
            }
        }

        assertThat(text.toString().lines())
                .containsExactly(
                        "demo 25 %, about 1 min 15 s left (training 5/20)",
                        "demo 50 %, about 1 min 15 s left (training 10/20)");
    }

    @Test
    void whatIsSaidStaysAboveTheBarsAndTheBarsGo() {
        try (Display display = new BarDisplay(out, 80)) {
            display.show("demo", gauge(5));
            display.say("one thing is done");
            display.drop("demo");
        }

        assertThat(text.toString()).contains("one thing is done").endsWith("\n");
    }

    @Test
    void durationsReadAsPeopleSayThem() {
        assertThat(Durations.words(Duration.ofSeconds(45))).isEqualTo("45 s");
        assertThat(Durations.words(Duration.ofSeconds(185))).isEqualTo("3 min 5 s");
        assertThat(Durations.words(Duration.ofMinutes(130))).isEqualTo("2 h 10 min");
    }

    private static Gauge gauge(int done) {
        return new Gauge("demo", "training " + done + "/20", done, 20, Optional.of(Duration.ofSeconds(75)));
    }
}
