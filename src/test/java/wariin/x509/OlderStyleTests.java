package wariin.x509;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Certificates of the older style hide identifiers in units; each is found, and nothing else is taken for one.
class OlderStyleTests {
    @TempDir
    Path folder;

    @Test
    void findsTheCorporateNumberAndTheProfession() throws Exception {
        var read = read("/C=JP/ST=Tokyo/L=Chiyoda-ku/O=Sample K.K./OU=CN-7000012050002/OU=JFBA-12345/OU=Legal"
                + "/CN=Hanako Yamada/emailAddress=hanako@example.jp");

        assertThat(read.isOlderStyle()).isTrue();
        assertThat(read.organisationIdentifier()).isEqualTo("NTRJP-7000012050002");
        assertThat(read.qualifications()).containsExactly(new OlderStyle.Qualification(OlderStyle.Body.JFBA, "12345"));
        assertThat(read.title()).contains("弁護士");
        assertThat(read.units()).containsExactly("Legal");
        assertThat(read.mailboxes()).containsExactly("hanako@example.jp");
        assertThat(read.commonName()).contains("Hanako Yamada");
        assertThat(read.subject())
                .containsEntry("organizationName", "Sample K.K.")
                .containsEntry("localityName", "Chiyoda-ku")
                .doesNotContainKey("organizationalUnitName");
        assertThat(read.doubts()).isEmpty();
    }

    @Test
    void readsWideDigitsAndAccountants() throws Exception {
        var read = read("/C=JP/O=Sample K.K./OU=ＣＮ－７００００１２０５０００２/OU=CPA-9876/CN=A");

        assertThat(read.organisationIdentifier()).isEqualTo("NTRJP-7000012050002");
        assertThat(read.title()).contains("公認会計士");
    }

    @Test
    void doubtsANumberWithAWrongCheckDigit() throws Exception {
        var read = read("/C=JP/O=Sample K.K./OU=CN-7000012050003/CN=A");

        assertThat(read.organisationIdentifier()).isNull();
        assertThat(read.doubts()).singleElement().asString().contains("7000012050003");
    }

    @Test
    void leavesTodaysStyleAsItIs() throws Exception {
        var read = read("/C=JP/O=Sample K.K./organizationIdentifier=NTRJP-7000012050002/OU=CN team/CN=A");

        assertThat(read.isOlderStyle()).isFalse();
        assertThat(read.units()).containsExactly("CN team");
        assertThat(read.organisationIdentifier()).isEqualTo("NTRJP-7000012050002");
    }

    private OlderStyle read(String subject) throws Exception {
        var made = new OpenSsl(folder)
                .run(
                        "req",
                        "-x509",
                        "-utf8",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:P-256",
                        "-nodes",
                        "-keyout",
                        "k.pem",
                        "-subj",
                        subject,
                        "-days",
                        "9",
                        "-outform",
                        "DER",
                        "-out",
                        "c.der");
        assertThat(made.status()).as(made.output()).isZero();
        return OlderStyle.read(Certificates.parse(Files.readAllBytes(folder.resolve("c.der"))));
    }
}
