package io.pituning.faults;

import io.pituning.harness.EventLog;
import io.pituning.harness.WorkerClient;
import io.pituning.schemas.event.TaskRegistered;
import java.nio.file.Path;
import java.util.Collection;

/**
 * What a guarantee looks at.
 *
 * @param registered every registration that the broker has acknowledged
 * @param events all topics
 * @param artifacts the artifact store's folder
 * @param worker the worker, which can be asked
 */
record Evidence(Collection<TaskRegistered> registered, EventLog events, Path artifacts, WorkerClient worker) {}
