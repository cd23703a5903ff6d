package wariin.x509;

import java.time.Duration;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.jspecify.annotations.Nullable;

/// What each kind of certificate must and may contain; the linter holds every certificate against it.
public enum CertificateProfile {
    /// The self-signed trust anchor.
    ROOT(KeyUsage.keyCertSign | KeyUsage.cRLSign, null, false, 9132),
    /// An authority that issues to subscribers; no further authority below it.
    ISSUING(KeyUsage.keyCertSign | KeyUsage.cRLSign, null, false, 5479),
    /// A time-stamping unit: its one purpose is critical (RFC 3161, 2.3).
    TIME_STAMPING_UNIT(KeyUsage.digitalSignature, KeyPurposeId.id_kp_timeStamping, true, 4018),
    /// Signs status answers for the authority that issued it (RFC 6960, 4.2.2.2).
    OCSP_SIGNER(KeyUsage.digitalSignature, KeyPurposeId.id_kp_OCSPSigning, false, 92),
    /// A person who signs documents (EN 319 412-2, type A key usage; RFC 9336).
    SUBSCRIBER(KeyUsage.nonRepudiation, KeyPurposeId.getInstance(documentSigning()), false, 825),
    /// Signs trusted lists; self-signed, and trusted because a list before it or a person said so (TS 119 612, 5.7.1).
    LIST_SIGNER(
            KeyUsage.digitalSignature | KeyUsage.nonRepudiation, KeyPurposeId.getInstance(listSigning()), false, 1830);

    private final int keyUsage;
    private final @Nullable KeyPurposeId purpose;
    private final boolean purposeCritical;
    private final Duration longest;

    CertificateProfile(int keyUsage, @Nullable KeyPurposeId purpose, boolean purposeCritical, int longestDays) {
        this.keyUsage = keyUsage;
        this.purpose = purpose;
        this.purposeCritical = purposeCritical;
        this.longest = Duration.ofDays(longestDays);
    }

    /// Whether certificates are issued with it.
    public boolean isAuthority() {
        return this == ROOT || this == ISSUING;
    }

    /// Whether it is signed with its own key.
    public boolean isSelfSigned() {
        return this == ROOT || this == LIST_SIGNER;
    }

    int keyUsage() {
        return keyUsage;
    }

    Optional<KeyPurposeId> purpose() {
        return Optional.ofNullable(purpose);
    }

    boolean isPurposeCritical() {
        return purposeCritical;
    }

    /// No certificate of this kind may be valid for longer.
    public Duration longest() {
        return longest;
    }

    private static ASN1ObjectIdentifier listSigning() {
        return new ASN1ObjectIdentifier("0.4.0.2231.3.0");
    }

    private static ASN1ObjectIdentifier documentSigning() {
        return new ASN1ObjectIdentifier("1.3.6.1.5.5.7.3.36");
    }
}
