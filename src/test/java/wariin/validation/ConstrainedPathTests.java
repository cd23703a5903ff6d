package wariin.validation;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.enumerations.SignatureLevel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.api.Test;

/// What an authority was not allowed to certify does not make a signature valid (RFC 5280, 4.2 and 6.1).
class ConstrainedPathTests {

    private static final String SIGNER = "C=JP,O=Wariin Tests,CN=Hana Sample";

    @Test
    void takesASignerWithinTheNamesOfTheAuthority() {
        assertThat(verdict(Map.of(Extension.nameConstraints, below("C=JP,O=Wariin Tests"))))
                .isEqualTo(Verdict.TOTAL_PASSED);
    }

    @Test
    void refusesASignerOutsideTheNamesOfTheAuthority() {
        assertThat(verdict(Map.of(Extension.nameConstraints, below("C=JP,O=Somebody Else"))))
                .isEqualTo(Verdict.INDETERMINATE);
    }

    @Test
    void refusesAnAuthorityWithACriticalExtensionThatNobodyKnows() {
        var unknown = new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1");

        assertThat(verdict(Map.of(unknown, new DEROctetString(new byte[] {1})))).isEqualTo(Verdict.INDETERMINATE);
    }

    private static NameConstraints below(String name) {
        var tree = new GeneralSubtree(new GeneralName(new X500Name(name)));
        return new NameConstraints(new GeneralSubtree[] {tree}, null);
    }

    private static Verdict verdict(Map<ASN1ObjectIdentifier, ASN1Encodable> critical) {
        var hierarchy = new TestHierarchy(Instant.now().minus(Duration.ofDays(30)), critical);
        var contracts = new TestContracts(hierarchy);
        var signer = hierarchy.subscriber(SIGNER, Duration.ofDays(300));
        var signed = contracts.sign(contracts.contract(), "PartyA", signer, SignatureLevel.PAdES_BASELINE_LT);
        return SignatureValidation.offline(Clock.systemUTC())
                .validate(signed, Trust.in(hierarchy.root()))
                .verdict();
    }
}
