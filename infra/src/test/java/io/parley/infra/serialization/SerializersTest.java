package io.parley.infra.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.contract.Confidential;
import io.parley.contract.ParleyQuery;
import io.parley.contract.chat.Audience;
import io.parley.contract.chat.ChatEvent.DirectChatOpened;
import io.parley.contract.fanout.FanOutEvent.MailboxesFilled;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.parley.contract.media.MediaContent;
import io.parley.contract.message.MessageContent;
import io.parley.contract.session.SessionEvent.SessionClosed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.MergedTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.ConfigToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SerializersTest {

    private final Serializer rest = Serializers.forRest();
    private final Serializer messages = Serializers.forMessages();

    static List<Class<?>> records() {
        return ContractRecords.all();
    }

    static List<Class<?>> events() {
        return ContractRecords.events();
    }

    @ParameterizedTest
    @MethodSource("records")
    void everyRecordOfTheContractComesBackAsItWas(Class<?> type) {
        for (Object sample : List.of(Samples.full(type), Samples.sparse(type), Samples.inAGroup(type))) {
            assertThat(roundTrip(messages, sample)).isEqualTo(sample);
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventCanRest(Class<?> type) {
        for (Object sample : List.of(Samples.full(type), Samples.sparse(type), Samples.inAGroup(type))) {
            assertThat(roundTrip(rest, sample)).isEqualTo(sample);
            assertThat(rest.serialize(sample, byte[].class).getType().getRevision())
                    .isNotNull();
        }
    }

    static List<Class<?>> queries() {
        return ContractRecords.all().stream()
                .filter(ParleyQuery.class::isAssignableFrom)
                .toList();
    }

    /** What is a record of the contract was tried above, the answers among them. */
    @ParameterizedTest
    @MethodSource("queries")
    void everyAnswerIsARecordThatCanTravel(Class<?> query) {
        Class<?> answer = ((ParleyQuery<?>) Samples.full(query)).answerType();

        assertThat(records()).contains(answer);
        assertThat(roundTrip(messages, ResponseTypes.instanceOf(answer))).isEqualTo(ResponseTypes.instanceOf(answer));
    }

    @Test
    void recordsAreFound() {
        assertThat(records()).hasSizeGreaterThan(50);
        assertThat(events()).hasSizeGreaterThan(6);
        assertThat(queries()).hasSizeGreaterThan(6);
    }

    static Stream<TrackingToken> tokens() {
        TrackingToken seven = new GlobalSequenceTrackingToken(7);
        TrackingToken nine = new GlobalSequenceTrackingToken(9);
        return Stream.of(
                seven,
                ReplayToken.createReplayToken(nine, seven),
                ReplayToken.createReplayToken(nine, null),
                ReplayToken.createReplayToken(nine),
                new MergedTrackingToken(seven, nine),
                ReplayToken.createReplayToken(nine, new MergedTrackingToken(seven, nine)),
                GapAwareTrackingToken.newInstance(9, List.of(3L, 5L)),
                new ConfigToken(Map.of("id", "node")));
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void everyTokenComesBackAsItWas(TrackingToken token) {
        assertThat(roundTrip(rest, token)).isEqualTo(token);
    }

    @Test
    void whyAProjectionIsBuiltAnewComesBackWithItsToken() {
        TrackingToken token = ReplayToken.createReplayToken(
                new GlobalSequenceTrackingToken(9), new GlobalSequenceTrackingToken(7), new Reason("shape changed"));

        TrackingToken read = (TrackingToken) roundTrip(rest, token);

        assertThat(ReplayToken.replayContext(read, Reason.class)).contains(new Reason("shape changed"));
    }

    record Reason(String text) {}

    @Test
    void aTokenMakesNoClassesOfStrangers() {
        String forged = "{\"tokenAtReset\":null,\"currentToken\":null,"
                + "\"context\":{\"@class\":\"java.util.logging.FileHandler\"},"
                + "\"resetContext\":{\"@class\":\"java.util.logging.FileHandler\"}}";

        assertThatThrownBy(() -> read(rest, forged, ReplayToken.class)).isInstanceOf(SerializationException.class);
    }

    @Test
    void metadataComesBackAsItWas() {
        MetaData metadata = MetaData.from(Map.of("actor", UserId.random().toString(), "position", 12, "hint", true));

        assertThat(roundTrip(rest, metadata)).isEqualTo(metadata);
    }

    @Test
    void privateStateOfAnAggregateComesBackAsItWas() {
        State state = new State();
        state.members.put(UserId.random(), 3L);
        state.lastAt = Instant.parse("2026-01-02T03:04:05.678Z");
        state.audience = new Audience.Pair(UserId.random(), UserId.random());

        State read = (State) roundTrip(rest, state);

        assertThat(read).usingRecursiveComparison().isEqualTo(state);
        assertThat(json(rest, state)).doesNotContain("computed");
    }

    /** As aggregates are: no constructor for others, private fields, methods that look like accessors. */
    static final class State {
        private final Map<UserId, Long> members = new java.util.LinkedHashMap<>();
        private Instant lastAt = Instant.EPOCH;
        private Audience audience = new Audience.Pair(UserId.random(), UserId.random());

        private State() {}

        boolean isComputed() {
            return members.isEmpty();
        }

        Object getComputed() {
            return lastAt.isAfter(Instant.EPOCH) ? audience : members;
        }
    }

    @Test
    void plainTextIsNeverWrittenToRest() {
        Object text = new Confidential("secret");
        Object content = new MessageContent("secret", List.of(), List.of());
        Object media = Samples.full(MediaContent.class);

        for (Object plain : List.of(text, content, Map.of("a", text), List.of(content), media)) {
            assertThatThrownBy(() -> rest.serialize(plain, byte[].class))
                    .isInstanceOf(SerializationException.class)
                    .rootCause()
                    .hasMessageContaining("plain text is never stored")
                    .message()
                    .doesNotContain("secret");
        }
    }

    @Test
    void timesHaveThreeDigitsAndNullsAreLeftOut() {
        DirectChatOpened opened = new DirectChatOpened(
                ChatId.random(), UserId.random(), UserId.random(), Instant.parse("2026-01-01T00:00:00Z"), null, null);

        assertThat(json(rest, opened))
                .contains("\"openedAt\":\"2026-01-01T00:00:00.000Z\"")
                .doesNotContain("messageTtl")
                .doesNotContain("null");
    }

    @Test
    void anEventWithFieldsThatCameLaterIsReadAllTheSame() {
        String newer = "{\"deviceId\":\"00000000-1000-4000-8000-000000000001\",\"reason\":\"REFRESH_TOKEN_REUSED\","
                + "\"userId\":\"00000000-1000-4000-8000-000000000002\",\"later\":{\"more\":[1,2]}}";

        assertThat(((SessionClosed) read(rest, newer, SessionClosed.class)).userId())
                .isEqualTo(UserId.valueOf("00000000-1000-4000-8000-000000000002"));
    }

    @Test
    void anOlderRecordWithoutAFieldIsReadAllTheSame() {
        assertThat(read(rest, "{\"text\":\"a\"}", Grown.class)).isEqualTo(new Grown("a", null, 0, false));
    }

    @Test
    void whatWasFilledBeforeTriesWereCountedWasFilledAtTheFirst() {
        String older = "{\"chatId\":\"00000000-1000-4000-8000-000000000002\",\"lane\":3,\"sequence\":4,"
                + "\"messagePosition\":5,\"late\":true,\"filledAt\":\"2026-01-01T00:00:00.700Z\"}";

        assertThat(((MailboxesFilled) read(rest, older, MailboxesFilled.class)).tries())
                .isEqualTo(1);
    }

    record Grown(
            String text, @org.jspecify.annotations.Nullable String added, long number, boolean flag) {}

    @Test
    void anIdentifierThatIsNoneIsRefused() {
        String wrong = "{\"deviceId\":\"1-1-1-1-1\",\"userId\":\"00000000-1000-4000-8000-000000000002\"}";

        assertThatThrownBy(() -> read(rest, wrong, SessionClosed.class)).isInstanceOf(SerializationException.class);
    }

    private static Object roundTrip(Serializer serializer, Object value) {
        SerializedObject<byte[]> written = serializer.serialize(value, byte[].class);
        return serializer.deserialize(written);
    }

    private static Object read(Serializer serializer, String json, Class<?> type) {
        return serializer.deserialize(new SimpleSerializedObject<>(json, String.class, type.getName(), null));
    }

    static String json(Serializer serializer, Object value) {
        return serializer.serialize(value, String.class).getData();
    }
}
