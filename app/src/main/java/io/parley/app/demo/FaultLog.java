package io.parley.app.demo;

import io.parley.app.client.ClientFailure;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows what a server says in its log of lanes that were told to fail, on a thread of its own. */
final class FaultLog implements AutoCloseable {

    private static final Pattern LINE =
            Pattern.compile("Fault: fail command:FillMailboxes chat=(\\S+) lane=(\\d+) sequence=(\\d+) time=(\\d+)");
    private static final long PAUSE_MILLIS = 20;

    /**
     * A lane failed.
     *
     * @param chatId the group
     * @param lane the lane's number
     * @param sequence the message's number
     * @param time the how-manieth time for this message
     */
    record Failure(String chatId, int lane, long sequence, int time) {}

    private final Path log;
    private final Consumer<Failure> listener;
    private final Thread reader = new Thread(this::read, "demo-log");

    /** From now on; the listener is called on the log's thread. */
    FaultLog(Path log, Consumer<Failure> listener) {
        this.log = log;
        this.listener = listener;
        reader.setDaemon(true);
        reader.start();
    }

    @Override
    public void close() {
        reader.interrupt();
    }

    private void read() {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(file.length());
            StringBuilder line = new StringBuilder();
            byte[] buffer = new byte[8192];
            while (!Thread.currentThread().isInterrupted()) {
                int count = file.read(buffer);
                if (count < 0) {
                    Thread.sleep(PAUSE_MILLIS);
                } else {
                    line.append(
                            new String(buffer, 0, count, StandardCharsets.ISO_8859_1)); // what is looked for is ASCII
                    hearLines(line);
                }
            }
        } catch (IOException e) {
            throw new ClientFailure("The server's log %s cannot be read.".formatted(log), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes whole lines away; a part of one waits for the rest. */
    private void hearLines(StringBuilder text) {
        for (int end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n")) {
            hear(text.substring(0, end));
            text.delete(0, end + 1);
        }
    }

    private void hear(String line) {
        Matcher fault = LINE.matcher(line);
        if (fault.find()) {
            listener.accept(new Failure(
                    fault.group(1),
                    Integer.parseInt(fault.group(2)),
                    Long.parseLong(fault.group(3)),
                    Integer.parseInt(fault.group(4))));
        }
    }
}
