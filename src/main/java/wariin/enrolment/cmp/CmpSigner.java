package wariin.enrolment.cmp;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.ContentSigner;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.ca.CertificationAuthority;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.keys.AuthorityKeys;
import wariin.keys.KeyAlgorithm;
import wariin.x509.CertificateContent;
import wariin.x509.CertificateLinter;
import wariin.x509.CertificateProfile;
import wariin.x509.Certificates;
import wariin.x509.DistinguishedName;
import wariin.x509.KeyIdentifier;
import wariin.x509.SerialNumber;
import wariin.x509.SignatureAlgorithm;
import wariin.x509.SubjectNames;

/// The key that signs answers to clients who signed their message. The authorities' own keys sign certificates and
/// lists, nothing else; a client trusts this one by its fingerprint (docs/adr tells why).
@Component
class CmpSigner {

    private static final String PURPOSE = "enrolment:cmp";

    /// Where the key and its certificate are.
    @Component("cmpSignerStores")
    record Stores(AuthorityKeys keys, CmpSignerRegister register) {}

    /// What the first use is written with.
    @Component("cmpSignerWriting")
    record Writing(TransactionTemplate transactions, Journal journal, Clock clock) {}

    private final Stores stores;
    private final CertificationAuthority authority;
    private final Writing writing;
    private final SecureRandom random;
    private volatile @Nullable X509Certificate certificate;

    CmpSigner(Stores stores, CertificationAuthority authority, Writing writing, SecureRandom random) {
        this.stores = stores;
        this.authority = authority;
        this.writing = writing;
        this.random = random;
    }

    /// Made on the first question. Two nodes may both make one; the first that is written counts.
    X509Certificate certificate() {
        var known = certificate;
        if (known != null) return known;
        var stored = stores.register().find(PURPOSE);
        if (stored.isEmpty()) {
            add(Certificates.encoded(fresh()));
            stored = stores.register().find(PURPOSE);
        }
        known = Certificates.parse(stored.orElseThrow());
        certificate = known;
        return known;
    }

    byte[] keyIdentifier() {
        return KeyIdentifier.of(certificate().getPublicKey());
    }

    private void add(byte[] der) {
        writing.transactions().executeWithoutResult(_ -> {
            if (!stores.register().add(PURPOSE, der)) return;
            var facts = Map.of("certificate", HexFormat.of().formatHex(der));
            writing.journal().append(new Act("cmp-signer-made", PURPOSE, "system", facts));
        });
    }

    private X509Certificate fresh() {
        var key = stores.keys().generate(KeyAlgorithm.EC_P256, PURPOSE);
        var root = SubjectNames.attributes(
                authority.root().getSubjectX500Principal().getEncoded());
        var organisation = root.getOrDefault("organizationName", "Wariin");
        var name = DistinguishedName.of(root.getOrDefault("countryName", "JP"), organisation, "CMP Server");
        var from = writing.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        var profile = CertificateProfile.PROTOCOL_SIGNER;
        var content = new CertificateContent(
                profile,
                SerialNumber.random(random),
                name.principal(),
                name,
                from,
                from.plus(profile.longest()).minusSeconds(1),
                key.publicKey(),
                key.publicKey(),
                null,
                null,
                List.of(),
                null);
        return CertificateLinter.lint(content.toBeSigned(), profile, key.publicKey())
                .orThrow()
                .signedBy(body -> stores.keys().sign(key.id(), body));
    }

    /// As the encoding library asks for it.
    ContentSigner contentSigner() {
        var key = stores.keys().find(PURPOSE).orElseThrow();
        var identifier = AlgorithmIdentifier.getInstance(
                SignatureAlgorithm.of(key.publicKey()).identifier());
        return new ContentSigner() {
            private final ByteArrayOutputStream message = new ByteArrayOutputStream();

            @Override
            public AlgorithmIdentifier getAlgorithmIdentifier() {
                return identifier;
            }

            @Override
            public OutputStream getOutputStream() {
                return message;
            }

            @Override
            public byte[] getSignature() {
                return stores.keys().sign(key.id(), message.toByteArray());
            }
        };
    }
}
