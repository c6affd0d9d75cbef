package io.parley.infra.backup;

import java.util.List;
import java.util.Locale;

/** The parts of a backup. Each is a folder that says itself what is in it, and can be kept where the others are not. */
public enum Part {
    /** The log and its seals, and what belongs to it and is in no event: accounts, claims, refresh tokens, blocks, what was deleted when something went. */
    EVENTS(
            Table.whole("events.store"),
            new Table(Table.RESTORE, Table.RESTORE + " WHERE ended_at IS NOT NULL", List.of()),
            Table.ordered(Table.EVENT, "position"),
            Table.ordered(Table.SEAL, "number"),
            Table.whole("work.chain_head"),
            Table.whole("work.chain_heads_written"),
            Table.whole("work.log_owner"),
            Table.whole("work.handle"),
            Table.whole("work.credentials"),
            Table.whole("work.direct_chat"),
            Table.whole("work.refresh"),
            Table.whole("work.block"),
            Table.whole("work.message_claim"),
            Table.whole("work.unsettled"),
            Table.whole("work.media"),
            Table.whole("work.media_deletion"),
            Table.whole("work.deletion")),
    /** The wrapped keys, and how far their rotation has got. */
    KEYRING(Table.whole(Table.KEY), Table.whole("work.rotation"), Table.whole("work.retired_kek")),
    /** Which keys were destroyed, and whose accounts were erased: a handle is claimed for ever, credentials are not kept. */
    LEDGER(
            Table.whole(Table.DESTROYED),
            new Table(
                    Table.ERASED,
                    "work.handle h WHERE NOT EXISTS (SELECT FROM work.credentials c WHERE c.user_id = h.user_id)",
                    List.of("user_id"))),
    /** The objects of the store of media, encrypted as they are there, and a list of them. */
    MEDIA(MediaList.TABLE);

    private final List<Table> tables;

    Part(Table... tables) {
        this.tables = List.of(tables);
    }

    /** The name of its folder, by which it is called on the command line too. */
    public String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What is in it, in the order in which it is written and read. */
    List<Table> tables() {
        return tables;
    }
}
