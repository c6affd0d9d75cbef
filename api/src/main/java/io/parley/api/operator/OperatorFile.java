package io.parley.api.operator;

import io.parley.contract.id.OperatorId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file that says who the operators are: JSON with names, roles and hashes of tokens, for its owner only. It is read anew each
 * time, so that who is taken off it is out at once; nodes that do not share a folder are each given the same one.
 */
public final class OperatorFile {

    private static final long LARGEST = 1 << 20;
    private static final String OWNER_ONLY = "rw-------";
    private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rwx------");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path path;

    /** A file that may not exist yet: then there are no operators. */
    public OperatorFile(Path path) {
        this.path = path.toAbsolutePath();
    }

    /**
     * All that are in it.
     *
     * @throws IOException if it cannot be read, is open to others, or is no such file
     */
    public List<OperatorEntry> read() throws IOException {
        try {
            if (Files.size(path) > LARGEST) {
                throw new IOException("The file of operators " + path + " is too large to be one.");
            }
            refuseIfExposed();
            return List.of(JSON.readValue(Files.readAllBytes(path), OperatorEntry[].class));
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IOException("The file of operators " + path + " is damaged.");
        }
    }

    private void refuseIfExposed() throws IOException {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
            if (!OWNERS.containsAll(permissions)) {
                throw new IOException("The file of operators " + path + " is open to other users ("
                        + PosixFilePermissions.toString(permissions) + "): run chmod 600 on it.");
            }
        } catch (UnsupportedOperationException noPermissionsHere) {
            // a file system without them
        }
    }

    /**
     * Adds one.
     *
     * @throws IllegalArgumentException if the name is taken
     */
    public void add(OperatorEntry entry) throws IOException {
        change(all -> {
            if (all.stream().anyMatch(one -> one.name().equals(entry.name()))) {
                throw new IllegalArgumentException("There is an operator %s already.".formatted(entry.name()));
            }
            List<OperatorEntry> more = new ArrayList<>(all);
            more.add(entry);
            return more;
        });
    }

    /**
     * Takes one off.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public OperatorId remove(String name) throws IOException {
        List<OperatorEntry> before = change(all -> {
            if (all.stream().noneMatch(one -> one.name().equals(name))) {
                throw new IllegalArgumentException("There is no operator %s.".formatted(name));
            }
            return all.stream().filter(one -> !one.name().equals(name)).toList();
        });
        return before.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow()
                .operatorId();
    }

    /** One at a time, whichever process asks, and whole or not at all. Returns what was there before. */
    private List<OperatorEntry> change(UnaryOperator<List<OperatorEntry>> how) throws IOException {
        Path lock = path.resolveSibling(path.getFileName() + ".lock");
        synchronized (OperatorFile.class) { // a file's lock is a process's, not a thread's
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                List<OperatorEntry> before = read();
                write(how.apply(before));
                return before;
            }
        }
    }

    private void write(List<OperatorEntry> all) throws IOException {
        Path draft = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(draft);
        createPrivate(draft);
        Files.write(draft, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(all), StandardOpenOption.SYNC);
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void createPrivate(Path file) throws IOException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
        } catch (UnsupportedOperationException noPermissionsHere) {
            Files.createFile(file);
        }
    }
}
