package io.parley.command.chat;

import static io.parley.command.chat.ChatFixture.refuses;
import static io.parley.command.fake.Crowd.group;
import static io.parley.command.fake.People.ALICE;
import static io.parley.command.fake.People.BOB;
import static io.parley.command.fake.People.CAROL;
import static io.parley.command.fake.People.CHAT;
import static io.parley.command.fake.People.NOON;
import static io.parley.command.fake.People.message;
import static io.parley.command.fake.People.opened;
import static io.parley.command.fake.People.send;
import static io.parley.command.fake.People.sent;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.contract.Confidential;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.message.MessageCommand.SendMessage;
import io.parley.contract.message.SentMessage;
import org.junit.jupiter.api.Test;

/** Alice sends, and Bob may have blocked her. */
class BlockedSenderTest {

    private final ChatFixture chat = new ChatFixture();

    @Test
    void theBlockedCannotSendIntoADirectChat() {
        chat.blocks.add(BOB, ALICE);
        chat.given(opened());

        refuses(chat.when(send(1, "hello")), ErrorCode.BLOCKED);
        assertThat(chat.blocks.asked()).isEqualTo(1);
    }

    @Test
    void theBlockerCan() {
        chat.blocks.add(BOB, ALICE);
        chat.given(opened());

        chat.when(new SendMessage(CHAT, message(1), BOB, new Confidential("hello"), null))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void whatWasSentBeforeIsAnsweredAsItWas() {
        chat.given(opened(), sent(1, "hello"));
        chat.blocks.add(BOB, ALICE);

        chat.when(send(1, "hello"))
                .expectNoEvents()
                .expectResultMessagePayload(new SentMessage(message(1), CHAT, 1, NOON.plusSeconds(1), null, true));
        assertThat(chat.blocks.asked()).isZero();
    }

    @Test
    void anotherMessageUnderAnEarlierIdentifierIsRefusedAsAnybodys() {
        chat.given(opened(), sent(1, "hello"));
        chat.blocks.add(BOB, ALICE);

        refuses(chat.when(send(1, "something else")), ErrorCode.MESSAGE_ID_REUSED);
    }

    @Test
    void inAGroupNobodyIsBlocked() {
        chat.given(group(BOB, CAROL));
        chat.blocks.add(BOB, ALICE);
        chat.blocks.add(CAROL, ALICE);

        chat.when(send(1, "hello")).expectSuccessfulHandlerExecution();
        assertThat(chat.blocks.asked()).as("nobody was asked").isZero();
    }

    @Test
    void whoIsNotInTheChatIsNotToldOfBlocks() {
        chat.blocks.add(BOB, CAROL);
        chat.given(opened());

        refuses(
                chat.when(new SendMessage(CHAT, message(1), CAROL, new Confidential("hello"), null)),
                ErrorCode.CHAT_NOT_FOUND);
    }
}
