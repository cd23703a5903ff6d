package wariin.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import wariin.ca.CertificationAuthority;
import wariin.ca.revocation.RevocationReason;
import wariin.identity.PinAndTotp;
import wariin.signing.ActivationEvidence.Factor;
import wariin.signing.ActivationOutcome;
import wariin.signing.ActivationProof;
import wariin.signing.Authorization.State;
import wariin.signing.RemoteSignature;
import wariin.signing.Sweeping;
import wariin.x509.SerialNumber;

@ContractTest
class ActivationTests {

    @Autowired
    Walk walk;

    @Autowired
    RemoteSignature signatures;

    @Autowired
    Sweeping sweeping;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PinAndTotp pins;

    @Autowired
    CertificationAuthority authority;

    Walk.Person anna;
    ContractId id;

    @BeforeEach
    void send() throws Exception {
        anna = walk.member("Anna", "A");
        var ben = walk.member("Ben", "B");
        id = walk.sent(anna, Contract.Order.SEQUENTIAL, ben.side(Walk.place(1))).id();
    }

    @Test
    void refusesAnAssertionForAnotherHash() throws Exception {
        var first = walk.prompt(anna, id);
        var second = walk.prompt(anna, id);
        var proof = walk.proof(anna, first);

        var outcome =
                walk.signing().complete(anna.user(), id, second.authorization().id(), proof);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        SigningOutcome.NotActivated.class,
                        refused -> assertThat(refused.outcome()).isInstanceOf(ActivationOutcome.WrongAssertion.class));
        assertThat(state(second)).isEqualTo(State.AUTHORIZED);
        assertThat(signatures.evidenceOf(second.authorization().id())).isEmpty();
    }

    @Test
    void refusesAReplayedAssertion() throws Exception {
        var prompt = walk.prompt(anna, id);
        var proof = walk.proof(anna, prompt);
        walk.signing().complete(anna.user(), id, prompt.authorization().id(), proof);

        var outcome = signatures.activate(prompt.authorization().id(), anna.user(), proof);

        assertThat(outcome).isEqualTo(new ActivationOutcome.AlreadyUsed(State.CONSUMED));
    }

    @Test
    void refusesAnotherPersonsPasskey() throws Exception {
        var prompt = walk.prompt(anna, id);
        var stranger = walk.member("Carla", "C");
        var proof = walk.proof(stranger, prompt);

        var outcome =
                walk.signing().complete(anna.user(), id, prompt.authorization().id(), proof);

        assertThat(outcome).isInstanceOf(SigningOutcome.NotActivated.class);
        assertThat(signatures.activate(prompt.authorization().id(), stranger.user(), proof))
                .isInstanceOf(ActivationOutcome.Unknown.class);
    }

    @Test
    void refusesWhatIsNoAssertionAtAll() throws Exception {
        var prompt = walk.prompt(anna, id);
        var act = prompt.authorization().id();

        assertThat(walk.signing().complete(anna.user(), id, act, new ActivationProof.Passkey("{}")))
                .isInstanceOf(SigningOutcome.NotActivated.class);
        assertThat(walk.signing().complete(anna.user(), id, act, new ActivationProof.PinAndTotp("1234", "000000")))
                .isInstanceOf(SigningOutcome.NotActivated.class);
    }

    @Test
    void expiresAnAuthorizationThatNobodyTookUp() throws Exception {
        var prompt = walk.prompt(anna, id);

        sweeping.after(Duration.ofMinutes(11));

        assertThat(state(prompt)).isEqualTo(State.EXPIRED);
        assertThat(walk.complete(anna, id, prompt)).isInstanceOf(SigningOutcome.Gone.class);
    }

    @Test
    void keepsTheEvidenceForEver() throws Exception {
        var prompt = walk.prompt(anna, id);
        walk.complete(anna, id, prompt);

        var evidence = signatures.evidenceOf(prompt.authorization().id()).orElseThrow();

        assertThat(evidence.factor()).isEqualTo(Factor.PASSKEY);
        assertThat(evidence.activationData())
                .isEqualTo(prompt.authorization().data().canonical());
        assertThat(new String(evidence.passkey().orElseThrow().clientDataJson()))
                .contains(Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(prompt.authorization().data().challenge()));
        assertThatThrownBy(() -> jdbc.sql("delete from signing_activation").update())
                .hasMessageContaining("append-only");
        assertThatThrownBy(() ->
                        jdbc.sql("update signing_activation set totp_step = 1").update())
                .hasMessageContaining("append-only");
    }

    @Test
    void takesPinAndCodeInstead() throws Exception {
        var user = anna.user().user().id();
        var secret = pins.pendingSecret(user).orElseThrow().base32();
        var now = walk.clock().instant();
        pins.enrol(user, "739154", null, OneTimeCode.of(secret, now.minusSeconds(30)));
        var prompt = walk.prompt(anna, id);
        var act = prompt.authorization().id();

        var wrong = walk.signing().complete(anna.user(), id, act, new ActivationProof.PinAndTotp("739155", "000000"));
        var right = new ActivationProof.PinAndTotp("739154", OneTimeCode.of(secret, now));
        var signed = walk.signing().complete(anna.user(), id, act, right);
        var stranger = walk.member("Dora", "D");
        var evidence = signatures.evidenceOf(act).orElseThrow();

        assertThat(wrong)
                .isInstanceOfSatisfying(
                        SigningOutcome.NotActivated.class,
                        refused -> assertThat(refused.outcome()).isInstanceOf(ActivationOutcome.WrongPin.class));
        assertThat(signed).isInstanceOf(SigningOutcome.Signed.class);
        assertThat(evidence.factor()).isEqualTo(Factor.PIN_AND_TOTP);
        assertThat(evidence.totpStep()).isNotNull();
        assertThat(signatures.activate(act, stranger.user(), right)).isInstanceOf(ActivationOutcome.Unknown.class);
    }

    @Test
    void opensNoKeyWhoseCertificateWasRevoked() throws Exception {
        var prompt = walk.prompt(anna, id);
        var certificate = prompt.credential().certificate();
        authority.revoke(SerialNumber.of(certificate), RevocationReason.KEY_COMPROMISE, "test");

        var outcome = walk.complete(anna, id, prompt);
        var next = walk.prompt(anna, id);

        assertThat(outcome).isInstanceOf(SigningOutcome.Gone.class);
        assertThat(state(prompt)).isEqualTo(State.AUTHORIZED);
        assertThat(next.credential().id()).isNotEqualTo(prompt.credential().id());
        assertThat(walk.complete(anna, id, next)).isInstanceOf(SigningOutcome.Signed.class);
    }

    private State state(Prompt prompt) {
        return signatures.find(prompt.authorization().id()).orElseThrow().state();
    }
}
