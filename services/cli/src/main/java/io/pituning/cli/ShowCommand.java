package io.pituning.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pituning.cli.data.DataSetJson;
import io.pituning.cli.figure.ContactSheet;
import io.pituning.cli.figure.FigureFile;
import io.pituning.cli.figure.LocationBox;
import io.pituning.cli.street.Json;
import io.pituning.cli.street.UserException;
import io.pituning.cli.terminal.TextTable;
import io.pituning.learning.data.DataSet;
import io.pituning.learning.data.DataSetInfo;
import io.pituning.learning.data.DataSets;
import io.pituning.learning.data.Example;
import io.pituning.schemas.FailureCode;
import java.awt.geom.Rectangle2D;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a data set is: what is asked, and some examples. */
@Command(
        name = "show",
        header = "Shows a data set: instruction, labels, metric, sizes, and some training examples of each label.",
        description = "%nPictures are written to a PNG file, each with its number in the list.",
        footer = {
            "%nExamples:",
            "  pi show builtin:refer-color",
            "  pi show builtin:refer-color --examples 8 --out sheet.png",
            "  pi show file:///data/trec"
        })
final class ShowCommand implements Callable<Integer> {
    private static final int WITHOUT_LABELS = 4;
    private static final int COLUMNS = 6;
    private static final String PNG = ".png";
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:");

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DATASET", description = "builtin:NAME, file:///FOLDER, or the path of a task folder.")
    private String reference;

    @Option(
            names = "--examples",
            paramLabel = "N",
            defaultValue = "3",
            description = "Number of examples per label; four times as many in all if there are no labels"
                    + " (default: ${DEFAULT-VALUE}).")
    private int examples;

    @Option(
            names = "--out",
            paramLabel = "FILE.png",
            description = "File for the pictures (default: named after the data set, in the current folder).")
    private Optional<Path> out = Optional.empty();

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        WrongUsage.unless(examples >= 1, spec, "--examples must be at least 1.");
        WrongUsage.unless(
                out.stream()
                        .allMatch(
                                file -> file.toString().toLowerCase(Locale.ROOT).endsWith(PNG)),
                spec,
                "--out must name a .png file.");
        DataSet data = open();
        List<Example> some = some(data);
        Optional<Path> sheet = sheet(data.info(), some);
        if (json.wanted()) {
            spec.commandLine().getOut().println(Json.pretty(document(data, some, sheet)));
        } else {
            print(data, some, sheet);
        }
        return 0;
    }

    private DataSet open() {
        Path folder = Path.of(reference);
        if (!Files.isDirectory(folder) && !SCHEME.matcher(reference).lookingAt()) {
            throw new UserException(
                    FailureCode.DATASET_MISSING.code(),
                    "There is no folder " + reference + ".",
                    "Give the path of a task folder, or builtin:NAME; 'pi tasks --builtin' lists the builtin data sets.");
        }
        String uri = Files.isDirectory(folder) ? folder.toAbsolutePath().toUri().toString() : reference;
        // Whoever types the command may read here what they may read anyway.
        return new DataSets(List.of(folder.toAbsolutePath().getRoot())).open(uri);
    }

    /** In the order of the labels. */
    private List<Example> some(DataSet data) {
        List<String> labels = data.info().labels();
        if (labels.isEmpty()) {
            return data.train().stream().limit((long) WITHOUT_LABELS * examples).toList();
        }
        return labels.stream()
                .flatMap(label -> data.train().stream()
                        .filter(example -> example.target().equals(label))
                        .limit(examples))
                .toList();
    }

    private Optional<Path> sheet(DataSetInfo info, List<Example> some) {
        List<ContactSheet.Cell> cells = new ArrayList<>();
        for (int i = 0; i < some.size(); i++) {
            Example example = some.get(i);
            Optional<Rectangle2D> box = LocationBox.in(example.target());
            // A box is seen; its tokens need not be read.
            String caption = (i + 1) + ": " + (box.isPresent() ? "" : example.target() + "\n") + example.text();
            example.picture().ifPresent(picture -> cells.add(new ContactSheet.Cell(picture.read(), box, caption)));
        }
        if (cells.isEmpty()) {
            return Optional.empty();
        }
        Path file = out.orElse(Path.of(info.name().replaceAll("[^A-Za-z0-9._-]", "_") + PNG));
        int columns = info.isClassification() && examples <= COLUMNS ? COLUMNS / examples * examples : COLUMNS;
        OutputFile.makeRoom(file);
        OutputFile.access(file, () -> FigureFile.writePng(file, ContactSheet.draw(cells, columns)));
        return Optional.of(file);
    }

    private void print(DataSet data, List<Example> some, Optional<Path> sheet) {
        PrintWriter out = spec.commandLine().getOut();
        DataSetInfo info = data.info();
        out.println(info.name());
        out.println("  instruction  " + info.instruction().orElse("none"));
        out.println("  modality     " + info.modality().wireName());
        out.println("  labels       "
                + (info.isClassification() ? String.join(", ", info.labels()) : "none: answers are generated"));
        out.println("  metric       " + info.metric().wireName());
        out.println("  examples     " + data.train().size() + " training, "
                + data.validation().size() + " validation, " + data.test().size() + " test");
        if (!info.source().isEmpty()) {
            out.println("  source       " + info.source());
        }
        out.println();
        TextTable table = new TextTable("no.", "target", "text");
        IntStream.range(0, some.size())
                .forEach(i -> table.row(
                        Integer.toString(i + 1),
                        some.get(i).target(),
                        some.get(i).text()));
        table.lines().forEach(out::println);
        sheet.ifPresent(file -> {
            out.println();
            out.println("pictures: " + file);
        });
    }

    private static ObjectNode document(DataSet data, List<Example> some, Optional<Path> sheet) {
        ObjectNode document = Json.object()
                .put("name", data.info().name())
                .put("source", data.info().source());
        DataSetJson.describe(data, document);
        ArrayNode examples = document.putArray("examples");
        some.forEach(example -> examples.addObject().put("text", example.text()).put("target", example.target()));
        sheet.ifPresent(file -> document.put("pictures", file.toString()));
        return document;
    }
}
