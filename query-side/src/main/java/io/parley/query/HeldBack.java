package io.parley.query;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.Id;
import io.parley.contract.id.UserId;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks up what projections hold back, so that a read of it is refused {@code not_yet} and never shows older state. */
public final class HeldBack {

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
     * Refuses a user what is held back of it all that concerns the user.
     *
     * @param user whom it concerns
     */
    public void refuseAllOf(UserId user, Set<ReadModel> models) {
        refuseIf(jdbc.sql("SELECT EXISTS (SELECT FROM views.held_back WHERE user_id = ? AND projection = ANY (?))")
                .param(user.value())
                .param(projections(models))
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
