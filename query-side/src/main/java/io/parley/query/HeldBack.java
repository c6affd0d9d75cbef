package io.parley.query;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.Id;
import io.parley.contract.id.UserId;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks up what projections hold back, so that a read of it is refused {@code not_yet} and never shows older state. */
public final class HeldBack {

    /** Stands for all members of a chat: what is held back of a group concerns whoever is in it. */
    public static final UUID ALL_MEMBERS = new UUID(0, 0);

    private final JdbcClient jdbc;

    /** Looks into {@code views.held_back}. */
    public HeldBack(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Refuses what is held back.
     *
     * @param subject the chat, user or device that is asked for
     */
    public void refuse(Id subject, Set<ReadModel> models) {
        refuseIf(jdbc.sql("SELECT EXISTS (SELECT FROM views.held_back WHERE subject = ? AND projection = ANY (?))")
                .param(subject.value())
                .param(projections(models))
                .query(Boolean.class)
                .single());
    }

    /**
     * Refuses a user what is held back of it all that concerns the user, also as a member of a group that is in the user's inbox.
     *
     * @param user whom it concerns
     */
    public void refuseAllOf(UserId user, Set<ReadModel> models) {
        refuseIf(jdbc.sql("""
                        SELECT EXISTS (SELECT FROM views.held_back
                                WHERE user_id = :user AND projection = ANY (:models))
                            OR EXISTS (SELECT FROM views.held_back h
                                JOIN views.inbox i ON i.user_id = :user AND i.chat_id = h.subject
                                WHERE h.user_id = :allMembers AND h.projection = ANY (:models))""")
                .param("user", user.value())
                .param("allMembers", ALL_MEMBERS)
                .param("models", projections(models))
                .query(Boolean.class)
                .single());
    }

    /** The names of projections, as a parameter. */
    public static String[] projections(Set<ReadModel> models) {
        return models.stream().map(ReadModel::projection).toArray(String[]::new);
    }

    /** Refuses {@code not_yet}. */
    public static void refuseIf(boolean heldBack) {
        if (heldBack) {
            throw new Rejection(ErrorCode.NOT_YET, "this is not up to date yet");
        }
    }
}
