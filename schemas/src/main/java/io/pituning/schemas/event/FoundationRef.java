package io.pituning.schemas.event;

/**
 * The frozen foundation model, named and pinned.
 *
 * @param name as a registration names it, for example {@code pi-nano}
 * @param sha256 64 lower-case hex digits over its weights
 */
public record FoundationRef(String name, String sha256) {
    public FoundationRef {
        Checks.text("foundation.name", name);
        Checks.text("foundation.sha256", sha256);
    }
}
