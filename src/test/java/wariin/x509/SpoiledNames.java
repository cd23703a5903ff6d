package wariin.x509;

import static wariin.x509.EditableBody.IA5;
import static wariin.x509.EditableBody.PRINTABLE;
import static wariin.x509.EditableBody.UTF8;

import java.util.List;
import wariin.x509.EditableBody.Attribute;

/// Names of issuer and subject that are wrong.
final class SpoiledNames extends SpoiledPart {

    SpoiledNames(Good good) {
        super(good);
    }

    @Override
    void spoil() throws Exception {
        names();
        specialNames();
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
}
