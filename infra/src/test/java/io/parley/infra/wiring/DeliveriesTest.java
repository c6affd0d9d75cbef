package io.parley.infra.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.contract.delivery.DeliveryQuery.FindMessageDeliveries;
import io.parley.contract.delivery.DeliveryStage;
import io.parley.contract.delivery.MessageDeliveries;
import io.parley.contract.delivery.MessageDeliveries.MemberDelivery;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.fanout.AbandonedFanOuts.AbandonedFanOut;
import io.parley.contract.fanout.FanOutQuery.FindAbandonedFanOuts;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.LaneId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What senders are told of where their messages stand. */
class DeliveriesTest {

    private final ReadSide read = ReadSide.fresh();
    private final UserId ada = UserId.random();
    private final UserId ben = UserId.random();
    private final UserId cem = UserId.random();
    private final GroupTalk group = GroupTalk.open(read, "Trip to Rome", ada, ben, cem);

    @AfterEach
    void close() {
        read.close();
    }

    @Test
    void aDirectMessageIsInTheMailboxAsSoonAsItIsSent() {
        Talk talk = Talk.open(read);
        long position = talk.say(talk.opener, "one");
        read.project();
        assertThat(direct(talk))
                .isEqualTo(new MemberDelivery(
                        talk.peer, DeliveryStage.FILLED, Talk.BEGINNING.plusSeconds(1), 0, null, null, 1, false));

        read.pushes.add(new ReadSide.Push(talk.peer, position - 1, position));
        read.pushes.add(new ReadSide.Push(talk.peer, 0, position + 5));
        assertThat(direct(talk).stage()).isEqualTo(DeliveryStage.PUSHED);
        assertThat(direct(talk).pushedTo()).isEqualTo(2);

        talk.mark(talk.peer, 1, 0);
        read.project();
        assertThat(direct(talk).stage()).isEqualTo(DeliveryStage.DELIVERED);
        talk.mark(talk.peer, 1, 1);
        read.project();
        assertThat(direct(talk).stage()).isEqualTo(DeliveryStage.READ);
        assertThat(direct(talk).deliveredAt()).isBefore(direct(talk).readAt());
    }

    private MemberDelivery direct(Talk talk) {
        MessageDeliveries deliveries =
                read.ask(new FindMessageDeliveries(talk.chatId, talk.messages.get(0), talk.opener, 0));
        assertThat(deliveries.items()).hasSize(1);
        return deliveries.items().get(0);
    }

    @Test
    void aGroupsMessageStandsWithEachMemberAsItDoesInTheirLane() {
        group.sayUnbrought(ada, "one");
        group.bring(group.lane(ben), 1);
        read.tries.put(group.lane(cem), 3);
        read.project();

        assertThat(deliveries(1).items()).containsExactly(filled(ben, GroupTalk.FILLED), accepted(cem, 3));
    }

    @Test
    void itWasPushedToThoseWhoseDevicesSawItsLaneFilled() {
        group.sayUnbrought(ada, "one");
        long atBen = group.bring(group.lane(ben), 1);
        long atCem = group.bring(group.lane(cem), 1);
        read.pushes.add(new ReadSide.Push(ben, atBen - 1, atBen));
        read.pushes.add(new ReadSide.Push(cem, 0, atCem - 1));
        read.pushes.add(new ReadSide.Push(cem, atCem, atCem + 9));
        read.project();

        assertThat(deliveries(1).items())
                .extracting(MemberDelivery::stage)
                .containsExactly(DeliveryStage.PUSHED, DeliveryStage.FILLED);
        assertThat(deliveries(1).items()).extracting(MemberDelivery::pushedTo).containsExactly(1, 0);
    }

    @Test
    void marksTellOfItWhetherItWasPushedOrFetched() {
        group.sayUnbrought(ada, "one");
        group.bring(group.lane(ben), 1);
        group.mark(ben, 1, 0);
        group.mark(cem, 1, 1);
        read.project();

        assertThat(deliveries(1).items())
                .extracting(MemberDelivery::stage)
                .containsExactly(DeliveryStage.DELIVERED, DeliveryStage.READ);
        assertThat(of(1, cem).filledAt()).isNull();
        assertThat(of(1, cem).readAt()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 200})
    void whatWasGivenUpIsAbandonedUntilItIsBrought(int batch) {
        group.sayUnbrought(ada, "one");
        group.abandon(group.lane(ben), 1);
        group.bring(group.lane(cem), 1);
        group.say(ada, "two");
        group.mark(ben, 2, 2);
        read.project(batch);

        MemberDelivery lost = of(1, ben);
        assertThat(lost.stage()).as("a mark passed over it").isEqualTo(DeliveryStage.ABANDONED);
        assertThat(lost.abandoned()).isTrue();
        assertThat(lost.tries()).isEqualTo(3);
        assertThat(lost.filledAt()).isNull();
        assertThat(of(1, cem)).isEqualTo(filled(cem, GroupTalk.FILLED));
        assertThat(of(2, ben).stage()).isEqualTo(DeliveryStage.READ);
        assertThat(abandoned(0)).singleElement().satisfies(one -> {
            assertThat(one.laneId()).isEqualTo(new LaneId(group.chatId, group.lane(ben)));
            assertThat(one.sequence()).isEqualTo(1);
            assertThat(one.tries()).isEqualTo(3);
            assertThat(abandoned(one.position())).as("after it").isEmpty();
        });

        group.bringLate(group.lane(ben), 1);
        read.project(batch);

        MemberDelivery late = of(1, ben);
        assertThat(late.stage()).isEqualTo(DeliveryStage.READ);
        assertThat(late.abandoned()).isFalse();
        assertThat(late.tries()).isEqualTo(4);
        assertThat(late.filledAt()).isEqualTo(GroupTalk.FILLED);
        assertThat(abandoned(0)).isEmpty();
    }

