package io.parley.infra.media.s3;

import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which S3 keeps the media.
 *
 * @param endpoint the URL of the service; empty for Amazon's in the region
 * @param region the region, which requests are signed for
 * @param bucket a bucket that exists and holds nothing else
 * @param accessKey who we are; empty for what the environment says, as the AWS SDK looks for it
 * @param secretKey and how we show it
 * @param pathStyle whether the bucket is named in the path, as most but Amazon expect, rather than in the host's name
 */
public record S3Properties(
        @DefaultValue("")
        @Pattern(regexp = "|https?://[^/?#@]+/?", message = "must be a URL such as https://s3.example.com")
        String endpoint,

        @DefaultValue("us-east-1") @Pattern(regexp = "[a-z0-9-]+", message = "must be a region such as us-east-1")
        String region,

        @DefaultValue("parley-media")
        @Pattern(
                regexp = "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]",
                message = "must be the name of a bucket such as parley-media")
        String bucket,

        @DefaultValue("") String accessKey,
        @DefaultValue("") String secretKey,
        @DefaultValue("true") boolean pathStyle) {

    /** Keys do not belong into logs. */
    @Override
    public String toString() {
        return "S3Properties";
    }
}
