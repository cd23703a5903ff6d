package wariin.custody;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import wariin.doctor.Doctor;
import wariin.enrolment.Protocol;
import wariin.enrolment.acme.StoredNonce;
import wariin.journal.Journal;
import wariin.keys.KeyAlgorithm;
import wariin.keys.KeyId;
import wariin.keys.SubscriberKeys;
import wariin.keys.TestHash;
import wariin.vault.StoredDocument;

/// Secrets of every kind that is wrapped, and whether each still does what it is for.
final class Everything {

    private static final int EACH = 7;

    private record Signer(KeyId key, String credential) {}

    private record Code(UUID user, String secret) {}

    private record Provider(UUID organisation, String secret) {}

    private record Program(Protocol protocol, String id, String secret) {}

    private final BeanFactory beans;
    private final wariin.identity.StoredSecrets people;
    private final wariin.enrolment.StoredSecrets programs;
    private final List<Signer> signers = new ArrayList<>();
    private final List<StoredDocument> documents = new ArrayList<>();
    private final List<Code> codes = new ArrayList<>();
    private final List<Provider> providers = new ArrayList<>();
    private final List<Program> programKeys = new ArrayList<>();
    private String nonce = "";

    Everything(BeanFactory beans) {
        this.beans = beans;
        this.people = new wariin.identity.StoredSecrets(beans);
        this.programs = new wariin.enrolment.StoredSecrets(beans);
    }

    Everything keep() throws Exception {
        for (var n = 0; n < EACH; n++) {
            keepASigner();
            var owner = UUID.randomUUID().toString();
            documents.add(StoredDocument.keep(beans, owner, owner.getBytes(StandardCharsets.UTF_8)));
            var user = user();
            codes.add(new Code(user, people.totp(user)));
            var organisation = organisation();
            people.keepProvider(organisation, "client secret " + n);
            providers.add(new Provider(organisation, "client secret " + n));
            for (var protocol : new Protocol[] {Protocol.ACME, Protocol.CMP}) {
                var secret = "program secret " + n;
                programKeys.add(new Program(protocol, programs.keep(protocol, secret), secret));
            }
        }
        programs.keep(Protocol.EST, "only a hash of it is kept");
        nonce = StoredNonce.next(beans);
        return this;
    }

    void keepASigner() {
        var credential = UUID.randomUUID().toString();
        var key = beans.getBean(SubscriberKeys.class).generate(KeyAlgorithm.EC_P256, credential, "user-7");
        signers.add(new Signer(key.id(), credential));
    }

    /// As after a restart: nothing here is remembered from before.
    void opens() throws Exception {
        for (var one : signers) {
            var hash = TestHash.of(one.credential, "user-7");
            assertThat(beans.getBean(SubscriberKeys.class).sign(one.key, hash)).isNotEmpty();
        }
        for (var one : documents) assertThat(one.read(beans)).isEqualTo(one.content());
        for (var one : codes) assertThat(people.totp(one.user)).isEqualTo(one.secret);
        for (var one : providers) assertThat(people.provider(one.organisation)).isEqualTo(one.secret);
        for (var one : programKeys)
            assertThat(programs.open(one.protocol, one.id)).isEqualTo(one.secret);
        beans.getBean(Journal.class).integrate();
        assertThat(beans.getBean(Doctor.class).examine())
                .filteredOn(one -> one.name().matches("keys|log|documents|key-encryption keys"))
                .hasSize(4)
                .allMatch(one -> one.finding().verdict().name().equals("HEALTHY"));
    }

    /// What can be done once only.
    void isUsed() {
        StoredNonce.use(beans, nonce);
        assertThat(people.useCode(codes.getFirst().user, Instant.now())).isTrue();
        assertThat(people.useCode(codes.getLast().user, Instant.now())).isTrue();
        codes.removeFirst();
        codes.removeLast();
    }

    UUID someUserWithACode() {
        return codes.get(1).user;
    }

    private UUID user() {
        var id = UUID.randomUUID();
        beans.getBean(JdbcTemplate.class)
                .update(
                        "insert into identity_user (id, email, name, locale, guest, created_at)"
                                + " values (?, ?, 'Hana', 'ja', false, now())",
                        id,
                        id + "@example.jp");
        return id;
    }

    private UUID organisation() {
        var id = UUID.randomUUID();
        beans.getBean(JdbcTemplate.class)
                .update("insert into identity_organisation (id, name, created_at) values (?, 'Sample', now())", id);
        return id;
    }
}
