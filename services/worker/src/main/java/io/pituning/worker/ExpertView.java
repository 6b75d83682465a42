package io.pituning.worker;

import io.pituning.schemas.event.Chosen;
import io.pituning.schemas.event.ExpertShape;
import io.pituning.schemas.event.TunedMetrics;
import java.time.Instant;
import java.util.List;

/**
 * A loaded expert, as {@code GET /experts} shows it.
 *
 * @param modality {@code vision}, {@code language} or {@code vision-language}: whether a picture and a text are expected
 * @param labels the answers it chooses from; empty where it generates
 */
record ExpertView(
        String task,
        String registration,
        String foundation,
        String modality,
        List<String> labels,
        Chosen chosen,
        ExpertShape expert,
        TunedMetrics metrics,
        double canaryDifference,
        Instant since) {

    static ExpertView of(ServedExpert served) {
        return new ExpertView(
                served.event().task(),
                served.event().registration(),
                served.model().name(),
                served.info().modality().wireName(),
                served.info().labels(),
                served.event().chosen(),
                served.event().expert(),
                served.event().metrics(),
                served.canaryDifference(),
                served.since());
    }
}
