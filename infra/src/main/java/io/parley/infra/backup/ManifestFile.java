package io.parley.infra.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes and reads {@code manifest.json}. What is read is believed only as far as it names what a backup can contain. */
final class ManifestFile {

    static final String NAME = "manifest.json";

    private static final long LARGEST = 1 << 20;
    private static final Pattern COLUMN = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ManifestFile() {}

    static void write(Manifest manifest, Path folder) throws IOException {
        byte[] text = JSON.writeValueAsBytes(manifest);
        try (PrivateFile file = PrivateFile.create(folder.resolve(NAME))) {
            file.output().write(text);
        }
    }

    /**
     * Reads what a part says of itself.
     *
     * @throws BackupProblem if the folder is no complete part, or none that this version can read
     */
    static Manifest read(Path folder) {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            throw new BackupProblem(
                    "%s is no complete backup: it has no %s, which is written last.".formatted(folder, NAME));
        }
        try {
            Manifest manifest = parse(file);
            if (manifest != null && manifest.format() > Manifest.FORMAT) {
                throw new BackupProblem("%s was written by a newer Parley (%s): restore it with that."
                        .formatted(folder, manifest.parley()));
            }
            if (manifest == null || !isSound(manifest)) {
                throw damaged(file);
            }
            return manifest;
        } catch (IOException | JacksonException | NullPointerException e) {
            throw damaged(file);
        }
    }

    private static @Nullable Manifest parse(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw damaged(file);
        }
        return JSON.readValue(Files.readString(file, StandardCharsets.UTF_8), Manifest.class);
    }

    /** Names go into paths and statements. */
    private static boolean isSound(Manifest manifest) {
        List<Table> known = manifest.part().tables();
        return manifest.format() == Manifest.FORMAT
                && manifest.takenAt() != null
                && manifest.epoch() != null
                && manifest.files().stream().allMatch(entry -> isSound(entry, known));
    }

    private static boolean isSound(Manifest.Entry entry, List<Table> known) {
        Optional<Table> table = known.stream().filter(entry::isOf).findFirst();
        return table.isPresent()
                && entry.name().equals(table.get().file())
                && !entry.columns().isEmpty()
                && entry.columns().stream()
                        .allMatch(column -> COLUMN.matcher(column).matches());
    }

    private static BackupProblem damaged(Path file) {
        return new BackupProblem("%s is damaged: take another backup.".formatted(file));
    }
}
