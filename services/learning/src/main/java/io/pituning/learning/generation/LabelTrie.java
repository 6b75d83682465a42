package io.pituning.learning.generation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Labels as a tree of their tokens: what they begin with alike they share. */
final class LabelTrie implements AllowedTokens {
    private static final int[] NOTHING = {};

    private final Node root = new Node();

    /** @throws IllegalArgumentException if there is no label, or one without tokens */
    LabelTrie(List<int[]> labels, int end) {
        if (labels.isEmpty() || labels.stream().anyMatch(label -> label.length == 0)) {
            throw new IllegalArgumentException("a label set needs labels, and each of them tokens");
        }
        for (int[] label : labels) {
            Node node = root;
            for (int token : label) {
                node = node.children.computeIfAbsent(token, any -> new Node());
            }
            node.children.put(end, new Node());
        }
        root.settle();
    }

    @Override
    public int[] after(int[] beginning) {
        Node node = root;
        for (int token : beginning) {
            node = node.children.get(token);
            if (node == null) {
                return NOTHING;
            }
        }
        return node.next;
    }

    private static final class Node {
        private final Map<Integer, Node> children = new TreeMap<>();
        private int[] next = NOTHING;

        private void settle() {
            next = children.keySet().stream().mapToInt(Integer::intValue).toArray();
            children.values().forEach(Node::settle);
        }
    }
}
