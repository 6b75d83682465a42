package io.pituning.learning.data;

import io.pituning.learning.LearningException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Opens data sets by reference: {@code builtin:NAME}, or {@code file:///FOLDER} below one of the allowed roots. */
public final class DataSets {
    private final Map<String, DataSetSource> sources = new TreeMap<>();

    /** @param roots folders that {@code file:} references may lie in; nothing else on the disk is read */
    public DataSets(List<Path> roots) {
        ServiceLoader.load(DataSetSource.class, DataSets.class.getClassLoader())
                .forEach(source -> sources.put(source.scheme(), source));
        DataSetSource folders = new FolderSource(roots);
        sources.put(folders.scheme(), folders);
    }

    /**
     * Opens a data set; pictures are read only when they are needed.
     *
     * @throws LearningException {@code dataset-missing} when there is none, {@code dataset-malformed} when its content breaks the format,
     *     {@code dataset-forbidden} when it, or a picture of it, lies where it may not
     */
    public DataSet open(String reference) {
        return source(reference).open(reference);
    }

    /**
     * What is said of a data set as a whole; its examples are not read.
     *
     * @throws LearningException as {@link #open}, but for what is wrong with the examples
     */
    public DataSetInfo describe(String reference) {
        return source(reference).describe(reference);
    }

    private DataSetSource source(String reference) {
        int colon = reference.indexOf(':');
        String scheme = colon < 0 ? "" : reference.substring(0, colon).toLowerCase(Locale.ROOT);
        DataSetSource source = sources.get(scheme);
        if (source == null) {
            throw new LearningException(
                    "dataset-missing",
                    "\"" + reference + "\" is not a data set reference that is supported here.",
                    "Begin it with one of: " + String.join(":, ", sources.keySet()) + ":");
        }
        return source;
    }
}
