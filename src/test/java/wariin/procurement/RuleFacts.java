package wariin.procurement;

import static wariin.tsl.SampleLists.CA;
import static wariin.tsl.SampleLists.identity;
import static wariin.tsl.SampleLists.state;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wariin.company.CorporateNumber;
import wariin.procurement.SourceStanding.Kind;
import wariin.tsl.FineStatus;
import wariin.tsl.SampleKeys;
import wariin.tsl.SampleKeys.Holder;
import wariin.tsl.SampleKeys.Use;
import wariin.tsl.SampleLists;
import wariin.tsl.ServiceState;
import wariin.tsl.TrustedList;

/// Facts for tests: an authority that was registered 100 days ago, suspended 40 days ago, reinstated 10 days ago.
final class RuleFacts {

    static final Instant NOW = Instant.parse("2026-11-20T00:00:00Z");
    static final CorporateNumber NUMBER = new CorporateNumber("1010405009403");

    final SampleLists samples = new SampleLists(NOW);
    final Holder authority = samples.authority;
    final Holder person = issued(authority);
    final Holder otherAuthority = SampleKeys.selfSigned(
            "CN=Other CA,O=Other,C=JP", SampleKeys.ec("secp256r1"), Use.AUTHORITY, NOW.minus(Duration.ofDays(900)));
    final Holder stranger = issued(otherAuthority);

    static Holder issued(Holder authority) {
        var from = NOW.minus(Duration.ofDays(190));
        return SampleKeys.issued(
                "CN=Someone,O=Company,C=JP", authority, Use.PERSON, from, NOW.plus(Duration.ofDays(300)));
    }

    ListSource own() {
        return ListSource.of("jts", Kind.OWN_LIST, samples.small(), "aa".repeat(32));
    }

    /// The same list, past its next update.
    ListSource ownExpired() {
        var list = samples.small();
        var before = NOW.minus(Duration.ofDays(60));
        return ListSource.of(
                "jts",
                Kind.OWN_LIST,
                new TrustedList(list.scheme(), 6, before, before.plus(Duration.ofDays(30)), list.providers()),
                "bb".repeat(32));
    }

    /// A list in which the authority was withdrawn five days ago.
    ListSource ownWithdrawn() {
        var key = identity(authority.certificate());
        var withdrawn = NOW.minus(Duration.ofDays(5));
        ServiceState past = state(CA, FineStatus.REGISTERED, NOW.minus(Duration.ofDays(100)), key)
                .past();
        var service = SampleLists.service(state(CA, FineStatus.WITHDRAWN, withdrawn, key), List.of(past));
        var list = samples.list(8, List.of(SampleLists.provider("Sample Provider", List.of(service))));
        return ListSource.of("jts", Kind.OWN_LIST, list, "cc".repeat(32));
    }

    Snapshot with(@Nullable Ccadb ccadb, ListSource... lists) {
        var source = ccadb == null ? null : new Snapshot.CcadbSource(ccadb, NOW.minus(Duration.ofDays(1)));
        return new Snapshot(List.of(lists), source, List.of(), registered());
    }

    static Map<String, Snapshot.Registered> registered() {
        return Map.of(
                "JTS-CA-0001", new Snapshot.Registered("ca", Set.of("defence", "finance"), "third-party", NUMBER));
    }

    /// A file with one row for the other authority.
    Ccadb audited(String type, String start, String end, boolean revoked) {
        var row = new Ccadb.Row(
                AuditJudge.fingerprint(otherAuthority.certificate()),
                "Other CA",
                "Other",
                null,
                revoked,
                false,
                new Ccadb.Audit(
                        Ccadb.Criteria.of(type),
                        type,
                        java.time.LocalDate.parse(end).plusDays(60),
                        java.time.LocalDate.parse(start),
                        java.time.LocalDate.parse(end)));
        return new Ccadb("dd".repeat(32), 1, Map.of(row.fingerprint(), row));
    }

    RuleAnswer ask(String text, Snapshot facts, X509Certificate certificate, Instant at, X509Certificate... others) {
        return ask(text, facts, new Question.OfCertificate(certificate, List.of(others), List.of(), at));
    }

    RuleAnswer ask(String text, Snapshot facts, Question question) {
        var subject = new Subjects(_ -> Ruling.FAIL).of(question);
        return Asking.ask(RuleFile.of("test", text), subject, facts, NOW);
    }

    static List<String> said(RuleAnswer answer) {
        return new ArrayList<>(
                answer.reasons().stream().map(reason -> reason.en()).toList());
    }
}
