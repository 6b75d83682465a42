package io.pituning.learning.data;

import io.pituning.learning.LearningException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Data sets in folders named by {@code file:} URIs; only below the allowed roots, symbolic links resolved. */
final class FolderSource implements DataSetSource {
    private final List<Path> roots;

    FolderSource(List<Path> roots) {
        this.roots = List.copyOf(roots);
    }

    @Override
    public String scheme() {
        return "file";
    }

    @Override
    public DataSet open(String reference) {
        return folder(reference).read();
    }

    @Override
    public DataSetInfo describe(String reference) {
        return folder(reference).readInfo();
    }

    private DataSetFolder folder(String reference) {
        Path folder = localPath(reference).toAbsolutePath().normalize();
        if (!Files.isDirectory(folder)) {
            // Said only of allowed places, so that a reference cannot be used to ask what else is on the disk.
            if (isAllowed(folder)) {
                throw new LearningException(
                        "dataset-missing",
                        "There is no data set folder " + folder + ".",
                        "Check the path; the folder must hold dataset.json and train.jsonl, validation.jsonl, test.jsonl.");
            }
            throw forbidden(reference);
        }
        Path real = realPath(folder, reference);
        if (!isAllowed(real)) {
            throw forbidden(reference);
        }
        return new DataSetFolder(real);
    }

    private boolean isAllowed(Path folder) {
        List<Path> forms = new ArrayList<>();
        for (Path root : roots) {
            forms.add(root.toAbsolutePath().normalize());
            if (Files.isDirectory(root)) {
                forms.add(realPath(root, root.toString()));
            }
        }
        return forms.stream().anyMatch(folder::startsWith);
    }

    private static Path realPath(Path path, String reference) {
        try {
            return path.toRealPath();
        } catch (IOException failure) {
            throw new LearningException(
                    "dataset-missing",
                    "The folder of \"" + reference + "\" cannot be read.",
                    "Check its permissions.",
                    failure);
        }
    }

    private static Path localPath(String reference) {
        try {
            return Path.of(new URI(reference));
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException failure) {
            throw new LearningException(
                    "dataset-missing",
                    "\"" + reference + "\" does not name a folder on this machine.",
                    "Write file:///absolute/path, with %20 for each space.",
                    failure);
        }
    }

    private LearningException forbidden(String reference) {
        return new LearningException(
                "dataset-forbidden",
                "\"" + reference + "\" does not lie under an allowed data root.",
                roots.isEmpty()
                        ? "No data root is configured: configure one, or use a builtin: data set."
                        : "Move it under one of " + roots + ", or add its parent folder to the data roots.");
    }
}
