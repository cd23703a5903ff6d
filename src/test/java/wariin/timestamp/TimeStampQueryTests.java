package wariin.timestamp;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.Stream;
import org.bouncycastle.tsp.TimeStampResponse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import wariin.timestamp.TimeStampQuery.Reading;
import wariin.x509.Der;

@DisplayName("RFC 3161, 2.4.1: requests")
class TimeStampQueryTests {
    private static final String SHA_256 = "2.16.840.1.101.3.4.2.1";
    private static final byte[] ONE = Der.integer(1);
    private static final byte[] IMPRINT = imprint(SHA_256, 32);
    private static final byte[] EXTENSION = Der.of(Der.CONTEXT, Der.extension("1.2.3", false, new byte[0]));

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("not DER", new byte[] {1, 2, 3}, TimeStampFailure.BAD_DATA_FORMAT),
                refusal("nothing", new byte[0], TimeStampFailure.BAD_DATA_FORMAT),
                refusal("only a version", Der.sequence(ONE), TimeStampFailure.BAD_DATA_FORMAT),
                refusal("bytes after the end", append(Der.sequence(ONE, IMPRINT)), TimeStampFailure.BAD_DATA_FORMAT),
                refusal("version 2", Der.sequence(Der.integer(2), IMPRINT), TimeStampFailure.BAD_REQUEST),
                refusal("SHA-1", Der.sequence(ONE, imprint("1.3.14.3.2.26", 20)), TimeStampFailure.BAD_ALG),
                refusal("MD5", Der.sequence(ONE, imprint("1.2.840.113549.2.5", 16)), TimeStampFailure.BAD_ALG),
                refusal("a short hash", Der.sequence(ONE, imprint(SHA_256, 31)), TimeStampFailure.BAD_DATA_FORMAT),
                refusal("a long hash", Der.sequence(ONE, imprint(SHA_256, 33)), TimeStampFailure.BAD_DATA_FORMAT),
                refusal("an extension", Der.sequence(ONE, IMPRINT, EXTENSION), TimeStampFailure.UNACCEPTED_EXTENSION),
                refusal(
                        "fields out of order",
                        Der.sequence(ONE, IMPRINT, Der.integer(7), Der.oid("1.2.3")),
                        TimeStampFailure.BAD_DATA_FORMAT));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refuses(String what, byte[] request, TimeStampFailure failure) {
        assertThat(TimeStampQuery.read(request)).isEqualTo(new Reading.Refused(failure));
    }

    @Test
    void readsAllFields() {
        var nonce = BigInteger.ONE.shiftLeft(159);
        var request = Der.sequence(
                ONE, IMPRINT, Der.oid("1.2.3.4"), Der.integer(nonce), Der.of(Der.BOOLEAN, new byte[] {-1}));

        var query = ((Reading.Understood) TimeStampQuery.read(request)).query();

        assertThat(query.policy()).isEqualTo("1.2.3.4");
        assertThat(query.nonce()).isEqualTo(nonce);
        assertThat(query.certificateWanted()).isTrue();
        assertThat(query.imprint()).isEqualTo(IMPRINT);
    }

    @ParameterizedTest
    @EnumSource
    void failuresAreReadByOthers(TimeStampFailure failure) throws Exception {
        var response = new TimeStampResponse(failure.response());

        assertThat(response.getStatus()).isEqualTo(2);
        assertThat(response.getStatusString()).isNotBlank();
        assertThat(response.getFailInfo().intValue()).isNotZero();
    }

    private static Arguments refusal(String what, byte[] request, TimeStampFailure failure) {
        return Arguments.of(what, request, failure);
    }

    private static byte[] imprint(String oid, int length) {
        return Der.sequence(Der.sequence(Der.oid(oid), new byte[] {5, 0}), Der.octets(new byte[length]));
    }

    private static byte[] append(byte[] request) {
        return Arrays.copyOf(request, request.length + 1);
    }
}
