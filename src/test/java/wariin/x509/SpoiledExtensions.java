package wariin.x509;

import static wariin.x509.EditableBody.UTF8;

import java.util.Arrays;
import java.util.List;

/// Extensions that are missing, doubled, or say something else.
final class SpoiledExtensions extends SpoiledPart {

    SpoiledExtensions(Good good) {
        super(good);
    }

    @Override
    void spoil() throws Exception {
        extensions();
        usages();
        identifiers();
        if (has(ExtensionRules.SUBJECT_ALTERNATIVE_NAME)) alternativeNames();
        if (has(ExtensionRules.DISTRIBUTION_POINTS)) points();
        if (has(ExtensionRules.INFORMATION_ACCESS)) access();
    }

    private void extensions() {
        for (var extension : EditableBody.of(good).extensions) {
            var name = ExtensionRules.nameOf(extension.oid());
            if (profile.extensionRules().required().contains(extension.oid())) {
                add("no " + name, Finding.EXTENSION_MISSING, body -> body.remove(extension.oid()));
            }
            add(
                    name + " turned critical or not",
                    Finding.EXTENSION_CRITICAL,
                    body -> body.turnCritical(extension.oid()));
            add(name + " twice", Finding.EXTENSION_TWICE, body -> body.extensions.add(extension));
            add(
                    name + " with more bytes",
                    Finding.EXTENSION_MALFORMED,
                    body -> body.edit(extension.oid(), value -> Arrays.copyOf(value, value.length + 1)));
        }
        add("unknown extension", Finding.EXTENSION_FORBIDDEN, body -> body.put("1.2.3.4", NULL));
        add("name constraints", Finding.EXTENSION_FORBIDDEN, body -> body.put("2.5.29.30", Der.sequence()));
        add("freshest list", Finding.EXTENSION_FORBIDDEN, body -> body.put("2.5.29.46", Der.sequence()));
        add("written out that it is not critical", Finding.EXTENSION_MALFORMED, body -> {
            var value = body.value(ExtensionRules.SUBJECT_KEY_IDENTIFIER);
            body.remove(ExtensionRules.SUBJECT_KEY_IDENTIFIER);
            body.oddExtensions.add(Der.sequence(
                    Der.oid(ExtensionRules.SUBJECT_KEY_IDENTIFIER),
                    Der.of(Der.BOOLEAN, new byte[] {0}),
                    Der.octets(value)));
        });
        if (!rules.status().equals("unavailable")) {
            add(
                    "no status where there is one",
                    Finding.EXTENSION_FORBIDDEN,
                    body -> body.put(ExtensionRules.NO_REVOCATION_AVAILABLE, NULL));
        }
        if (!rules.basicConstraints()) {
            add(
                    "an authority in secret",
                    Finding.EXTENSION_FORBIDDEN,
                    body -> body.extensions.add(
                            new EditableBody.Extension(ExtensionRules.BASIC_CONSTRAINTS, true, Der.sequence(yes()))));
        }
    }

    private static byte[] yes() {
        return Der.of(Der.BOOLEAN, new byte[] {(byte) 0xff});
    }

