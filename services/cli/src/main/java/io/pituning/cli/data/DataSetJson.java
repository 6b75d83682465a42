package io.pituning.cli.data;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pituning.learning.data.DataSet;
import io.pituning.learning.data.DataSetInfo;

/** A data set in documents for scripts. */
public final class DataSetJson {
    private DataSetJson() {}

    /** Adds what a data set is and how large, but for its name. */
    public static void describe(DataSet data, ObjectNode node) {
        DataSetInfo info = data.info();
        node.put("modality", info.modality().wireName())
                .put("metric", info.metric().wireName());
        info.instruction().ifPresent(words -> node.put("instruction", words));
        ArrayNode labels = node.putArray("labels");
        info.labels().forEach(labels::add);
        node.putObject("sizes")
                .put("train", data.train().size())
                .put("validation", data.validation().size())
                .put("test", data.test().size());
    }
}
