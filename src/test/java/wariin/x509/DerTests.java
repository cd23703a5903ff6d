package wariin.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DerTests {

    @Test
    void writesAsBouncyCastleDoes() throws Exception {
        for (var length : new int[] {0, 1, 127, 128, 255, 256, 65535, 65536, 1 << 24}) {
            assertThat(Der.octets(new byte[length])).isEqualTo(new DEROctetString(new byte[length]).getEncoded());
        }
        for (var oid :
                new String[] {"0.9", "1.2.840.113549", "2.25.38907951887363738810369757394255193691.2.1", "2.999"}) {
            assertThat(Der.oid(oid)).isEqualTo(new ASN1ObjectIdentifier(oid).getEncoded());
            assertThat(DerReader.over(Der.oid(oid)).oid()).isEqualTo(oid);
        }
        var random = new Random(1);
        for (var n = 0; n < 200; n++) {
            var value = new BigInteger(random.nextInt(200), random).negate();
            assertThat(Der.integer(value)).isEqualTo(new ASN1Integer(value).getEncoded());
            assertThat(DerReader.over(Der.integer(value)).integer()).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3080", "308100", "30820001", "3084ffffffff", "3002", "3003020100", "30", ""})
    void refusesWrongLengths(String hex) {
        assertThatThrownBy(() -> DerReader.over(HexFormat.of().parseHex(hex))
                        .into(Der.SEQUENCE)
                        .into(Der.SEQUENCE))
                .isInstanceOf(MalformedDer.class);
    }

    @Test
    void neverLetsAnythingElseOutOfRandomBytes() {
        var random = new Random(7);
        var seed = Der.sequence(
                Der.sequence(Der.sequence(Der.sequence(Der.octets(new byte[20]), Der.integer(5)))), Der.oid("1.2.3"));
        for (var n = 0; n < 20_000; n++) {
            var bytes = seed.clone();
            for (var flips = 0; flips < 3; flips++) bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            try {
                StatusRequest.parse(bytes);
            } catch (MalformedDer expected) {
                assertThat(expected).hasMessageMatching(".+");
            }
        }
    }
}
