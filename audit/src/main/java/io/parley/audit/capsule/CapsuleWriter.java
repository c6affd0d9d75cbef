package io.parley.audit.capsule;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.audit.capsule.CapsuleManifest.Part;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a capsule, part by part; what they are is remembered for the manifest. */
final class CapsuleWriter {

    private final ZipOutputStream zip;
    private final Map<String, Part> parts = new LinkedHashMap<>();

    CapsuleWriter(OutputStream out) {
        this.zip = new ZipOutputStream(out, UTF_8);
    }

    /** What is in a part, given line by line. */
    interface Lines {
        void to(Consumer<String> line) throws SQLException, IOException;
    }

    void part(String name, Lines content) throws SQLException, IOException {
        MessageDigest digest = sha256();
        long[] lines = new long[1];
        zip.putNextEntry(new ZipEntry(name));
        content.to(line -> {
            write(digest, line);
            lines[0]++;
        });
        zip.closeEntry();
        parts.put(name, new Part(lines[0], HexFormat.of().formatHex(digest.digest())));
    }

    private void write(MessageDigest digest, String line) {
        byte[] bytes = (line + "\n").getBytes(UTF_8);
        digest.update(bytes);
        try {
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, Part> parts() {
        return parts;
    }

    /** Writes what people and programs read first, and ends the file; who opened what is behind it closes that. */
    void end(CapsuleManifest manifest, String explanation) throws IOException {
        text(CapsuleManifest.NAME, manifest.toJson());
        text("README.txt", explanation);
        zip.finish();
        zip.flush();
    }

    private void text(String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(UTF_8));
        zip.closeEntry();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
