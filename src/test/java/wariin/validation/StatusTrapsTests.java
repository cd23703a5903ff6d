package wariin.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static wariin.tsl.SampleLists.CA;
import static wariin.tsl.SampleLists.identity;
import static wariin.tsl.SampleLists.provider;
import static wariin.tsl.SampleLists.service;
import static wariin.tsl.SampleLists.state;

import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.tsl.TrustedListsCertificateSource;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.tsl.function.GrantedOrRecognizedAtNationalLevelTrustAnchorPeriodPredicate;
import eu.europa.esig.dss.tsl.function.GrantedTrustAnchorPeriodPredicate;
import eu.europa.esig.dss.tsl.function.TrustAnchorPeriodPredicate;
import eu.europa.esig.dss.tsl.job.TLValidationJob;
import eu.europa.esig.dss.tsl.source.TLSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import wariin.tsl.FineStatus;
import wariin.tsl.SampleLists;
import wariin.tsl.TrustService;
import wariin.validation.predicate.RegisteredServicePredicate;
import wariin.validation.predicate.RegisteredTimesSource;

/// Four ways in which EU DSS 6.4 misreads a list of national statuses as it comes, and what our jar makes of them.
class StatusTrapsTests {

    private static final Duration DAY = Duration.ofDays(1);
    private static final SampleLists SAMPLES = new SampleLists(Instant.now());
    private static final CertificateToken AUTHORITY = new CertificateToken(SAMPLES.authority.certificate());
    private static final Instant REGISTERED = SAMPLES.issued.minus(Duration.ofDays(100));
    private static final Instant NOW = SAMPLES.issued.plusSeconds(1);

    @Test
    @DisplayName("(a) without a predicate a withdrawn service is trusted for ever")
    void withoutPredicateAWithdrawnServiceIsTrusted() {
        var list = list(withdrawn());

        assertThat(trusts(loaded(list, null, new TrustedListsCertificateSource()), NOW))
                .isTrue();

        var ours = loaded(list, new RegisteredServicePredicate(), new RegisteredTimesSource());
        assertThat(trusts(ours, NOW)).isFalse();
        assertThat(trusts(ours, SAMPLES.suspended.minus(DAY))).isTrue();
        assertThat(trusts(ours, REGISTERED.minus(DAY))).isFalse();
    }

    @Test
    @DisplayName("(b) the predicate for qualified services trusts nobody")
    void thePredicateForQualifiedServicesTrustsNobody() {
        var list = list(reinstated());

        var stock = loaded(list, new GrantedTrustAnchorPeriodPredicate(), new TrustedListsCertificateSource());
        assertThat(stock.isTrusted(AUTHORITY)).isFalse();

        assertThat(trusts(loaded(list, new RegisteredServicePredicate(), new TrustedListsCertificateSource()), NOW))
                .isTrue();
    }

    @Test
    @DisplayName("(c) the predicate for national statuses reads the present rightly, and so does ours")
    void thePredicateForNationalStatusesReadsThePresent() {
        for (TrustAnchorPeriodPredicate predicate : List.of(
                new GrantedOrRecognizedAtNationalLevelTrustAnchorPeriodPredicate(), new RegisteredServicePredicate())) {
            assertThat(trusts(loaded(list(reinstated()), predicate, new TrustedListsCertificateSource()), NOW))
                    .isTrue();
            assertThat(trusts(loaded(list(withdrawn()), predicate, new TrustedListsCertificateSource()), NOW))
                    .isFalse();
        }
    }

    @Test
    @DisplayName("(d) a time inside a suspension is trusted, because two periods become one")
    void aTimeInsideASuspensionIsTrusted() {
        var list = list(reinstated());
        var inside = SAMPLES.suspended.plus(DAY);

        for (TrustAnchorPeriodPredicate predicate : List.of(
                new GrantedOrRecognizedAtNationalLevelTrustAnchorPeriodPredicate(), new RegisteredServicePredicate())) {
            assertThat(trusts(loaded(list, predicate, new TrustedListsCertificateSource()), inside))
                    .as("what no predicate can mend")
                    .isTrue();
        }

        var ours = loaded(list, new RegisteredServicePredicate(), new RegisteredTimesSource());
        assertThat(trusts(ours, inside)).isFalse();
        assertThat(trusts(ours, SAMPLES.suspended))
                .as("the begin of the suspension")
                .isFalse();
        assertThat(trusts(ours, SAMPLES.suspended.minusSeconds(1))).isTrue();
        assertThat(trusts(ours, SAMPLES.reinstated.minusSeconds(1))).isFalse();
        assertThat(trusts(ours, SAMPLES.reinstated))
                .as("the end of the suspension")
                .isTrue();
        assertThat(trusts(ours, NOW)).isTrue();
    }

    @Test
    void reportsTellThePeriodAroundTheTimeThatIsAskedFor() {
        var ours = new RegisteredTimesSource();
        loaded(list(reinstated()), new RegisteredServicePredicate(), ours);

        assertThat(ours.getTrustTime(AUTHORITY).getStartDate()).isEqualTo(Date.from(SAMPLES.reinstated));
        ours.setTime(Date.from(SAMPLES.suspended.minus(DAY)));
        assertThat(ours.getTrustTime(AUTHORITY).getEndDate()).isEqualTo(Date.from(SAMPLES.suspended));
        ours.setTime(Date.from(SAMPLES.suspended.plus(DAY)));
        assertThat(ours.getTrustTime(AUTHORITY).isTrusted()).isFalse();
    }

    private static TrustService reinstated() {
        var key = identity(SAMPLES.authority.certificate());
        return service(
                state(CA, FineStatus.REGISTERED, SAMPLES.reinstated, key),
                List.of(
                        state(CA, FineStatus.SUSPENDED, SAMPLES.suspended, key).past(),
                        state(CA, FineStatus.REGISTERED, REGISTERED, key).past()));
    }

    private static TrustService withdrawn() {
        var key = identity(SAMPLES.authority.certificate());
        return service(
                state(CA, FineStatus.WITHDRAWN, SAMPLES.suspended, key),
                List.of(state(CA, FineStatus.REGISTERED, REGISTERED, key).past()));
    }

    private static byte[] list(TrustService service) {
        return SAMPLES.signed(SAMPLES.list(7, List.of(provider("Sample Provider", List.of(service)))))
                .xml();
    }

    private static boolean trusts(TrustedListsCertificateSource source, Instant at) {
        return source.isTrusted(AUTHORITY) && source.isTrustedAtTime(AUTHORITY, Date.from(at));
    }

    private static TrustedListsCertificateSource loaded(
            byte[] xml, TrustAnchorPeriodPredicate predicate, TrustedListsCertificateSource source) {
        var signers = new CommonTrustedCertificateSource();
        signers.addCertificate(new CertificateToken(SAMPLES.signer.certificate()));
        var list = new TLSource();
        list.setUrl("https://list.example/tl/trusted-list.xml");
        list.setCertificateSource(signers);
        list.setTLVersions(List.of(6));
        list.setTrustAnchorValidityPredicate(predicate);
        var job = new TLValidationJob();
        job.setTrustedListSources(list);
        job.setOnlineDataLoader(_ -> new InMemoryDocument(xml));
        job.setTrustedListCertificateSource(source);
        try (var workers = Executors.newSingleThreadExecutor()) {
            job.setExecutorService(workers);
            job.onlineRefresh();
        }
        return source;
    }
}
