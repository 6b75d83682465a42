package io.pituning.interpolator;

import io.pituning.learning.backbone.Sites;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.expert.ExpertFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The experts a tuned one is made from, open as long as it takes. */
final class ParentExperts implements AutoCloseable {
    private final Sites sites;
    private final List<Expert> open = new ArrayList<>();

    /** @param sites of the model they are for */
    ParentExperts(Sites sites) {
        this.sites = sites;
    }

    Expert open(Path folder) {
        Expert expert = ExpertFolder.read(folder, sites);
        open.add(expert);
        return expert;
    }

    @Override
    public void close() {
        open.forEach(Expert::close);
    }
}
