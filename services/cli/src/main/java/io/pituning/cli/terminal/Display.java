package io.pituning.cli.terminal;

/** Where a running command tells how far it is. May be used by several threads. */
public interface Display extends AutoCloseable {
    /** Says something that stays. */
    void say(String line);

    /** Shows how far something is, in place of what was shown of it before. */
    void show(String key, Gauge gauge);

    /** Stops showing something. */
    void drop(String key);

    /** {@return whether what is told still arrives; no longer once the reader of a pipe has gone} */
    boolean isRead();

    /** Stops showing anything. */
    @Override
    void close();
}