    private void usages() {
        usage("other usage", Finding.KEY_USAGE, new byte[] {4, 0x10});
        usage("usage with zeros", Finding.KEY_USAGE_FORM, new byte[] {0, (byte) 0x80});
        usage("no usage", Finding.KEY_USAGE_FORM, new byte[] {0});
        usage("decipher only", Finding.KEY_USAGE, new byte[] {7, 0x08, (byte) 0x80});
        if (rules.basicConstraints()) {
            add(
                    "authority or not",
                    Finding.CONSTRAINTS_AUTHORITY,
                    body -> body.edit(
                            ExtensionRules.BASIC_CONSTRAINTS,
                            _ -> rules.authority() ? Der.sequence() : Der.sequence(yes())));
            add(
                    "path length 3",
                    Finding.PATH_LENGTH,
                    body -> body.edit(ExtensionRules.BASIC_CONSTRAINTS, _ -> Der.sequence(yes(), Der.integer(3))));
        }
        if (!has(ExtensionRules.EXTENDED_KEY_USAGE)) return;
        purposes("none", Finding.PURPOSES_EMPTY);
        purposes("any", Finding.PURPOSE_ANY, "2.5.29.37.0");
        purposes("code signing", Finding.PURPOSE_FORBIDDEN, "1.3.6.1.5.5.7.3.3");
        var mine = rules.purposes().stream().findFirst().orElseThrow();
        purposes("one twice", Finding.PURPOSE_TWICE, mine, mine);
        if (!rules.purposesChosen()) purposes("another instead", Finding.PURPOSE_MISSING, "1.3.6.1.5.5.7.3.5");
        if (!rules.keyUsagePeriod().equals("none")) {
            add(
                    "key used for longer than the certificate",
                    Finding.KEY_PERIOD,
                    body -> body.put(
                            ExtensionRules.PRIVATE_KEY_USAGE_PERIOD,
                            Der.sequence(
                                    Der.of(0x80, "20261123000000Z".getBytes()),
                                    Der.of(0x81, "20991123000000Z".getBytes()))));
        }
    }

    private void usage(String name, Finding expected, byte[] bits) {
        add(name, expected, body -> body.edit(ExtensionRules.KEY_USAGE, _ -> Der.of(Der.BIT_STRING, bits)));
    }

    private void purposes(String name, Finding expected, String... purposes) {
        var list = Arrays.stream(purposes).map(Der::oid).toArray(byte[][]::new);
        add(
                "purposes: " + name,
                expected,
                body -> body.edit(ExtensionRules.EXTENDED_KEY_USAGE, _ -> Der.sequence(list)));
    }

    private void identifiers() {
        add(
                "identifier by SHA-1",
                Finding.SUBJECT_KEY_IDENTIFIER,
                body -> body.edit(
                        ExtensionRules.SUBJECT_KEY_IDENTIFIER, _ -> Der.octets(KeyIdentifier.hash("SHA-1", body.key))));
        add(
                "empty identifier",
                Finding.SUBJECT_KEY_IDENTIFIER,
                body -> body.edit(ExtensionRules.SUBJECT_KEY_IDENTIFIER, _ -> Der.octets(new byte[0])));
        if (!has(ExtensionRules.AUTHORITY_KEY_IDENTIFIER)) return;
        var right = Der.of(0x80, KeyIdentifier.of(issuerKey));
        authority("of another issuer", Finding.AUTHORITY_KEY_IDENTIFIER, Der.of(0x80, new byte[20]));
        authority("empty", Finding.AUTHORITY_KEY_IDENTIFIER);
        authority("with a serial number", Finding.AUTHORITY_KEY_ISSUER, right, Der.of(0x82, new byte[] {1}));
    }

    private void authority(String name, Finding expected, byte[]... fields) {
        add(
                "authority key identifier " + name,
                expected,
                body -> body.edit(ExtensionRules.AUTHORITY_KEY_IDENTIFIER, _ -> Der.sequence(fields)));
    }

