package io.parley.command.chat;

import static io.parley.command.chat.ChatFixture.refuses;
import static io.parley.command.fake.People.ALICE;
import static io.parley.command.fake.People.BOB;
import static io.parley.command.fake.People.CAROL;
import static io.parley.command.fake.People.CHAT;
import static io.parley.command.fake.Temporary.group;
import static io.parley.command.fake.Temporary.opened;
import static io.parley.command.fake.Temporary.second;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.parley.command.fake.FakeTitles;
import io.parley.contract.Confidential;
import io.parley.contract.chat.ChatCommand.ChangeChat;
import io.parley.contract.chat.ChatCommand.ChangeRetention;
import io.parley.contract.chat.ChatCommand.ChangeTitle;
import io.parley.contract.chat.ChatEvent.RetentionChanged;
import io.parley.contract.chat.ChatEvent.TitleChanged;
import io.parley.contract.chat.Retention;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A group's title and how long it lives, changed at once: both or neither. */
class ChangedChatTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration TOO_SHORT = Duration.ofMillis(1);

    private final ChatFixture chat = new ChatFixture();

    @Test
    void bothAreChanged() {
        chat.given(group(null, null, BOB))
                .when(change(ALICE, "Hut 8", MINUTE))
                .expectEvents(
                        new TitleChanged(CHAT, FakeTitles.sealed("Hut 8"), ALICE, second(1)),
                        new RetentionChanged(CHAT, group(), MINUTE, second(60), ALICE, second(1)));
        assertThat(chat.deadlines.armed()).containsExactly(second(60));
    }

    @Test
    void whereTheRetentionStaysAsItIsTheTitleAloneIsChanged() {
        chat.given(group(MINUTE, second(60), BOB))
                .when(change(ALICE, "Hut 8", MINUTE))
                .expectEvents(new TitleChanged(CHAT, FakeTitles.sealed("Hut 8"), ALICE, second(1)));
    }

    @Test
    void whereTheRetentionIsRefusedTheTitleStays() {
        refuses(chat.given(group(null, null, BOB)).when(change(ALICE, "Hut 8", TOO_SHORT)), ErrorCode.INVALID_REQUEST);
    }

    @Test
    void whereTheTitleIsRefusedTheRetentionStays() {
        refuses(chat.given(group(null, null, BOB)).when(change(ALICE, " ", MINUTE)), ErrorCode.INVALID_REQUEST);
        refuses(chat.given(opened(null, null)).when(change(ALICE, "Hut 8", MINUTE)), ErrorCode.NOT_A_GROUP);
        assertThat(chat.deadlines.armed()).isEmpty();
    }

    @Test
    void whoMayNotChangesNeither() {
        refuses(chat.given(group(null, null, BOB)).when(change(BOB, "Hut 8", MINUTE)), ErrorCode.FORBIDDEN);
        refuses(chat.given(group(null, null, BOB)).when(change(CAROL, "Hut 8", MINUTE)), ErrorCode.CHAT_NOT_FOUND);
    }

    @Test
    void bothAreOfOneChatAndOnePerson() {
        ChangeTitle title = new ChangeTitle(CHAT, ALICE, new Confidential("Hut 8"));

        for (ChangeRetention other : new ChangeRetention[] {
            new ChangeRetention(CHAT, BOB, Retention.FOR_EVER, true, true),
            new ChangeRetention(ChatId.random(), ALICE, Retention.FOR_EVER, true, true)
        }) {
            assertThatIllegalArgumentException().isThrownBy(() -> new ChangeChat(CHAT, title, other));
        }
    }

    /** Changes the title, the time to live, and the end to a minute after noon. */
    private static ChangeChat change(UserId actor, String title, Duration ttl) {
        return new ChangeChat(
                CHAT,
                new ChangeTitle(CHAT, actor, new Confidential(title)),
                new ChangeRetention(CHAT, actor, new Retention(ttl, second(60)), true, true));
    }
}
