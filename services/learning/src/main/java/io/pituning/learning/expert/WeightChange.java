package io.pituning.learning.expert;

import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Tensor;
import io.pituning.learning.tensor.TensorLayout;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A change of weights themselves. The expert's tensors, named as the weights, are differences from the frozen ones, so that zero has no
 * effect.
 */
sealed interface WeightChange extends Method permits BitFit, FullFineTuning {
    /** A layer of either side. */
    Pattern LAYER = Pattern.compile("^([a-z]+\\.(layers|block)\\.\\d+)\\..*");

    @Override
    default OptionalInt size() {
        return OptionalInt.empty();
    }

    @Override
    default float[] initialValues(TensorLayout layout, long seed) {
        return layout.fill(name -> () -> 0);
    }

    @Override
    default Tensor weight(NamedTensors expert, String name, Tensor frozen) {
        return expert.find(name).map(frozen::add).orElse(frozen);
    }

    @Override
    default boolean changesWeights() {
        return true;
    }

    /** One for each layer, and one for each side's embeddings and final norms. */
    @Override
    default String mixingSite(String tensorName) {
        Matcher layer = LAYER.matcher(tensorName);
        return layer.matches() ? layer.group(1) : tensorName.substring(0, tensorName.indexOf('.'));
    }
}