    private void alternativeNames() {
        var mail = !rules.mailboxes().equals("none");
        names("empty", Finding.NAMES_EMPTY);
        names("an address in the web", Finding.NAME_KIND, ia5(0x86, "http://example.jp/"));
        names("an IP address", Finding.NAME_KIND, Der.of(0x87, new byte[] {127, 0, 0, 1}));
        names("another kind of name", Finding.NAME_KIND, other("1.3.6.1.4.1.311.20.2.3", "a@example.jp"));
        if (mail) {
            names("a host", Finding.NAME_KIND, ia5(0x82, "www.example.jp"));
            names("one twice", Finding.NAME_TWICE, ia5(0x81, "a@example.jp"), ia5(0x81, "A@EXAMPLE.jp"));
            for (var wrong : List.of(
                    "example.jp",
                    "@example.jp",
                    "a@",
                    "a..b@example.jp",
                    ".a@example.jp",
                    "a b@example.jp",
                    "a@b@example.jp",
                    "a@-x.jp",
                    "a@x..jp",
                    "<a@example.jp>",
                    "a@192.0.2.1",
                    "a@例え.jp",
                    "a".repeat(65) + "@example.jp",
                    "a\u0000@example.jp")) {
                names("address " + wrong, Finding.MAILBOX_FORM, ia5(0x81, wrong));
            }
            names(
                    "an international address without need",
                    Finding.MAILBOX_FORM,
                    other("1.3.6.1.5.5.7.8.9", "a@example.jp"));
        } else {
            names("an address", Finding.NAME_KIND, ia5(0x81, "a@example.jp"));
            for (var wrong : List.of(
                    "localhost",
                    "a..jp",
                    "-a.jp",
                    "a_b.jp",
                    "192.0.2.1",
                    "a.*.jp",
                    "*",
                    "例え.jp",
                    "a.jp.",
                    "a b.jp",
                    "x".repeat(64) + ".jp")) {
                names("host " + wrong, Finding.HOST_FORM, ia5(0x82, wrong));
            }
        }
        if (rules.mailboxes().equals("required")) names("no address", Finding.MAILBOX_MISSING, ia5(0x86, "urn:x"));
        if (rules.dnsNames().equals("required")) names("no host", Finding.HOST_MISSING, ia5(0x86, "urn:x"));
    }

    private void names(String name, Finding expected, byte[]... list) {
        add(
                "alternative names: " + name,
                expected,
                body -> body.edit(ExtensionRules.SUBJECT_ALTERNATIVE_NAME, _ -> Der.sequence(list)));
    }

    private static byte[] other(String type, String text) {
        return Der.of(Der.CONTEXT, Der.oid(type), Der.of(Der.CONTEXT, Der.of(UTF8, text.getBytes())));
    }

    private void points() {
        var one = point(ia5(0x86, "http://pki.example.jp/1.crl"));
        points("none", Finding.POINT_COUNT);
        points("two", Finding.POINT_COUNT, one, one);
        points(
                "two places in one",
                Finding.POINT_COUNT,
                point(ia5(0x86, "http://a.jp/1.crl"), ia5(0x86, "http://b.jp/1.crl")));
        points(
                "with reasons",
                Finding.POINT_PART,
                Der.sequence(DerReader.over(one).into(Der.SEQUENCE).element(), Der.of(0x81, new byte[] {1, 2})));
        points("ldap", Finding.PLACE_SCHEME, point(ia5(0x86, "ldap://pki.example.jp/cn=x")));
        points("by a name", Finding.PLACE_SCHEME, point(ia5(0x82, "pki.example.jp")));
        points("without host", Finding.PLACE_FORM, point(ia5(0x86, "http:///1.crl")));
        points("with a space", Finding.PLACE_FORM, point(ia5(0x86, "http://pki.example.jp/1 .crl")));
        points("with a password", Finding.PLACE_FORM, point(ia5(0x86, "http://a:b@pki.example.jp/1.crl")));
        if (rules.httpOnly()) {
            points("https", Finding.PLACE_SCHEME, point(ia5(0x86, "https://pki.example.jp/1.crl")));
        }
    }

    private void points(String name, Finding expected, byte[]... points) {
        add(
                "distribution points: " + name,
                expected,
                body -> body.edit(ExtensionRules.DISTRIBUTION_POINTS, _ -> Der.sequence(points)));
    }

    private void access() {
        var responder = access("1.3.6.1.5.5.7.48.1", "http://pki.example.jp/ocsp");
        var issuer = access("1.3.6.1.5.5.7.48.2", "http://pki.example.jp/a.cer");
        access("no issuer", Finding.ACCESS_ISSUER, responder);
        access("unknown method", Finding.ACCESS_METHOD, access("1.3.6.1.5.5.7.48.5", "http://a.jp/"), issuer);
        access("issuer twice", Finding.ACCESS_METHOD, issuer, issuer);
        access("in a file", Finding.PLACE_SCHEME, access("1.3.6.1.5.5.7.48.2", "file:///etc/passwd"));
        // A root that is away from the network has none.
        if (rules.status().equals("published") && !rules.authority())
            access("no responder", Finding.ACCESS_RESPONDER, issuer);
    }
}
