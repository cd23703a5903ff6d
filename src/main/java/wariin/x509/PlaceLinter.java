package wariin.x509;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;

/// The linter's part for where lists, responders and issuers are (RFC 5280, 4.2.1.13 and 4.2.2.1; RFC 9608, 3).
final class PlaceLinter {
    private static final int URI_NAME = 0x86;
    private static final String RESPONDER = "1.3.6.1.5.5.7.48.1";
    private static final String ISSUER = "1.3.6.1.5.5.7.48.2";

    private final Findings findings;
    private final ProfileRules rules;

    PlaceLinter(Findings findings, ProfileRules rules) {
        this.findings = findings;
        this.rules = rules;
    }

    void points(DerReader list) {
        var places = 0;
        var points = 0;
        while (list.hasMore()) {
            points++;
            var point = list.into(Der.SEQUENCE);
            if (point.hasNext(Der.CONTEXT)) {
                var name = point.into(Der.CONTEXT);
                var full = name.into(Der.CONTEXT);
                name.end();
                while (full.hasMore()) {
                    places++;
                    place(full, "cRLDistributionPoints");
                }
            }
            findings.require(!point.hasMore(), Finding.POINT_PART);
        }
        findings.require(points == 1 && places == 1, Finding.POINT_COUNT);
    }

    void access(DerReader list) {
        var methods = new HashSet<String>(4);
        while (list.hasMore()) {
            var description = list.into(Der.SEQUENCE);
            var method = description.oid();
            var known = method.equals(RESPONDER) || method.equals(ISSUER);
            findings.require(known && methods.add(method), Finding.ACCESS_METHOD, method);
            place(description, "authorityInfoAccess");
            description.end();
        }
        findings.require(methods.contains(ISSUER), Finding.ACCESS_ISSUER);
        if (rules.status().equals("published")) {
            // A root that is off the network only publishes lists.
            findings.require(methods.contains(RESPONDER) || rules.authority(), Finding.ACCESS_RESPONDER);
        } else {
            findings.require(!methods.contains(RESPONDER), Finding.UNAVAILABLE_WITH_PLACES);
        }
    }

    private void place(DerReader names, String where) {
        if (!names.hasNext(URI_NAME)) {
            findings.add(Finding.PLACE_SCHEME, where);
            names.element();
            return;
        }
        var text = new String(names.contents(URI_NAME), StandardCharsets.ISO_8859_1);
        var scheme = text.startsWith("http://") || !rules.httpOnly() && text.startsWith("https://");
        findings.require(scheme, Finding.PLACE_SCHEME, where);
        findings.require(isAddress(text), Finding.PLACE_FORM, where);
    }

    /// An absolute address in ASCII with a host and nobody's name or password.
    static boolean isAddress(String text) {
        for (var n = 0; n < text.length(); n++) if (text.charAt(n) <= ' ' || text.charAt(n) > '~') return false;
        try {
            var address = URI.create(text);
            return address.getHost() != null && address.getRawUserInfo() == null && address.getRawFragment() == null;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
