package io.parley.benchmarks.media;

import io.parley.benchmarks.media.Curl.Transfer;
import io.parley.benchmarks.streams.Api;
import io.parley.benchmarks.streams.Api.Person;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where bytes go and come from, both by the same program.
 *
 * @param filer the filer of the SeaweedFS that the server has for itself
 * @param server the server
 * @param person who uploads to it and downloads from it
 * @param chatId a chat of theirs
 */
record Sides(URI filer, URI server, Person person, String chatId) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Those of a server, with two people who have just signed up. */
    static Sides of(URI filer, Api api) throws IOException, InterruptedException {
        Person person = api.signUp();
        return new Sides(filer, api.url(), person, api.openChat(person, api.signUp()));
    }

    /** Begins an upload to Parley. */
    Curl beginUpload(Noise file) throws IOException {
        return Curl.upload("POST", server.resolve("/v1/chats/" + chatId + "/media"), person.token(), file);
    }

    /** Uploads to Parley; gives where it can be downloaded. */
    Uploaded upload(Noise file) throws IOException, InterruptedException {
        try (Curl curl = beginUpload(file)) {
            Transfer transfer = whole(file, curl.await());
            String mediaId = JSON.readTree(transfer.answer()).path("mediaId").stringValue();
            return new Uploaded(transfer.seconds(), server.resolve("/v1/media/" + mediaId));
        }
    }

    /** Downloads from Parley; gives how long it took. */
    double download(Noise file, URI from) throws IOException, InterruptedException {
        try (Curl curl = Curl.download(from, person.token())) {
            return whole(file, curl.await()).seconds();
        }
    }

    /**
     * Uploads to the filer, past Parley.
     *
     * @param options behind the name, such as {@code ?fsync=true}
     */
    Uploaded uploadPlain(Noise file, String options) throws IOException, InterruptedException {
        URI name = filer.resolve("/bench/" + UUID.randomUUID());
        try (Curl curl = Curl.upload("PUT", URI.create(name + options), null, file)) {
            return new Uploaded(whole(file, curl.await()).seconds(), name);
        }
    }

    /** Downloads from the filer, past Parley. */
    double downloadPlain(Noise file, URI from) throws IOException, InterruptedException {
        try (Curl curl = Curl.download(from, null)) {
            return whole(file, curl.await()).seconds();
        }
    }

    private static Transfer whole(Noise file, Transfer transfer) throws IOException {
        if (transfer.bytes() < file.size()) {
            throw new IOException("only %d of %d bytes have passed".formatted(transfer.bytes(), file.size()));
        }
        return transfer;
    }

    /**
     * Something uploaded.
     *
     * @param seconds how long that took
     * @param from where it is
     */
    record Uploaded(double seconds, URI from) {}

    /** Hides the token, as the person does. */
    @Override
    public String toString() {
        return "Sides[" + server + ", " + filer + "]";
    }
}
