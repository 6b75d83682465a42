package io.pituning.graph.query;

import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the whole graph can be written. */
enum GraphFormat {
    JSON(MediaType.APPLICATION_JSON),
    GRAPHML(GraphFormat.GRAPHML_TYPE),
    DOT(GraphFormat.DOT_TYPE);

    static final String GRAPHML_TYPE = "application/graphml+xml";
    static final String DOT_TYPE = "text/vnd.graphviz";

    private final String type;

    GraphFormat(String type) {
        this.type = type;
    }

    String type() {
        return type;
    }

    /**
     * {@return the format asked for by name, otherwise the first acceptable one}; throws 400 for a name that none has
     *
     * @param accepted media types, the most wanted first
     */
    static GraphFormat of(Optional<String> name, List<MediaType> accepted) {
        return name.map(GraphFormat::named)
                .or(() -> accepted.stream()
                        .flatMap(type -> Arrays.stream(values()).filter(format -> format.fits(type)))
                        .findFirst())
                .orElse(JSON);
    }

    private static GraphFormat named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> QueryFailure.malformed(
                        "There is no format named '" + name + "'.", "Use json, graphml or dot."));
    }

    private boolean fits(MediaType accepted) {
        String[] parts = type.split("/", 2);
        return accepted.isCompatible(new MediaType(parts[0], parts[1]));
    }
}
