package io.pituning.worker;

import java.util.Optional;

/**
 * A question to a task's expert.
 *
 * @param task name of the task
 * @param text the example's text, if the task's examples have one
 * @param image a JPEG or PNG file in Base64, if the task's examples have a picture
 */
record PredictRequest(Optional<String> task, Optional<String> text, Optional<String> image) {}
