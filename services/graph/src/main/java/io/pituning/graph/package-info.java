/**
 * The graph: reads task vectors, keeps those of all tasks in shards, writes each task with its nearest neighbors.
 *
 * <p><b>Why every list is right whatever the timing.</b>
 *
 * <ol>
 *   <li><i>One order.</i> All arrivals and retirements come on the one partition of pi.task-vectors, requests to search again on one beside it; the
 *       {@link Sequencer} reads both and gives each a number.
 *       Every shard gets every change, in that order, on its own partition of the changes.
 *   <li><i>Each pair once.</i> A shard keeps the vectors of the tasks whose names it owns. When vector X gets number n, each shard compares
 *       it with what it owns then: exactly the current vectors with numbers below n. So of two vectors the later one is compared with the
 *       earlier one, by the earlier one's owner, and by no other shard; again only for a new search (5). How many partitions and instances there are does not matter.
 *   <li><i>Both ends.</i> The comparison gives X a place in the list of the task it was compared with, which this shard owns too; and the
 *       shard's nearest go to X's owner as an answer that carries n. When all shards have answered, X's list is the best of the answers.
 *   <li><i>Answers in any order.</i> An answer to n that reaches the owner before change n waits ({@code early}). Changes after n that the owner
 *       sees before the last answer are noted ({@link RecentChanges}): what answers say about those tasks is out of date and is replaced by what the
 *       owner itself has found ({@link Search}).
 *   <li><i>Leaving.</i> A change takes the task's former entry out of every list before its new vector is compared. A list remembers more than
 *       it shows ({@link Remembered}); below its floor tasks may have been left out. When tasks that leave have made it too short, a
 *       {@link Change.SearchRequested} with a number of its own has all shards searched again as in 3 and 4.
 *   <li><i>Failures.</i> Input, stores and output are one transaction ({@code exactly_once_v2}); what is in memory is read from the stores at
 *       each start. A shard that moves or restarts goes on from the last commit as if nothing had been.
 * </ol>
 *
 * <p>The final lists are then a function of the vectors alone: similarity is symmetric to the last bit and the name decides between equals. Half
 * precision only proposes; what stands in a list was compared in full precision.
 *
 * <p><b>Where a sketch proposes</b> ({@link VectorSpace}, once one shard has {@link Comparison#sketchFrom} tasks of one space), point 2 changes: X
 * is compared only with the {@link Comparison#proposals} owned tasks that the sketch finds nearest, and with at most as many more whose lists X may
 * enter although they are not among its nearest. What stays true, and what does not:
 *
 * <ul>
 *   <li>Every entry of a list is right: a present task with its current vector, compared in full precision, in the right place; and a list is
 *       as long as it can be. Points 3 to 6 do not depend on how a pair was found, so they hold unchanged.
 *   <li>A list is the best of the pairs that were compared. A nearer task that no sketch proposed, neither when the one came nor when the other
 *       did nor in a search again, is missing: how often is measured (benchmarks {@code graph-recall}, {@code graph-million}), not proved.
 *   <li>Below its floor a list may have left out tasks that were compared. So a list that has become too short is searched for again as before,
 *       and is then the best of what every shard proposes at that time.
 *   <li>The lists are a function of the sequence, not of the vectors alone: two graphs that got the same vectors in another order may differ in
 *       what they missed. One graph keeps its lists through restarts and restores, since lists are stored, not computed again.
 *   <li>With no more tasks than proposals every task is proposed and everything is as without a sketch; {@code ManyShardsTest} tests just that,
 *       and the first point with fewer proposals.
 * </ul>
 *
 * <p>State is bounded by the tasks that exist: one vector, one list of k + {@value Shard#SPARE} neighbors and one last written neighborhood each;
 * and besides these the searches that not all shards have answered yet, with the names of the tasks that changed since the oldest of them began.
 */
package io.pituning.graph;
