package wariin.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import wariin.x509.StatusRequest.CertificateId;

@DisplayName("RFC 6960, 4.1: requests")
class StatusRequestTests {
    private static final String NONCE = "1.3.6.1.5.5.7.48.1.2";
    private static final byte[] ID = CertificateId.of(
                    "SHA-256", new byte[32], new byte[32], new SerialNumber(BigInteger.TEN))
            .encoded();

    @Test
    void readsIdAndNonceAndEchoesTheIdAsItCame() {
        var request = StatusRequest.parse(request(ID, nonce(32)));

        assertThat(request.certificates().getFirst().encoded()).isEqualTo(ID);
        assertThat(request.certificates().getFirst().digest()).isEqualTo("SHA-256");
        assertThat(request.nonce())
                .hasValueSatisfying(nonce -> assertThat(nonce).hasSize(32));
    }

    @Test
    void readsARequestWithoutExtensions() {
        assertThat(StatusRequest.parse(request(ID, new byte[0])).nonce()).isEmpty();
    }

    static Stream<Arguments> malformations() {
        return Stream.of(
                Arguments.of("an empty nonce (RFC 9654)", request(ID, nonce(0))),
                Arguments.of("a nonce of 129 octets (RFC 9654)", request(ID, nonce(129))),
                Arguments.of("two nonces", request(ID, Der.of(Der.CONTEXT + 2, Der.sequence(nonceOf(8), nonceOf(8))))),
                Arguments.of(
                        "an unknown critical extension",
                        request(ID, Der.of(Der.CONTEXT + 2, Der.sequence(Der.extension("1.2.3", true, new byte[1]))))),
                Arguments.of("no certificate", Der.sequence(Der.sequence(Der.sequence()))),
                Arguments.of(
                        "version 2",
                        Der.sequence(
                                Der.sequence(Der.of(Der.CONTEXT, Der.integer(1)), Der.sequence(Der.sequence(ID))))),
                Arguments.of("bytes after the end", Der.of(0, request(ID, new byte[0]), new byte[1])),
                Arguments.of("nothing", new byte[0]));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformations")
    void refuses(String what, byte[] request) {
        assertThatThrownBy(() -> StatusRequest.parse(request)).isInstanceOf(MalformedDer.class);
    }

    private static byte[] request(byte[] id, byte[] extensions) {
        return Der.sequence(Der.sequence(Der.sequence(Der.sequence(id)), extensions));
    }

    private static byte[] nonce(int length) {
        return Der.of(Der.CONTEXT + 2, Der.sequence(nonceOf(length)));
    }

    private static byte[] nonceOf(int length) {
        return Der.extension(NONCE, false, Der.octets(new byte[length]));
    }
}
