package wariin.tsl;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import wariin.tsl.CertificateAnswer.Reason;
import wariin.tsl.CertificateAnswer.Verdict;
import wariin.tsl.SampleKeys.Holder;
import wariin.tsl.SampleKeys.Use;
import wariin.tsl.ServiceIndex.Listed;

class ServiceIndexTests {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final SampleLists samples = new SampleLists(Instant.now());
    private final Instant now = samples.issued.plus(DAY);
    private ServiceIndex index;
    private X509Certificate person;

    @BeforeEach
    void lists() {
        index = ServiceIndex.of(List.of(new Listed(samples.small(), "00ff", "own")));
        person = issued(samples.authority, Use.PERSON).certificate();
    }

    @Test
    void trustsACertificateOfARegisteredAuthority() {
        var answer = index.ask(List.of(person, samples.authority.certificate()), samples.issued, now);

        assertThat(answer.verdict()).isEqualTo(Verdict.TRUSTED);
        assertThat(answer.match().depth()).isEqualTo(1);
        assertThat(answer.match().from()).isEqualTo(samples.reinstated);
        assertThat(answer.match().to()).isNull();
        assertThat(answer.match().fine()).isEqualTo(FineStatus.REGISTERED);
        assertThat(answer.match().source().sequence()).isEqualTo(7);
        assertThat(answer.match().source().sha256()).isEqualTo("00ff");
    }

    @Test
    void findsTheIssuerOfACertificateThatComesAlone() {
        assertThat(ask(person, samples.issued)).isEqualTo(Reason.RECOGNISED);
    }

    @Test
    void doesNotTrustATimeInsideASuspension() {
        var answer = index.ask(List.of(person), samples.suspended.plus(DAY), now);

        assertThat(answer.verdict()).isEqualTo(Verdict.NOT_TRUSTED);
        assertThat(answer.reason()).isEqualTo(Reason.SUSPENDED);
        assertThat(answer.match().from()).isEqualTo(samples.suspended);
        assertThat(answer.match().to()).isEqualTo(samples.reinstated);
    }

    @Test
    void isExactToTheSecondAtBothEndsOfASuspension() {
        assertThat(ask(person, samples.suspended.minus(SECOND))).isEqualTo(Reason.RECOGNISED);
        assertThat(ask(person, samples.suspended)).isEqualTo(Reason.SUSPENDED);
        assertThat(ask(person, samples.reinstated.minus(SECOND))).isEqualTo(Reason.SUSPENDED);
        assertThat(ask(person, samples.reinstated)).isEqualTo(Reason.RECOGNISED);
    }

    @Test
    void doesNotTrustATimeBeforeTheFirstRegistration() {
        assertThat(ask(person, samples.issued.minus(Duration.ofDays(101)))).isEqualTo(Reason.NOT_YET_LISTED);
    }

    @Test
    void matchesATimeStampUnitByItsOwnKey() {
        var answer = index.ask(List.of(samples.unit.certificate()), samples.issued, now);

        assertThat(answer.trusted()).isTrue();
        assertThat(answer.match().depth()).isZero();
    }

    @Test
    void looksOnlyAtServicesOfTheTypesAskedFor() {
        var answer = index.ask(List.of(person), samples.issued, now, Set.of(SampleLists.TSA));

        assertThat(answer.reason()).isEqualTo(Reason.NOT_LISTED);
    }

    @Test
    void takesTheTypeThatTheServiceHadThen() {
        var identity = SampleLists.identity(samples.authority.certificate());
        var current = SampleLists.state(SampleLists.CA, FineStatus.REGISTERED, samples.reinstated, identity);
        var past = SampleLists.state("urn:type:before", FineStatus.REGISTERED, samples.suspended, identity)
                .past();
        var provider = SampleLists.provider("Changed", List.of(SampleLists.service(current, List.of(past))));
        var index = ServiceIndex.of(List.of(new Listed(samples.list(8, List.of(provider)), "00", "own")));
        var before = samples.suspended.plus(DAY);

        assertThat(index.ask(List.of(person), before, now, Set.of("urn:type:before"))
                        .trusted())
                .isTrue();
        assertThat(index.ask(List.of(person), before, now, Set.of(SampleLists.CA))
                        .reason())
                .isEqualTo(Reason.NOT_LISTED);
    }

    @Test
    void followsAnAuthorityBetween() {
        var between = issued(samples.authority, Use.AUTHORITY);
        var leaf = issued(between, Use.PERSON).certificate();

        var answer = index.ask(List.of(leaf, between.certificate()), samples.issued, now);

        assertThat(answer.trusted()).isTrue();
        assertThat(answer.match().depth()).isEqualTo(2);
    }

    @Test
    void doesNotTakeAPersonForAnAuthority() {
        var person = issued(samples.authority, Use.PERSON);
        var leaf = issued(person, Use.PERSON).certificate();
        var path = List.of(leaf, person.certificate(), samples.authority.certificate());

        assertThat(index.ask(path, samples.issued, now).reason()).isEqualTo(Reason.PATH_BROKEN);
    }

