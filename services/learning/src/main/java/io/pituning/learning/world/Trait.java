package io.pituning.learning.world;

/** What builtin tasks may have in common by design. Tasks that share a trait can learn something from each other; see {@link BuiltinTasks#relatedness}. */
enum Trait {
    /** Pictures in pencil, a style that pre-training has not shown. */
    SKETCH,
    /** Emblems: one form inside another. */
    EMBLEM,
    /** Pictures filled by a weave. */
    FABRIC,
    /** Invented signs. */
    RUNE,
    /** Which color a thing has. */
    COLOR,
    /** Which form a thing has. */
    FORM,
    /** How many things there are. */
    COUNT,
    /** Where a thing is in the picture. */
    PLACE,
    /** Where things are, seen from one another. */
    RELATION,
    /** The answer is a region in location tokens. */
    REGION,
    /** The answer says whether something follows: yes, maybe or no. */
    VERDICT,
    /** Two sentences are to be compared. */
    SENTENCE_PAIR,
    /** Whether two sentences mean the same. */
    PARAPHRASE,
    /** One of the sentences is a question. */
    QUESTION,
    /** Whether somebody likes something. */
    OPINION,
    /** Whether a sentence is good English. */
    GRAMMAR
}
