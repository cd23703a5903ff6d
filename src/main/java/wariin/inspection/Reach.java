package wariin.inspection;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import wariin.site.Bilingual;
import wariin.site.SiteSettings;

/// Which addresses a check may connect to: public ones, and this platform's own. Others are somebody's inside.
@Component
class Reach {

    private final SiteSettings site;
    private final boolean allowPrivate;

    Reach(SiteSettings site, @Value("${wariin.inspection.allow-private:false}") boolean allowPrivate) {
        this.site = site;
        this.allowPrivate = allowPrivate;
    }

    /// Where to connect. The address was checked, so it is connected to and not looked up again.
    sealed interface Way {

        record Open(URI uri, InetAddress address, int port) implements Way {}

        record Closed(Bilingual reason) implements Way {}
    }

    Way to(String address) {
        var uri = uri(address).orElse(null);
        if (uri == null) return closed("アドレスがhttpまたはhttpsではありません。", "The address is not http or https.");
        var port = uri.getPort() != -1 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
        try {
            var found = InetAddress.getAllByName(uri.getHost());
            if (!ours(uri) && !allowPrivate) {
                for (var one : found) {
                    if (!isPublic(one)) {
                        return closed("公開されていないネットワークのアドレスです。", "The address leads into a network that is not public.");
                    }
                }
            }
            return new Way.Open(uri, found[0], port);
        } catch (UnknownHostException _) {
            return closed("ホスト名が見つかりません。", "The host name is not known.");
        }
    }

    /// Scheme, host and port are those of this site.
    boolean ours(URI uri) {
        var own = URI.create(site.baseUrl());
        return own.getScheme().equals(uri.getScheme())
                && own.getHost().equalsIgnoreCase(uri.getHost())
                && own.getPort() == uri.getPort();
    }

    private static Way closed(String ja, String en) {
        return new Way.Closed(new Bilingual(ja, en));
    }

    private static Optional<URI> uri(String address) {
        try {
            var uri = new URI(address).parseServerAuthority();
            var web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return web && uri.getHost() != null && uri.getUserInfo() == null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) return false;
        var bytes = address.getAddress();
        return switch (address) {
            case Inet4Address _ -> isPublic(bytes[0] & 0xff, bytes[1] & 0xff, bytes[2] & 0xff);
            case Inet6Address _ -> isPublic(bytes);
            default -> false;
        };
    }

    /// RFC 6890: this network, shared (100.64/10), protocol (192.0.0/24), documentation, benchmark, future use.
    private static boolean isPublic(int first, int second, int third) {
        var special = first == 0
                || first == 10
                || first == 100 && second >= 64 && second < 128
                || first == 192 && second == 0 && (third == 0 || third == 2)
                || first == 198 && (second == 18 || second == 19)
                || first == 198 && second == 51 && third == 100
                || first == 203 && second == 0 && third == 113
                || first >= 224;
        return !special;
    }

    /// Only global unicast (2000::/3), and of it no tunnels that carry an address of version 4.
    private static boolean isPublic(byte[] bytes) {
        var first = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        var second = (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
        var global = (first & 0xe000) == 0x2000;
        return global && first != 0x2002 && !(first == 0x2001 && (second == 0 || second == 0xdb8));
    }
}
