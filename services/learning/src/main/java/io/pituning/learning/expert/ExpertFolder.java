package io.pituning.learning.expert;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pituning.learning.LearningException;
import io.pituning.learning.backbone.Sites;
import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Safetensors;
import io.pituning.learning.tensor.SafetensorsFile;
import io.pituning.learning.tensor.Scope;
import io.pituning.learning.tensor.Tensor;
import io.pituning.learning.tensor.TensorLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Experts on disk: a folder with {@code adapter_config.json} and {@code adapter_model.safetensors}.
 *
 * <p>A LoRA is written in the layout and names of Hugging Face PEFT, so that PEFT reads it; an adapter keeps the reference's names.
 */
public final class ExpertFolder {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONFIG = "adapter_config.json";
    private static final String MODEL = "adapter_model.safetensors";

    private ExpertFolder() {}

    /**
     * Writes an expert into an existing folder.
     *
     * @param foundation name of the model it belongs to
     */
    public static void write(Expert expert, String foundation, Path folder) throws IOException {
        write(expert, foundation, Map.of(), folder);
    }

    /**
     * The same with free text for who reads the tensors' file; PEFT passes over keys it does not know.
     *
     * @param metadata in any order: the file has it by key
     */
    public static void write(Expert expert, String foundation, Map<String, String> metadata, Path folder)
            throws IOException {
        JSON.writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve(CONFIG).toFile(), config(expert.method(), foundation));
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (String name : expert.tensors().names()) {
            tensors.put(expert.method().storedName(name), expert.tensors().get(name));
        }
        // Sorted: the same expert shall be the same bytes.
        Map<String, String> texts = new TreeMap<>(metadata);
        texts.put("format", "pt");
        Files.write(
                folder.resolve(MODEL), Safetensors.write(new NamedTensors(tensors), Safetensors.Precision.F32, texts));
    }

    /**
     * The metadata of an expert on disk, without its tensors.
     *
     * @throws LearningException {@code expert-malformed} if there is no such file, {@code safetensors-malformed} if it is none
     */
    public static Map<String, String> metadata(Path folder) {
        try (SafetensorsFile file = SafetensorsFile.open(folder.resolve(MODEL))) {
            return file.metadata();
        } catch (UncheckedIOException e) {
            throw malformed(folder, "a file cannot be read", e);
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @return an expert that is the caller's to close
     * @throws LearningException {@code expert-malformed} if a file is missing or is not an expert's, {@code safetensors-malformed} if that of
     *     the tensors is none
     */
    public static Expert read(Path folder) {
        try (Scope scope = Scope.open()) {
            Method method = Method.read(JSON.readTree(folder.resolve(CONFIG).toFile()))
                    .orElseThrow(() -> malformed(folder, "its " + CONFIG + " names no known method", null));
            NamedTensors stored = Safetensors.read(Files.readAllBytes(folder.resolve(MODEL)));
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            stored.names().forEach(name -> tensors.put(method.plainName(name), stored.get(name)));
            return Expert.of(method, scope.keep(new NamedTensors(tensors)));
        } catch (IOException e) {
            throw malformed(folder, "a file cannot be read", e);
        } catch (IllegalArgumentException e) {
            throw malformed(folder, "its " + CONFIG + " describes no expert (" + e.getMessage() + ")", e);
        }
    }

    /**
     * As {@link #read(Path)}, for a model with these sites.
     *
     * @throws LearningException {@code expert-malformed} also if the expert lacks a tensor that its method has there, or has one of another
     *     name or shape
     */
    public static Expert read(Path folder, Sites sites) {
        try (Scope scope = Scope.open()) {
            Expert expert = read(folder);
            TensorLayout wanted = expert.method().layout(sites);
            TensorLayout found = expert.tensors().layout();
            boolean fits = wanted.names().equals(found.names())
                    && wanted.names().stream().allMatch(name -> Arrays.equals(wanted.shape(name), found.shape(name)));
            if (!fits) {
                throw malformed(folder, "its tensors are not those that its method requires on this model", null);
            }
            scope.keep(expert.tensors());
            return expert;
        }
    }

    private static ObjectNode config(Method method, String foundation) {
        ObjectNode config = JSON.createObjectNode();
        config.put("base_model_name_or_path", foundation);
        config.put("inference_mode", true);
        method.describe(config);
        return config;
    }

    private static LearningException malformed(Path folder, String why, Throwable cause) {
        return new LearningException(
                "expert-malformed",
                "The expert in " + folder + " cannot be used: " + why + ".",
                "Write the expert again; if it was copied, check its sha256.",
                cause);
    }
}
