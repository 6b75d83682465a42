package io.pituning.graph.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlotsTest {
    private final Slots slots = new Slots();

    @Test
    void aTaskKeepsItsSlot() {
        int slot = slots.take("task");

        assertThat(slots.take("task")).isEqualTo(slot);
        assertThat(slots.size()).isOne();
    }

    @Test
    void aFreeSlotIsNobodysUntilTheNextTaskTakesIt() {
        slots.take("a");
        slots.take("b");
        slots.take("c");

        assertThat(slots.free("b")).hasValue(1);
        assertThat(slots.free("b")).isEmpty();

        assertThat(slots.size()).isEqualTo(2);
        assertThat(slots.end()).isEqualTo(3);
        assertThat(slots.task(1)).isEmpty();
        assertThat(slots.slot("b")).isEmpty();
        assertThat(slots.isUsed(1)).isFalse();
        assertThat(slots.take("d")).isEqualTo(1);
        assertThat(slots.task(1)).contains("d");
        assertThat(slots.slot("d")).hasValue(1);
        assertThat(slots.isUsed(1)).isTrue();
    }

    @Test
    void whenAllHaveLeftThereAreNoSlots() {
        slots.take("a");
        slots.free("a");

        assertThat(slots.end()).isZero();
    }
}
