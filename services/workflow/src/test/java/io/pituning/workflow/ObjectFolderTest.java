package io.pituning.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectFolderTest {
    private static final int ROUNDS = 50;

    @TempDir
    private Path root;

    private Drafts drafts;
    private ObjectFolder objects;

    @BeforeEach
    void open() throws IOException {
        drafts = new Drafts(root.resolve("drafts"));
        objects = new ObjectFolder(root.resolve("objects"), drafts);
    }

    @AfterEach
    void close() {
        drafts.close();
    }

    @Test
    void whatTwoPutThereInTheSameMomentBothCanReadFromThenOn() throws Exception {
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                String content = "weights " + round;
                var start = new CyclicBarrier(2);
                Callable<String> one = () -> {
                    Path folder = folder(content);
                    String sha256 = Checksum.of(folder);
                    start.await();
                    objects.add(folder, sha256);
                    return Files.readString(objects.place(sha256).resolve("model"));
                };
                for (Future<String> read : both.invokeAll(List.of(one, one))) {
                    assertThat(read.get()).isEqualTo(content);
                }
            }
        } finally {
            both.shutdownNow();
        }
    }

    @Test
    void whatIsDamagedIsReplaced() throws IOException {
        String sha256 = Checksum.of(folder("weights"));
        objects.add(folder("weights"), sha256);
        Files.writeString(objects.place(sha256).resolve("model"), "damaged");

        objects.add(folder("weights"), sha256);

        assertThat(objects.place(sha256).resolve("model")).hasContent("weights");
    }

    private Path folder(String content) throws IOException {
        Path folder = drafts.create();
        Files.writeString(folder.resolve("model"), content);
        return folder;
    }
}
