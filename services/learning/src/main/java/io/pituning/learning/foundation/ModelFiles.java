package io.pituning.learning.foundation;

import io.pituning.learning.LearningException;
import io.pituning.learning.tensor.SafetensorsFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The files of a model: those of a folder, or those that ship inside the project's own jar. */
sealed interface ModelFiles {

    /**
     * Finds a model.
     *
     * @param nameOrPath a shipped model's name, or a path with at least one slash
     * @throws LearningException {@code model-unknown} if there is neither
     */
    static ModelFiles of(String nameOrPath) {
        if (nameOrPath.contains("/")) {
            Path folder = Path.of(nameOrPath);
            if (!Files.isDirectory(folder)) {
                throw ModelFailure.unknown(nameOrPath);
            }
            return new Folder(folder);
        }
        Shipped shipped = new Shipped(nameOrPath);
        if (!nameOrPath.matches("[a-z0-9][a-z0-9._-]*") || !shipped.has("config.json")) {
            throw ModelFailure.unknown(nameOrPath);
        }
        return shipped;
    }

    /** The name under which the model is known. */
    String name();

    boolean has(String file);

    InputStream stream(String file) throws IOException;

    SafetensorsFile tensors(String file) throws IOException;

    /**
     * Opens one file for reading from its beginning.
     *
     * @throws LearningException {@code model-malformed} if there is none of that name
     */
    default InputStream open(String file) {
        try {
            return stream(file);
        } catch (IOException e) {
            throw ModelFailure.malformed(name(), "it has no readable " + file, e);
        }
    }

    /** As {@link #open(String)}, for a safetensors file; {@code safetensors-malformed} if it is not one. */
    default SafetensorsFile openTensors(String file) {
        try {
            return tensors(file);
        } catch (IOException | UncheckedIOException e) {
            throw ModelFailure.malformed(name(), "it has no readable " + file, e);
        }
    }

    /** A folder on disk; links in it are followed, as the Hugging Face cache is made of them. */
    record Folder(Path path) implements ModelFiles {
        @Override
        public String name() {
            return path.toAbsolutePath().normalize().getFileName().toString();
        }

        @Override
        public boolean has(String file) {
            return Files.exists(path.resolve(file));
        }

        @Override
        public InputStream stream(String file) throws IOException {
            return Files.newInputStream(path.resolve(file));
        }

        @Override
        public SafetensorsFile tensors(String file) {
            return SafetensorsFile.open(path.resolve(file));
        }
    }

    /** A model of the project's own; small enough to be read whole out of the jar. */
    record Shipped(String name) implements ModelFiles {
        @Override
        public boolean has(String file) {
            return resource(file).isPresent();
        }

        @Override
        public InputStream stream(String file) throws IOException {
            return resource(file)
                    .orElseThrow(() -> new IOException("no " + file))
                    .openStream();
        }

        @Override
        public SafetensorsFile tensors(String file) throws IOException {
            try (InputStream stream = stream(file)) {
                return SafetensorsFile.of(stream.readAllBytes());
            }
        }

        private Optional<URL> resource(String file) {
            return Optional.ofNullable(FoundationModel.class.getResource("/models/" + name + "/" + file));
        }
    }
}
