package io.parley.audit.capsule;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.audit.capsule.CapsuleManifest.Part;
import io.parley.audit.proof.EventJson;
import io.parley.infra.seal.LoggedEvent;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A capsule that was checked: all of it is there and as it was written. */
public final class Capsule implements AutoCloseable {

    /** What happened in it. */
    public static final String EVENTS = "events.jsonl";

    /** What happened before to whom it is about. */
    public static final String BEFORE = "before.jsonl";

    /** What was given up in it. */
    public static final String LEVELS = "service-levels.jsonl";

    /** Who ran. */
    public static final String NODES = "nodes.jsonl";

    /** What was measured. */
    public static final String METRICS = "metrics.jsonl";

    /** What messages said, if that was asked for. */
    public static final String TEXTS = "texts.jsonl";

    /** What was held back. */
    public static final String LETTERS = "dead-letters.jsonl";

    private static final int LONGEST_MANIFEST = 1 << 20;

    private final ZipFile zip;
    private final CapsuleManifest manifest;

    private Capsule(ZipFile zip, CapsuleManifest manifest) {
        this.zip = zip;
        this.manifest = manifest;
    }

    /**
     * Opens one, and reads all of it once.
     *
     * @throws CapsuleFailure if it is none, or not whole
     */
    public static Capsule open(Path file) throws IOException {
        try {
            return checked(new ZipFile(file.toFile()));
        } catch (ZipException | EOFException e) {
            throw new CapsuleFailure("it is no capsule, or was damaged");
        }
    }

    private static Capsule checked(ZipFile zip) throws IOException {
        try {
            Capsule capsule = new Capsule(zip, manifest(zip));
            for (Map.Entry<String, Part> part : capsule.manifest.parts().entrySet()) {
                capsule.check(part.getKey(), part.getValue());
            }
            return capsule;
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private static CapsuleManifest manifest(ZipFile zip) throws IOException {
        try (InputStream in = stream(zip, CapsuleManifest.NAME)) {
            return CapsuleManifest.read(in.readNBytes(LONGEST_MANIFEST));
        }
    }

    private void check(String name, Part part) throws IOException {
        MessageDigest digest = CapsuleWriter.sha256();
        try (InputStream in = new DigestInputStream(stream(zip, name), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(part.sha256())) {
            throw new CapsuleFailure("%s in it is not what was written".formatted(name));
        }
    }

    private static InputStream stream(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new CapsuleFailure("there is no %s in it".formatted(name));
        }
        return zip.getInputStream(entry);
    }

    /** What it says of itself. */
    public CapsuleManifest manifest() {
        return manifest;
    }

    /** What takes a line, or an event, of a part. */
    public interface Taker<T> {
        /** Takes one. */
        void take(T one) throws IOException, InterruptedException;
    }

    /** Hands on the events of a part, in the order of the log. */
    public void events(String part, Taker<LoggedEvent> taker) throws IOException, InterruptedException {
        lines(part, json -> taker.take(event(part, json)));
    }

    private static LoggedEvent event(String part, JsonNode json) {
        try {
            return EventJson.read(json);
        } catch (IllegalArgumentException e) {
            throw new CapsuleFailure("%s in it: %s".formatted(part, e.getMessage()));
        }
    }

    /** Hands on the lines of a part; none if it is not in it. */
    public void lines(String part, Taker<JsonNode> taker) throws IOException, InterruptedException {
        if (!manifest.parts().containsKey(part)) {
            return;
        }
        try (BufferedReader in = new BufferedReader(new InputStreamReader(stream(zip, part), UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                taker.take(JsonMapper.shared().readTree(line));
            }
        } catch (JacksonException e) {
            throw new CapsuleFailure("%s in it has a line that is no JSON".formatted(part));
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
