package io.parley.contract.presence;

import java.util.List;

/**
 * What the other nodes note in their {@link ActivityLog}, as it happens: it comes past the database's tables, so that it costs no write,
 * and some of it may be lost. A node that may have missed something is told everything anew.
 */
public interface ActivityFeed {

    /**
     * Hears of other nodes until closed, on a thread that is the feed's. At first, and after each gap, {@link Hearer#anew} is called.
     */
    Subscription follow(Hearer hearer);

    /** One who hears. Should not block; what it throws is logged. */
    interface Hearer {

        /**
         * How things stand: replaces everything heard before.
         *
         * @param activities the open connections of all living nodes, as {@link Activity.Connected}, and what users did in the last two
         *     minutes, as {@link Activity.UserWasActive}. Of this node too, after it was started anew; a hearer knows its own better
         */
        void anew(List<Activity> activities);

        /** What happened elsewhere since. */
        void heard(List<Activity> activities);
    }

    /** A hearer's hold on the feed. */
    interface Subscription extends AutoCloseable {

        @Override
        void close();
    }
}
