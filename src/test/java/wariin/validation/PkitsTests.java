package wariin.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import eu.europa.esig.dss.crl.CRLUtils;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.x509.CommonCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.CRLToken;
import eu.europa.esig.dss.validation.CertificateValidator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// NIST's paths (PKITS) before the engine that judges the signers of documents, with its verifier and its policy.
///
/// The folder named by `-Dwariin.pkits` has `certs`, `crls` and a `pkits.json` that says for each path what belongs to
/// it and whether it is good. Paths that need a verifier told which policies it wants are left out: ours takes any.
@Tag("heavy")
class PkitsTests {

    private static final String CLAUSES = """
            401 signatures; 402 validity; 403 names; 404 revocation; 405 self-issued; 406 basic constraints;
            407 key usage; 408 policies; 409 explicit policy; 410 policy mappings; 411 inhibit mapping;
            412 inhibit any policy; 413 name constraints; 414 distribution points; 415 delta lists; 416 extensions
            """;

    private record Case(String id, boolean good, JsonNode json) {}

    private Path folder;

    @Test
    void judgesPathsAsNistDoes() throws IOException {
        var named = System.getProperty("wariin.pkits", "");
        assumeTrue(!named.isEmpty(), "no paths named");
        TestContracts.quiet();
        folder = Path.of(named);
        var counts = new TreeMap<String, int[]>();
        for (var one : JsonMapper.shared().readTree(folder.resolve("pkits.json").toFile())) {
            if (one.has("params")) continue;
            var path = new Case(one.path("id").asString(), !one.has("error"), one);
            var passed = passes(path);
            var row = counts.computeIfAbsent(path.id().substring(0, 3), _ -> new int[4]);
            row[(path.good() ? 0 : 2) + (passed ? 0 : 1)]++;
            if (passed != path.good()) {
                System.out.println((passed ? "TAKEN   " : "REFUSED ") + path.id() + " "
                        + one.path("name").asString());
            }
        }
        System.out.println(CLAUSES + "clause: good taken, good refused, bad taken, bad refused");
        var all = new int[4];
        counts.forEach((clause, row) -> {
            System.out.printf("%s: %d %d %d %d%n", clause, row[0], row[1], row[2], row[3]);
            for (var n = 0; n < 4; n++) all[n] += row[n];
        });
        System.out.printf("all: %d %d %d %d%n", all[0], all[1], all[2], all[3]);

        assertThat(all[0]).isPositive();
        for (var clause : List.of("401", "402", "403"))
            assertThat(counts.get(clause)[2]).isZero();
    }

    private boolean passes(Case path) {
        try {
            var leaf = certificate(path.json().path("cert").asString());
            var verifier = DssEngine.verifier(
                    Trust.in(certificate("TrustAnchorRootCertificate.crt").getCertificate()));
            var others = new CommonCertificateSource();
            for (var other : path.json().path("other_certs")) others.addCertificate(certificate(other.asString()));
            verifier.setAdjunctCertSources(others);
            verifier.setCrlSource((certificate, issuer) -> list(path, certificate, issuer));
            var validator = CertificateValidator.fromCertificate(leaf);
            validator.setCertificateVerifier(verifier);
            validator.setValidationTime(new Date());
            var reports = validator.validate(DssEngine.policy());
            var report = reports.getSimpleReport();
            // What is wrong with an authority is said of the authority.
            return report.getCertificateIds().stream()
                    .allMatch(id -> report.getCertificateIndication(id) == Indication.PASSED);
        } catch (RuntimeException refused) {
            return false;
        }
    }

    /// As the engine picks lists out of a file: by the issuer's signature.
    private CRLToken list(Case path, CertificateToken certificate, CertificateToken issuer) {
        var names = new java.util.ArrayList<String>();
        for (var name : path.json().path("crls")) names.add(name.asString());
        names.add("TrustAnchorRootCRL.crl");
        for (var name : names) {
            try {
                var binary = CRLUtils.buildCRLBinary(Files.readAllBytes(folder.resolve("crls/" + name)));
                var validity = CRLUtils.buildCRLValidity(binary, issuer);
                if (validity.isValid()) return new CRLToken(certificate, validity);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            } catch (RuntimeException _) {
                // not this issuer's
            }
        }
        return null;
    }

    private CertificateToken certificate(String name) {
        try {
            return DSSUtils.loadCertificate(Files.readAllBytes(folder.resolve("certs/" + name)));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
