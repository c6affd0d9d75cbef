package io.parley.query.purge;

import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.parley.contract.log.ChatLog;
import io.parley.contract.purge.CertificateSigner;
import io.parley.contract.purge.Deletions.Deletion;
import io.parley.contract.purge.PurgeCertificate;
import io.parley.contract.purge.PurgeCertificate.Messages;
import io.parley.contract.purge.PurgeCertificate.Store;
import io.parley.contract.purge.Remains;
import io.parley.contract.purge.Rotations;
import io.parley.contract.purge.SignedCertificate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes certificates, from what the log, the stores and the rotation of keys say at this moment. */
final class Certificates {

    private final ReadTables tables;
    private final ChatLog log;
    private final Remains remains;
    private final Rotations rotations;
    private final CertificateSigner signer;
    private final Supplier<UUID> epoch;
    private final Clock clock;
    private final PurgeLimits limits;
    private final KnownDigests known;

    Certificates(ReadTables tables, PurgeSources sources, Clock clock, PurgeLimits limits) {
        this.tables = tables;
        this.log = sources.log();
        this.remains = sources.remains();
        this.rotations = sources.rotations();
        this.signer = sources.signer();
        this.epoch = sources.epoch();
        this.clock = clock;
        this.limits = limits;
        this.known = new KnownDigests(limits.known());
    }

    /** The certificate of what was destroyed in a chat. */
    SignedCertificate inChat(ChatId chatId, Destroyed destroyed, Deletion deletion) {
        Messages messages = known.of(destroyed.position(), destroyed.ranges(), () -> messages(chatId, destroyed));
        List<Store> stores = stores(chatId.toString(), destroyed, deletion, tables.left(chatId, destroyed));
        return sign(chatId, null, destroyed, deletion, messages, stores);
    }

    /** The certificate of an account's erasure. */
    SignedCertificate ofUser(UserId userId, Destroyed destroyed, Deletion deletion) {
        Messages none = new Digest(0).of(List.of());
        List<Store> stores = stores(userId.toString(), destroyed, deletion, tables.left(userId));
        return sign(null, userId, destroyed, deletion, none, stores);
    }

    private Messages messages(ChatId chatId, Destroyed destroyed) {
        return new MessageHashes(log, chatId, limits.items(), limits.page()).of(destroyed.ranges());
    }

    private List<Store> stores(String aggregateId, Destroyed destroyed, Deletion deletion, Map<String, Long> inTables) {
        Map<String, Long> deleted = new HashMap<>(deletion.deleted());
        deleted.values().removeIf(rows -> rows == 0);
        tables.deleted(destroyed.position()).forEach((store, rows) -> deleted.merge(store, rows, Long::sum));
        Map<String, Long> left = new HashMap<>(inTables);
        left.putAll(remains.ofKeys(destroyed.keys()));
        if (destroyed.whole()) {
            left.putAll(remains.ofAggregate(aggregateId));
        }
        TreeSet<String> names = new TreeSet<>(deleted.keySet());
        names.addAll(left.keySet());
        List<Store> stores = new ArrayList<>();
        names.forEach(name -> stores.add(new Store(name, deleted.getOrDefault(name, 0L), left.getOrDefault(name, 0L))));
        return stores;
    }

    private SignedCertificate sign(
            @Nullable ChatId chatId,
            @Nullable UserId userId,
            Destroyed destroyed,
            Deletion deletion,
            Messages messages,
            List<Store> stores) {
        return signer.sign(new PurgeCertificate(
                destroyed.kind(),
                chatId,
                userId,
                destroyed.position(),
                epoch.get(),
                destroyed.at(),
                destroyed.by(),
                destroyed.rule(),
                messages,
                destroyed.keys(),
                rotations
                        .after(surelyShredded(destroyed, deletion), destroyed.keys())
                        .orElse(null),
                stores,
                clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }

    /** When the keys were gone for all: later than the event says, which was made before it was committed. */
    private static Instant surelyShredded(Destroyed destroyed, Deletion deletion) {
        return deletion.at().isAfter(destroyed.at()) ? deletion.at() : destroyed.at();
    }
}
