package wariin.bench;

import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.tsl.TrustedListsCertificateSource;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.tsl.function.GrantedOrRecognizedAtNationalLevelTrustAnchorPeriodPredicate;
import eu.europa.esig.dss.tsl.job.TLValidationJob;
import eu.europa.esig.dss.tsl.source.TLSource;
import eu.europa.esig.dss.tsl.sync.ExpirationAndSignatureCheckStrategy;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.Executors;

/// EU DSS takes in a trusted list, as whoever relies on it would.
final class DssListPeer {
    private final X509Certificate signer;

    DssListPeer(X509Certificate signer) {
        this.signer = signer;
    }

    void accept(byte[] xml, int anchors) {
        var trusted = new CommonTrustedCertificateSource();
        trusted.addCertificate(new CertificateToken(signer));
        var list = new TLSource();
        list.setUrl("https://list.invalid/list.xml");
        list.setCertificateSource(trusted);
        list.setTLVersions(List.of(6));
        list.setTrustAnchorValidityPredicate(new GrantedOrRecognizedAtNationalLevelTrustAnchorPeriodPredicate());
        var source = new TrustedListsCertificateSource();
        var job = new TLValidationJob();
        job.setTrustedListSources(list);
        job.setOnlineDataLoader(_ -> new InMemoryDocument(xml));
        job.setTrustedListCertificateSource(source);
        job.setSynchronizationStrategy(new ExpirationAndSignatureCheckStrategy());
        try (var workers = Executors.newSingleThreadExecutor()) {
            job.setExecutorService(workers);
            job.onlineRefresh();
        }
        var info = job.getSummary().getOtherTLInfos().getFirst();
        if (info.getValidationCacheInfo().getIndication() != Indication.TOTAL_PASSED
                || source.getNumberOfTrustedEntityKeys() != anchors) {
            throw new IllegalStateException("DSS refuses the list");
        }
    }
}
