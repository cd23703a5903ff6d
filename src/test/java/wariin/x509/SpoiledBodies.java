package wariin.x509;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The ways in which a body can be wrong, each with what the linter must say of it.
final class SpoiledBodies extends SpoiledPart {

    record Spoiled(String name, Finding expected, byte[] body) {}

    static List<Spoiled> of(CertificateProfile profile, byte[] good, PublicKey issuerKey) throws Exception {
        var all = new ArrayList<Spoiled>();
        var whole = new SpoiledPart.Good(profile, good, issuerKey, all);
        var parts = List.of(
                new SpoiledBodies(whole),
                new SpoiledNames(whole),
                new SpoiledKeys(whole),
                new SpoiledExtensions(whole),
                new SpoiledPolicies(whole));
        for (var part : parts) part.spoil();
        return all;
    }

    private SpoiledBodies(Good good) {
        super(good);
    }

    @Override
    void spoil() throws Exception {
        encoding();
        numbersAndTimes();
    }

    private void encoding() {
        all.add(new Spoiled("bytes after the end", Finding.NOT_DER, Arrays.copyOf(good, good.length + 1)));
        all.add(new Spoiled("the end missing", Finding.NOT_DER, Arrays.copyOf(good, good.length - 1)));
        var indefinite = good.clone();
        indefinite[1] = (byte) 0x80;
        all.add(new Spoiled("indefinite length", Finding.NOT_DER, indefinite));
        add("first version", Finding.VERSION, body -> body.version = new byte[0]);
        add("second version", Finding.VERSION, body -> body.version = Der.of(Der.CONTEXT, Der.integer(1)));
        add(
                "unique identifier",
                Finding.UNIQUE_IDENTIFIER,
                body -> body.uniqueIdentifier = Der.of(0x81, new byte[] {0, 1}));
        add("no extensions", Finding.EXTENSIONS_MISSING, body -> body.extensions.clear());
        add("another algorithm", Finding.ALGORITHM, body -> body.algorithm = Der.sequence(Der.oid(SHA1_ECDSA)));
        add(
                "parameters of the algorithm",
                Finding.ALGORITHM_PARAMETERS,
                body -> body.algorithm = Der.sequence(
                        DerReader.over(body.algorithm).into(Der.SEQUENCE).element(), Der.octets(new byte[1])));
    }

    private void numbersAndTimes() {
        add("serial number zero", Finding.SERIAL_NOT_POSITIVE, body -> body.serial = Der.integer(0));
        add("negative serial number", Finding.SERIAL_NOT_POSITIVE, body -> body.serial = Der.integer(-7));
        add(
                "serial number of 21 octets",
                Finding.SERIAL_TOO_LONG,
                body -> body.serial = Der.integer(BigInteger.ONE.shiftLeft(160)));
        add(
                "serial number of 8 octets",
                Finding.SERIAL_TOO_SHORT,
                body -> body.serial = Der.integer(BigInteger.ONE.shiftLeft(62)));
        add("padded serial number", Finding.NOT_DER, body -> body.serial = Der.of(Der.INTEGER, new byte[] {0, 1}));
        add(
                "ends before it begins",
                Finding.VALIDITY_REVERSED,
                body -> body.notAfter = Der.time(Instant.parse("2020-01-01T00:00:00Z")));
        add(
                "one second too long",
                Finding.VALIDITY_TOO_LONG,
                body -> body.notAfter =
                        Der.time(DerReader.over(body.notBefore).time().plus(rules.longest())));
        add(
                "GeneralizedTime before 2050",
                Finding.TIME_FORM,
                body -> body.notBefore =
                        Der.generalizedTime(DerReader.over(body.notBefore).time()));
        add(
                "time without seconds",
                Finding.NOT_DER,
                body -> body.notBefore = Der.of(Der.UTC_TIME, "2611230000Z".getBytes(StandardCharsets.US_ASCII)));
        add(
                "time with an offset",
                Finding.NOT_DER,
                body -> body.notBefore = Der.of(Der.UTC_TIME, "261123000000+0900".getBytes(StandardCharsets.US_ASCII)));
        add(
                "month 13",
                Finding.NOT_DER,
                body -> body.notBefore = Der.of(Der.UTC_TIME, "261323000000Z".getBytes(StandardCharsets.US_ASCII)));
    }
}
