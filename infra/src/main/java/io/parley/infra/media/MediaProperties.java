package io.parley.infra.media;

import io.parley.infra.media.breaker.BreakerProperties;
import io.parley.infra.media.check.MediaCheckProperties;
import io.parley.infra.media.content.ContentProperties;
import io.parley.infra.media.encryption.EncryptionProperties;
import io.parley.infra.media.folder.FolderProperties;
import io.parley.infra.media.intake.IntakeProperties;
import io.parley.infra.media.s3.S3Properties;
import io.parley.infra.media.seaweedfs.SeaweedProperties;
import io.parley.infra.media.thumbnail.ThumbnailProperties;
import io.parley.infra.media.waveform.WaveformProperties;
import jakarta.validation.Valid;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the bytes of images, audio and video are kept, and what is taken and made of them.
 *
 * @param store which kind of store it is
 * @param checkEvery how often a node looks whether the store does its work
 * @param encryption how they are encrypted
 * @param folder for the store that is a folder
 * @param remote for those on the network
 * @param seaweedfs for SeaweedFS
 * @param s3 for S3
 * @param content what is taken
 * @param thumbnails the work that small pictures are
 * @param intake how many uploads are taken
 * @param breaker when the store is taken to be down
 * @param waveforms the work that it is to tell how loud sounds are
 * @param check comparing the store with the log
 */
@Validated
@ConfigurationProperties("parley.media")
public record MediaProperties(
        @DefaultValue("folder") Kind store,

        @DefaultValue("10s") @DurationMin(millis = 100) @DurationMax(minutes = 10)
        Duration checkEvery,

        @DefaultValue @Valid EncryptionProperties encryption,
        @DefaultValue @Valid FolderProperties folder,
        @DefaultValue @Valid RemoteProperties remote,
        @DefaultValue @Valid SeaweedProperties seaweedfs,
        @DefaultValue @Valid S3Properties s3,
        @DefaultValue @Valid ContentProperties content,
        @DefaultValue @Valid ThumbnailProperties thumbnails,
        @DefaultValue @Valid IntakeProperties intake,
        @DefaultValue @Valid BreakerProperties breaker,
        @DefaultValue @Valid WaveformProperties waveforms,
        @DefaultValue @Valid MediaCheckProperties check) {

    /** What may keep them. */
    public enum Kind {
        /** A folder of this machine, for a platform of one node. */
        FOLDER,
        /** A SeaweedFS, by its filer. */
        SEAWEEDFS,
        /** A bucket of whatever speaks S3. */
        S3
    }
}
