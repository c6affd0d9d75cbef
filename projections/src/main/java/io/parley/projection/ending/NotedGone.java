package io.parley.projection.ending;

import io.parley.contract.chat.Audience;
import io.parley.contract.chat.ChatEvent.ChatGone;
import io.parley.contract.id.UserId;
import io.parley.projection.batch.BulkStatement;
import org.jspecify.annotations.Nullable;

/**
 * A chat that is gone, as a projection notes it in {@code views.gone_chat} for the {@link io.parley.projection.cleaning.ViewsCleaner}. Noted again it is looked through
 * again, for its rows may have been written again.
 *
 * @param event with which it went
 * @param position the event's position
 */
public record NotedGone(ChatGone event, long position) {

    /**
     * The statement by which a projection notes it.
     *
     * @param projection the projection's name
     */
    public static BulkStatement<NotedGone> by(String projection) {
        return BulkStatement.<NotedGone>columns()
                .id(gone -> gone.event().chatId())
                .number(NotedGone::position)
                .time(gone -> gone.event().goneAt())
                .id(gone -> gone.side(true))
                .id(gone -> gone.side(false))
                .into("""
                        INSERT INTO views.gone_chat (chat_id, projection, position, gone_at, one_side, other_side)
                        SELECT DISTINCT ON (chat_id) chat_id, '%s', position, gone_at, one_side, other_side
                        FROM unnest(?, ?, ?, ?, ?) AS n (chat_id, position, gone_at, one_side, other_side)
                        ON CONFLICT (chat_id, projection) DO UPDATE SET done = 0, looks = 0, due_at = now(), cleaned_at = NULL""".formatted(projection));
    }

    private @Nullable UserId side(boolean first) {
        if (event.audience() instanceof Audience.Pair pair) {
            return first ? pair.first() : pair.second();
        }
        return null;
    }
}
