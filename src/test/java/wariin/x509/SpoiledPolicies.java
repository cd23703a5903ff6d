package wariin.x509;

import static wariin.x509.EditableBody.IA5;
import static wariin.x509.EditableBody.PRINTABLE;

import java.util.ArrayList;
import java.util.List;

/// Policies and statements that a profile does not have.
final class SpoiledPolicies extends SpoiledPart {

    SpoiledPolicies(Good good) {
        super(good);
    }

    @Override
    void spoil() throws Exception {
        policies();
        if (has(ExtensionRules.QC_STATEMENTS)) statements();
        if (has(ExtensionRules.NO_REVOCATION_AVAILABLE)) unavailable();
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
