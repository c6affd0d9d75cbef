package io.parley.benchmarks.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.infra.media.content.ContentFacts;
import io.parley.infra.media.content.ContentProperties;
import io.parley.infra.media.content.Inspection;
import io.parley.infra.media.content.MediaInspector;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;

class NoiseTest {

    private static final int SIZE = 3_000_001;

    @TempDir
    private Path folder;

    @Test
    void theServerTakesThemForWhatTheyAreAndStoresThemAsTheyCome() throws Exception {
        takenAsItIs(Noise.film(folder.resolve("film"), SIZE));
        takenAsItIs(Noise.sound(folder.resolve("sound"), SIZE - 1));
    }

    private static void takenAsItIs(Noise file) throws Exception {
        byte[] bytes = Files.readAllBytes(file.path());
        assertThat(bytes).hasSize(file.size());
        Inspection inspection = new MediaInspector(new ContentProperties(DataSize.ofMegabytes(100), 100_000_000))
                .inspect(Flux.just(ByteBuffer.wrap(bytes)));
        inspection.stored().blockLast();
        ContentFacts facts = Objects.requireNonNull(inspection.facts().block());
        assertThat(facts.contentType()).isEqualTo(file.contentType());
        assertThat(facts.size()).isEqualTo(file.size());
    }
}
