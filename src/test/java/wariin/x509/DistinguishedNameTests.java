package wariin.x509;

import static org.assertj.core.api.Assertions.assertThat;

import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistinguishedNameTests {

    @ParameterizedTest
    @ValueSource(strings = {"#0c0141", "# 1", "a\\,CN=b", "a+O=b", "\"quoted\"", "a=b;c<d>", "\\"})
    void saysJustWhatItWasGiven(String text) {
        var name = new DistinguishedName("JP", text, null, text, null);
        var read = X500Name.getInstance(name.principal().getEncoded());
        assertThat(read.getRDNs()).hasSize(3);
        for (var type : new org.bouncycastle.asn1.ASN1ObjectIdentifier[] {BCStyle.O, BCStyle.CN}) {
            var value = read.getRDNs(type)[0].getFirst().getValue();
            assertThat(((ASN1String) value).getString()).isEqualTo(text);
        }
    }
}
