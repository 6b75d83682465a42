package io.pituning.learning.data;

/**
 * A kind of place that data sets come from, named by the scheme of their references ({@code builtin:NAME} has the scheme {@code builtin}).
 * Further kinds are found through {@link java.util.ServiceLoader}.
 */
public interface DataSetSource {

    /** What stands before the first colon of its references, in lower case. */
    String scheme();

    /**
     * Opens a data set.
     *
     * @param reference the whole reference, scheme included
     * @throws io.pituning.learning.LearningException {@code dataset-missing}, {@code dataset-malformed} or {@code dataset-forbidden}
     */
    DataSet open(String reference);

    /**
     * What is said of a data set as a whole: without its examples, where that is cheaper.
     *
     * @param reference the whole reference, scheme included
     * @throws io.pituning.learning.LearningException as {@link #open}
     */
    default DataSetInfo describe(String reference) {
        return open(reference).info();
    }
}
