package wariin.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.jspecify.annotations.Nullable;

/// Clients that ask a platform for one time-stamp after another, and judge the times by the test's own clock.
final class Stampers implements AutoCloseable {
    static final Duration ACCURACY = Duration.ofMillis(500);
    private static final Duration SCARCELY = Duration.ofMillis(2);

    /// What came of one request; without a time it was refused.
    record Reply(
            Instant asked,
            Instant received,
            @Nullable Instant time,
            @Nullable BigInteger serial,
            String token,
            int failure) {
        boolean isToken() {
            return time != null;
        }

        /// Right at some moment between question and answer, give or take what tokens promise.
        boolean isHonest() {
            return time == null || !time.isBefore(asked.minus(ACCURACY)) && !time.isAfter(received.plus(ACCURACY));
        }
    }

    private final String url;
    private final ConcurrentLinkedQueue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final AtomicLong nonces = new AtomicLong();
    private final List<Thread> threads;
    private volatile boolean over;

    Stampers(String url, int clients) {
        this.url = url;
        this.threads = java.util.stream.IntStream.range(0, clients)
                .mapToObj(_ -> Thread.ofPlatform().daemon().start(this::ask))
                .toList();
    }

    /// All that came after a moment.
    List<Reply> since(Instant moment) {
        return replies.stream()
                .filter(reply -> !reply.received().isBefore(moment))
                .toList();
    }

    List<Reply> all() {
        return List.copyOf(replies);
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        for (var thread : threads) thread.join(20_000);
        assertThat(replies).filteredOn(reply -> !reply.isHonest()).isEmpty();
        assertThat(replies)
                .filteredOn(reply -> !reply.isToken())
                .allMatch(reply -> reply.failure() == PKIFailureInfo.timeNotAvailable);
    }

    private void ask() {
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            while (!over) {
                try {
                    replies.add(once(client));
                    Thread.sleep(SCARCELY);
                } catch (IOException gone) {
                    Thread.sleep(50);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Reply once(HttpClient client) throws IOException, InterruptedException {
        var question = new TimeStampRequestGenerator();
        question.setCertReq(false);
        var request =
                question.generate(TSPAlgorithms.SHA256, new byte[32], BigInteger.valueOf(nonces.incrementAndGet()));
        var post = HttpRequest.newBuilder(URI.create(url + "/tsa"))
                .header("Content-Type", "application/timestamp-query")
                .timeout(Duration.ofSeconds(15))
                .POST(HttpRequest.BodyPublishers.ofByteArray(request.getEncoded()))
                .build();
        var asked = Instant.now();
        var body = client.send(post, BodyHandlers.ofByteArray()).body();
        var received = Instant.now();
        try {
            var response = new TimeStampResponse(body);
            response.validate(request);
            var token = response.getTimeStampToken();
            if (token == null) {
                return new Reply(
                        asked, received, null, null, "", response.getFailInfo().intValue());
            }
            var info = token.getTimeStampInfo();
            var hash = MessageDigest.getInstance("SHA-256").digest(token.getEncoded());
            return new Reply(
                    asked,
                    received,
                    info.getGenTime().toInstant(),
                    info.getSerialNumber(),
                    HexFormat.of().formatHex(hash),
                    0);
        } catch (org.bouncycastle.tsp.TSPException | java.security.GeneralSecurityException broken) {
            throw new IllegalStateException("What came is no answer", broken);
        }
    }
}
