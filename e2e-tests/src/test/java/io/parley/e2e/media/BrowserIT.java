package io.parley.e2e.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Answer;
import io.parley.e2e.harness.Browser;
import io.parley.e2e.harness.Eventually;
import io.parley.e2e.harness.Json;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Sent;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.SharedServer;
import io.parley.e2e.harness.Unique;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What members see of media in a browser, by links as a product's own page has them. */
@SharedServer
@TestInstance(Lifecycle.PER_CLASS)
class BrowserIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    /** Half a second of a moving square, as a browser records it. */
    private static final String RECORD = """
            const done = arguments[arguments.length - 1];
            const canvas = document.createElement('canvas');
            canvas.width = 320; canvas.height = 240;
            const drawing = canvas.getContext('2d');
            let step = 0;
            const drawn = setInterval(() => {
              drawing.fillStyle = 'white'; drawing.fillRect(0, 0, 320, 240);
              drawing.fillStyle = 'teal'; drawing.fillRect(step++ * 4 % 320, 80, 80, 80);
            }, 20);
            const recorder = new MediaRecorder(canvas.captureStream(25), {mimeType: 'video/webm;codecs=vp8'});
            const parts = [];
            recorder.ondataavailable = event => parts.push(event.data);
            recorder.onstop = () => {
              clearInterval(drawn);
              const reader = new FileReader();
              reader.onload = () => done(reader.result.substring(reader.result.indexOf(',') + 1));
              reader.readAsDataURL(new Blob(parts));
            };
            recorder.start();
            setTimeout(() => recorder.stop(), 1200);""";

    private final Server server;
    private final Person ada;
    private final Person ben;
    private final String chat;
    private final Browser browser = Browser.start();
    private final Page page = Page.serve();

    BrowserIT(Server server) {
        this.server = server;
        ada = Person.signsUp(server);
        ben = Person.signsUp(server);
        chat = ada.chatWith(ben);
    }

    @AfterAll
    void close() {
        page.close();
        browser.close();
    }

    @Test
    void aPageShowsImageAndThumbnailAndPlaysSoundAndFilmByTheirLinks() {
        page.shows("");
        browser.open(page.address());
        byte[] film = Base64.getDecoder().decode(String.valueOf(browser.runUntilDone(RECORD)));
        String image = linkTo(sent("photo.png", "image/png", Samples.png(640, 480)));
        String sound = linkTo(sent("note.wav", "audio/wav", Samples.wav(Duration.ofSeconds(3))));
        String video = linkTo(sent("clip.webm", "video/webm", film));

        page.shows("""
                <img id=image src="%s"><br><audio id=sound src="%s" controls preload=auto></audio><br>
                <video id=video src="%s" controls muted autoplay loop></video>""".formatted(image, sound, video));
        browser.open(page.address());

        shows("document.getElementById('image').naturalWidth == 640");
        shows("Math.abs(document.getElementById('sound').duration - 3) < 0.1");
        shows("document.getElementById('video').videoWidth == 320 && document.getElementById('video').currentTime > 0");
        browser.run("document.getElementById('sound').currentTime = 2.5");
        shows(
                "document.getElementById('sound').currentTime >= 2.5 && document.getElementById('sound').readyState >= 2");
        browser.photograph(Path.of("target", "e2e", "media-in-browser.png"));
    }

    @Test
    void withTheMessageTheLinkEnds() {
        Bearing message = sent("photo.png", "image/png", Samples.png(32, 32));
        String link = linkTo(message);
        page.shows("<img id=image src=\"%s\">".formatted(link));
        browser.open(page.address());
        shows("document.getElementById('image').naturalWidth == 32");

        ada.takesBack(message.sent()).expect(204);

        Eventually.holds(SOON, () -> {
            browser.open(page.address());
            assertThat(isSo("document.getElementById('image').complete")).isTrue();
            assertThat(isSo("document.getElementById('image').naturalWidth == 0"))
                    .isTrue();
        });
    }

    @Test
    void aLinkThatIsOpenedByItselfRunsNothing() {
        browser.open(URI.create(linkTo(sent("photo.png", "image/png", Samples.png(32, 32)))));

        assertThat(browser.run("return document.contentType")).isEqualTo("image/png");
    }

    /** A message with media. */
    private record Bearing(Sent sent, String mediaId) {}

    private Bearing sent(String name, String contentType, byte[] bytes) {
        String mediaId = ada.post("/v1/chats/" + chat + "/media")
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .body(contentType, bytes)
                .send()
                .expect(201)
                .text("mediaId");
        Answer answer = ada.post("/v1/chats/" + chat + "/messages")
                .json(Json.object("messageId", Unique.messageId(), "mediaId", mediaId))
                .send()
                .expect(201);
        return new Bearing(Sent.of(answer, ""), mediaId);
    }

    private String linkTo(Bearing message) {
        String url = ben.post("/v1/media/" + message.mediaId() + "/links")
                .send()
                .expect(200)
                .text("url");
        return URI.create("http://127.0.0.1:" + server.port()).resolve(url).toString();
    }

    private void shows(String condition) {
        Eventually.holds(SOON, () -> assertThat(isSo(condition)).as(condition).isTrue());
    }

    private boolean isSo(String condition) {
        return Boolean.TRUE.equals(browser.run("return " + condition));
    }
}
