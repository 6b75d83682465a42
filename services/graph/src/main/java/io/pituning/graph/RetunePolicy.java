package io.pituning.graph;

import io.pituning.schemas.event.Neighbor;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What happens to a task whose nearest neighbors change because others arrive, change or leave.
 *
 * @param retune whether it may be tuned again at all
 * @param shift how much must have changed since it was last asked to be tuned, 0 to 1, see {@link #shift}
 * @param window how long changes are gathered before they are written: however many tasks arrive in it, each affected one is written once
 */
public record RetunePolicy(Retune retune, double shift, Duration window) {
    public RetunePolicy {
        GraphSettings.require(shift >= 0 && shift <= 1, "pi.graph.retune-shift must lie between 0 and 1: " + shift);
        GraphSettings.require(!window.isNegative(), "pi.graph.retune-window must not be negative: " + window);
    }

    /** {@return whether a change of this size asks for a new tuning} */
    boolean asksFor(double observed) {
        return retune == Retune.ON_CHANGE && observed >= shift;
    }

    /**
     * How far two neighborhoods lie apart: the total variation distance of their neighbors' shares, each expert's share being proportional
     * to its similarity.
     *
     * @return 0 for the same experts at the same shares, 1 for no common expert; 1/3 where one of three equally similar ones was replaced
     */
    static double shift(List<Neighbor> before, List<Neighbor> after) {
        Map<String, Double> difference = new HashMap<>();
        shares(before).forEach((expert, share) -> difference.merge(expert, share, Double::sum));
        shares(after).forEach((expert, share) -> difference.merge(expert, -share, Double::sum));
        double sum = difference.values().stream().mapToDouble(Math::abs).sum();
        // With no neighbors on one side everything has changed, though the sum is only 1.
        return before.isEmpty() == after.isEmpty() ? Math.min(1, sum / 2) : 1;
    }

    /** {@return what identifies the neighbor's expert}; a task that has come again has another */
    static String expert(Neighbor neighbor) {
        return neighbor.task() + " " + neighbor.expertArtifact().sha256();
    }

    private static Map<String, Double> shares(List<Neighbor> neighbors) {
        double total = neighbors.stream().mapToDouble(Neighbor::similarity).sum();
        Map<String, Double> shares = new HashMap<>();
        for (Neighbor neighbor : neighbors) {
            double share = total == 0 ? 1.0 / neighbors.size() : neighbor.similarity() / total;
            shares.merge(expert(neighbor), share, Double::sum);
        }
        return shares;
    }
}
