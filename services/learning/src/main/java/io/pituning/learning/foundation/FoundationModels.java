package io.pituning.learning.foundation;

import io.pituning.learning.LearningException;
import java.nio.file.Path;
import java.util.Optional;

/** The foundation models that a name can mean: the folders of one root, then those that ship with the project. */
public final class FoundationModels {
    private final Optional<Path> root;

    /** @param root folder of model folders; without one only shipped models are known */
    public FoundationModels(Optional<Path> root) {
        this.root = root;
    }

    /**
     * Loads a model.
     *
     * @param name of a model folder right in the root, which goes before a shipped model of the same name, or of a shipped model
     * @throws LearningException as {@link FoundationModel#load(String)}
     */
    public FoundationModel load(String name) {
        return FoundationModel.load(
                folder(name).or(() -> ModelFiles.shipped(name)).orElseThrow(() -> ModelFailure.unknown(name, place())));
    }

    private Optional<ModelFiles> folder(String name) {
        return root.filter(any -> ModelFiles.isName(name))
                .map(folder -> folder.resolve(name))
                .flatMap(ModelFiles::folder);
    }

    private String place() {
        return root.map(folder -> "put a model folder of that name into " + folder)
                .orElse("start the services with a folder of model folders (pi.models.root; 'pi up --models DIR')");
    }
}
