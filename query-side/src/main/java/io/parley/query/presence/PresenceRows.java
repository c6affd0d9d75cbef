package io.parley.query.presence;

import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.parley.contract.presence.PresenceFound.Seen;
import io.parley.contract.presence.PresenceQuery.FindPresence;
import io.parley.contract.user.LastSeenVisibility;
import io.parley.query.Rows;
import io.parley.query.chat.Living;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads who may see whom. Whose settings, blocks or memberships are held back counts as if nothing were shown: older ones could show
 * what was hidden since.
 */
final class PresenceRows {

    /** A chat that joins people: it lives, and what is known of who is in it is up to date. */
    private static final String JOINS = """
            c.gone_position IS NULL AND (c.expires_at IS NULL OR c.expires_at > :now OR c.held_since IS NOT NULL)
                AND NOT EXISTS (SELECT FROM views.held_back h
                    WHERE h.subject = c.chat_id AND h.projection IN ('chat', 'inbox'))""";

    private static final String HELD_BACK = "SELECT FROM views.held_back h WHERE h.projection = 'user' AND h.subject";

    /**
     * All are looked up alike, by the viewer's chats and not by theirs, so that the time it takes tells nothing of who is asked about.
     * Each step goes by an index from what the one before found, whatever the planner believes: of a viewer with thousands of chats
     * other ways take a second.
     */
    private static final String SEEN = """
            WITH mine AS MATERIALIZED (
                SELECT i.chat_id, i.peer_id FROM views.inbox i
                CROSS JOIN LATERAL (SELECT FROM views.chat c WHERE c.chat_id = i.chat_id AND {joins} LIMIT 1) living
                WHERE i.user_id = :viewer)
            SELECT asked.user_id, seen.at, theirs.last_seen AS theirs, own.last_seen AS own,
                asked.user_id IN (SELECT peer_id FROM mine WHERE peer_id IS NOT NULL) AS direct,
                coalesce(grouped.found, false) AS grouped,
                EXISTS (SELECT FROM views.block b WHERE b.blocker_id = asked.user_id AND b.blocked_id = :viewer)
                    OR EXISTS ({held_back} IN (asked.user_id, :viewer)) AS hidden
            FROM unnest(:asked) WITH ORDINALITY AS asked (user_id, place)
            LEFT JOIN views.user_profile theirs ON theirs.user_id = asked.user_id
            LEFT JOIN views.user_profile own ON own.user_id = :viewer
            LEFT JOIN work.last_seen seen ON seen.user_id = asked.user_id
            LEFT JOIN LATERAL (
                SELECT true AS found FROM views.chat_member m
                WHERE m.user_id = asked.user_id AND m.until_position IS NULL
                    AND m.chat_id = ANY (ARRAY(SELECT chat_id FROM mine WHERE peer_id IS NULL))
                LIMIT 1) grouped ON true
            ORDER BY asked.place""".replace("{joins}", JOINS).replace("{held_back}", HELD_BACK);

    /** A contact is let see by both settings but one. */
    private static final String CONTACTS = """
            SELECT mine.user_id, mine.peer_id AS contact
            FROM unnest(:users) AS changed (user_id)
            JOIN views.user_profile own ON own.user_id = changed.user_id AND own.last_seen <> 'NOBODY'
            JOIN views.inbox mine ON mine.user_id = changed.user_id AND mine.peer_id IS NOT NULL
            JOIN views.chat c ON c.chat_id = mine.chat_id AND {joins}
            JOIN views.user_profile theirs ON theirs.user_id = mine.peer_id AND theirs.last_seen <> 'NOBODY'
            WHERE NOT EXISTS (SELECT FROM views.block b
                    WHERE b.blocker_id = mine.user_id AND b.blocked_id = mine.peer_id)
                AND NOT EXISTS ({held_back} IN (mine.user_id, mine.peer_id))
            LIMIT :limit""".replace("{joins}", JOINS).replace("{held_back}", HELD_BACK);

    private static final String HEARERS = """
            SELECT m.user_id FROM views.chat_member m
            WHERE m.chat_id = :chat AND m.until_position IS NULL AND m.user_id <> :typist
                AND NOT EXISTS (SELECT FROM views.block b
                    WHERE b.blocker_id = m.user_id AND b.blocked_id = :typist)
                AND NOT EXISTS (SELECT FROM views.held_back h
                    WHERE h.projection = 'user' AND h.subject = m.user_id)""";

    private final JdbcClient jdbc;
    private final Living living;

    PresenceRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.living = new Living(clock);
    }

    List<Seen> seen(FindPresence query) {
        UserId viewer = query.viewer();
        return jdbc.sql(SEEN)
                .param("viewer", viewer.value())
                .param("asked", ids(query.userIds()))
                .param("now", living.now())
                .query((row, number) -> seen(row, viewer))
                .list();
    }

    private static Seen seen(ResultSet row, UserId viewer) throws SQLException {
        UserId userId = new UserId(Rows.id(row, "user_id"));
        LastSeenVisibility theirs = setting(row, "theirs");
        boolean direct = row.getBoolean("direct");
        Bond bond = new Bond(direct || row.getBoolean("grouped"), direct);
        boolean let = bond.lets(theirs, setting(row, "own")) && !row.getBoolean("hidden");
        boolean visible = userId.equals(viewer) ? theirs != null : let;
        return new Seen(userId, visible, visible ? Rows.timeOrNull(row, "at") : null);
    }

    private static @Nullable LastSeenVisibility setting(ResultSet row, String column) throws SQLException {
        String setting = row.getString(column);
        return setting == null ? null : LastSeenVisibility.valueOf(setting);
    }

    /** Pairs of a user and a contact who may see the user, in no order. */
    List<Pair> contacts(Collection<UserId> users, int limit) {
        return jdbc.sql(CONTACTS)
                .param("users", ids(users))
                .param("now", living.now())
                .param("limit", limit)
                .query((row, number) ->
                        new Pair(new UserId(Rows.id(row, "user_id")), new UserId(Rows.id(row, "contact"))))
                .list();
    }

    List<UserId> hearers(ChatId chatId, UserId typist) {
        return jdbc
                .sql(HEARERS)
                .param("chat", chatId.value())
                .param("typist", typist.value())
                .query(UUID.class)
                .list()
                .stream()
                .map(UserId::new)
                .toList();
    }

    private static UUID[] ids(Collection<UserId> users) {
        return users.stream().map(UserId::value).toArray(UUID[]::new);
    }

    /** A user, and a contact who may see the user. */
    record Pair(UserId userId, UserId contact) {}
}
