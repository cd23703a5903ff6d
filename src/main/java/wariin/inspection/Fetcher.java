package wariin.inspection;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import wariin.site.Bilingual;

/// Fetches what a provider publishes, over HTTP/1.1: no redirects, bounded in time and size, and only where
/// {@link Reach} lets it. It connects to the very address that was checked, so a name that changes helps nobody.
@Component
class Fetcher {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int READ_MILLIS = 10_000;
    private static final long WHOLE_NANOS = 20_000_000_000L;
    private static final int LARGEST_HEAD = 32 * 1024;
    static final int LARGEST = 8 * 1024 * 1024;

    private final Reach reach;

    Fetcher(Reach reach) {
        this.reach = reach;
    }

    sealed interface Fetched {

        record Got(URI uri, int status, String type, byte[] body) implements Fetched {

            String sha256() {
                return Fetcher.sha256(body);
            }
        }

        record Failed(Bilingual reason) implements Fetched {}
    }

    Fetched get(String address) {
        return send(address, "GET", null, null);
    }

    Fetched post(String address, String type, byte[] body) {
        return send(address, "POST", type, body);
    }

    private Fetched send(String address, String method, @Nullable String type, byte @Nullable [] body) {
        return switch (reach.to(address)) {
            case Reach.Way.Closed(var reason) -> new Fetched.Failed(told(address, reason));
            case Reach.Way.Open way -> send(way, method, type, body);
        };
    }

    private static Fetched send(Reach.Way.Open way, String method, @Nullable String type, byte @Nullable [] body) {
        var address = way.uri().toString();
        try (var socket = connect(way)) {
            var out = socket.getOutputStream();
            out.write(head(way.uri(), method, type, body).getBytes(StandardCharsets.US_ASCII));
            if (body != null) out.write(body);
            out.flush();
            var got = new Answer(socket.getInputStream()).read(way.uri());
            if (got.status() >= 300 && got.status() < 400) {
                return new Fetched.Failed(told(address, new Bilingual("別の場所へ転送されます。", "It redirects elsewhere.")));
            }
            return got.status() == 200
                    ? got
                    : new Fetched.Failed(told(
                            address,
                            new Bilingual(
                                    "状態 " + got.status() + " で応答しました。",
                                    "It answers with status " + got.status() + ".")));
        } catch (IOException broken) {
            return new Fetched.Failed(told(address, words(broken)));
        }
    }

    /// A socket to the checked address; for https with the certificate checked for the host's name.
    private static Socket connect(Reach.Way.Open way) throws IOException {
        var plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(way.address(), way.port()), CONNECT_MILLIS);
            plain.setSoTimeout(READ_MILLIS);
            if (!way.uri().getScheme().equals("https")) return plain;
            var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
            var secure = (SSLSocket) factory.createSocket(plain, way.uri().getHost(), way.port(), true);
            var parameters = new SSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
            secure.startHandshake();
            return secure;
        } catch (IOException broken) {
            plain.close();
            throw broken;
        }
    }

    private static String head(URI uri, String method, @Nullable String type, byte @Nullable [] body) {
        var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        var host = uri.getPort() == -1 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
        var head = method + " " + path + query + " HTTP/1.1\r\nHost: " + host
                + "\r\nUser-Agent: Wariin-Inspection\r\nAccept: */*\r\nAccept-Language: en\r\nConnection: close\r\n";
        if (body != null) head += "Content-Type: " + type + "\r\nContent-Length: " + body.length + "\r\n";
        return head + "\r\n";
    }

    private static Bilingual words(IOException broken) {
        return switch (broken) {
            case java.net.SocketTimeoutException _ -> new Bilingual("時間内に応答がありません。", "It does not answer in time.");
            case javax.net.ssl.SSLException _ -> new Bilingual("TLS接続を確立できません。", "No TLS connection can be made.");
            case TooLarge _ -> new Bilingual("応答が大きすぎます。", "Its answer is too large.");
            default -> new Bilingual("接続できません。", "It cannot be reached.");
        };
    }

    private static Bilingual told(String address, Bilingual reason) {
        var shown = address.length() <= 200 ? address : address.substring(0, 200) + "…";
        return new Bilingual(shown + ": " + reason.ja(), shown + ": " + reason.en());
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static final class TooLarge extends IOException {

        private TooLarge() {
            super("The answer is too large");
        }
    }

    /// Reads one answer (RFC 9112): by its length, in chunks, or to the end of the connection.
    private static final class Answer {

        private final InputStream in;
        private final long end = System.nanoTime() + WHOLE_NANOS;
        private int headBytes;

        private Answer(InputStream in) {
            this.in = new java.io.BufferedInputStream(in);
        }

        Fetched.Got read(URI uri) throws IOException {
            var status = line().split(" ", 3);
            if (status.length < 2 || !status[0].startsWith("HTTP/1.") || !status[1].matches("[1-5][0-9]{2}")) {
                throw new IOException("Not an HTTP answer");
            }
            var headers = headers();
            var type = headers.getOrDefault("content-type", "");
            return new Fetched.Got(uri, Integer.parseInt(status[1]), type, body(headers));
        }

        private Map<String, String> headers() throws IOException {
            var headers = new HashMap<String, String>();
            for (var line = line(); !line.isEmpty(); line = line()) {
                var colon = line.indexOf(':');
                if (colon > 0) {
                    headers.put(
                            line.substring(0, colon).toLowerCase(Locale.ROOT),
                            line.substring(colon + 1).strip());
                }
            }
            return headers;
        }

        private byte[] body(Map<String, String> headers) throws IOException {
            var body = new ByteArrayOutputStream();
            if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
                for (var size = chunk(); size > 0; size = chunk()) {
                    copy(body, size);
                    line();
                }
            } else if (headers.containsKey("content-length")) {
                copy(body, number(headers.get("content-length"), 10));
            } else {
                copy(body, -1);
            }
            return body.toByteArray();
        }

        private long chunk() throws IOException {
            return number(line().replaceFirst(";.*", "").strip(), 16);
        }

        private static long number(String text, int base) throws IOException {
            try {
                var number = Long.parseLong(text, base);
                if (number < 0) throw new IOException("Not a length");
                if (number > LARGEST) throw new TooLarge();
                return number;
            } catch (NumberFormatException none) {
                throw new IOException("Not a length", none);
            }
        }

        /// @param length -1 means to the end
        private void copy(ByteArrayOutputStream body, long length) throws IOException {
            var buffer = new byte[8192];
            for (var left = length; left != 0; ) {
                var count = in.read(buffer, 0, left < 0 ? buffer.length : (int) Math.min(left, buffer.length));
                if (count < 0) {
                    if (left > 0) throw new IOException("The answer ends too early");
                    return;
                }
                body.write(buffer, 0, count);
                if (body.size() > LARGEST) throw new TooLarge();
                inTime();
                if (left > 0) left -= count;
            }
        }

        private String line() throws IOException {
            var line = new ByteArrayOutputStream();
            for (var next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) throw new IOException("The answer ends too early");
                if (++headBytes > LARGEST_HEAD) throw new TooLarge();
                if (next != '\r') line.write(next);
                inTime();
            }
            return line.toString(StandardCharsets.ISO_8859_1);
        }

        private void inTime() throws IOException {
            if (System.nanoTime() - end > 0) throw new java.net.SocketTimeoutException("The whole takes too long");
        }
    }
}
