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
import java.util.regex.Pattern;

/** The files of a model: those of a folder, or those that ship inside the project's own jar. */
sealed interface ModelFiles {
    Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    /**
     * Finds a model.
     *
     * @param nameOrPath a shipped model's name, or a path with at least one slash
     * @throws LearningException {@code model-unknown} if there is neither
     */
    static ModelFiles of(String nameOrPath) {
        Optional<ModelFiles> found = nameOrPath.contains("/") ? folder(Path.of(nameOrPath)) : shipped(nameOrPath);
        return found.orElseThrow(() -> ModelFailure.unknown(nameOrPath, "give the path of a model folder"));
    }

    /** {@return the model of a folder, if that is there} */
    static Optional<ModelFiles> folder(Path path) {
        return Optional.of(path).filter(Files::isDirectory).map(Folder::new);
    }

    /** {@return the shipped model of a name, if there is one} */
    static Optional<ModelFiles> shipped(String name) {
        return Optional.of(name)
                .filter(ModelFiles::isName)
                .<ModelFiles>map(Shipped::new)
                .filter(model -> model.has("config.json"));
    }

    /** {@return whether it can name a shipped model or a folder in another one, and nothing above or below} */
    static boolean isName(String text) {
        return NAME.matcher(text).matches();
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
