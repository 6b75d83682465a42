package io.pituning.learning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pituning.learning.TinyModel;
import io.pituning.learning.expert.Adapter;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.expert.Lora;
import io.pituning.learning.expert.Method;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.interpolation.ExpertInterpolator;
import io.pituning.learning.interpolation.InterpolationSettings;
import io.pituning.learning.interpolation.Neighbor;
import io.pituning.learning.interpolation.TunedExpert;
import io.pituning.learning.metric.Metric;
import io.pituning.learning.tensor.Safetensors;
import io.pituning.learning.tensor.Scope;
import io.pituning.learning.tensor.Tensor;
import io.pituning.learning.world.BuiltinTasks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A training that is given up after a batch, of its own or of an evaluation, and taken up again ends with the bytes of one that nobody
 * disturbed.
 */
class ResumedTrainingTest {
    /**
     * Three batches an epoch, the last one smaller; validated after epochs 7, 14 and 16. The rate is high enough for the best epoch not to be
     * the last.
     */
    private static final TrainingSettings SETTINGS =
            TrainingSettings.defaults().withEpochs(16).withBatchSize(3).withLearningRate(0.1);

    /**
     * The first batch; those before, of and after the validation of epoch 7; the last before that of epoch 14; the last validation; the end;
     * the test.
     */
    private static final List<Integer> GIVEN_UP_AFTER = List.of(1, 21, 22, 23, 43, 51, 52, 53);

    private static final Method METHOD = new Lora(2, 1);

    @TempDir
    static Path folder;

    private static FoundationModel model;
    private static TaskData task;

    @BeforeAll
    static void prepare() throws IOException {
        model = TinyModel.in(folder);
        task = TaskData.prepare(
                model, BuiltinTasks.dataSet("sound-grammar").shots(4, 1).limit(8, 8, 8, 1));
    }

    @AfterAll
    static void close() {
        task.close();
        model.close();
    }

    /** Keeps every state in memory and, once so many batches are done, has the training given up. */
    private static final class Memory implements ProgressListener {
        private Optional<byte[]> state;
        private final int every;
        private final int last;
        private int batches;

        Memory(Optional<byte[]> state, int every, int last) {
            this.state = state;
            this.every = every;
            this.last = last;
        }

        Checkpoints checkpoints() {
            return new Checkpoints(() -> state, () -> ++batches % every == 0, newest -> state = Optional.of(newest));
        }

        @Override
        public void progress(String what, long done, long total) {
            if (batches == last) {
                throw new GivenUp();
            }
        }
    }

    private static final class GivenUp extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void endsWithTheSameBytesAfterWhicheverBatchItWasGivenUp() {
        Memory whole = new Memory(Optional.empty(), 1, -1);
        TrainedExpert undisturbed = trainer(whole).train(METHOD, task);
        assertThat(whole.batches).as("three validations, the end, the test").isEqualTo((int) undisturbed.steps() + 5);
        assertThat(undisturbed.bestEpoch()).isBetween(1, SETTINGS.epochs() - 1);

        for (int last : GIVEN_UP_AFTER) {
            Memory first = new Memory(Optional.empty(), 1, last);
            assertThatExceptionOfType(GivenUp.class)
                    .isThrownBy(() -> trainer(first).train(METHOD, task));

            TrainedExpert resumed = trainer(new Memory(first.state, 1, -1)).train(METHOD, task);

            assertSame(resumed, undisturbed);
        }
    }

    @Test
    void readsTheStateThatItKept() {
        try (Scope scope = Scope.open()) {
            TrainingState state = new TrainingState(
                    3L << 31,
                    Tensor.of(new float[] {1, 2}, 2),
                    Tensor.of(new float[] {3, 4}, 2),
                    Tensor.of(new float[] {5, 6}, 2),
                    Tensor.of(new float[] {7, 8}, 2),
                    new Evaluation(0.1, Metric.CIDER, 2.3, 9),
                    10);

            assertThat(TrainingState.decode(state.encode(), 2).orElseThrow())
                    .usingRecursiveComparison()
                    .withEqualsForType((one, other) -> Arrays.equals(one.toFloats(), other.toFloats()), Tensor.class)
                    .isEqualTo(state);
        }
    }

    @Test
    void doesTheBatchesSinceTheLastCheckpointAgain() {
        Memory whole = new Memory(Optional.empty(), 1, -1);
        TrainedExpert undisturbed = trainer(whole).train(METHOD, task);
        Memory first = new Memory(Optional.empty(), 4, 30);
        assertThatExceptionOfType(GivenUp.class).isThrownBy(() -> trainer(first).train(METHOD, task));
        Memory second = new Memory(first.state, 100, -1);

        TrainedExpert resumed = trainer(second).train(METHOD, task);

        assertThat(second.batches).as("batches done again").isEqualTo(whole.batches - 28);
        assertSame(resumed, undisturbed);
    }

