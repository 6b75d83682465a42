package io.pituning.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pituning.cli.street.UserException;
import io.pituning.learning.data.Modality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoPlanTest {
    @TempDir
    private Path folder;

    @Test
    void theBuiltinPlanCoversAllModalitiesWithAPoolOfPlentyAndNewcomersOfFew() {
        DemoPlan plan = DemoPlan.builtin(16, DemoPlan.DEFAULT_POOL_EXAMPLES);

        assertThat(plan.pool()).hasSizeGreaterThanOrEqualTo(6).allSatisfy(task -> {
            assertThat(task.registration().shots()).isEmpty();
            assertThat(task.registration().examples()).contains(DemoPlan.DEFAULT_POOL_EXAMPLES);
        });
        assertThat(plan.newcomers())
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(task -> assertThat(task.registration().shots()).contains(16));
        assertThat(plan.pool()).extracting(DemoTask::modality).contains(Modality.values());
        assertThat(plan.newcomers()).extracting(DemoTask::modality).contains(Modality.values());
        assertThat(plan.all())
                .doesNotHaveDuplicates()
                .hasSize(plan.pool().size() + plan.newcomers().size());
    }

    @Test
    void outOfAFolderTheLastTaskOfEachModalityIsTheNewcomer() throws IOException {
        tasks("apples", "berries", "cherries");

        DemoPlan plan = DemoPlan.of(folder, Set.of(), 8, DemoPlan.DEFAULT_POOL_EXAMPLES);

        assertThat(names(plan.pool())).containsExactly("apples", "berries");
        assertThat(names(plan.newcomers())).containsExactly("cherries");
        assertThat(plan.newcomers().get(0).registration().shots()).contains(8);
        assertThat(plan.pool().get(0).registration().examples()).contains(DemoPlan.DEFAULT_POOL_EXAMPLES);
        assertThat(plan.pool().get(0).registration().dataset()).startsWith("file:///");
        assertThat(plan.dataRoots()).containsExactly(folder);
    }

    @Test
    void newcomersCanBeChosenAndThePoolBounded() throws IOException {
        tasks("apples", "berries", "cherries");

        DemoPlan plan = DemoPlan.of(folder, Set.of("apples"), 8, 50);

        assertThat(names(plan.newcomers())).containsExactly("apples");
        assertThat(plan.pool())
                .allSatisfy(task -> assertThat(task.registration().examples()).contains(50));
    }

    @Test
    void aNewcomerThatIsNotThereIsTold() throws IOException {
        tasks("apples", "berries");

        assertThatThrownBy(() -> DemoPlan.of(folder, Set.of("pears"), 8, DemoPlan.DEFAULT_POOL_EXAMPLES))
                .isInstanceOfSatisfying(UserException.class, e -> {
                    assertThat(e.code()).isEqualTo("newcomer-unknown");
                    assertThat(e.advice()).contains("apples, berries");
                });
    }

    @Test
    void withoutAPoolThereIsNoDemo() throws IOException {
        tasks("apples");

        assertThatThrownBy(() -> DemoPlan.of(folder, Set.of(), 8, DemoPlan.DEFAULT_POOL_EXAMPLES))
                .isInstanceOfSatisfying(
                        UserException.class, e -> assertThat(e.code()).isEqualTo("demo-impossible"));
    }

    @Test
    void aFolderThatIsATaskIsNotEnough() throws IOException {
        tasks("apples", "berries");
        Path single = folder.resolve("apples");

        assertThatThrownBy(() -> DemoPlan.of(single, Set.of(), 8, DemoPlan.DEFAULT_POOL_EXAMPLES))
                .isInstanceOfSatisfying(
                        UserException.class, e -> assertThat(e.code()).isEqualTo("demo-impossible"));
    }

    private void tasks(String... names) throws IOException {
        for (String name : names) {
            Path task = Files.createDirectory(folder.resolve(name));
            Files.writeString(
                    task.resolve("dataset.json"),
                    "{\"name\":\"" + name + "\",\"modality\":\"language\",\"labels\":[\"good\",\"bad\"]}");
            for (String split : List.of("train", "validation", "test")) {
                Files.writeString(
                        task.resolve(split + ".jsonl"),
                        "{\"text\":\"" + split + " fresh\",\"target\":\"good\"}\n{\"text\":\"" + split
                                + " rotten\",\"target\":\"bad\"}\n");
            }
        }
    }

    private static List<String> names(List<DemoTask> tasks) {
        return tasks.stream().map(DemoTask::name).toList();
    }
}
