package wariin.register;

import java.net.URI;

/// An address of a web page that may stand in a link: http or https with a host, and nothing else.
final class WebAddress {

    private WebAddress() {}

    static String checked(String address) {
        if (!isOne(address.strip())) throw new IllegalArgumentException("An address of a page begins with https://");
        return address.strip();
    }

    private static boolean isOne(String address) {
        try {
            var uri = URI.create(address);
            var web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null && uri.getUserInfo() == null && address.length() <= 500;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