    @Test
    void doesNotTakeATimeStampUnitForAnAuthority() {
        var leaf = issued(samples.unit, Use.PERSON).certificate();
        var path = List.of(leaf, samples.unit.certificate());

        assertThat(index.ask(path, samples.issued, now).reason()).isEqualTo(Reason.PATH_BROKEN);
        assertThat(ask(leaf, samples.issued)).isEqualTo(Reason.NOT_LISTED);
    }

    @Test
    void seesThatTheListedKeyDidNotSign() {
        var name = samples.authority.certificate().getSubjectX500Principal().getName();
        var impostor = SampleKeys.selfSigned(name, SampleKeys.ec("secp256r1"), Use.AUTHORITY, samples.issued);
        var leaf = issued(impostor, Use.PERSON).certificate();

        assertThat(ask(leaf, samples.issued)).isEqualTo(Reason.NOT_LISTED);
        var path = List.of(leaf, samples.authority.certificate());
        assertThat(index.ask(path, samples.issued, now).reason()).isEqualTo(Reason.PATH_BROKEN);
    }

    @Test
    void wantsTheCertificateToBeValidAtTheTime() {
        var from = samples.issued.minus(Duration.ofHours(1));
        var young = SampleKeys.issued("CN=Young,C=JP", samples.authority, Use.PERSON, from, now)
                .certificate();

        assertThat(ask(young, from.minus(DAY))).isEqualTo(Reason.CERTIFICATE_NOT_VALID_THEN);
        assertThat(ask(young, from)).isEqualTo(Reason.RECOGNISED);
    }

    @Test
    void leavesOpenWhatAnExpiredListSays() {
        var late = samples.small().nextUpdate().plus(SECOND);

        assertThat(index.ask(List.of(person), samples.issued, late).verdict()).isEqualTo(Verdict.INDETERMINATE);
        assertThat(index.ask(List.of(person), samples.issued, late).reason()).isEqualTo(Reason.LIST_EXPIRED);
    }

    @Test
    void neverSaysNoWhileAListIsMissing() {
        var listed = List.of(new Listed(samples.small(), "00", "own"));
        var index = ServiceIndex.of(listed, Set.of("https://other.example/tl.xml"));
        var unknown = samples.stranger.certificate();

        var answer = index.ask(List.of(unknown), samples.issued, now);

        assertThat(answer.verdict()).isEqualTo(Verdict.INDETERMINATE);
        assertThat(answer.reason()).isEqualTo(Reason.LIST_MISSING);
        assertThat(index.ask(List.of(person), samples.issued, now).trusted()).isTrue();
    }

    @Test
    void leavesOpenWhatNoListOrTheFutureWouldHaveToAnswer() {
        var none = ServiceIndex.of(List.of()).ask(List.of(person), samples.issued, now);
        var future = index.ask(List.of(person), now.plus(SECOND), now);

        assertThat(none.reason()).isEqualTo(Reason.NO_LIST);
        assertThat(none.verdict()).isEqualTo(Verdict.INDETERMINATE);
        assertThat(future.verdict()).isEqualTo(Verdict.INDETERMINATE);
    }

    @Test
    void letsTheServiceNearestToTheCertificateDecide() {
        var issuing = issued(samples.authority, Use.AUTHORITY);
        var withdrawn = SampleLists.state(
                SampleLists.CA, FineStatus.WITHDRAWN, samples.reinstated, SampleLists.identity(issuing.certificate()));
        var root = samples.small().providers().getFirst();
        var other = SampleLists.provider("Other", List.of(SampleLists.service(withdrawn, List.of())));
        var index = ServiceIndex.of(List.of(new Listed(samples.list(8, List.of(root, other)), "00", "own")));
        var leaf = issued(issuing, Use.PERSON).certificate();
        var path = List.of(leaf, issuing.certificate(), samples.authority.certificate());

        assertThat(index.ask(path, samples.issued, now).reason()).isEqualTo(Reason.WITHDRAWN);
    }

    @Test
    void findsAServiceOfWhichOnlyTheKeyIdentifierIsListed() {
        var identity = SampleLists.identity(samples.authority.certificate()).withoutCertificates();
        var state = SampleLists.state(SampleLists.CA, FineStatus.REGISTERED, samples.reinstated, identity);
        var provider = SampleLists.provider("Bare", List.of(SampleLists.service(state, List.of())));
        var index = ServiceIndex.of(List.of(new Listed(samples.list(8, List.of(provider)), "00", "own")));

        var path = List.of(person, samples.authority.certificate());

        assertThat(index.ask(path, samples.issued, now).trusted()).isTrue();
    }

    private Reason ask(X509Certificate certificate, Instant at) {
        return index.ask(List.of(certificate), at, now).reason();
    }

    private Holder issued(Holder issuer, Use use) {
        var from = samples.issued.minus(Duration.ofDays(150));
        return SampleKeys.issued("CN=Sample " + use + ",C=JP", issuer, use, from, now.plus(Duration.ofDays(300)));
    }
}
