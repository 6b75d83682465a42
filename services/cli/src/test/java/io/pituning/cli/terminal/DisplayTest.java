package io.pituning.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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

        // Whether a bar was drawn before it went is up to the library's thread; nothing of it may be left.
        assertThat(text.toString()).matches("(?s).*one thing is done\n(.*\033\\[J)?");
    }

    @Test
    void aNarrowTerminalShowsTheBarAndTheTimeRemainingInsteadOfTheTimeElapsed() {
        assertThat(line(60))
                .hasSizeLessThan(60)
                .containsPattern("^restaurant-reviews train  25% \\|[^|]{10,}\\| +5/20 \\(0:01:15\\)");
    }

    @Test
    void aUsualTerminalShowsBothTimes() {
        assertThat(line(100)).hasSizeLessThan(100).containsPattern("\\| +5/20 \\(0:00:0\\d / 0:01:15\\) training 5/20");
    }

    @Test
    void aTerminalTooNarrowForAnyBarGetsAsMuchOfTheLineAsFits() {
        try (Display display = new BarDisplay(out, 20)) {
            display.show("bar", new Gauge("restaurant-reviews train", "", 5, 20, Optional.empty()));
            await().until(() -> text.toString().contains("restaurant"));
        }

        assertThat(text.toString().lines())
                .first()
                .satisfies(line -> assertThat(line).hasSizeLessThan(20).startsWith("restaurant"));
    }

    private String line(int columns) {
        try (Display display = new BarDisplay(out, columns)) {
            display.show(
                    "bar",
                    new Gauge("restaurant-reviews train", "training 5/20", 5, 20, Optional.of(Duration.ofSeconds(75))));
            await().until(() -> text.toString().contains("25%"));
        }
        return text.toString()
                .lines()
                .filter(line -> line.contains("25%"))
                .map(line -> line.replace("\033[J", ""))
                .findFirst()
                .orElseThrow();
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
