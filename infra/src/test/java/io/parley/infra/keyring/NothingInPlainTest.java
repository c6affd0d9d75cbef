package io.parley.infra.keyring;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.command.chat.ChatKeys;
import io.parley.command.chat.PairClaims;
import io.parley.command.chat.TitleVault;
import io.parley.command.message.MessageVault;
import io.parley.command.message.MessageVault.SealedMessage;
import io.parley.command.session.SessionVault;
import io.parley.command.user.AccountStore;
import io.parley.command.user.ProfileVault;
import io.parley.contract.Confidential;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageContent;
import io.parley.infra.postgres.TestPostgres;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Whoever has all tables, and nothing else, reads nothing. */
class NothingInPlainTest {

    private static final String TEXT = "meet me at the old lighthouse";
    private static final String MENTION = "keeper_of_the_light";
    private static final String LINK = "https://lighthouse.example/map";
    private static final String HANDLE = "handle_of_ann";
    private static final String DISPLAY_NAME = "Ann of the Isles";
    private static final String DEVICE_NAME = "Ann's waterproof phone";

    private static final String TITLE = "Keepers of all the lights";

    private final UserId user = UserId.random();
    private final UserId peer = UserId.random();
    private final ChatId chat = ChatId.random();
    private final List<Ciphertext> stored = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void theTablesHoldNeitherTextNorNamesNorKeys() {
        try (TestNode node = TestNode.start(TestNode.migrate(TestPostgres.freshDatabase()), folder)) {
            node.inTransaction(() -> useEverything(node));
            storeCiphertexts(node);

            String dump = dump(node);

            assertThat(dump).contains(chat.toString()); // the dump does show what is there
            Stream.of(TEXT, MENTION, LINK, HANDLE, DISPLAY_NAME, DEVICE_NAME, TITLE)
                    .forEach(secret -> {
                        assertThat(dump).doesNotContain(traces(secret.getBytes(UTF_8)));
                        assertThat(dump).doesNotContain(traces(secret.getBytes(UTF_16LE)));
                        assertThat(dump).doesNotContain(traces(secret.getBytes(UTF_16BE)));
                    });
            keys(node).forEach(key -> assertThat(dump).doesNotContain(traces(key.export())));
            assertThat(dump).doesNotContain(pair(user, peer)).doesNotContain(pair(peer, user));
        }
    }

    @Test
    void whatIsLookedForWouldBeFound() {
        byte[] secret = TEXT.getBytes(UTF_8);
        String base64 = Base64.getEncoder().encodeToString(("xy" + TEXT + "z").getBytes(UTF_8));

        assertThat(Stream.of(traces(secret)).filter(base64::contains)).hasSize(1);
        assertThat(Stream.of(traces(secret)).filter(TEXT::contains)).hasSize(1);
    }

    private void useEverything(TestNode node) {
        node.get(AccountStore.class).claimHandle(HANDLE, user);
        node.get(AccountStore.class).storeCredentials(user, new Confidential("$argon2id$encoded"));
        ProfileVault profiles = node.get(ProfileVault.class);
        profiles.createKeys(user);
        stored.add(profiles.seal(user, "handle", new Confidential(HANDLE)));
        stored.add(profiles.seal(user, "displayName", new Confidential(DISPLAY_NAME)));
        stored.add(node.get(SessionVault.class).sealDeviceName(user, DeviceId.random(), new Confidential(DEVICE_NAME)));
        node.get(PairClaims.class).claim(user, peer, chat);
        node.get(ChatKeys.class).create(chat);
        stored.add(node.get(TitleVault.class).seal(chat, new Confidential(TITLE)));
        MessageContent content = new MessageContent(TEXT, List.of(MENTION), List.of(LINK));
        SealedMessage sealed = node.get(MessageVault.class).seal(chat, MessageId.random(), content, null);
        stored.add(sealed.content());
        stored.add(new Ciphertext(sealed.content().keyId(), sealed.mac().bytes()));
    }

    /** As events and read tables do. */
    private void storeCiphertexts(TestNode node) {
        node.jdbc().sql("CREATE TABLE work.content (content bytea)").update();
        stored.forEach(one -> node.jdbc()
                .sql("INSERT INTO work.content VALUES (?)")
                .param(one.bytes())
                .update());
    }

    private List<AesKey> keys(TestNode node) {
        Keyring keyring = node.get(Keyring.class);
        List<AesKey> keys = new ArrayList<>();
        keyring.findLeaves(stored.stream().map(Ciphertext::keyId).toList())
                .values()
                .forEach(key -> keys.add(key.key()));
        keys.add(keyring.findTop(KeyKind.CHAT, chat.toString()).orElseThrow().key());
        keys.add(keyring.findTop(KeyKind.USER, user.toString()).orElseThrow().key());
        keys.add(new AesKey(node.get(ServiceKeys.class).signingKey()));
        assertThat(keys).hasSize(7);
        return keys;
    }

    private static byte[] bytes(UserId id) {
        return HexFormat.of().parseHex(id.toString().replace("-", ""));
    }

    private static String pair(UserId one, UserId other) {
        return new String(bytes(one), ISO_8859_1) + new String(bytes(other), ISO_8859_1);
    }

    /** The bytes as they are, in hexadecimal, and in Base64 wherever they may begin in it. */
    private static String[] traces(byte[] secret) {
        List<String> traces = new ArrayList<>();
        traces.add(new String(secret, ISO_8859_1));
        traces.add(HexFormat.of().formatHex(secret));
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + secret.length];
            System.arraycopy(secret, 0, shifted, before, secret.length);
            String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            traces.add(encoded.substring(before == 0 ? 0 : before + 1, encoded.length() - 1));
        }
        return traces.toArray(String[]::new);
    }

    /** All that the tables hold, one character for each byte. */
    private static String dump(TestNode node) {
        List<String> tables = node.jdbc()
                .sql("SELECT table_name FROM information_schema.tables WHERE table_schema = 'work'")
                .query(String.class)
                .list();
        assertThat(tables).contains("keyring", "handle", "credentials", "direct_chat", "refresh", "content");
        StringBuilder dump = new StringBuilder();
        tables.forEach(
                table -> node.jdbc().sql("SELECT * FROM work.\"" + table + "\"").query((RowCallbackHandler)
                        row -> append(row, dump)));
        return dump.toString();
    }

    private static void append(ResultSet row, StringBuilder dump) throws SQLException {
        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
            boolean binary = row.getMetaData().getColumnType(column) == Types.BINARY;
            byte[] value = binary ? row.getBytes(column) : toBytes(row.getString(column));
            dump.append(new String(value, ISO_8859_1)).append('\n');
        }
    }

    private static byte[] toBytes(@Nullable String value) {
        return value == null ? new byte[0] : value.getBytes(UTF_8);
    }
}
