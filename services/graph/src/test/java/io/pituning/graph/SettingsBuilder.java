package io.pituning.graph;

import java.time.Duration;

/** Settings for a test: one shard that compares all and writes each neighborhood at once, except for what the test says. */
final class SettingsBuilder {
    private int shards = 1;
    private Comparison comparison = Comparison.exact();
    private Duration settle = Duration.ZERO;
    private int gather;
    private Retune retune = Retune.OFF;
    private double shift;
    private Duration window = Duration.ZERO;

    private SettingsBuilder() {}

    static SettingsBuilder settings() {
        return new SettingsBuilder();
    }

    SettingsBuilder shards(int count) {
        shards = count;
        return this;
    }

    SettingsBuilder comparison(Comparison other) {
        comparison = other;
        return this;
    }

    SettingsBuilder settle(Duration time) {
        settle = time;
        return this;
    }

    SettingsBuilder gather(int tasks) {
        gather = tasks;
        return this;
    }

    SettingsBuilder retune(Retune when) {
        retune = when;
        return this;
    }

    SettingsBuilder shift(double least) {
        shift = least;
        return this;
    }

    SettingsBuilder window(Duration time) {
        window = time;
        return this;
    }

    GraphSettings build() {
        return new GraphSettings(shards, comparison, settle, gather, new RetunePolicy(retune, shift, window));
    }
}
