package io.pituning.faults;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestWatcher;

/** Prints each cell when it is done and, after the last one of all classes, their table and the line that scripts wait for. */
final class Tally implements TestWatcher, BeforeAllCallback, BeforeEachCallback {
    private static final Namespace HERE = Namespace.create(Tally.class);
    private static final Pattern KILL = Pattern.compile("(\\w+) killed (.*)");
    private static final double NANOS_PER_SECOND = 1e9;

    /** What became of a cell. */
    private enum Outcome {
        PASSED,
        FAILED,
        /** This machine cannot make the fault. */
        PASSED_OVER;

        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    private record Cell(String name, Outcome outcome, double seconds) {}

    /** Closed at the end of the whole run, because it lies in the root's store. */
    private static final class Cells implements AutoCloseable {
        private final List<Cell> cells = new ArrayList<>();

        synchronized void add(Cell cell) {
            cells.add(cell);
            System.out.printf("faults: %d. %s: %s%n", cells.size(), cell.name(), shown(cell));
        }

        @Override
        public synchronized void close() {
            print(cells);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        cells(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        context.getStore(HERE).put("begin", System.nanoTime());
    }

    private static Cells cells(ExtensionContext context) {
        return context.getRoot().getStore(HERE).computeIfAbsent(Cells.class, type -> new Cells(), Cells.class);
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        add(context, Outcome.PASSED);
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        add(context, Outcome.FAILED);
    }

    @Override
    public void testAborted(ExtensionContext context, Throwable cause) {
        add(context, Outcome.PASSED_OVER);
    }

    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        add(context, Outcome.PASSED_OVER);
    }

    private static void add(ExtensionContext context, Outcome outcome) {
        double seconds = Optional.ofNullable(context.getStore(HERE).get("begin", Long.class))
                .map(begin -> (System.nanoTime() - begin) / NANOS_PER_SECOND)
                .orElse(0.0);
        String method = words(context.getRequiredTestMethod().getName());
        String shown = context.getDisplayName();
        String name = shown.endsWith("()") ? method : KILL.matcher(shown).matches() ? shown : method + ": " + shown;
        cells(context).add(new Cell(name, outcome, seconds));
    }

    private static String words(String camelCase) {
        return camelCase.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }

    private static void print(List<Cell> cells) {
        Set<String> services = new LinkedHashSet<>();
        Set<String> points = new LinkedHashSet<>();
        for (Cell cell : cells) {
            Matcher kill = KILL.matcher(cell.name());
            if (kill.matches()) {
                services.add(kill.group(1));
                points.add(kill.group(2));
            }
        }
        System.out.printf("%n%-14s", "kill -9");
        points.forEach(point -> System.out.printf("%-22s", point));
        for (String service : services) {
            System.out.printf("%n%-14s", service.toLowerCase(Locale.ROOT));
            points.forEach(point -> System.out.printf("%-22s", at(cells, service + " killed " + point)));
        }
        System.out.printf("%n%n%-76s%s%n", "other faults", "");
        cells.stream()
                .filter(cell -> !KILL.matcher(cell.name()).matches())
                .forEach(cell -> System.out.printf("%-76s%s%n", cell.name(), shown(cell)));
        System.out.printf(
                "%nfaults: %d cells, %d passed, %d failed%n",
                cells.size() - count(cells, Outcome.PASSED_OVER),
                count(cells, Outcome.PASSED),
                count(cells, Outcome.FAILED));
    }

    private static String at(List<Cell> cells, String name) {
        return cells.stream()
                .filter(cell -> cell.name().equals(name))
                .map(Tally::shown)
                .findFirst()
                .orElse("-");
    }

    private static String shown(Cell cell) {
        return "%s %.0f s".formatted(cell.outcome().words(), cell.seconds());
    }

    private static long count(List<Cell> cells, Outcome outcome) {
        return cells.stream().filter(cell -> cell.outcome() == outcome).count();
    }
}
