package io.pituning.learning.world;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;

/** Seeded choices; the same seed always makes the same ones. */
final class Dice {
    private final SplittableRandom random;

    private Dice(SplittableRandom random) {
        this.random = random;
    }

    /** Dice for one place of a sequence; neighboring places give unrelated dice. */
    static Dice of(long seed, long index) {
        return new Dice(new SplittableRandom(mixed(seed + 0x9e3779b97f4a7c15L * mixed(index))));
    }

    /** The finalizer of splitmix64 (Steele, Lea and Flood 2014). */
    static long mixed(long value) {
        long z = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    /** From 0 to {@code bound - 1}. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** From {@code low} to {@code high}, both included. */
    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    double uniform(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    long bits() {
        return random.nextLong();
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    @SafeVarargs
    final <T> T pick(T first, T... others) {
        int index = random.nextInt(others.length + 1);
        return index == 0 ? first : others[index - 1];
    }

    /** One of the choices, each as often as its weight says. */
    <T> T pickWeighted(List<T> choices, ToIntFunction<T> weight) {
        int rest = below(choices.stream().mapToInt(weight).sum());
        for (T choice : choices) {
            rest -= weight.applyAsInt(choice);
            if (rest < 0) {
                return choice;
            }
        }
        throw new AssertionError("the weights add up to less than their sum");
    }

    /** {@code count} different ones, in random order. */
    <T> List<T> draw(List<T> choices, int count) {
        return shuffled(choices).subList(0, count);
    }

    <T> List<T> shuffled(List<T> choices) {
        List<T> order = new ArrayList<>(choices);
        for (int last = order.size() - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            order.set(other, order.set(last, order.get(other)));
        }
        return order;
    }

    /** One of the choices that is not among the forbidden ones. */
    <T> T pickOther(List<T> choices, List<T> forbidden) {
        return pick(
                choices.stream().filter(choice -> !forbidden.contains(choice)).toList());
    }
}
