package io.parley.infra.testing;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a client says to PostgreSQL, message by message, and understands as much of it (protocol 3.0, the part with prepared
 * statements) as is needed to tell the commit of a transaction that appended events.
 */
final class FrontendMessages {

    private static final int PROTOCOL_3 = 3;

    private final Map<String, String> statements = new HashMap<>();
    private boolean started;
    private boolean appended;
    private boolean endsAnAppend;
    private byte latest;

    /** The next message, as it came. */
    byte[] read(DataInputStream in) throws IOException {
        endsAnAppend = false;
        return started ? readMessage(in) : readStart(in);
    }

    /** Whether the message that was read last commits a transaction in which events were appended. */
    boolean endsAnAppend() {
        return endsAnAppend;
    }

    /** Whether the message that was read last asks for the answer to all before. */
    boolean isSync() {
        return latest == 'S';
    }

    private byte[] readStart(DataInputStream in) throws IOException {
        int length = in.readInt();
        ByteBuffer message = ByteBuffer.allocate(length).putInt(length);
        in.readFully(message.array(), Integer.BYTES, length - Integer.BYTES);
        started = message.getShort(Integer.BYTES) == PROTOCOL_3;
        return message.array();
    }

    private byte[] readMessage(DataInputStream in) throws IOException {
        latest = in.readByte();
        int length = in.readInt();
        ByteBuffer message = ByteBuffer.allocate(1 + length).put(latest).putInt(length);
        in.readFully(message.array(), 1 + Integer.BYTES, length - Integer.BYTES);
        if (latest == 'P') {
            statements.put(nextWord(message), nextWord(message));
        } else if (latest == 'B') {
            nextWord(message); // the portal
            executed(statements.get(nextWord(message)));
        }
        return message.array();
    }

    private void executed(@Nullable String sql) {
        String word = sql == null ? "" : sql.strip().toLowerCase(Locale.ROOT);
        if (word.startsWith("insert into events.event")) {
            appended = true;
        } else if (word.startsWith("commit") || word.startsWith("rollback") && !word.contains("savepoint")) {
            endsAnAppend = appended && word.startsWith("commit");
            appended = false;
        }
    }

    private static String nextWord(ByteBuffer message) {
        int begin = message.position();
        while (message.get() != 0) {
            // on to the end of the word
        }
        return new String(message.array(), begin, message.position() - 1 - begin, StandardCharsets.UTF_8);
    }
}
