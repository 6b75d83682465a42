package io.pituning.benchmarks;

import io.github.jbellis.jvector.graph.GraphIndexBuilder;
import io.github.jbellis.jvector.graph.GraphSearcher;
import io.github.jbellis.jvector.graph.ImmutableGraphIndex;
import io.github.jbellis.jvector.graph.ListRandomAccessVectorValues;
import io.github.jbellis.jvector.graph.RandomAccessVectorValues;
import io.github.jbellis.jvector.graph.SearchResult;
import io.github.jbellis.jvector.graph.similarity.BuildScoreProvider;
import io.github.jbellis.jvector.util.Bits;
import io.github.jbellis.jvector.vector.VectorSimilarityFunction;
import io.github.jbellis.jvector.vector.VectorizationProvider;
import io.github.jbellis.jvector.vector.types.VectorFloat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The peer: a JVector graph over the logarithms of the values, their mean over the tensor subtracted, by plain distance; the same form that
 * the sketch projects, here in full. Degree 32, beam 100, hierarchy, as its documentation proposes.
 */
final class JVectorIndex implements Proposer {
    private static final int DEGREE = 32;
    private static final int BEAM = 100;
    private static final float OVERFLOW = 1.2f;
    private static final float ALPHA = 1.2f;
    private static final float EPSILON = 1e-6f;

    private final int rows;
    private final RandomAccessVectorValues values;
    private final ImmutableGraphIndex index;
    private final double buildSeconds;

    /** Builds the graph of tasks 0 to {@code tasks} − 1. */
    @SuppressWarnings(
            "deprecation") // In 4.0.2 every constructor of the builder is deprecated, and there is nothing else yet.
    JVectorIndex(FisherLikeVectors vectors, int tasks) {
        rows = FisherLikeVectors.ROWS;
        List<VectorFloat<?>> all = IntStream.range(0, tasks)
                .parallel()
                .<VectorFloat<?>>mapToObj(task -> form(vectors.vector(task)))
                .toList();
        values = new ListRandomAccessVectorValues(all, vectors.dimension());
        long begin = System.nanoTime();
        BuildScoreProvider scores =
                BuildScoreProvider.randomAccessScoreProvider(values, VectorSimilarityFunction.EUCLIDEAN);
        try (var builder = new GraphIndexBuilder(scores, vectors.dimension(), DEGREE, BEAM, OVERFLOW, ALPHA, true)) {
            index = builder.build(values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        buildSeconds = (System.nanoTime() - begin) / 1e9;
    }

    @Override
    public String name() {
        return "JVector (%s, built in %.0f s)"
                .formatted(VectorizationProvider.getInstance().getClass().getSimpleName(), buildSeconds);
    }

    @Override
    public int[] propose(float[] query, int count) {
        SearchResult found =
                GraphSearcher.search(form(query), count, values, VectorSimilarityFunction.EUCLIDEAN, index, Bits.ALL);
        return Arrays.stream(found.getNodes()).mapToInt(node -> node.node).toArray();
    }

    private VectorFloat<?> form(float[] vector) {
        float[] form = new float[vector.length];
        for (int from = 0; from < form.length; from += rows) {
            double sum = 0;
            for (int i = from; i < from + rows; i++) {
                form[i] = (float) Math.log(vector[i] + EPSILON);
                sum += form[i];
            }
            for (int i = from; i < from + rows; i++) {
                form[i] -= (float) (sum / rows);
            }
        }
        return VectorizationProvider.getInstance().getVectorTypeSupport().createFloatVector(form);
    }
}
