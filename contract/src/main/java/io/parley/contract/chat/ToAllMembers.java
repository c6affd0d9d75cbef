package io.parley.contract.chat;

import io.parley.contract.ParleyEvent;
import io.parley.contract.id.ChatId;

/** What is told to all who are in a chat when it happens, whichever kind of chat it is. */
public interface ToAllMembers extends ParleyEvent {

    /** The chat. */
    ChatId chatId();

    /** Who was in it. */
    Audience audience();
}
