package wariin.x509;

import static wariin.x509.EditableBody.IA5;
import static wariin.x509.EditableBody.PRINTABLE;
import static wariin.x509.EditableBody.UTF8;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import wariin.x509.EditableBody.Attribute;

/// The ways in which a body can be wrong, each with what the linter must say of it.
final class SpoiledBodies {

    record Spoiled(String name, Finding expected, byte[] body) {}

    private static final String CN = "2.5.4.3";
    private static final String C = "2.5.4.6";
    private static final String O = "2.5.4.10";
    private static final String OU = "2.5.4.11";
    private static final String ORGANISATION_IDENTIFIER = "2.5.4.97";
    private static final String BR = "2.23.140.1.5.";
    private static final String SHA1_ECDSA = "1.2.840.10045.4.1";
    private static final byte[] NULL = {5, 0};

    /// Made once: it takes a while.
    private static final List<BadKey> BAD_KEYS = made();

    private final CertificateProfile profile;
    private final ProfileRules rules;
    private final byte[] good;
    private final PublicKey issuerKey;
    private final List<Spoiled> all = new ArrayList<>();

    private SpoiledBodies(CertificateProfile profile, byte[] good, PublicKey issuerKey) {
        this.profile = profile;
        this.rules = profile.rules();
        this.good = good;
        this.issuerKey = issuerKey;
    }

    static List<Spoiled> of(CertificateProfile profile, byte[] good, PublicKey issuerKey) throws Exception {
        var spoiled = new SpoiledBodies(profile, good, issuerKey);
        spoiled.encoding();
        spoiled.numbersAndTimes();
        spoiled.names();
        spoiled.specialNames();
        spoiled.keys();
        spoiled.extensions();
        spoiled.usages();
        spoiled.identifiers();
        if (spoiled.has(ExtensionRules.SUBJECT_ALTERNATIVE_NAME)) spoiled.alternativeNames();
        if (spoiled.has(ExtensionRules.DISTRIBUTION_POINTS)) spoiled.points();
        if (spoiled.has(ExtensionRules.INFORMATION_ACCESS)) spoiled.access();
        spoiled.policies();
        if (spoiled.has(ExtensionRules.QC_STATEMENTS)) spoiled.statements();
        if (spoiled.has(ExtensionRules.NO_REVOCATION_AVAILABLE)) spoiled.unavailable();
        return spoiled.all;
    }

    private boolean has(String oid) {
        return EditableBody.of(good).has(oid);
    }

    private void add(String name, Finding expected, Consumer<EditableBody> how) {
        var body = EditableBody.of(good);
        how.accept(body);
        all.add(new Spoiled(name, expected, body.encoded()));
    }

    private void encoding() {
        all.add(new Spoiled("bytes after the end", Finding.NOT_DER, Arrays.copyOf(good, good.length + 1)));
        all.add(new Spoiled("the end missing", Finding.NOT_DER, Arrays.copyOf(good, good.length - 1)));
        var indefinite = good.clone();
        indefinite[1] = (byte) 0x80;
        all.add(new Spoiled("indefinite length", Finding.NOT_DER, indefinite));
        add("first version", Finding.VERSION, body -> body.version = new byte[0]);
        add("second version", Finding.VERSION, body -> body.version = Der.of(Der.CONTEXT, Der.integer(1)));
        add(
                "unique identifier",
                Finding.UNIQUE_IDENTIFIER,
                body -> body.uniqueIdentifier = Der.of(0x81, new byte[] {0, 1}));
        add("no extensions", Finding.EXTENSIONS_MISSING, body -> body.extensions.clear());
        add("another algorithm", Finding.ALGORITHM, body -> body.algorithm = Der.sequence(Der.oid(SHA1_ECDSA)));
        add(
                "parameters of the algorithm",
                Finding.ALGORITHM_PARAMETERS,
                body -> body.algorithm = Der.sequence(
                        DerReader.over(body.algorithm).into(Der.SEQUENCE).element(), Der.octets(new byte[1])));
    }

