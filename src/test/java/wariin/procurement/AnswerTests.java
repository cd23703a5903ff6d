package wariin.procurement;

import static org.assertj.core.api.Assertions.assertThat;
import static wariin.procurement.RuleFacts.NOW;
import static wariin.procurement.RuleFacts.NUMBER;
import static wariin.procurement.RuleFacts.said;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wariin.company.CorporateNumber;
import wariin.procurement.SourceStanding.State;
import wariin.site.Bilingual;

/// What rules say, over lists and audits whose intervals are known to the second.
class AnswerTests {

    private final RuleFacts facts = new RuleFacts();

    @ParameterizedTest
    @CsvSource({
        "-101, FAIL, was not yet registered",
        "-99, PASS, is listed as good",
        "-39, FAIL, was suspended",
        "-11, FAIL, was suspended",
        "-9, PASS, is listed as good",
        "0, PASS, is listed as good"
    })
    void honoursEveryInterval(int days, Ruling expected, String why) {
        var at = NOW.plus(Duration.ofDays(days));

        var answer = facts.ask("jts", facts.with(null, facts.own()), facts.person.certificate(), at);

        assertThat(answer.verdict()).isEqualTo(expected);
        assertThat(said(answer)).anySatisfy(reason -> assertThat(reason).contains(why));
    }

    @Test
    void honoursIntervalsToTheSecond() {
        var own = facts.with(null, facts.own());
        var leaf = facts.person.certificate();

        assertThat(facts.ask("jts", own, leaf, facts.samples.suspended.minusSeconds(1))
                        .verdict())
                .isEqualTo(Ruling.PASS);
        assertThat(facts.ask("jts", own, leaf, facts.samples.suspended).verdict())
                .isEqualTo(Ruling.FAIL);
        assertThat(facts.ask("jts", own, leaf, facts.samples.reinstated.minusSeconds(1))
                        .verdict())
                .isEqualTo(Ruling.FAIL);
        assertThat(facts.ask("jts", own, leaf, facts.samples.reinstated).verdict())
                .isEqualTo(Ruling.PASS);
    }

    @Test
    void failsAfterAWithdrawalAndPassesBeforeIt() {
        var list = facts.with(null, facts.ownWithdrawn());
        var leaf = facts.person.certificate();

        assertThat(facts.ask("jts", list, leaf, NOW).verdict()).isEqualTo(Ruling.FAIL);
        assertThat(facts.ask("jts", list, leaf, NOW.minus(Duration.ofDays(6))).verdict())
                .isEqualTo(Ruling.PASS);
    }

    @Test
    void citesTheServiceItsIntervalAndTheIssue() {
        var answer = facts.ask("jts", facts.with(null, facts.own()), facts.person.certificate(), NOW);

        assertThat(answer.citations()).singleElement().satisfies(citation -> {
            assertThat(citation.entry()).isEqualTo("JTS-CA-0001(1)");
            assertThat(citation.from()).isEqualTo(facts.samples.reinstated);
            assertThat(citation.until()).isNull();
            assertThat(citation.source().sequence()).isEqualTo(7);
            assertThat(citation.source().sha256()).isEqualTo("aa".repeat(32));
        });
        assertThat(answer.sources())
                .singleElement()
                .extracting(SourceStanding::state)
                .isEqualTo(State.FRESH);
    }

    @Test
    void neverPassesOnAnExpiredOrMissingList() {
        var leaf = facts.person.certificate();

        var expired = facts.ask("jts", facts.with(null, facts.ownExpired()), leaf, NOW.minus(Duration.ofDays(70)));
        var missing = facts.ask("jts", Snapshot.EMPTY, leaf, NOW);

        assertThat(expired.verdict()).isEqualTo(Ruling.INDETERMINATE);
        assertThat(said(expired)).anySatisfy(reason -> assertThat(reason).contains("expired on"));
        assertThat(expired.sources()).extracting(SourceStanding::state).containsExactly(State.STALE);
        assertThat(missing.verdict()).isEqualTo(Ruling.INDETERMINATE);
        assertThat(missing.sources()).extracting(SourceStanding::state).containsExactly(State.ABSENT);
        assertThat(facts.ask("not jts", Snapshot.EMPTY, leaf, NOW).verdict()).isEqualTo(Ruling.INDETERMINATE);
    }

