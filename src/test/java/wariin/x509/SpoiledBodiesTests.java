package wariin.x509;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every profile passes as it should be, with every kind of key, and is refused in every way in which it should not be.
class SpoiledBodiesTests {
    private static final KeyPair ISSUER = TestAuthority.keys("secp256r1");
    private static final KeyPair SUBJECT = TestAuthority.keys("secp256r1");
    private static final KeyPair LARGER = TestAuthority.keys("secp384r1");
    private static final KeyPair RSA = TestAuthority.keys("RSA");
    private static final KeyPair POST_QUANTUM = TestAuthority.keys("ML-DSA-65");
    private static final SampleContents SAMPLES = new SampleContents(ISSUER);

    /// No profile of ours says that it is qualified; one of a qualified provider would.
    private static final CertificateProfile QUALIFIED = Profiles.read("qualified-seal.1");

    static List<CertificateProfile> profiles() {
        var all = new ArrayList<>(CertificateProfile.all());
        all.add(QUALIFIED);
        return all;
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void passesWhatIsGood(CertificateProfile profile) {
        for (var issuer : List.of(ISSUER, LARGER, POST_QUANTUM)) {
            var samples = new SampleContents(issuer);
            for (var subject : List.of(SUBJECT, RSA, POST_QUANTUM)) {
                if (subject.equals(issuer)) continue;
                var body = samples.of(profile, subject.getPublic()).toBeSigned();

                assertThat(CertificateLinter.lint(body, profile, issuer.getPublic()))
                        .isInstanceOf(LintOutcome.Passed.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void refusesEachSpoiledOneWithTheRightFinding(CertificateProfile profile) throws Exception {
        var good = SAMPLES.of(profile, SUBJECT.getPublic()).toBeSigned();
        var wrong = new ArrayList<String>();

        var spoiled = SpoiledBodies.of(profile, good, ISSUER.getPublic());
        for (var each : spoiled) {
            switch (CertificateLinter.lint(each.body(), profile, ISSUER.getPublic())) {
                case LintOutcome.Passed _ -> wrong.add(each.name() + " passed");
                case LintOutcome.Failed(var findings) -> {
                    var named = each.expected().label() + ": ";
                    if (findings.stream().noneMatch(finding -> finding.startsWith(named))) {
                        wrong.add(each.name() + " should be " + named + findings);
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(spoiled).hasSizeGreaterThanOrEqualTo(60);
        assertThat(spoiled).extracting(SpoiledBodies.Spoiled::name).doesNotHaveDuplicates();
    }
}