    private List<AbandonedFanOut> abandoned(long after) {
        return read.ask(new FindAbandonedFanOuts(after, 10, 0)).items();
    }

    @Test
    void whoLeftBeforeItWasBroughtOrGivenUpHasItOnlyAccepted() {
        group.sayUnbrought(ada, "one");
        group.sayUnbrought(ada, "two");
        int lane = group.lane(cem);
        group.remove(cem);
        long filled = group.bring(lane, 1);
        group.abandon(lane, 2);
        read.pushes.add(new ReadSide.Push(cem, 0, filled + 9));
        read.project();

        assertThat(of(1, cem)).isEqualTo(accepted(cem, 2));
        assertThat(of(2, cem)).isEqualTo(accepted(cem, 3));
    }

    @Test
    void whoLeftAfterItWasGivenUpNeverGotWhatCameLate() {
        group.sayUnbrought(ada, "one");
        int lane = group.lane(cem);
        group.abandon(lane, 1);
        group.remove(cem);
        group.bringLate(lane, 1);
        read.project();

        assertThat(of(1, cem).stage()).isEqualTo(DeliveryStage.ABANDONED);
        assertThat(of(1, cem).abandoned()).isTrue();
        assertThat(of(1, cem).filledAt()).isNull();
    }

    @Test
    void whoWasAddedAgainStandsWhereTheyStoodTheFirstTime() {
        group.say(ada, "one");
        group.sayUnbrought(ada, "two");
        int lane = group.lane(cem);
        group.remove(cem);
        group.bring(1 - lane, 2);
        group.bring(lane, 2);
        group.say(ada, "three");
        group.add(cem);
        group.say(ada, "four");
        read.project();

        assertThat(of(1, cem)).isEqualTo(filled(cem, GroupTalk.FILLED));
        assertThat(of(2, cem)).isEqualTo(accepted(cem, 2));
        assertThat(deliveries(3).items()).extracting(MemberDelivery::userId).containsExactly(ben);
        assertThat(of(4, cem)).isEqualTo(filled(cem, GroupTalk.FILLED));
    }

    @Test
    void whatWasFilledBeforeTimesWereKeptIsFilledAtNoKnownTime() {
        group.say(ada, "one");
        read.project();
        read.jdbc
                .sql("UPDATE views.mailbox_lane SET filled_at = NULL, tries = NULL")
                .update();

        assertThat(of(1, ben)).isEqualTo(new MemberDelivery(ben, DeliveryStage.FILLED, null, 0, null, null, 1, false));
    }

    @Test
    void onlyTheSenderMaySeeItAndOutsidersLearnNothing() {
        group.say(ada, "one");
        UserId dee = UserId.random();
        group.add(dee);
        group.remove(cem);
        read.project();
        MessageId message = group.messages.get(0);

        assertRefused(group.chatId, message, ben, ErrorCode.FORBIDDEN);
        assertRefused(group.chatId, message, dee, ErrorCode.MESSAGE_NOT_FOUND);
        assertRefused(group.chatId, message, cem, ErrorCode.CHAT_NOT_FOUND);
        assertRefused(group.chatId, message, UserId.random(), ErrorCode.CHAT_NOT_FOUND);
        assertRefused(group.chatId, MessageId.random(), ada, ErrorCode.MESSAGE_NOT_FOUND);
        Talk other = Talk.open(read, ada, ben);
        read.project();
        assertRefused(other.chatId, message, ada, ErrorCode.MESSAGE_NOT_FOUND);
    }

    @Test
    void aReadWaitsForTheMailboxToo() {
        long sent = group.say(ada, "one");
        read.names().stream().filter(name -> !name.equals("mailbox")).forEach(name -> read.project(name, 10));
        CompletableFuture<MessageDeliveries> answer =
                read.send(new FindMessageDeliveries(group.chatId, group.messages.get(0), ada, sent + 2));
        assertThat(answer).isNotDone();

        read.project("mailbox", 10);

        assertThat(answer.orTimeout(5, TimeUnit.SECONDS).join().items())
                .extracting(MemberDelivery::stage)
                .containsOnly(DeliveryStage.FILLED);
    }

    private static MemberDelivery filled(UserId who, Instant when) {
        return new MemberDelivery(who, DeliveryStage.FILLED, when, 0, null, null, 2, false);
    }

    private static MemberDelivery accepted(UserId who, int tries) {
        return new MemberDelivery(who, DeliveryStage.ACCEPTED, null, 0, null, null, tries, false);
    }

    private MessageDeliveries deliveries(int sequence) {
        return read.ask(new FindMessageDeliveries(group.chatId, group.messages.get(sequence - 1), ada, 0));
    }

    private MemberDelivery of(int sequence, UserId who) {
        return deliveries(sequence).items().stream()
                .filter(item -> item.userId().equals(who))
                .findFirst()
                .orElseThrow();
    }

    private void assertRefused(ChatId chatId, MessageId message, UserId viewer, ErrorCode code) {
        assertThatThrownBy(() -> read.ask(new FindMessageDeliveries(chatId, message, viewer, 0)))
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
