package io.pituning.learning.experiment;

import io.pituning.learning.data.DataSet;
import io.pituning.learning.data.DataSetInfo;
import io.pituning.learning.data.Example;
import io.pituning.learning.data.PictureFile;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.expert.ExpertFolder;
import io.pituning.learning.expert.Method;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.metric.Metric;
import io.pituning.learning.similarity.TaskVector;
import io.pituning.learning.training.TrainingSettings;
import io.pituning.learning.world.BuiltinTasks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Trained experts of the pool on disk, a folder each, so that an interrupted experiment does not train them again.
 *
 * <p>Several processes may share it: who claims an expert trains it, the others take what it wrote.
 *
 * <p>The folder's name is task, seed and a hash of what the expert follows from: model, method, training, examples, and the metric, which
 * chooses the epoch, where it is not the task's usual one. Of the pictures those are hashed that are files: the builtin tasks draw theirs, and
 * a change of how they do so is not noticed.
 */
final class ExpertStore {
    private static final String VECTOR = "task_vector.safetensors";
    private static final int HASH_DIGITS = 12;

    /** Of this process: to open and close a locked file once more would unlock it, for such a lock is the process's. */
    private static final Set<Path> CLAIMED = ConcurrentHashMap.newKeySet();

    private final Path folder;

    /** What is stored: an expert, and its task's vector where it has one. */
    record Stored(Expert expert, Optional<TaskVector> vector) {}

    /** The sole right to make one expert; it ends with the process at the latest. */
    record Claim(Path lock, FileChannel channel) implements AutoCloseable {
        @Override
        public void close() {
            try {
                channel.close();
                CLAIMED.remove(lock);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    ExpertStore(Path folder) {
        this.folder = folder;
    }

    /** The name under which the expert of some data is kept. */
    static String key(FoundationModel model, Method method, TrainingSettings training, DataSet data) {
        MessageDigest digest = sha256();
        Stream.of(
                        model.sha256(),
                        method.toString(),
                        training.toString(),
                        data.info().labels().toString())
                .forEach(part -> update(digest, part));
        if (data.info().metric() != usualMetric(data.info())) {
            update(digest, data.info().metric().wireName());
        }
        for (List<Example> split : List.of(data.train(), data.validation())) {
            update(digest, Integer.toString(split.size()));
            for (Example example : split) {
                update(digest, data.info().prompt(example));
                update(digest, example.target());
                if (example.picture().orElse(null) instanceof PictureFile picture) {
                    digest.update(picture.content());
                }
            }
        }
        String hash = HexFormat.of().formatHex(digest.digest()).substring(0, HASH_DIGITS);
        return data.info().name().replaceAll("[^A-Za-z0-9._-]", "_") + "-seed" + training.seed() + "-" + hash;
    }

    /** What follows from name and labels: the metric of a builtin task, of any other the one of a data set that names none. */
    private static Metric usualMetric(DataSetInfo info) {
        return BuiltinTasks.names().contains(info.name())
                ? BuiltinTasks.info(info.name()).metric()
                : Metric.usual(info.labels());
    }

    /** The expert kept under a key; the caller's to close. */
    Optional<Stored> find(String key) {
        Path stored = folder.resolve(key);
        if (!Files.isDirectory(stored)) {
            return Optional.empty();
        }
        try {
            Path vector = stored.resolve(VECTOR);
            return Optional.of(new Stored(
                    ExpertFolder.read(stored),
                    Files.exists(vector) ? Optional.of(TaskVector.read(vector)) : Optional.empty()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The right to make the expert of a key; nothing while another process, or another thread, has it. */
    Optional<Claim> claim(String key) {
        try {
            Path lock = Files.createDirectories(folder.resolve(".locks"))
                    .toRealPath()
                    .resolve(key);
            return CLAIMED.add(lock) ? lock(lock) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Claim> lock(Path lock) throws IOException {
        Optional<Claim> claim = Optional.empty();
        try {
            FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) {
                claim = Optional.of(new Claim(lock, channel));
            } else {
                channel.close();
            }
            return claim;
        } finally {
            if (claim.isEmpty()) {
                CLAIMED.remove(lock);
            }
        }
    }

    /** Writes beside and renames: a folder that is there is whole. */
    void write(String key, String foundation, Stored stored) {
        try {
            Files.createDirectories(folder);
            Path beside = Files.createTempDirectory(folder, "unfinished-");
            ExpertFolder.write(stored.expert(), foundation, beside);
            if (stored.vector().isPresent()) {
                stored.vector().get().write(beside.resolve(VECTOR));
            }
            Files.move(beside, folder.resolve(key), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void update(MessageDigest digest, String part) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
