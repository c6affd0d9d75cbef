package io.parley.api.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.testing.FakeMedia;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Slow clients, and many of them. */
@TestPropertySource(
        properties = {
            "parley.limits.media.stall=1s",
            "parley.limits.media.downloads=2",
            "parley.limits.media.uploads=2",
            "parley.limits.media.uploads-per-second=1",
            "parley.limits.media.upload-burst=4",
            "parley.limits.request-timeout=1s"
        })
class MediaPaceTest extends MediaTest {

    private static final int LARGE = FakeMedia.LARGEST;

    @Test
    void anUploadMayTakeLongerThanAnyOtherRequestSoLongAsItGoesOn() throws Exception {
        try (Socket socket = begin(9)) {
            for (int part = 0; part < 9; part++) {
                socket.getOutputStream().write('P');
                Thread.sleep(300);
            }
            assertThat(answer(socket)).startsWith("HTTP/1.1 201");
        }
    }

    @Test
    void anUploadThatStandsStillIsCutAndLeavesNothing() throws Exception {
        int before = media.objects().size();
        try (Socket socket = begin(1_000)) {
            socket.getOutputStream().write('P');
            assertThat(answer(socket)).isEmpty();
        }
        assertThat(media.objects()).hasSize(before);
    }

    @Test
    void anyOtherRequestMustHaveComeInTime() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(head("/messages", 100_000).getBytes(StandardCharsets.US_ASCII));
            long begun = System.nanoTime();
            write(socket, 100);
            assertThat(answer(socket)).isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isBetween(Duration.ofMillis(800), Duration.ofSeconds(8));
        }
    }

    @Test
    void aDownloadThatNobodyTakesIsCutAndMakesRoom() throws Exception {
        byte[] large = new byte[LARGE];
        large[0] = 'P';
        String path = "/v1/media/" + text(uploaded(ada, large), "mediaId");
        try (RawDownload one = RawDownload.begin(port, path, ben.accessToken());
                RawDownload other = RawDownload.begin(port, path, ben.accessToken())) {
            assertThat(one.head() + other.head()).contains("HTTP/1.1 200");

            expectProblem(get(ben, path).expectHeader().exists("Retry-After"), 503, "overloaded");
            say(ben, chat, "text goes on");
            Thread.sleep(2_500);

            get(ben, path).expectStatus().isOk();
            assertThat(one.readToEnd()).isLessThan(LARGE);
            assertThat(other.readToEnd()).isLessThan(LARGE);
        }
    }

    @Test
    void oneUserUploadsNoMoreAtOnceAndInAllThanMay() throws Exception {
        try (Socket one = begin(10);
                Socket other = begin(10)) {
            write(one, 1);
            write(other, 1);
            Thread.sleep(200);
            expectProblem(upload(ada, chat, picture(), "").expectHeader().exists("Retry-After"), 429, "rate_limited");
            upload(ben, chat, picture(), "").expectStatus().isCreated();
            write(one, 9);
            assertThat(answer(one)).startsWith("HTTP/1.1 201");
        }
        Thread.sleep(200);
        clock.move(Duration.ofMinutes(1));
        for (int n = 0; n < 4; n++) {
            upload(ada, chat, picture(), "").expectStatus().isCreated();
        }
        expectProblem(upload(ada, chat, picture(), ""), 429, "rate_limited");
        say(ada, chat, "text goes on");
    }

    /** An upload of which nothing has come yet but its head. */
    private Socket begin(int length) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(head("/media", length).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private String head(String where, int length) {
        return "POST /v1/chats/" + chat + where + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + ada.accessToken()
                + "\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n";
    }

    private static void write(Socket socket, int bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write("P".repeat(bytes).getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** The beginning of the answer; nothing if the server hangs up. */
    private static String answer(Socket socket) throws IOException {
        byte[] buffer = new byte[12];
        try {
            int read = socket.getInputStream().readNBytes(buffer, 0, buffer.length);
            return new String(buffer, 0, read, StandardCharsets.US_ASCII);
        } catch (SocketException reset) {
            return "";
        }
    }
}