    @Test
    void saysNothingAboutATimeToCome() {
        var answer = facts.ask("jts", facts.with(null, facts.own()), facts.person.certificate(), NOW.plusSeconds(60));

        assertThat(answer.verdict()).isEqualTo(Ruling.INDETERMINATE);
    }

    @Test
    void passesBesideAnUnknownSource() {
        var answer =
                facts.ask("webtrust or etsi or jts", facts.with(null, facts.own()), facts.person.certificate(), NOW);

        assertThat(answer.verdict()).isEqualTo(Ruling.PASS);
        assertThat(said(answer)).hasSize(1);
    }

    @Test
    void asksForTheChainBeforeItSaysNo() {
        var own = facts.with(null, facts.own());
        var leaf = facts.stranger.certificate();

        assertThat(facts.ask("jts", own, leaf, NOW).verdict()).isEqualTo(Ruling.INDETERMINATE);
        assertThat(facts.ask("jts", own, leaf, NOW, facts.otherAuthority.certificate())
                        .verdict())
                .isEqualTo(Ruling.FAIL);
    }

    @Test
    void doesNotBelieveTheNameOfAnIssuer() {
        var impostor = wariin.tsl.SampleKeys.selfSigned(
                facts.authority.certificate().getSubjectX500Principal().getName(),
                wariin.tsl.SampleKeys.ec("secp256r1"),
                wariin.tsl.SampleKeys.Use.AUTHORITY,
                NOW.minus(Duration.ofDays(300)));
        var leaf = RuleFacts.issued(impostor).certificate();

        var answer = facts.ask("jts", facts.with(null, facts.own()), leaf, NOW, impostor.certificate());

        assertThat(answer.verdict()).isEqualTo(Ruling.FAIL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jts(target = ca) | PASS",
                "jts(target in {lra, ca}) | PASS",
                "jts(target = lra) | FAIL",
                "jts(sector = defence) | PASS",
                "jts(sector in {housing, finance}) | PASS",
                "jts(sector != defence) | FAIL",
                "jts(sector = housing) | FAIL",
                "jts(level >= third-party) | PASS",
                "jts(level >= government) | FAIL",
                "jts(level < government, target = ca) | PASS",
                "jts(since >= 2026-11-01) | PASS",
                "jts(since < 2026-11-01) | FAIL",
                "key = ec and bits >= 256 | PASS",
                "key = rsa | FAIL",
                "hash in {sha256, sha384} | PASS",
                "policy = 1.2.3 | FAIL",
                "date >= 2026-11-20 | PASS",
                "date < 2018-09-14 | FAIL",
                "subject = certificate | PASS",
                "subject = provider | FAIL",
                "not revoked | PASS",
                "time-proven | INDETERMINATE",
                "eu | INDETERMINATE",
                "jts and not eu | INDETERMINATE",
                "recognised(as = webtrust) | FAIL"
            })
    void comparesFacts(String rule, Ruling expected) {
        var answer = facts.ask(rule, facts.with(null, facts.own()), facts.person.certificate(), NOW);

        assertThat(answer.verdict()).isEqualTo(expected);
        assertThat(answer.reasons())
                .isNotEmpty()
                .allSatisfy(reason -> assertThat(reason.ja()).isNotEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-31, PASS",
        "2025-08-20, PASS",
        "2025-08-18, FAIL", // 457 days before: still, 458: no more
        "2025-01-31, FAIL"
    })
    void countsTheGraceFromTheEndOfTheAuditPeriod(String end, Ruling expected) {
        var start = LocalDate.parse(end).minusYears(1).toString();
        var ccadb = facts.with(facts.audited("WebTrust", start, end, false));
        var at = NOW;

        var answer = facts.ask("webtrust", ccadb, facts.stranger.certificate(), at, facts.otherAuthority.certificate());

        assertThat(answer.verdict()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "webtrust(grace <= 300) | PASS",
                "webtrust(grace <= 200) | FAIL",
                "etsi | FAIL",
                "webtrust(owner = \"other\") | PASS",
                "webtrust(owner = \"Nobody\") | FAIL",
                "webtrust(statement >= 2026-05-01) | PASS"
            })
    void comparesAudits(String rule, Ruling expected) {
        var ccadb = facts.with(facts.audited("WebTrust", "2025-04-01", "2026-03-31", false));

        var answer = facts.ask(rule, ccadb, facts.stranger.certificate(), NOW, facts.otherAuthority.certificate());

        assertThat(answer.verdict()).isEqualTo(expected);
    }