    private void numbersAndTimes() {
        add("serial number zero", Finding.SERIAL_NOT_POSITIVE, body -> body.serial = Der.integer(0));
        add("negative serial number", Finding.SERIAL_NOT_POSITIVE, body -> body.serial = Der.integer(-7));
        add(
                "serial number of 21 octets",
                Finding.SERIAL_TOO_LONG,
                body -> body.serial = Der.integer(BigInteger.ONE.shiftLeft(160)));
        add(
                "serial number of 8 octets",
                Finding.SERIAL_TOO_SHORT,
                body -> body.serial = Der.integer(BigInteger.ONE.shiftLeft(62)));
        add("padded serial number", Finding.NOT_DER, body -> body.serial = Der.of(Der.INTEGER, new byte[] {0, 1}));
        add(
                "ends before it begins",
                Finding.VALIDITY_REVERSED,
                body -> body.notAfter = Der.time(Instant.parse("2020-01-01T00:00:00Z")));
        add(
                "one second too long",
                Finding.VALIDITY_TOO_LONG,
                body -> body.notAfter =
                        Der.time(DerReader.over(body.notBefore).time().plus(rules.longest())));
        add(
                "GeneralizedTime before 2050",
                Finding.TIME_FORM,
                body -> body.notBefore =
                        Der.generalizedTime(DerReader.over(body.notBefore).time()));
        add(
                "time without seconds",
                Finding.NOT_DER,
                body -> body.notBefore = Der.of(Der.UTC_TIME, "2611230000Z".getBytes(StandardCharsets.US_ASCII)));
        add(
                "time with an offset",
                Finding.NOT_DER,
                body -> body.notBefore = Der.of(Der.UTC_TIME, "261123000000+0900".getBytes(StandardCharsets.US_ASCII)));
        add(
                "month 13",
                Finding.NOT_DER,
                body -> body.notBefore = Der.of(Der.UTC_TIME, "261323000000Z".getBytes(StandardCharsets.US_ASCII)));
    }

    private void names() {
        add("empty issuer", Finding.NAME_EMPTY, body -> body.issuer = Der.sequence());
        add("empty subject", Finding.NAME_EMPTY, body -> body.subject = Der.sequence());
        add(
                "issuer's country small",
                Finding.COUNTRY_CODE,
                body -> body.issuer = EditableBody.name(EditableBody.attributes(body.issuer).stream()
                        .map(each -> each.oid().equals(C) ? new Attribute(C, PRINTABLE, "jp".getBytes()) : each)
                        .toList()));
        add(
                "subject and issuer",
                Finding.SELF_ISSUED,
                body -> body.subject =
                        rules.selfSigned() ? EditableBody.name(List.of(Attribute.utf8(CN, "X"))) : body.issuer);
        add("common name twice", Finding.ATTRIBUTE_TWICE, body -> body.addAttribute(Attribute.utf8(CN, "Zwei")));
        add("several values in a part", Finding.ATTRIBUTE_MULTIVALUED, body -> {
            var pair = Der.sequence(Der.oid(CN), Der.of(UTF8, "A".getBytes()));
            body.subject = Der.sequence(Der.of(Der.SET, pair, pair));
        });
        for (var required : rules.subject().required()) {
            add(
                    "no " + required,
                    Finding.ATTRIBUTE_MISSING,
                    body -> EditableBody.attributes(body.subject).stream()
                            .map(Attribute::oid)
                            .filter(oid ->
                                    SubjectAttribute.nameOf(oid).orElseThrow().equals(required))
                            .forEach(body::removeAttribute));
        }
        commonName("empty", "", Finding.ATTRIBUTE_EMPTY);
        commonName("of 65 characters", "字".repeat(65), Finding.ATTRIBUTE_TOO_LONG);
        commonName("after a space", " A", Finding.ATTRIBUTE_SPACE);
        commonName("before a wide space", "A\u3000", Finding.ATTRIBUTE_SPACE);
        commonName("with two spaces", "A  B", Finding.ATTRIBUTE_SPACE);
        commonName("with a bell", "A\u0007B", Finding.ATTRIBUTE_CONTROL);
        commonName("with a zero", "a.example.jp\u0000.b.jp", Finding.ATTRIBUTE_CONTROL);
        commonName("that turns its direction", "A\u202eB", Finding.ATTRIBUTE_CONTROL);
        commonName("with an invisible mark", "A\u200bB", Finding.ATTRIBUTE_CONTROL);
        commonName("of a private script", "A\ue000B", Finding.ATTRIBUTE_CONTROL);
        commonName("that says nothing", "-", Finding.ATTRIBUTE_PLACEHOLDER);
        if (!rules.authority() && !rules.selfSigned()) {
            commonName("in parts", "カ\u3099", Finding.ATTRIBUTE_NOT_NORMAL);
        }
        string("PrintableString", PRINTABLE, "Yamada".getBytes());
        string("BMPString", 0x1e, new byte[] {0, 65});
        string("TeletexString", 0x14, "Yamada".getBytes());
        string("IA5String", IA5, "Yamada".getBytes());
        string("broken UTF-8", UTF8, new byte[] {65, (byte) 0xc3, 40});
        string("overlong UTF-8", UTF8, new byte[] {(byte) 0xc0, (byte) 0x80, 65});
    }

