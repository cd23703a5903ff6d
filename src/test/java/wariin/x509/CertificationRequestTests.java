package wariin.x509;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wariin.x509.CertificationRequest.Fault;
import wariin.x509.CertificationRequest.Reading;

/// Requests are made by OpenSSL; only those that prove a strong key are taken in (RFC 2986).
class CertificationRequestTests {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "ec:-pkeyopt ec_paramgen_curve:P-256, EC",
        "ec:-pkeyopt ec_paramgen_curve:P-384, EC",
        "rsa:-pkeyopt rsa_keygen_bits:3072, RSA"
    })
    void readsWhatOpenSslAsksFor(String algorithm, String family) throws Exception {
        var der = made(algorithm, "-sha384");

        var request = CertificationRequest.parse(der).orThrow();

        assertThat(request.key().getAlgorithm()).isEqualTo(family);
        assertThat(request.commonName()).contains("printer.example.jp");
        assertThat(request.attributes()).containsEntry("organizationName", "見本");
        assertThat(request.names())
                .containsExactly(
                        new AlternativeName.DnsName("printer.example.jp"),
                        new AlternativeName.Mailbox("printer@example.jp"));
        assertThat(request.encoded()).isEqualTo(der);
    }

    @Test
    void readsPemToo() throws Exception {
        made("ec:-pkeyopt ec_paramgen_curve:P-256", "-sha256");
        new OpenSsl(folder).run("req", "-inform", "DER", "-in", "r.der", "-out", "r.pem");

        assertThat(CertificationRequest.parse(Files.readAllBytes(folder.resolve("r.pem"))))
                .isInstanceOf(Reading.Proven.class);
    }

    @ParameterizedTest
    @CsvSource({
        "rsa:-pkeyopt rsa_keygen_bits:2048, -sha256, WEAK_KEY",
        "rsa:-pkeyopt rsa_keygen_bits:3072 -pkeyopt rsa_keygen_pubexp:3, -sha256, WEAK_KEY",
        "ec:-pkeyopt ec_paramgen_curve:P-521, -sha512, WEAK_KEY",
        "ec:-pkeyopt ec_paramgen_curve:secp256k1, -sha256, WEAK_KEY",
        "ed25519:, -sha512, WEAK_KEY",
        "ec:-pkeyopt ec_paramgen_curve:P-256, -sha1, NOT_PROVEN"
    })
    void refusesWeakKeysAndWeakProofs(String algorithm, String digest, Fault fault) throws Exception {
        assertThat(CertificationRequest.parse(made(algorithm, digest)))
                .isInstanceOfSatisfying(
                        Reading.Refused.class,
                        refused -> assertThat(refused.fault()).isEqualTo(fault));
    }

    @Test
    void refusesARequestThatAnotherKeySignedAndEveryShortenedOne() throws Exception {
        var der = made("ec:-pkeyopt ec_paramgen_curve:P-256", "-sha256");
        var broken = der.clone();
        broken[40] ^= 1;

        assertThat(CertificationRequest.parse(broken)).isInstanceOf(Reading.Refused.class);
        for (var length = 0; length < der.length; length++) {
            assertThat(CertificationRequest.parse(java.util.Arrays.copyOf(der, length)))
                    .isInstanceOf(Reading.Refused.class);
        }
    }

    @Test
    void knowsKeysFromBrokenChipsAndClosePrimes() throws Exception {
        var random = new SecureRandom();
        var p = new BigInteger(1534, random).setBit(1535).setBit(1534).nextProbablePrime();
        var q = p.nextProbablePrime();
        var good = KeyPairGenerator.getInstance("RSA");
        good.initialize(3072);
        var modulus =
                ((java.security.interfaces.RSAPublicKey) good.generateKeyPair().getPublic()).getModulus();
        // The primes of such chips are k * M + (65537^a mod M); here M is the product of the first 39 primes.
        var product = BigInteger.ONE;
        for (var n = 2; n <= 167; n++) {
            if (BigInteger.valueOf(n).isProbablePrime(50)) product = product.multiply(BigInteger.valueOf(n));
        }
        var generator = BigInteger.valueOf(65537);
        var first =
                product.multiply(new BigInteger(1300, random)).add(generator.modPow(BigInteger.valueOf(17), product));
        var second =
                product.multiply(new BigInteger(1300, random)).add(generator.modPow(BigInteger.valueOf(23), product));

        assertThat(WeakKey.hasClosePrimes(p.multiply(q))).isTrue();
        assertThat(WeakKey.hasClosePrimes(modulus)).isFalse();
        assertThat(WeakKey.fromBrokenChip(first.multiply(second))).isTrue();
        assertThat(WeakKey.fromBrokenChip(modulus)).isFalse();
    }

    private byte[] made(String algorithm, String digest) throws Exception {
        var kind = algorithm.substring(0, algorithm.indexOf(':'));
        var options = algorithm.substring(algorithm.indexOf(':') + 1).split(" ");
        var openssl = new OpenSsl(folder);
        var key = new java.util.ArrayList<>(java.util.List.of("genpkey", "-algorithm", kind, "-out", "key.pem"));
        if (!options[0].isEmpty()) key.addAll(java.util.List.of(options));
        assertThat(openssl.run(key.toArray(String[]::new)).status()).isZero();
        var made = openssl.run(
                "req",
                "-new",
                "-utf8",
                digest,
                "-key",
                "key.pem",
                "-subj",
                "/C=JP/O=見本/CN=printer.example.jp",
                "-addext",
                "subjectAltName=DNS:printer.example.jp,email:printer@example.jp",
                "-outform",
                "DER",
                "-out",
                "r.der");
        assertThat(made.status()).as(made.output()).isZero();
        return Files.readAllBytes(folder.resolve("r.der"));
    }
}