    @Test
    void knowsNothingBeforeTheNewestAudit() {
        var ccadb = facts.with(facts.audited("WebTrust", "2026-10-01", "2026-10-31", false));
        var before = Instant.parse("2026-09-01T00:00:00Z");

        var answer =
                facts.ask("webtrust", ccadb, facts.stranger.certificate(), before, facts.otherAuthority.certificate());

        assertThat(answer.verdict()).isEqualTo(Ruling.INDETERMINATE);
    }

    @Test
    void failsForAnAuthorityRevokedInTheCcadb() {
        var ccadb = facts.with(facts.audited("WebTrust", "2025-04-01", "2026-03-31", true));

        var answer =
                facts.ask("webtrust", ccadb, facts.stranger.certificate(), NOW, facts.otherAuthority.certificate());

        assertThat(answer.verdict()).isEqualTo(Ruling.FAIL);
    }

    @Test
    void needsTheAuthoritysCertificateToLookUpAudits() {
        var ccadb = facts.with(facts.audited("WebTrust", "2025-04-01", "2026-03-31", false));

        assertThat(facts.ask("webtrust", ccadb, facts.stranger.certificate(), NOW)
                        .verdict())
                .isEqualTo(Ruling.INDETERMINATE);
    }

    @Test
    void answersForAProviderByItsNumber() {
        var own = facts.with(null, facts.own());

        assertThat(facts.ask("jts", own, new Question.OfProvider(NUMBER, NOW)).verdict())
                .isEqualTo(Ruling.PASS);
        var suspended = new Question.OfProvider(NUMBER, NOW.minus(Duration.ofDays(20)));
        assertThat(facts.ask("jts(target = ca) and not revoked", own, suspended).verdict())
                .isEqualTo(Ruling.FAIL);
        var unknown = new Question.OfProvider(new CorporateNumber("7000012050002"), NOW);
        assertThat(facts.ask("jts", own, unknown).verdict()).isEqualTo(Ruling.FAIL);
    }

    @Test
    void recognisesASchemeBetweenItsDaysOnly() {
        var base = facts.with(facts.audited("WebTrust", "2025-04-01", "2026-03-31", false), facts.own());
        var until = LocalDate.of(2026, 11, 1);
        var equivalence = new Equivalence(
                UUID.randomUUID(), "webtrust", "jts", LocalDate.of(2026, 1, 1), until, Bilingual.of("告示", "Notice"));
        var recognising = new Snapshot(base.lists(), base.ccadb(), List.of(equivalence), base.registered());
        var leaf = facts.stranger.certificate();
        var issuer = facts.otherAuthority.certificate();
        var within = Instant.parse("2026-10-01T00:00:00Z");

        assertThat(facts.ask("recognised(as = jts)", recognising, leaf, within, issuer)
                        .verdict())
                .isEqualTo(Ruling.PASS);
        assertThat(facts.ask("recognised(as = jts)", recognising, leaf, NOW, issuer)
                        .verdict())
                .isEqualTo(Ruling.FAIL);
    }

    @Test
    void letsNobodyPassWhoIsRevoked() {
        var subject = new Subjects(_ -> Ruling.PASS).of(Question.OfCertificate.of(facts.person.certificate(), NOW));

        var answer = Asking.ask(RuleFile.of("test", "jts"), subject, facts.with(null, facts.own()), NOW);

        assertThat(answer.verdict()).isEqualTo(Ruling.FAIL);
    }

    @Test
    void isNotSureWhenNobodyTellsOfRevocation() {
        var unknown =
                new Subjects(_ -> Ruling.INDETERMINATE).of(Question.OfCertificate.of(facts.person.certificate(), NOW));

        var answer =
                Asking.ask(RuleFile.of("test", "jts and not revoked"), unknown, facts.with(null, facts.own()), NOW);

        assertThat(answer.verdict()).isEqualTo(Ruling.INDETERMINATE);
        assertThat(said(answer)).anySatisfy(reason -> assertThat(reason).contains("CRL"));
    }
}
