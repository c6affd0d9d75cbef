package io.parley.infra.media.s3;

import io.parley.infra.media.RemoteProperties;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;

/** Makes clients of the AWS SDK by our settings. */
final class S3Clients {

    /** Shorter than servers keep a connection that does nothing. */
    private static final Duration UNUSED = Duration.ofSeconds(10);

    /** The client's own time-outs do not see whose turn it is: calls are bounded one by one instead. */
    private static final Duration NEVER = Duration.ofDays(1);

    private S3Clients() {}

    static S3AsyncClient make(S3Properties properties, RemoteProperties limits) {
        S3AsyncClientBuilder client = S3AsyncClient.builder()
                .region(Region.of(properties.region()))
                .credentialsProvider(credentials(properties))
                .forcePathStyle(properties.pathStyle())
                // What goes over the wire is ciphertext that authenticates itself, and not every S3 knows the newer
                // sums.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClient(http(limits));
        if (!properties.endpoint().isBlank()) {
            client.endpointOverride(URI.create(properties.endpoint()));
        }
        return client.build();
    }

    private static SdkAsyncHttpClient http(RemoteProperties limits) {
        return NettyNioAsyncHttpClient.builder()
                .maxConcurrency(limits.connections())
                .maxPendingConnectionAcquires(limits.waiting())
                .connectionAcquisitionTimeout(limits.responseTimeout())
                .connectionTimeout(limits.connectTimeout())
                .connectionMaxIdleTime(UNUSED)
                .readTimeout(NEVER)
                .writeTimeout(NEVER)
                .build();
    }

    private static AwsCredentialsProvider credentials(S3Properties properties) {
        return properties.accessKey().isBlank()
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(properties.accessKey(), properties.secretKey()));
    }
}
