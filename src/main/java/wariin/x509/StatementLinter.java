package wariin.x509;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;

/// The linter's part for QCStatements: those of the profile and where its terms are, nothing more (EN 319 412-5, 4).
final class StatementLinter {
    private static final String TYPE = "0.4.0.1862.1.6";
    private static final String DISCLOSURE = "0.4.0.1862.1.5";
    private static final int IA5 = 0x16;
    private static final int PRINTABLE = 0x13;

    private final Findings findings;
    private final ProfileRules rules;

    StatementLinter(Findings findings, ProfileRules rules) {
        this.findings = findings;
        this.rules = rules;
    }

    void lint(DerReader list) {
        var statements = new HashSet<String>(4);
        while (list.hasMore()) {
            var statement = list.into(Der.SEQUENCE);
            var id = statement.oid();
            findings.require(statements.add(id), Finding.STATEMENT_TWICE, id);
            switch (id) {
                case TYPE -> types(statement.into(Der.SEQUENCE));
                case DISCLOSURE -> places(statement.into(Der.SEQUENCE));
                default -> {
                    if (rules.statements().contains(id)) break;
                    findings.add(Finding.STATEMENT_UNKNOWN, id);
                    continue;
                }
            }
            statement.end();
        }
        findings.require(statements.contains(TYPE), Finding.STATEMENT_TYPE);
        for (var id : rules.statements()) {
            findings.require(statements.contains(id), Finding.STATEMENT_MISSING, id);
        }
    }

    private void types(DerReader list) {
        var types = new ArrayList<String>(2);
        while (list.hasMore()) types.add(list.oid());
        findings.require(types.equals(rules.statementTypes()), Finding.STATEMENT_TYPE);
    }

    private void places(DerReader list) {
        var english = false;
        var right = list.hasMore();
        while (list.hasMore()) {
            var location = list.into(Der.SEQUENCE);
            right &= location.hasNext(IA5);
            var place = new String(location.contents(location.tag()), StandardCharsets.ISO_8859_1);
            right &= place.startsWith("https://") && PlaceLinter.isAddress(place) && location.hasNext(PRINTABLE);
            var language = new String(location.contents(location.tag()), StandardCharsets.ISO_8859_1);
            right &= language.matches("[a-z]{2}");
            english |= language.equals("en");
            location.end();
        }
        findings.require(right && english, Finding.STATEMENT_DISCLOSURE);
    }
}
