/**
 * The graph: reads task vectors, keeps those of all tasks in shards, writes each task with its nearest neighbors.
 *
 * <p><b>Why every list is right, whatever the timing.</b>
 *
 * <ol>
 *   <li><i>One order.</i> All arrivals, retirements and wishes to search again pass one partition; the {@link Sequencer} gives each a number.
 *       Every shard gets every change, in that order, on its own partition of the changes.
 *   <li><i>Each pair once.</i> A shard keeps the vectors of the tasks whose names it owns. When vector X gets number n, each shard compares
 *       it with what it owns then: exactly the current vectors with numbers below n. So of two vectors the later one is compared with the
 *       earlier one, by the earlier one's owner, and by no other shard; again only for a new search (5). How many partitions and instances there are does not matter.
 *   <li><i>Both ends.</i> The comparison gives X a place in the list of the task it was compared with, which this shard owns too; and the
 *       shard's nearest go to X's owner as an answer that carries n. When all shards have answered, X's list is the best of the answers.
 *   <li><i>Answers in any order.</i> An answer to n that reaches the owner before change n waits ({@code early}). Changes after n that the owner
 *       sees before the last answer are noted in the {@link Scan}: what answers say about those tasks is out of date and is replaced by what the
 *       owner found itself.
 *   <li><i>Leaving.</i> A change takes the task's former entry out of every list before its new vector is compared. A list remembers more than
 *       it shows ({@link Remembered}); its floor says from where on tasks were left out. When leaving made it shorter than it must be, a
 *       {@link Change.Rescanned} with a number of its own has all shards searched again as in 3 and 4.
 *   <li><i>Failures.</i> Input, stores and output are one transaction ({@code exactly_once_v2}); what is in memory is read from the stores at
 *       each start. A shard that moves or restarts goes on from the last commit as if nothing had been.
 * </ol>
 *
 * <p>The final lists are then a function of the vectors alone: similarity is symmetric to the last bit and the name decides between equals. Half
 * precision only proposes; what stands in a list was compared in full precision.
 *
 * <p>State is bounded by the tasks that exist: one vector, one list of k + {@value Shard#SPARE} neighbors and one last written neighborhood each.
 */
package io.pituning.graph;
