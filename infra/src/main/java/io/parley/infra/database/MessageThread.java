package io.parley.infra.database;

/**
 * A thread without which messages would not get on. It takes its connections from among those that are for such threads alone, so that it
 * waits for nobody who reads.
 */
public final class MessageThread extends Thread {

    /** One that is not started yet. */
    public MessageThread(Runnable task, String name) {
        super(task, name);
    }
}
