package io.parley.api.testing;

import io.parley.contract.ParleyQuery;
import io.parley.contract.chat.ChatQuery;
import io.parley.contract.chat.ChatView;
import io.parley.contract.deadletter.DeadLetterDetail;
import io.parley.contract.deadletter.DeadLetterQuery;
import io.parley.contract.deadletter.DeadLetters;
import io.parley.contract.degradation.DegradationQuery;
import io.parley.contract.degradation.ForcedShedding;
import io.parley.contract.delivery.DeliveryQuery;
import io.parley.contract.delivery.MessageDeliveries;
import io.parley.contract.fanout.AbandonedFanOuts;
import io.parley.contract.fanout.FanOutQuery;
import io.parley.contract.inbox.InboxPage;
import io.parley.contract.inbox.InboxQuery;
import io.parley.contract.media.MediaQuery;
import io.parley.contract.message.MessagePage;
import io.parley.contract.message.MessageQuery;
import io.parley.contract.presence.PresenceAudiences;
import io.parley.contract.presence.PresenceFound;
import io.parley.contract.presence.PresenceQuery;
import io.parley.contract.presence.TypingAudience;
import io.parley.contract.purge.PurgePage;
import io.parley.contract.purge.PurgeQuery;
import io.parley.contract.receipt.MarksChecked;
import io.parley.contract.receipt.MessageReceipts;
import io.parley.contract.receipt.ReceiptQuery;
import io.parley.contract.retention.RetentionPreview;
import io.parley.contract.retention.RetentionQuery;
import io.parley.contract.session.ClosedSessions;
import io.parley.contract.session.OpenConnections;
import io.parley.contract.session.SessionPage;
import io.parley.contract.session.SessionQuery;
import io.parley.contract.user.BlockPage;
import io.parley.contract.user.CredentialsFound;
import io.parley.contract.user.UserQuery;
import io.parley.contract.user.UserView;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.axonframework.queryhandling.QueryBus;

/** The queries that the edge asks, with the type of their answers. */
final class QueryKinds {

    record Kind(Class<?> query, Class<?> answer) {}

    static final List<Kind> ALL = List.of(
            new Kind(UserQuery.FindUser.class, UserView.class),
            new Kind(UserQuery.FindUserByHandle.class, UserView.class),
            new Kind(UserQuery.FindCredentials.class, CredentialsFound.class),
            new Kind(UserQuery.FindBlocks.class, BlockPage.class),
            new Kind(SessionQuery.FindClosedSessions.class, ClosedSessions.class),
            new Kind(DegradationQuery.FindForcedShedding.class, ForcedShedding.class),
            new Kind(SessionQuery.FindSessions.class, SessionPage.class),
            new Kind(SessionQuery.FindConnections.class, OpenConnections.class),
            new Kind(ChatQuery.FindChat.class, ChatView.class),
            new Kind(InboxQuery.FindInbox.class, InboxPage.class),
            new Kind(MessageQuery.FindMessages.class, MessagePage.class),
            new Kind(ReceiptQuery.FindMessageReceipts.class, MessageReceipts.class),
            new Kind(DeliveryQuery.FindMessageDeliveries.class, MessageDeliveries.class),
            new Kind(MediaQuery.FindMedia.class, MediaQuery.FoundMedia.class),
            new Kind(MediaQuery.MayUpload.class, MediaQuery.Allowed.class),
            new Kind(RetentionQuery.FindRetentionPreview.class, RetentionPreview.class),
            new Kind(FanOutQuery.FindAbandonedFanOuts.class, AbandonedFanOuts.class),
            new Kind(DeadLetterQuery.FindDeadLetters.class, DeadLetters.class),
            new Kind(DeadLetterQuery.FindDeadLetter.class, DeadLetterDetail.class),
            new Kind(PresenceQuery.FindPresence.class, PresenceFound.class),
            new Kind(PresenceQuery.FindPresenceAudiences.class, PresenceAudiences.class),
            new Kind(PresenceQuery.FindTypingAudience.class, TypingAudience.class),
            new Kind(PurgeQuery.FindPurges.class, PurgePage.class),
            new Kind(PurgeQuery.FindErasure.class, PurgePage.class),
            new Kind(ReceiptQuery.CheckMarks.class, MarksChecked.class));

    private QueryKinds() {}

    static void subscribe(QueryBus bus, Kind kind, Function<ParleyQuery<?>, CompletableFuture<Object>> handler) {
        bus.<Object>subscribe(
                kind.query().getName(), kind.answer(), message -> handler.apply((ParleyQuery<?>) message.getPayload()));
    }
}
