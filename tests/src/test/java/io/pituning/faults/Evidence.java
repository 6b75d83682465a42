package io.pituning.faults;

import io.pituning.harness.EventLog;
import io.pituning.schemas.event.TaskRegistered;
import java.nio.file.Path;
import java.util.Collection;

/**
 * What a guarantee looks at.
 *
 * @param registered every registration that the broker has acknowledged
 * @param events all topics
 * @param artifacts the artifact store's folder
 */
record Evidence(Collection<TaskRegistered> registered, EventLog events, Path artifacts) {}
