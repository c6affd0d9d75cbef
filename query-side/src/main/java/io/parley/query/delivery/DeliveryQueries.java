package io.parley.query.delivery;

import static io.parley.query.ReadModel.CHAT;
import static io.parley.query.ReadModel.HISTORY;
import static io.parley.query.ReadModel.MAILBOX;
import static io.parley.query.ReadModel.RECEIPT;

import io.parley.contract.delivery.DeliveryQuery.FindMessageDeliveries;
import io.parley.contract.delivery.MessageDeliveries;
import io.parley.contract.delivery.PushedDevices;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.fanout.PendingFanOut;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.parley.query.Answers;
import io.parley.query.ReadModel;
import io.parley.query.chat.ChatAccess;
import io.parley.query.chat.KnownSpell;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Answers where a message stands with each of its audience: a few statements, however many they are. What the read tables do not have
 * is asked of those who know: of the fan-out what it tries, of the gateways' log what was pushed.
 */
public final class DeliveryQueries {

    private static final Set<ReadModel> NEEDED = EnumSet.of(CHAT, HISTORY, RECEIPT, MAILBOX);

    private final ChatAccess access;
    private final StandingRows rows;
    private final PendingFanOut pending;
    private final PushedDevices pushed;
    private final Answers answers;

    /** A handler that reads with these. */
    public DeliveryQueries(JdbcClient jdbc, PendingFanOut pending, PushedDevices pushed, Clock clock, Answers answers) {
        this.access = new ChatAccess(jdbc, clock);
        this.rows = new StandingRows(jdbc, clock);
        this.pending = pending;
        this.pushed = pushed;
        this.answers = answers;
    }

    @QueryHandler
    CompletableFuture<MessageDeliveries> handle(FindMessageDeliveries query) {
        return answers.of(query.atLeast(), NEEDED, () -> {
            KnownSpell spell = access.require(query.chatId(), query.viewer(), NEEDED);
            return deliveries(query.chatId(), sentBy(query, spell));
        });
    }

    /** Who is in the chat sees the message, but not how it fares with the others. */
    private TracedMessage sentBy(FindMessageDeliveries query, KnownSpell spell) {
        TracedMessage message = rows.message(query, spell)
                .orElseThrow(() -> new Rejection(ErrorCode.MESSAGE_NOT_FOUND, "there is no such message in the chat"));
        if (!message.senderId().equals(query.viewer())) {
            throw new Rejection(ErrorCode.FORBIDDEN, "only its sender may see where a message stands");
        }
        return message;
    }

    private MessageDeliveries deliveries(ChatId chatId, TracedMessage message) {
        List<Standing> standings = rows.audience(chatId, message);
        Map<Integer, Integer> tries =
                standings.stream().anyMatch(Standing::isPending) ? pending.tries(chatId, message.sequence()) : Map.of();
        Map<UserId, Integer> devices = pushed.count(standings.stream()
                .filter(Standing::isBrought)
                .collect(Collectors.toMap(Standing::userId, Standing::broughtAt)));
        return new MessageDeliveries(standings.stream()
                .map(standing -> standing.delivery(
                        devices.getOrDefault(standing.userId(), 0), tries.getOrDefault(standing.lane(), 0)))
                .toList());
    }
}