    private void commonName(String how, String value, Finding expected) {
        add("common name " + how, expected, body -> body.replaceAttribute(CN, Attribute.utf8(CN, value)));
    }

    private void string(String kind, int tag, byte[] value) {
        add(
                "common name as " + kind,
                Finding.ATTRIBUTE_STRING,
                body -> body.replaceAttribute(CN, new Attribute(CN, tag, value)));
    }

    private void specialNames() {
        attribute("emailAddress", "1.2.840.113549.1.9.1", IA5, Finding.ATTRIBUTE_FORBIDDEN);
        attribute("domainComponent", "0.9.2342.19200300.100.1.25", IA5, Finding.ATTRIBUTE_FORBIDDEN);
        attribute("unstructuredName", "1.2.840.113549.1.9.2", UTF8, Finding.ATTRIBUTE_FORBIDDEN);
        if (!rules.subject().allowed().contains("streetAddress")) {
            attribute("streetAddress", "2.5.4.9", UTF8, Finding.ATTRIBUTE_FORBIDDEN);
            attribute("postalCode", "2.5.4.17", UTF8, Finding.ATTRIBUTE_FORBIDDEN);
        }
        if (EditableBody.of(good).subjectHas(C)) {
            country("jp", PRINTABLE, Finding.COUNTRY_CODE);
            country("JPN", PRINTABLE, Finding.COUNTRY_CODE);
            country("JP", UTF8, Finding.ATTRIBUTE_STRING);
        }
        if (rules.subject().allowed().contains("organizationIdentifier")
                || rules.subject().required().contains("organizationIdentifier")) {
            identifier("CN-7000012050002", Finding.ORGANISATION_IDENTIFIER);
            identifier("NTRJP-700001205000", Finding.ORGANISATION_IDENTIFIER);
            identifier("NTRJP-７０００012050002", Finding.ORGANISATION_IDENTIFIER);
            identifier("NTRJP-7000012050003", Finding.ORGANISATION_CHECK_DIGIT);
            add("of another country", Finding.ORGANISATION_COUNTRY, body -> {
                identify(body, "NTRJP-7000012050002");
                body.removeAttribute(C);
                body.addAttribute(new Attribute(C, PRINTABLE, "DE".getBytes()));
            });
        }
        if (rules.subject().allowed().contains("organizationalUnitName")) {
            for (var hidden : List.of(
                    "CN-7000012050002",
                    "JFBA-12345",
                    "CPA-9876",
                    "NTRJP-7000012050002",
                    "ＣＮ－７０００１２３４５６７８９",
                    "VATDE-123456789",
                    "法人番号 7000012050002")) {
                add("unit " + hidden, Finding.UNIT_IDENTIFIER, body -> body.addAttribute(Attribute.utf8(OU, hidden)));
            }
        } else {
            attribute("organizationalUnitName", OU, UTF8, Finding.ATTRIBUTE_FORBIDDEN);
        }
        people();
    }

    private void people() {
        var rule = rules.subject().person();
        if (rule.equals("none")) {
            attribute("givenName", "2.5.4.42", UTF8, Finding.ATTRIBUTE_FORBIDDEN);
            attribute("surname", "2.5.4.4", UTF8, Finding.ATTRIBUTE_FORBIDDEN);
            attribute("pseudonym", "2.5.4.65", UTF8, Finding.ATTRIBUTE_FORBIDDEN);
        } else {
            add("no surname", Finding.PERSON_UNNAMED, body -> body.removeAttribute("2.5.4.4"));
            add(
                    "pseudonym too",
                    Finding.PERSON_TWICE_NAMED,
                    body -> body.addAttribute(Attribute.utf8("2.5.4.65", "Hana")));
        }
        switch (rules.commonName()) {
            case "person" -> commonName("of somebody else", "鈴木 一郎", Finding.COMMON_NAME_PERSON);
            case "organisation" -> commonName("of another company", "株式会社 別", Finding.COMMON_NAME_ORGANISATION);
            case "dns" -> commonName("of another host", "other.example.jp", Finding.COMMON_NAME_HOST);
            default -> {}
        }
        if (!rules.commonName().equals("free") || rule.equals("required")) {
            commonName("an unknown address", "x@example.jp", Finding.COMMON_NAME_MAILBOX);
        }
    }

