package io.parley.infra.postgres;

import io.parley.infra.startup.StartupProblem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * The programs of the bundled PostgreSQL, unpacked once per version into a folder beside the data. They appear under their final
 * name only when complete, so that a start that was cut off leaves nothing half.
 */
final class PostgresBinaries {

    private final String version;
    private final Path home;

    private PostgresBinaries(String version, Path home) {
        this.version = version;
        this.home = home;
    }

    static PostgresBinaries in(Path folder) {
        String version = bundledVersion();
        Path home = folder.resolve("postgres-" + version);
        if (!Files.isDirectory(home)) {
            unpack(archiveName(), home);
        }
        return new PostgresBinaries(version, home);
    }

    Path home() {
        return home;
    }

    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    /** The major version, by which PostgreSQL's data folders are compatible. */
    int major() {
        return Integer.parseInt(version.substring(0, version.indexOf('.')));
    }

    private static String bundledVersion() {
        Properties properties = new Properties();
        try (InputStream in = resource("/io/parley/infra/postgres/bundled.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new StartupProblem("Parley's jar is damaged: build it anew.", e);
        }
        return properties.getProperty("version");
    }

    private static String archiveName() {
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        boolean linux = "linux".equals(System.getProperty("os.name").toLowerCase(Locale.ROOT));
        if (linux && (arch.equals("amd64") || arch.equals("x86_64"))) {
            return "/postgres-linux-x86_64.txz";
        }
        if (linux && arch.equals("aarch64")) {
            return "/postgres-linux-arm_64.txz";
        }
        throw new StartupProblem(
                "Parley brings PostgreSQL for Linux on amd64 and arm64 only: name a PostgreSQL of your own by PARLEY_DB_URL.");
    }

    private static void unpack(String archive, Path home) {
        Path unfinished = home.resolveSibling(home.getFileName() + ".unpacking");
        try {
            FileSystemUtils.deleteRecursively(unfinished);
            try (TarArchiveInputStream tar = new TarArchiveInputStream(
                    new XZCompressorInputStream(new BufferedInputStream(resource(archive))))) {
                unpack(tar, unfinished);
            }
            Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw StartupProblem.with(home, e);
        }
    }

    private static void unpack(TarArchiveInputStream tar, Path into) throws IOException {
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path target = into.resolve(entry.getName()).normalize();
            if (!target.startsWith(into)) {
                throw new IOException("the archive leads out of its folder");
            }
            if (!target.equals(into)) {
                unpack(tar, entry, target);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        makeFolder(target.getParent()); // the archive names few folders
        if (entry.isDirectory()) {
            makeFolder(target);
        } else if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, target);
            makeReadable(target, (entry.getMode() & 0100) != 0);
        }
    }

    private static void makeFolder(@Nullable Path folder) throws IOException {
        if (folder != null && !Files.isDirectory(folder)) {
            makeFolder(folder.getParent());
            Files.createDirectory(folder);
            makeReadable(folder, true);
        }
    }

    /** Whatever this user's umask: the database may have to run as another user. */
    private static void makeReadable(Path path, boolean executable) throws IOException {
        Set<PosixFilePermission> permissions = EnumSet.of(
                PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.GROUP_READ,
                PosixFilePermission.OTHERS_READ);
        if (executable) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        Files.setPosixFilePermissions(path, permissions);
    }

    private static InputStream resource(String name) throws IOException {
        InputStream in = PostgresBinaries.class.getResourceAsStream(name);
        if (in == null) {
            throw new IOException(name + " is missing");
        }
        return in;
    }
}
