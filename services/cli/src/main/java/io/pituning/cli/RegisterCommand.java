package io.pituning.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.pituning.cli.street.Broker;
import io.pituning.cli.street.Json;
import io.pituning.cli.street.UserException;
import io.pituning.schemas.ContractException;
import io.pituning.schemas.EventCodec;
import io.pituning.schemas.JsonMistake;
import io.pituning.schemas.Topic;
import io.pituning.schemas.event.TaskRegistered;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes tasks. */
@Command(
        name = "register",
        header = "Publishes tasks on pi.tasks, so that each gets an expert.",
        description = {
            "%nReads one or more JSON objects, checks each against the contract and publishes it with the task's"
                    + " name as the key. Only task and dataset are required; schemas/README.md lists all fields.",
            "%nThe expert's method is lora (the default), adapter, prompt, bitfit or full."
        },
        footer = {
            "%nExamples:",
            "  pi register trec.json",
            "  echo '{\"task\":\"mood\",\"dataset\":\"builtin:restaurant-reviews\",\"shots\":16}' | pi register -",
            "  echo '{\"task\":\"pets\",\"dataset\":\"file:///data/pets\",\"shots\":16,\"seed\":7,",
            "         \"expert\":{\"method\":\"lora\",\"rank\":8},\"training\":{\"epochs\":20},",
            "         \"interpolation\":{\"neighbors\":3}}' | pi register -"
        })
final class RegisterCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";

    /** As strict as the contract, which refuses a name that is given twice. */
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "File with one or more registrations; - reads standard input.")
    private String file;

    @Mixin
    private KafkaOption kafka;

    @Mixin
    private JsonOption json;

    private final EventCodec codec = new EventCodec();

    @Override
    public Integer call() {
        Map<String, TaskRegistered> requests = read();
        Map<String, byte[]> records = new LinkedHashMap<>();
        requests.forEach((task, request) -> records.put(task, codec.encode(request)));
        Broker broker = kafka.broker();
        broker.publish(Topic.TASKS, records);
        PrintWriter out = spec.commandLine().getOut();
        if (json.wanted()) {
            out.println(Json.pretty(document(requests.values())));
        } else {
            requests.keySet().forEach(task -> out.println("registered " + task + "; follow it with: pi watch " + task));
        }
        return 0;
    }

    static ArrayNode document(Collection<TaskRegistered> requests) {
        ArrayNode document = Json.array();
        requests.forEach(request ->
                document.addObject().put("task", request.task()).put("registration", request.registrationId()));
        return document;
    }

    private Map<String, TaskRegistered> read() {
        Map<String, TaskRegistered> requests = new LinkedHashMap<>();
        try (InputStream input = file.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(Path.of(file));
                MappingIterator<JsonNode> documents =
                        STRICT.readerFor(JsonNode.class).readValues(input)) {
            for (int number = 1; documents.hasNextValue(); number++) {
                TaskRegistered request = read(documents.nextValue(), number);
                if (requests.put(request.task(), request) != null) {
                    throw new UserException(
                            "record-unparsable",
                            "Registration " + number + " in " + source() + " names the task " + request.task()
                                    + ", as an earlier one there does.",
                            "Write each task once: of several registrations of one task, only the last would count.");
                }
            }
        } catch (JsonProcessingException e) {
            throw new UserException(
                    "record-unparsable",
                    "What is in " + source() + " is not JSON: " + JsonMistake.of(e) + " (line "
                            + e.getLocation().getLineNr() + ").",
                    "Write JSON objects, one after the other.",
                    e);
        } catch (IOException e) {
            throw new UserException(
                    "file-unreadable",
                    "The registrations in " + source() + " cannot be read.",
                    "Give the name of a readable file, or - for standard input.",
                    e);
        }
        if (requests.isEmpty()) {
            throw new UserException(
                    "record-unparsable",
                    "There is no registration in " + source() + ".",
                    "Write JSON objects, one after the other.");
        }
        return requests;
    }

    /** For a sentence. */
    private String source() {
        return file.equals(STANDARD_INPUT) ? "standard input" : file;
    }

    private TaskRegistered read(JsonNode document, int number) {
        try {
            return codec.decode(TaskRegistered.class, document.toString().getBytes(StandardCharsets.UTF_8));
        } catch (ContractException e) {
            String task = document.path("task").asText();
            throw new UserException(
                    e.code(),
                    "In registration " + number + (task.isEmpty() ? "" : " (task " + Printable.of(task) + ")") + ", "
                            + Character.toLowerCase(e.getMessage().charAt(0))
                            + e.getMessage().substring(1),
                    pathAdvice(document, e).orElseGet(e::advice),
                    e);
        }
    }

    /** What the schema's pattern does not say to somebody who gave a folder's path as the data set. */
    private static Optional<String> pathAdvice(JsonNode document, ContractException failure) {
        return Optional.of(document.path("dataset").asText())
                .filter(dataset ->
                        dataset.startsWith("/") && failure.getMessage().startsWith("Field 'dataset'"))
                .map(path -> "For this folder, write \"" + Path.of(path).toUri() + "\".");
    }
}
