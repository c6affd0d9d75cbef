package io.parley.infra.serialization;

import io.parley.contract.ParleyEvent;
import io.parley.contract.media.ByteRange;
import io.parley.contract.media.EncryptedMedia;
import io.parley.contract.media.MediaPage;
import io.parley.contract.media.MediaSlice;
import io.parley.contract.media.NewUpload;
import io.parley.contract.media.StoredMedia;
import io.parley.contract.media.UploadPiece;
import io.parley.contract.media.UploadRef;
import io.parley.contract.media.UploadState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Finds the records of the contract on the class path, so that a new one cannot be forgotten. */
final class ContractRecords {

    private static final String ROOT = "io/parley/contract/";

    /** What a port that carries bytes is called with: it never leaves its process, and rests nowhere. */
    private static final Set<Class<?>> OF_THE_MEDIA_STORES = Set.of(
            ByteRange.class,
            EncryptedMedia.class,
            MediaPage.class,
            MediaSlice.class,
            NewUpload.class,
            StoredMedia.class,
            UploadPiece.class,
            UploadPiece.Checksum.class,
            UploadRef.class,
            UploadState.class);

    private ContractRecords() {}

    static List<Class<?>> all() {
        try {
            Resource[] classes =
                    new PathMatchingResourcePatternResolver().getResources("classpath*:" + ROOT + "**/*.class");
            return Arrays.stream(classes)
                    .<Class<?>>map(ContractRecords::load)
                    .filter(type -> type.isRecord() && !OF_THE_MEDIA_STORES.contains(type))
                    .sorted(Comparator.comparing(Class::getName))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Class<?>> events() {
        return all().stream().filter(ParleyEvent.class::isAssignableFrom).toList();
    }

    private static Class<?> load(Resource resource) {
        try {
            String path = resource.getURL().getPath();
            String name = path.substring(path.lastIndexOf(ROOT), path.length() - ".class".length());
            return Class.forName(name.replace('/', '.'), false, ContractRecords.class.getClassLoader());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
