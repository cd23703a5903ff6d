package wariin.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import wariin.database.DatabaseTest;
import wariin.journal.Journal;
import wariin.notify.Outbox;

@DatabaseTest
class OrganisationTests {

    @Value("${wariin.base-url}")
    String baseUrl;

    @Autowired
    Outbox outbox;

    @Autowired
    Accounts accounts;

    @Autowired
    Journal journal;

    @Autowired
    JdbcTemplate sql;

    @Test
    void bringsAColleagueInByALinkThatWorksOnce() {
        var owner = Person.signedUp(baseUrl, address(), "Wariin", outbox);
        owner.post("/organisation/departments", "name", "法務部");
        var department = sql.queryForObject(
                "select id from identity_department where organisation_id = ?",
                UUID.class,
                organisation(owner).value());
        var colleague = new Person(baseUrl, address(), outbox);
        var invited = owner.post(
                "/organisation/invitations",
                "email",
                colleague.email,
                "role",
                "SIGNER",
                "department",
                department.toString(),
                "language",
                "en");
        assertThat(invited.location()).endsWith("said=done");
        assertThat(owner.get("/organisation").body())
                .contains("Invitations that wait")
                .contains(colleague.email);

        var link = colleague.mailedLink();
        assertThat(colleague.get(link).body()).contains("Join Wariin").contains("Signer");
        assertThat(colleague.post(link, "name", "").status()).isEqualTo(422);
        assertThat(colleague.post(link, "name", "Ken").location()).isEqualTo("/account/secure");
        assertThat(colleague.registerPasskey().status()).isEqualTo(200);
        assertThat(colleague.get("/organisation").body()).contains("法務部").doesNotContain("Invite a colleague");

        var thief = new Person(baseUrl, address(), outbox);
        assertThat(thief.get(link).status()).isEqualTo(410);
        assertThat(thief.withToken().post(link, "name", "Thief").status()).isEqualTo(410);
        var user = accounts.findUser(colleague.email).orElseThrow().id();
        assertThat(accounts.proofsOf(user, organisation(owner)))
                .extracting(Proof::kind)
                .contains(Proof.Kind.INVITED_BY_ORGANISATION);
        assertThat(journal.about(user.toString()))
                .extracting(entry -> entry.act().kind())
                .contains("member-joined");
    }

    @Test
    void refusesInvitationsThatExpiredWereWithdrawnOrReplaced() {
        var owner = Person.signedUp(baseUrl, address(), "Wariin", outbox);
        var colleague = new Person(baseUrl, address(), outbox);
        invite(owner, colleague, "VIEWER");
        var replaced = colleague.mailedLink();
        invite(owner, colleague, "VIEWER");
        var current = colleague.mailedLink();
        assertThat(colleague.get(replaced).status()).isEqualTo(410);
        assertThat(colleague.get(current).status()).isEqualTo(200);

        sql.update("update identity_invitation set expires_at = now() where email = ?", colleague.email);
        assertThat(colleague.get(current).status()).isEqualTo(410);
        assertThat(colleague.post(current, "name", "Late").status()).isEqualTo(410);

        invite(owner, colleague, "VIEWER");
        var withdrawn = colleague.mailedLink();
        var id = sql.queryForObject(
                "select id from identity_invitation where email = ? and withdrawn_at is null",
                UUID.class,
                colleague.email);
        var stranger = Person.signedUp(baseUrl, address(), "Other", outbox);
        assertThat(stranger.post("/organisation/invitations/" + id + "/withdrawal")
                        .location())
                .endsWith("unknown");
        owner.post("/organisation/invitations/" + id + "/withdrawal");
        assertThat(colleague.get(withdrawn).status()).isEqualTo(410);
    }

    @Test
    void asksWhoHasAnAccountToLogInFirstAndNobodyElseMayAccept() {
        var owner = Person.signedUp(baseUrl, address(), "Wariin", outbox);
        var known = Person.signedUp(baseUrl, address(), "Own Company", outbox);
        var other = Person.signedUp(baseUrl, address(), "Other", outbox);
        invite(owner, known, "ADMINISTRATOR");
        var link = known.mailedLink();
        assertThat(known.elsewhere().get(link).body()).contains("Please log in, then join");
        assertThat(known.elsewhere().withToken().post(link, "name", "X").location())
                .startsWith("/login?next=");
        assertThat(other.get(link).body()).contains("for somebody else");
        assertThat(other.post(link).status()).isEqualTo(403);
        assertThat(known.post(link).location()).isEqualTo("/organisation");
        assertThat(known.get("/organisation").body())
                .contains("<h1>Wariin</h1>")
                .contains("Invite a colleague");
        assertThat(known.get("/account").body()).contains("Own Company");
    }

    @Test
    void keepsAnOwnerAndLetsOnlyOwnersTouchOwners() {
        var owner = Person.signedUp(baseUrl, address(), "Wariin", outbox);
        var administrator = member(owner, "ADMINISTRATOR");
        var viewer = member(owner, "VIEWER");
        var ownerPath = "/organisation/members/" + id(owner);
        var viewerPath = "/organisation/members/" + id(viewer);

        assertThat(owner.post(ownerPath, "role", "VIEWER").location()).endsWith("last-owner");
        assertThat(owner.post(ownerPath + "/removal").location()).endsWith("last-owner");
        assertThat(administrator.post(ownerPath, "role", "VIEWER").location()).endsWith("not-allowed");
        assertThat(administrator.post(ownerPath + "/removal").location()).endsWith("not-allowed");
        assertThat(administrator.post(viewerPath, "role", "OWNER").location()).endsWith("not-allowed");
        assertThat(invite(administrator, new Person(baseUrl, address(), outbox), "OWNER"))
                .endsWith("not-allowed");
        assertThat(viewer.post(viewerPath, "role", "OWNER").location()).endsWith("not-allowed");
        assertThat(invite(viewer, new Person(baseUrl, address(), outbox), "VIEWER"))
                .endsWith("not-allowed");
        var stranger = Person.signedUp(baseUrl, address(), "Other", outbox);
        assertThat(stranger.post(viewerPath, "role", "SIGNER").location()).endsWith("unknown");
        assertThat(stranger.post(viewerPath + "/removal").location()).endsWith("unknown");

        assertThat(administrator.post(viewerPath, "role", "SIGNER").location()).endsWith("done");
        assertThat(administrator.post(viewerPath + "/removal").location()).endsWith("done");
        assertThat(viewer.get("/organisation").status()).isEqualTo(302);
        assertThat(journal.about(id(viewer)))
                .extracting(entry -> entry.act().kind())
                .contains("member-role-changed", "member-removed");
        owner.post("/organisation/members/" + id(administrator), "role", "OWNER");
        assertThat(owner.post(ownerPath + "/removal").location()).isEqualTo("/");
    }

    private Person member(Person owner, String role) {
        var person = new Person(baseUrl, address(), outbox);
        assertThat(invite(owner, person, role)).endsWith("done");
        var link = person.mailedLink();
        person.get(link);
        person.post(link, "name", "Member");
        assertThat(person.registerPasskey().status()).isEqualTo(200);
        return person;
    }

    private static String invite(Person by, Person whom, String role) {
        return by.post("/organisation/invitations", "email", whom.email, "role", role, "language", "en")
                .location();
    }

    private OrganisationId organisation(Person person) {
        var user = accounts.findUser(person.email).orElseThrow().id();
        return accounts.organisationsOf(user).getFirst().id();
    }

    private String id(Person person) {
        return accounts.findUser(person.email).orElseThrow().id().toString();
    }

    private static String address() {
        return UUID.randomUUID() + "@example.jp";
    }
}
