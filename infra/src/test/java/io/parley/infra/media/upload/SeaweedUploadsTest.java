package io.parley.infra.media.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.contract.media.MediaStore;
import io.parley.contract.media.MediaStoreUnavailableException;
import io.parley.contract.media.UploadRef;
import io.parley.infra.media.RemoteProperties;
import io.parley.infra.media.seaweedfs.FilerMediaStore;
import io.parley.infra.media.seaweedfs.TestWeed;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An upload whose SeaweedFS is killed in the middle. */
class SeaweedUploadsTest extends UploadFixture {

    private static final RemoteProperties LIMITS = new RemoteProperties(
            64, 1_000, Duration.ofSeconds(1), Duration.ofSeconds(8), Duration.ofSeconds(8), Duration.ofSeconds(4));

    private @Nullable TestWeed weed;

    @Override
    MediaStore openStore() throws Exception {
        weed = opened(TestWeed.start(Files.createDirectories(folder.resolve("weed"))));
        return opened(new FilerMediaStore(weed.filer(), "/parley/media", LIMITS));
    }

    @Test
    void whatWasReceivedIsThereAfterTheStoreWasKilled() throws Exception {
        byte[] content = random(5 * PART + 1);
        UploadRef ref = begun(content.length);
        append(ref, 0, Arrays.copyOf(content, 3 * PART));
        TestWeed killed = Objects.requireNonNull(weed);
        killed.kill();
        assertThatThrownBy(() -> append(ref, 3 * PART, random(10))).isInstanceOf(MediaStoreUnavailableException.class);
        killed.startAgain();

        append(ref, 3 * PART, Arrays.copyOfRange(content, 3 * PART, content.length));
        finish(ref);

        assertThat(read(known.get(0).content())).isEqualTo(content);
        await("its parts are removed", () -> objects().size() == 1);
    }
}