    private void attribute(String name, String oid, int tag, Finding expected) {
        add(name, expected, body -> body.addAttribute(new Attribute(oid, tag, "x".getBytes())));
    }

    private void country(String code, int tag, Finding expected) {
        add(
                "country " + code + " " + tag,
                expected,
                body -> body.replaceAttribute(C, new Attribute(C, tag, code.getBytes())));
    }

    private void identifier(String value, Finding expected) {
        add("identifier " + value, expected, body -> identify(body, value));
    }

    private static void identify(EditableBody body, String value) {
        body.removeAttribute(ORGANISATION_IDENTIFIER);
        body.addAttribute(Attribute.utf8(ORGANISATION_IDENTIFIER, value));
    }

    private record BadKey(String name, Finding expected, byte[] info) {}

    private static List<BadKey> made() {
        try {
            return badKeys();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<BadKey> badKeys() throws Exception {
        var strong = rsa(3072, BigInteger.valueOf(65537));
        var withFactor = strong.getModulus()
                .subtract(strong.getModulus().mod(BigInteger.valueOf(14)))
                .add(BigInteger.valueOf(7));
        var prime = new BigInteger(1534, new SecureRandom())
                .setBit(1535)
                .setBit(1534)
                .nextProbablePrime();
        var info = DerReader.over(strong.getEncoded()).into(Der.SEQUENCE);
        info.element();
        var point = ec("secp256r1").getEncoded();
        point[point.length - 1] ^= 1;
        return List.of(
                new BadKey(
                        "RSA-2048",
                        Finding.RSA_LENGTH,
                        rsa(2048, BigInteger.valueOf(65537)).getEncoded()),
                new BadKey(
                        "RSA exponent 3",
                        Finding.RSA_EXPONENT,
                        rsa(3072, BigInteger.valueOf(3)).getEncoded()),
                new BadKey("RSA with a factor 7", Finding.RSA_FACTOR, modulus(withFactor)),
                new BadKey(
                        "RSA with close primes",
                        Finding.RSA_CLOSE_PRIMES,
                        modulus(prime.multiply(prime.nextProbablePrime()))),
                new BadKey(
                        "RSA without NULL",
                        Finding.KEY_PARAMETERS,
                        Der.sequence(Der.sequence(Der.oid("1.2.840.113549.1.1.1")), info.element())),
                new BadKey("P-521", Finding.EC_CURVE, ec("secp521r1").getEncoded()),
                new BadKey("Ed25519", Finding.KEY_UNKNOWN, other("Ed25519")),
                new BadKey("ML-DSA-44", Finding.KEY_UNKNOWN, other("ML-DSA-44")),
                new BadKey("point off the curve", Finding.EC_POINT, point));
    }

    private void keys() throws Exception {
        for (var bad : BAD_KEYS) key(bad.name(), bad.expected(), bad.info());
        if (rules.selfSigned()) {
            key("of another", Finding.KEY_NOT_OWN, ec("secp256r1").getEncoded());
        } else {
            key("of the issuer", Finding.KEY_OF_ISSUER, issuerKey.getEncoded());
        }
    }

    private static byte[] other(String algorithm) throws Exception {
        return KeyPairGenerator.getInstance(algorithm)
                .generateKeyPair()
                .getPublic()
                .getEncoded();
    }

    private void key(String name, Finding expected, byte[] info) {
        add("key " + name, expected, body -> body.key = info);
    }

    private static byte[] modulus(BigInteger modulus) {
        var algorithm = Der.sequence(Der.oid("1.2.840.113549.1.1.1"), NULL);
        return Der.sequence(algorithm, Der.bits(Der.sequence(Der.integer(modulus), Der.integer(65537))));
    }

    private static RSAPublicKey rsa(int bits, BigInteger exponent) throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(new RSAKeyGenParameterSpec(bits, exponent));
        return (RSAPublicKey) generator.generateKeyPair().getPublic();
    }

    private static PublicKey ec(String curve) throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair().getPublic();
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

    private static byte[] ia5(int tag, String text) {
        return Der.of(tag, text.getBytes(StandardCharsets.UTF_8));
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

    private static byte[] point(byte[]... names) {
        return Der.sequence(Der.of(Der.CONTEXT, Der.of(Der.CONTEXT, names)));
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

    private static byte[] access(String method, String place) {
        return Der.sequence(Der.oid(method), ia5(0x86, place));
    }

    private void access(String name, Finding expected, byte[]... list) {
        add(
                "information access: " + name,
                expected,
                body -> body.edit(ExtensionRules.INFORMATION_ACCESS, _ -> Der.sequence(list)));
    }

    private void policies() {
        var own = Der.sequence(Der.oid(SampleContents.OWN_POLICY));
        var others =
                rules.policies().stream().map(oid -> Der.sequence(Der.oid(oid))).toList();
        policies("one twice", Finding.POLICY_TWICE, others, own, own);
        policies("two of the issuer", Finding.POLICY_OWN, others, own, Der.sequence(Der.oid("2.25.7.7")));
        policies("of qualified people", Finding.POLICY_OWN, others, Der.sequence(Der.oid("0.4.0.194112.1.2")));
        policies("of web servers", Finding.POLICY_EXCLUSIVE, others, Der.sequence(Der.oid("2.23.140.1.2.2")));
        policies("another of mail", Finding.POLICY_EXCLUSIVE, others, Der.sequence(Der.oid(BR + "1.1")));
        policies(
                "a notice",
                Finding.POLICY_QUALIFIER,
                others,
                Der.sequence(
                        Der.oid(SampleContents.OWN_POLICY),
                        Der.sequence(Der.sequence(Der.oid("1.3.6.1.5.5.7.2.2"), Der.sequence()))));
        if (!rules.authority()) policies("any", Finding.POLICY_ANY, others, Der.sequence(Der.oid("2.5.29.32.0")));
        if (!rules.policies().isEmpty()) policies("only one's own", Finding.POLICY_MISSING, List.of(), own);
        if (rules.ownPolicy().equals("required")) policies("none of the issuer", Finding.POLICY_OWN, others);
    }

    private void policies(String name, Finding expected, List<byte[]> first, byte[]... more) {
        var list = new ArrayList<>(first);
        list.addAll(List.of(more));
        add(
                "policies: " + name,
                expected,
                body -> body.put(ExtensionRules.CERTIFICATE_POLICIES, Der.sequence(list.toArray(byte[][]::new))));
    }

    private void statements() {
        var type = Der.sequence(
                Der.oid("0.4.0.1862.1.6"),
                Der.sequence(Der.oid(rules.statementTypes().getFirst())));
        statements(
                "for web sites",
                Finding.STATEMENT_TYPE,
                Der.sequence(Der.oid("0.4.0.1862.1.6"), Der.sequence(Der.oid("0.4.0.1862.1.6.3"))));
        statements("none", Finding.STATEMENT_TYPE);
        statements("a limit of value", Finding.STATEMENT_UNKNOWN, type, Der.sequence(Der.oid("0.4.0.1862.1.2")));
        statements("not that it is qualified", Finding.STATEMENT_MISSING, type);
        statements("the type twice", Finding.STATEMENT_TWICE, type, type);
        statements("terms by http", Finding.STATEMENT_DISCLOSURE, type, disclosure("http://a.jp/pds", "en"));
        statements("terms only in Japanese", Finding.STATEMENT_DISCLOSURE, type, disclosure("https://a.jp/pds", "ja"));
    }

    private static byte[] disclosure(String place, String language) {
        var location = Der.sequence(ia5(IA5, place), ia5(PRINTABLE, language));
        return Der.sequence(Der.oid("0.4.0.1862.1.5"), Der.sequence(location));
    }

    private void statements(String name, Finding expected, byte[]... list) {
        add("statements: " + name, expected, body -> body.edit(ExtensionRules.QC_STATEMENTS, _ -> Der.sequence(list)));
    }

    private void unavailable() {
        add(
                "a list where none is",
                Finding.UNAVAILABLE_WITH_PLACES,
                body -> body.put(
                        ExtensionRules.DISTRIBUTION_POINTS,
                        Der.sequence(point(ia5(0x86, "http://pki.example.jp/1.crl")))));
        access(
                "a responder where none is",
                Finding.UNAVAILABLE_WITH_PLACES,
                access("1.3.6.1.5.5.7.48.1", "http://pki.example.jp/ocsp"),
                access("1.3.6.1.5.5.7.48.2", "http://pki.example.jp/a.cer"));
        for (var oid : List.of(ExtensionRules.NO_REVOCATION_AVAILABLE, ExtensionRules.VALIDITY_ASSURED)) {
            add(
                    ExtensionRules.nameOf(oid) + " with a value",
                    Finding.NULL_VALUE,
                    body -> body.edit(oid, _ -> Der.sequence()));
        }
    }
}
