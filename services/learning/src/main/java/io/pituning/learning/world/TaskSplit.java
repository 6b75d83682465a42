package io.pituning.learning.world;

/** The splits of a builtin task; each is made from numbers, and of texts, of its own. */
enum TaskSplit {
    TRAIN(Share.TRAIN),
    VALIDATION(Share.VALIDATION),
    TEST(Share.TEST);

    private final Share share;

    TaskSplit(Share share) {
        this.share = share;
    }

    Share share() {
        return share;
    }
}
