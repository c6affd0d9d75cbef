package io.parley.api.delivery;

import io.parley.api.chat.ChatPaths;
import io.parley.api.dispatch.Queries;
import io.parley.api.dispatch.ReadPosition;
import io.parley.api.session.Caller;
import io.parley.contract.delivery.DeliveryQuery.FindMessageDeliveries;
import io.parley.contract.id.ChatId;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Where a message stands. */
@RestController
final class DeliveriesController implements DeliveriesApi {

    private final Queries queries;

    DeliveriesController(Queries queries) {
        this.queries = queries;
    }

    @GetMapping(
            path = "/v1/chats/{chatId}/messages/{messageId}/deliveries",
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Override
    public Mono<DeliveriesBody> deliveries(
            @PathVariable String chatId, @PathVariable String messageId, Caller caller, ReadPosition position) {
        ChatId chat = ChatPaths.chatId(chatId);
        return queries.ask(new FindMessageDeliveries(
                        chat, ChatPaths.messageId(messageId), caller.userId(), position.atLeast()))
                .map(DeliveriesBody::of);
    }
}
