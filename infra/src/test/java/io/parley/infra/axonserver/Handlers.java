package io.parley.infra.axonserver;

import io.grpc.stub.StreamObserver;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/**
 * The clients that handle messages, what each handles and how many it may still be sent. The same key goes to the same client as
 * long as the clients are the same: the one that ranks highest for the key.
 *
 * @param <M> what clients are sent
 */
final class Handlers<M> {

    private final List<Client<M>> clients = new CopyOnWriteArrayList<>();

    private Client<M> connect(Consumer<M> send) {
        Client<M> client = new Client<>(send);
        clients.add(client);
        return client;
    }

    /** Takes a client's stream, until it ends: what the client says goes to the listener. */
    <O> StreamObserver<O> open(StreamObserver<M> stream, BiConsumer<Client<M>, O> listener) {
        Client<M> client = connect(stream::onNext);
        return new StreamObserver<>() {
            @Override
            public void onNext(O message) {
                listener.accept(client, message);
            }

            @Override
            public void onError(Throwable failure) {
                clients.remove(client);
            }

            @Override
            public void onCompleted() {
                clients.remove(client);
                stream.onCompleted();
            }
        };
    }

    Optional<Client<M>> find(String name, String key) {
        List<Client<M>> able = new ArrayList<>(clients);
        able.removeIf(client -> !client.handles(name));
        return able.stream().max(Comparator.comparingLong(client -> rank(client.id, key)));
    }

    private static long rank(String client, String key) {
        CRC32 checksum = new CRC32();
        checksum.update((client + "/" + key).getBytes(StandardCharsets.UTF_8));
        return checksum.getValue();
    }

    /** One client. Messages wait until it has permits. */
    static final class Client<M> {

        private final Consumer<M> send;
        private final Set<String> names = new HashSet<>();
        private final Queue<M> waiting = new ArrayDeque<>();
        private String id = "";
        private long permits;

        private Client(Consumer<M> send) {
            this.send = send;
        }

        synchronized void subscribe(String clientId, String name) {
            id = clientId;
            names.add(name);
        }

        synchronized void unsubscribe(String name) {
            names.remove(name);
        }

        private synchronized boolean handles(String name) {
            return names.contains(name);
        }

        String id() {
            return id;
        }

        synchronized void permit(long more) {
            permits += more;
            drain();
        }

        synchronized void send(M message) {
            waiting.add(message);
            drain();
        }

        /** Sends what needs no permit. */
        synchronized void answer(M message) {
            send.accept(message);
        }

        private void drain() {
            while (permits > 0 && !waiting.isEmpty()) {
                permits--;
                send.accept(waiting.remove());
            }
        }
    }
}
