package io.parley.infra.serialization;

import io.parley.contract.Confidential;
import io.parley.contract.crypto.Mac;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.DeadLetterId;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.LaneId;
import io.parley.contract.id.MediaId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.NodeId;
import io.parley.contract.id.OperatorId;
import io.parley.contract.id.ReceiptsId;
import io.parley.contract.id.UserId;
import io.parley.contract.log.StorePosition;
import io.parley.contract.media.MediaKey;
import io.parley.contract.media.MediaObjectId;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Base64;
import java.util.function.Function;
import tools.jackson.databind.module.SimpleModule;

/**
 * What the contract's small types look like in JSON: one string each. The contract itself knows nothing of JSON.
 *
 * <p>Times always have three digits of a second's fraction, in UTC, so that their text sorts as they do.
 */
final class ContractModule extends SimpleModule {

    private static final long serialVersionUID = 1L;
    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    ContractModule() {
        super("parley-contract");
        text(UserId.class, UserId::toString, UserId::valueOf);
        text(ChatId.class, ChatId::toString, ChatId::valueOf);
        text(MessageId.class, MessageId::toString, MessageId::valueOf);
        text(MediaId.class, MediaId::toString, MediaId::valueOf);
        text(DeviceId.class, DeviceId::toString, DeviceId::valueOf);
        text(KeyId.class, KeyId::toString, KeyId::valueOf);
        text(DeadLetterId.class, DeadLetterId::toString, DeadLetterId::valueOf);
        text(NodeId.class, NodeId::toString, NodeId::valueOf);
        text(OperatorId.class, OperatorId::toString, OperatorId::valueOf);
        text(ReceiptsId.class, ReceiptsId::toString, ContractModule::receiptsId);
        text(LaneId.class, LaneId::toString, LaneId::valueOf);
        text(StorePosition.class, StorePosition::toString, StorePosition::valueOf);
        text(MediaObjectId.class, MediaObjectId::toString, MediaObjectId::new);
        text(MediaKey.class, key -> Base64.getEncoder().encodeToString(key.encode()), ContractModule::mediaKey);
        text(Mac.class, mac -> Base64.getEncoder().encodeToString(mac.bytes()), ContractModule::mac);
        text(Confidential.class, Confidential::value, Confidential::new);
        text(Instant.class, MILLISECONDS::format, Instant::parse);
    }

    private <T> void text(Class<T> type, Function<T, String> write, Function<String, T> read) {
        addSerializer(type, new TextForm.Writer<>(type, write));
        addDeserializer(type, new TextForm.Reader<>(type, read));
        addKeySerializer(type, new TextForm.KeyWriter<>(type, write));
        addKeyDeserializer(type, new TextForm.KeyReader<>(type, read));
    }

    private static ReceiptsId receiptsId(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("not the identifier of receipts");
        }
        return new ReceiptsId(ChatId.valueOf(text.substring(0, slash)), UserId.valueOf(text.substring(slash + 1)));
    }

    private static MediaKey mediaKey(String text) {
        return MediaKey.decode(Base64.getDecoder().decode(text));
    }

    private static Mac mac(String text) {
        return new Mac(Base64.getDecoder().decode(text));
    }
}
