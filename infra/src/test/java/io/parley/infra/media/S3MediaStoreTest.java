package io.parley.infra.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.infra.media.s3.S3MediaStore;
import io.parley.infra.media.s3.S3Properties;
import io.parley.infra.media.seaweedfs.TestWeed;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** By the S3 gateway of a real SeaweedFS. */
class S3MediaStoreTest extends MediaStoreContract {

    private static final String BUCKET = "parley-media";
    private static final String ACCESS_KEY = "parley";
    private static final String SECRET_KEY = "parley-secret";

    @TempDir
    static Path folder;

    private static WeedUnderTest<S3MediaStore> tested;

    @BeforeAll
    static void start() throws Exception {
        TestWeed weed = TestWeed.startWithS3(folder, ACCESS_KEY, SECRET_KEY);
        makeBucket(weed);
        S3Properties properties =
                new S3Properties(weed.s3().toString(), "us-east-1", BUCKET, ACCESS_KEY, SECRET_KEY, true);
        tested = new WeedUnderTest<>(weed, new S3MediaStore(properties, SeaweedMediaStoreTest.LIMITS));
    }

    @AfterAll
    static void stop() throws Exception {
        tested.close();
    }

    @Override
    StoreUnderTest tested() {
        return tested;
    }

    private static void makeBucket(TestWeed weed) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(weed.filer() + "/buckets/" + BUCKET + "/"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(201);
    }
}
