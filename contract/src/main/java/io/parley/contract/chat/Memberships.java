package io.parley.contract.chat;

import io.parley.contract.id.ChatId;
import java.util.List;

/** Who was in a group when, as the log has it. Blocking. */
public interface Memberships {

    /**
     * All spells that began at or before a position, with their ends as far as these came by then.
     *
     * @param upTo the position in the log up to which to look, inclusive; {@link Long#MAX_VALUE} for its end
     * @return in order of joining; empty if there is no such group
     * @throws io.parley.contract.error.Rejection {@code unavailable} if the store cannot be reached
     */
    List<Spell> of(ChatId chatId, long upTo);
}
