package io.parley.api.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.testing.EdgeTest;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.ReceiptsId;
import io.parley.contract.id.UserId;
import io.parley.contract.receipt.ReceiptCommand;
import io.parley.contract.receipt.ReceiptCommand.MarkDelivered;
import io.parley.contract.receipt.ReceiptCommand.MarkRead;
import io.parley.contract.receipt.ReceiptQuery.CheckMarks;
import io.parley.contract.receipt.ReceiptQuery.FindMessageReceipts;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient;

class ReceiptsTest extends EdgeTest {

    private User ada = User.NONE;
    private String chat = "";
    private String message = "";

    @BeforeEach
    void aChatWithThreeMessages() {
        ada = newUser();
        chat = openChat(ada, newUser());
        say(ada, chat, "one");
        say(ada, chat, "two");
        message = say(ada, chat, "three");
    }

    @Test
    void marksAreSetAndAnsweredWithAPosition() {
        mark(Map.of("chatId", chat, "read", 2))
                .expectStatus()
                .isNoContent()
                .expectHeader()
                .exists("Parley-Position")
                .expectBody()
                .isEmpty();
        assertThat(commands()).containsExactly(new MarkRead(receiptsId(), 2));
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 2"})
    void readImpliesDelivered(int delivered, int read) {
        mark(Map.of("chatId", chat, "delivered", delivered, "read", read))
                .expectStatus()
                .isNoContent();
        assertThat(commands()).containsExactly(new MarkRead(receiptsId(), read));
    }

    @Test
    void bothAreSetWhenMoreIsDeliveredThanRead() {
        mark(Map.of("chatId", chat, "delivered", 3, "read", 1)).expectStatus().isNoContent();
        assertThat(commands()).containsExactly(new MarkRead(receiptsId(), 1), new MarkDelivered(receiptsId(), 3));
    }

    @Test
    void marksInOneChatAreMergedByTheHighest() {
        mark(
                        Map.of("chatId", chat, "delivered", 1),
                        Map.of("chatId", chat, "read", 2),
                        Map.of("chatId", chat, "delivered", 3))
                .expectStatus()
                .isNoContent();
        assertThat(commands()).containsExactly(new MarkRead(receiptsId(), 2), new MarkDelivered(receiptsId(), 3));
    }

    @Test
    void nullIsNoMark() {
        Map<String, Object> entry = new HashMap<>(Map.of("chatId", chat, "read", 1));
        entry.put("delivered", null);
        mark(entry).expectStatus().isNoContent();
        assertThat(commands()).containsExactly(new MarkRead(receiptsId(), 1));
    }

    @Test
    void oneMarkBeyondTheLastSequenceRefusesAll() {
        expectProblem(
                        mark(Map.of("chatId", chat, "read", 1), Map.of("chatId", chat, "delivered", 4)),
                        422,
                        "beyond_last_sequence")
                .jsonPath("$.errors[0].field")
                .isEqualTo("receipts[1]");
        assertThat(commands()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5f0c7a52-6a3e-4bb2-9a55-0d6f3f4f8d11", "no-uuid", ""})
    void oneUnknownChatRefusesAll(String unknown) {
        expectProblem(
                        mark(Map.of("chatId", chat, "read", 1), Map.of("chatId", unknown, "read", 1)),
                        404,
                        "chat_not_found")
                .jsonPath("$.errors[0].field")
                .isEqualTo("receipts[1].chatId");
        assertThat(commands()).isEmpty();
    }

    @Test
    void allThatIsRefusedIsNamed() {
        expectProblem(
                        mark(Map.of("chatId", chat, "read", 9), Map.of("chatId", "x", "read", 1)),
                        422,
                        "beyond_last_sequence")
                .jsonPath("$.errors.length()")
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 9_007_199_254_740_992L, Long.MIN_VALUE})
    void aSequenceIsPositive(long sequence) {
        expectProblem(mark(Map.of("chatId", chat, "read", sequence)), 400, "invalid_request")
                .jsonPath("$.errors[0].field")
                .isEqualTo("receipts[0].read");
    }

    @Test
    void anEntryHasAChatAndAMark() {
        expectProblem(mark(Map.of("read", 1)), 400, "invalid_request")
                .jsonPath("$.errors[0].field")
                .isEqualTo("receipts[0].chatId");
        expectProblem(mark(Map.of("chatId", chat)), 400, "invalid_request")
                .jsonPath("$.errors[0].field")
                .isEqualTo("receipts[0]");
        expectProblem(
                        post(ada, "/v1/receipts", Map.of("receipts", Collections.singletonList(null))),
                        400,
                        "invalid_request")
                .jsonPath("$.errors[0].field")
                .isEqualTo("receipts[0]");
    }

    @Test
    void aListHasOneToAThousandEntries() {
        expectProblem(mark(), 400, "invalid_request");
        Map<String, Object> entry = Map.of("chatId", chat, "delivered", 3, "read", 3);
        post(ada, "/v1/receipts", Map.of("receipts", Collections.nCopies(1_000, entry)))
                .expectStatus()
                .isNoContent();
        expectProblem(
                        post(ada, "/v1/receipts", Map.of("receipts", Collections.nCopies(1_001, entry))),
                        400,
                        "invalid_request")
                .jsonPath("$.errors[0].field")
                .isEqualTo("receipts");
        expectProblem(post(ada, "/v1/receipts", Map.of()), 400, "invalid_request")
                .jsonPath("$.errors[0].field")
                .isEqualTo("receipts");
    }

    @Test
    void aCheckThatCannotKnowIsNotYet() {
        behind.fail(CheckMarks.class, () -> new Rejection(ErrorCode.NOT_YET, "Not yet."));
        expectProblem(mark(Map.of("chatId", chat, "read", 1)), 503, "not_yet");
    }

    @Test
    void receiptsShowHowFarAMessageHasGot() {
        get(ada, "/v1/chats/" + chat + "/messages/" + message + "/receipts")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.state")
                .isEqualTo("sent")
                .jsonPath("$.members[0].deliveredAt")
                .value(time -> assertThat((String) time).endsWith("Z"))
                .jsonPath("$.members[0].readAt")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5f0c7a52-6a3e-4bb2-9a55-0d6f3f4f8d11", "no-uuid"})
    void aMessageThatDoesNotExistIsNotFound(String id) {
        expectProblem(get(ada, "/v1/chats/" + chat + "/messages/" + id + "/receipts"), 404, "message_not_found");
    }

    @Test
    void anOutsiderSeesNoReceipts() {
        expectProblem(
                get(newUser(), "/v1/chats/" + chat + "/messages/" + message + "/receipts"), 404, "chat_not_found");
        expectProblem(get(ada, "/v1/chats/no-uuid/messages/" + message + "/receipts"), 404, "chat_not_found");
    }

    @Test
    void receiptsThatAreHeldBackAreNotYet() {
        behind.fail(FindMessageReceipts.class, () -> new Rejection(ErrorCode.NOT_YET, "Held back."));
        expectProblem(get(ada, "/v1/chats/" + chat + "/messages/" + message + "/receipts"), 503, "not_yet");
    }

    @SafeVarargs
    private WebTestClient.ResponseSpec mark(Map<String, Object>... entries) {
        return post(ada, "/v1/receipts", Map.of("receipts", Arrays.asList(entries)));
    }

    private List<ReceiptCommand> commands() {
        return behind.commands(ReceiptCommand.class);
    }

    private ReceiptsId receiptsId() {
        return new ReceiptsId(ChatId.valueOf(chat), UserId.valueOf(ada.userId()));
    }
}
