package io.parley.load;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many messages a second a server accepts at most: some send, each as soon as the answer before is there, and those to whom they
 * send have their streams open.
 */
final class Peak {

    private static final Duration WHEN_REFUSED = Duration.ofMillis(5);

    private final URI url;
    private final List<Pair> pairs;
    private final AtomicInteger next = new AtomicInteger();
    private final LongAdder accepted = new LongAdder();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Peak(URI url, List<Pair> pairs) {
        this.url = url;
        this.pairs = pairs;
    }

    /**
     * The most messages a second, on average over a time, with few or many who send: with more than the server lets in at once, most of
     * its work would be to refuse.
     */
    double measure(List<Integer> atOnce, Duration warmUp, Duration time) {
        System.out.printf(
                "Measuring how many messages a second it can do, for %d s …%n",
                warmUp.toSeconds() + atOnce.size() * time.toSeconds());
        List<Future<?>> streams = pairs.stream().<Future<?>>map(this::listen).toList();
        try {
            rate(atOnce.get(atOnce.size() - 1), warmUp);
            return atOnce.stream()
                    .mapToDouble(senders -> said(senders, rate(senders, time)))
                    .max()
                    .orElseThrow();
        } finally {
            streams.forEach(stream -> stream.cancel(true));
        }
    }

    private static double said(int senders, double rate) {
        System.out.printf("  %d at once: %.0f messages/s%n", senders, rate);
        return rate;
    }

    private Future<HttpResponse<Void>> listen(Pair pair) {
        HttpRequest request = HttpRequest.newBuilder(url.resolve("/v1/events"))
                .header("Authorization", "Bearer " + pair.senderToken())
                .header("Last-Event-ID", pair.position())
                .build();
        return client.sendAsync(request, BodyHandlers.discarding());
    }

    private double rate(int atOnce, Duration time) {
        ExecutorService senders = Executors.newFixedThreadPool(atOnce);
        try {
            for (int i = 0; i < atOnce; i++) {
                senders.execute(this::sendOn);
            }
            long before = accepted.sum();
            long began = System.nanoTime();
            Thread.sleep(time.toMillis());
            return (accepted.sum() - before) * 1e9 / (System.nanoTime() - began);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            senders.shutdownNow();
            awaitEnd(senders);
        }
    }

    private static void awaitEnd(ExecutorService senders) {
        try {
            senders.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendOn() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                if (send() == 201) {
                    accepted.increment();
                } else {
                    Thread.sleep(WHEN_REFUSED.toMillis());
                }
            } catch (InterruptedException e) {
                return;
            } catch (ExecutionException e) {
                throw new IllegalStateException("no answer from " + url, e);
            }
        }
    }

    private int send() throws InterruptedException, ExecutionException {
        Pair pair = pairs.get(Math.floorMod(next.getAndIncrement(), pairs.size()));
        HttpRequest request = HttpRequest.newBuilder(url.resolve("/v1/chats/" + pair.chatId() + "/messages"))
                .header("Authorization", "Bearer " + pair.receiverToken())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"messageId\":\"%s\",\"text\":\"How many of these can it do?\"}"
                        .formatted(UUID.randomUUID())))
                .build();
        HttpResponse<Void> response =
                client.sendAsync(request, BodyHandlers.discarding()).get();
        return response.statusCode();
    }
}
