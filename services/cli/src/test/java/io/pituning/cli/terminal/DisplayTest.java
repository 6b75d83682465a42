package io.pituning.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DisplayTest {
    /** How bars are taken away: so many lines up, and all below. */
    private static final Pattern ERASED = Pattern.compile("\033\\[(\\d+)A\r\033\\[J");

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
            await().until(() -> text.toString().contains("demo"));
            display.say("one thing is done");
            assertThat(text.toString()).contains("one thing is done\ndemo");
            display.drop("demo");
        }

        assertThat(screen()).containsExactly("one thing is done");
    }

    /** What is left on the terminal, where each drawing first takes away the lines of the one before. */
    private List<String> screen() {
        List<String> lines = new ArrayList<>();
        for (String line : text.toString().split("\n")) {
            Matcher erased = ERASED.matcher(line);
            if (erased.lookingAt()) {
                int first = lines.size() - Integer.parseInt(erased.group(1));
                lines.subList(first, lines.size()).clear();
            }
            lines.add(erased.replaceFirst(""));
        }
        lines.removeIf(String::isEmpty);
        return lines;
    }

    @Test
    void nobodyReadsOnOnceTheReaderOfThePipeHasGone() throws IOException {
        var pipe = new PipedOutputStream();
        var reader = new PipedInputStream(pipe);
        try (Display display = new LineDisplay(new PrintWriter(new PrintStream(pipe), true))) {
            display.say("one thing is done");
            assertThat(display.isRead()).isTrue();

            reader.close();
            display.say("another is done");
            assertThat(display.isRead()).isFalse();
        }
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
