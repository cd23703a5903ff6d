package wariin.enrolment.acme;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.stereotype.Component;
import wariin.enrolment.EnrolmentSettings;
import wariin.enrolment.EnrolmentSettings.Reach;

/// Asks a host for the answer to an HTTP challenge (RFC 8555, 8.3) without being led elsewhere.
///
/// The name is resolved once and the connection goes to the very address that was checked; redirects are not followed,
/// few bytes are read, and all must be there within seconds.
@Component
class HttpProbe {

    static final String PATH = "/.well-known/acme-challenge/";
    private static final int LARGEST = 8 * 1024;
    private static final int SECONDS = 10;

    /// What was found there.
    sealed interface Found {
        record Text(String body) implements Found {}

        /// @param why one English sentence
        record Nothing(String why) implements Found {}
    }

    private final NameLookup names;
    private final EnrolmentSettings settings;

    HttpProbe(NameLookup names, EnrolmentSettings settings) {
        this.names = names;
        this.settings = settings;
    }

    Found ask(String host, String token) {
        var addresses = names.addresses(host);
        if (addresses.isEmpty()) return new Found.Nothing("The name " + host + " has no address");
        for (var address : addresses) {
            if (!allowed(address, settings.acme().reach())) {
                return new Found.Nothing("The name " + host + " leads to an address that is not asked from here");
            }
        }
        try {
            return fetch(addresses.getFirst(), host, token);
        } catch (IOException broken) {
            return new Found.Nothing("The host " + host + " could not be asked: " + broken.getMessage());
        }
    }

    static boolean allowed(InetAddress address, Reach reach) {
        if (address.isAnyLocalAddress() || address.isMulticastAddress() || address.isLinkLocalAddress()) return false;
        if (address.isLoopbackAddress()) return reach == Reach.LOOPBACK;
        var bytes = address.getAddress();
        var first = bytes[0] & 0xff;
        var second = bytes[1] & 0xff;
        var shared = address instanceof Inet6Address
                ? (first & 0xfe) == 0xfc || first == 0 || first == 0x64 // unique local; mapped and translated IPv4
                : first == 0 || (first == 100 && (second & 0xc0) == 64) || first >= 240;
        return !(address.isSiteLocalAddress() || shared) || reach != Reach.PUBLIC;
    }

    private Found fetch(InetAddress address, String host, String token) throws IOException {
        var port = settings.acme().port();
        var end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 5000);
            socket.setSoTimeout(5000);
            var request = "GET " + PATH + token + " HTTP/1.0\r\nHost: " + host + (port == 80 ? "" : ":" + port)
                    + "\r\nUser-Agent: Wariin\r\nAccept: */*\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var answer = new ByteArrayOutputStream();
            var buffer = new byte[2048];
            int read;
            while (answer.size() < LARGEST
                    && System.nanoTime() < end
                    && (read = socket.getInputStream().read(buffer)) > 0) {
                answer.write(buffer, 0, read);
            }
            return read(answer.toString(StandardCharsets.ISO_8859_1));
        }
    }

    private static Found read(String answer) {
        if (!answer.matches("(?s)HTTP/1\\.[01] 200\\b.*")) {
            var line = answer.lines().findFirst().orElse("nothing").replaceAll("[^ -~]", "?");
            return new Found.Nothing("The host answered: " + line.substring(0, Math.min(line.length(), 100)));
        }
        var body = answer.indexOf("\r\n\r\n");
        return new Found.Text(body < 0 ? "" : answer.substring(body + 4).strip());
    }
}
