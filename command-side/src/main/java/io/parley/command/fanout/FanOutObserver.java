package io.parley.command.fanout;

/** Hears what the fan-out does, for metrics. */
public interface FanOutObserver {

    /** A message was brought to all lanes at once, as nearly all are. */
    void completed();

    /** A lane was tried again. */
    void retried();

    /** A message was given up for a lane. */
    void abandoned();
}