    @Test
    void givenUpDuringTheTestRepeatsNoTraining() {
        TrainedExpert undisturbed =
                trainer(new Memory(Optional.empty(), 100, -1)).train(METHOD, task);
        Memory first = new Memory(Optional.empty(), 53, 53);
        assertThatExceptionOfType(GivenUp.class).isThrownBy(() -> trainer(first).train(METHOD, task));
        Memory second = new Memory(first.state, 100, -1);

        TrainedExpert resumed = trainer(second).train(METHOD, task);

        assertThat(second.batches).as("the last validation, the end, the test").isEqualTo(3);
        assertSame(resumed, undisturbed);
    }

    @Test
    void givenUpDuringTheTestStaysStoppedWhereItsPatienceEnded() {
        TrainingSettings impatient = SETTINGS.withEpochs(100).withPatience(1);
        Memory whole = new Memory(Optional.empty(), 1, -1);
        TrainedExpert undisturbed = trainer(impatient, whole).train(METHOD, task);
        assertThat(undisturbed.steps()).as("stopped early").isLessThan(300);
        Memory first = new Memory(Optional.empty(), 1, whole.batches);
        assertThatExceptionOfType(GivenUp.class)
                .isThrownBy(() -> trainer(impatient, first).train(METHOD, task));

        assertSame(trainer(impatient, new Memory(first.state, 1, -1)).train(METHOD, task), undisturbed);
    }

    @Test
    void anUndisturbedTrainingKeepsNoStateOfItsOwnAccord() {
        Memory whole = new Memory(Optional.empty(), 100, -1);

        trainer(whole).train(METHOD, task);

        assertThat(whole.state).isEmpty();
    }

    @Test
    void beginsAnewWhereTheStateIsOfAnotherTraining() {
        TrainedExpert undisturbed = trainer(new Memory(Optional.empty(), 1, -1)).train(METHOD, task);
        Memory other = new Memory(Optional.empty(), 1, 5);
        assertThatExceptionOfType(GivenUp.class).isThrownBy(() -> trainer(other).train(new Adapter(4), task));

        assertSame(trainer(new Memory(other.state, 1, -1)).train(METHOD, task), undisturbed);
        assertSame(trainer(new Memory(Optional.of(new byte[] {1, 2, 3}), 1, -1)).train(METHOD, task), undisturbed);
    }

    @Test
    void tunesToTheSameBytesAfterWhicheverBatchItWasGivenUp() {
        assertTunesToTheSameBytes(InterpolationSettings.defaults(), GIVEN_UP_AFTER);
    }

    @Test
    void tunesToTheSameBytesGivenUpWhileTheCompressedExpertIsValidatedOrTested() {
        assertTunesToTheSameBytes(InterpolationSettings.defaults().withCompress(true), List.of(53, 54));
    }

    private static void assertTunesToTheSameBytes(InterpolationSettings settings, List<Integer> givenUpAfter) {
        Expert own = new ExpertTrainer(model, SETTINGS.withEpochs(1), ProgressListener.SILENT)
                .train(METHOD, task)
                .expert();
        Expert other = new ExpertTrainer(model, SETTINGS.withEpochs(1).withSeed(8), ProgressListener.SILENT)
                .train(METHOD, task)
                .expert();
        List<Neighbor> neighbors = List.of(new Neighbor("other", 0.5, other));
        Memory whole = new Memory(Optional.empty(), 1, -1);
        TunedExpert undisturbed = interpolator(settings, whole).tune(own, neighbors, task);

        for (int last : givenUpAfter) {
            Memory first = new Memory(Optional.empty(), 1, last);
            assertThatExceptionOfType(GivenUp.class)
                    .isThrownBy(() -> interpolator(settings, first).tune(own, neighbors, task));

            TunedExpert resumed =
                    interpolator(settings, new Memory(first.state, 1, -1)).tune(own, neighbors, task);

            assertThat(bytes(resumed.expert())).isEqualTo(bytes(undisturbed.expert()));
            assertThat(resumed.weights()).containsExactly(undisturbed.weights());
            assertThat(resumed.validation()).isEqualTo(undisturbed.validation());
            assertThat(resumed.test()).isEqualTo(undisturbed.test());
            assertThat(resumed.steps()).isEqualTo(undisturbed.steps());
        }
    }

    private static void assertSame(TrainedExpert actual, TrainedExpert expected) {
        assertThat(bytes(actual.expert())).isEqualTo(bytes(expected.expert()));
        assertThat(actual.validation()).isEqualTo(expected.validation());
        assertThat(actual.test()).isEqualTo(expected.test());
        assertThat(actual.steps()).isEqualTo(expected.steps());
        assertThat(actual.bestEpoch()).isEqualTo(expected.bestEpoch());
    }

    private static byte[] bytes(Expert expert) {
        return Safetensors.write(expert.tensors(), Safetensors.Precision.F32, Map.of());
    }

    private static ExpertTrainer trainer(Memory memory) {
        return trainer(SETTINGS, memory);
    }

    private static ExpertTrainer trainer(TrainingSettings settings, Memory memory) {
        return new ExpertTrainer(model, settings, memory, memory.checkpoints());
    }

    private static ExpertInterpolator interpolator(InterpolationSettings settings, Memory memory) {
        return new ExpertInterpolator(model, SETTINGS, settings, memory, memory.checkpoints());
    }
}
