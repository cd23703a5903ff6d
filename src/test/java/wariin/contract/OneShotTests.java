package wariin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import wariin.ca.CertificationAuthority;
import wariin.signing.RemoteSignature;
import wariin.signing.Sweeping;
import wariin.validation.Level;
import wariin.validation.SignatureReport;
import wariin.validation.SignatureValidation;
import wariin.validation.Trust;
import wariin.validation.Verdict;

/// Signing with keys that live for one hash, and certificates whose status nobody ever tells.
@ContractTest
@TestPropertySource(properties = {"wariin.signing.credentials=one-shot", "wariin.test.platform=one-shot"})
class OneShotTests {

    @Autowired
    Walk walk;

    @Autowired
    RemoteSignature signatures;

    @Autowired
    CertificationAuthority authority;

    @Autowired
    Sweeping sweeping;

    @Autowired
    JdbcClient jdbc;

    @TempDir
    Path folder;

    @Test
    void makesAKeyAndACertificateForEachHashAndDestroysTheKey() throws Exception {
        var anna = walk.member("Anna", "A");
        var ben = walk.member("Ben", "B");
        var id = walk.sent(anna, Contract.Order.PARALLEL, ben.side(Walk.place(1)))
                .id();

        var unused = walk.prompt(anna, id);
        var used = walk.prompt(anna, id);
        assertThat(walk.complete(anna, id, used)).isInstanceOf(SigningOutcome.Signed.class);

        var certificate = used.credential().certificate();
        assertThat(unused.credential().id()).isNotEqualTo(used.credential().id());
        assertThat(certificate.getExtensionValue("2.5.29.56")).isNotNull();
        assertThat(certificate.getExtensionValue("2.5.29.31")).isNull();
        assertThat(Duration.between(
                        certificate.getNotBefore().toInstant(),
                        certificate.getNotAfter().toInstant()))
                .isLessThanOrEqualTo(Duration.ofDays(1));
        assertThat(stateOf(used)).isEqualTo("RETIRED, key destroyed");
        assertThat(stateOf(unused)).isEqualTo("BOUND, key kept");

        sweeping.after(Duration.ofMinutes(11));
        assertThat(stateOf(unused)).isEqualTo("RETIRED, key destroyed");
    }

    @Test
    void concludesWithSignaturesThatLast() throws Exception {
        var anna = walk.member("Anna", "A");
        var ben = walk.member("Ben", "B");
        var id = walk.sent(anna, Contract.Order.PARALLEL, ben.side(Walk.place(1)))
                .id();
        walk.sign(anna, id);
        walk.sign(ben, id);

        var pdf = walk.concluded(anna, id);

        Files.write(folder.resolve("one-shot.pdf"), pdf);
        var report = SignatureValidation.offline(walk.clock()).validate(pdf, Trust.in(authority.root()));
        assertThat(report.verdict()).isEqualTo(Verdict.TOTAL_PASSED);
        assertThat(report.signatures()).extracting(SignatureReport::level).containsExactly(Level.B_LTA, Level.B_LTA);
    }

    private String stateOf(Prompt prompt) {
        return jdbc.sql("""
                        select c.state || ', key ' || case when k.wrapped is null then 'destroyed' else 'kept' end
                          from signing_credential c join keys_key k on k.id = c.key_id
                         where c.id = :id
                        """)
                .param("id", prompt.credential().id().value())
                .query(String.class)
                .single();
    }
}
