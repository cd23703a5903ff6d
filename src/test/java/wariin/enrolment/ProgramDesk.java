package wariin.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.JdbcTemplate;
import wariin.company.CorporateNumber;
import wariin.identity.Accounts;
import wariin.identity.Consent;
import wariin.identity.CurrentUser;
import wariin.identity.PasskeyPerson;
import wariin.identity.Role;
import wariin.notify.Outbox;
import wariin.ra.approval.StandingApproval;
import wariin.ra.approval.StandingApprovals;
import wariin.ra.desk.Desk;
import wariin.ra.desk.DeskId;
import wariin.ra.desk.Desks;
import wariin.ra.desk.ScopeItem;

/// A desk with an officer, a standing approval that the officer's passkey signed, and keys for programs.
@TestComponent
public class ProgramDesk {

    public static final String ORGANISATION = "Kikai Seisakusho K.K.";
    public static final CorporateNumber NUMBER = CorporateNumber.sample(4711);

    /// The desk, its officer and one rule.
    public record Open(Desk desk, CurrentUser officer, PasskeyPerson browser, StandingApproval rule) {
        public DeskId id() {
            return desk.id();
        }
    }

    /// A key as the officer hands it over.
    public record Key(EnrolmentKey key, String secret) {}

    private final Desks desks;
    private final StandingApprovals rules;
    private final EnrolmentKeys keys;
    private final Accounts accounts;
    private final Outbox outbox;
    private final JdbcTemplate sql;
    private final String baseUrl;

    ProgramDesk(
            Desks desks,
            StandingApprovals rules,
            EnrolmentKeys keys,
            Accounts accounts,
            Outbox outbox,
            JdbcTemplate sql,
            @Value("${wariin.base-url}") String baseUrl) {
        this.desks = desks;
        this.rules = rules;
        this.keys = keys;
        this.accounts = accounts;
        this.outbox = outbox;
        this.sql = sql;
        this.baseUrl = baseUrl;
    }

    public Open open(String profile, String... domains) {
        var operator = person(true).officer();
        var someone = person(false);
        var officer = someone.officer();
        var desk = desks.open(
                        operator,
                        officer.organisation().id(),
                        "Desk of " + officer.user().email(),
                        1)
                .orElseThrow();
        assertThat(desks.appoint(officer, desk.id(), officer.user().id())).isEqualTo(Desks.Change.DONE);
        var platform = person(false).officer();
        desks.appoint(operator, desks.platform().id(), platform.user().id());
        widen(platform, desk, ScopeItem.Kind.ORGANISATION, NUMBER.value());
        widen(platform, desk, ScopeItem.Kind.PROFILE, profile);
        for (var domain : domains) widen(platform, desk, ScopeItem.Kind.DOMAIN, domain);
        var whole = desks.find(desk.id()).orElseThrow();
        return new Open(whole, officer, someone.browser(), rule(whole, someone, profile, 1000, domains));
    }

    private void widen(CurrentUser platform, Desk desk, ScopeItem.Kind kind, String value) {
        assertThat(desks.widen(platform, desk.id(), kind, value, "seen in a test"))
                .isEqualTo(Desks.Change.DONE);
    }

    /// Another rule of the same desk.
    public StandingApproval rule(Open open, String profile, int largest, String... domains) {
        return rule(open.desk(), new Someone(open.officer(), open.browser()), profile, largest, domains);
    }

    private StandingApproval rule(Desk desk, Someone someone, String profile, int largest, String... domains) {
        var proposed = (StandingApprovals.Outcome.Done) rules.propose(
                someone.officer(),
                desk.id(),
                new StandingApprovals.Rule(
                        "Programs " + UUID.randomUUID(),
                        profile,
                        NUMBER,
                        ORGANISATION,
                        Arrays.stream(domains).collect(Collectors.toSet()),
                        largest,
                        Instant.now().plus(Duration.ofDays(300))));
        var id = proposed.now().id();
        var ballot = rules.ballot(someone.officer(), id).orElseThrow();
        var proof = new Consent.Passkey(someone.browser().sign(ballot.passkeyOptions()));
        var approved = rules.approve(someone.officer(), id, ballot.sha256(), proof);
        assertThat(approved).isInstanceOf(StandingApprovals.Outcome.Done.class);
        return ((StandingApprovals.Outcome.Done) approved).now();
    }

    public Key key(Open open, Protocol protocol) {
        return key(open, open.rule(), protocol);
    }

    public Key key(Open open, StandingApproval rule, Protocol protocol) {
        var made = keys.make(open.officer(), open.id(), rule.id(), protocol, "Test", Duration.ofDays(100));
        assertThat(made).isInstanceOf(NewEnrolmentKey.Made.class);
        var whole = (NewEnrolmentKey.Made) made;
        return new Key(whole.key(), whole.secret());
    }

    public void revokeRule(Open open) {
        rules.revoke(open.officer(), open.rule().id());
    }

    public record Someone(CurrentUser officer, PasskeyPerson browser) {}

    public Someone person(boolean operator) {
        var email = "p" + UUID.randomUUID().toString().substring(0, 8) + "@people.example";
        var browser = PasskeyPerson.signedUp(baseUrl, email, "Organisation of " + email, outbox);
        if (operator) sql.update("update identity_user set operator = true where email = ?", email);
        var user = accounts.findUser(email).orElseThrow();
        var organisation = accounts.organisationsOf(user.id()).getFirst();
        return new Someone(new CurrentUser(user, organisation, Role.OWNER, operator, UUID.randomUUID(), null), browser);
    }

    /// For messages about sets.
    static Set<String> set(String... values) {
        return Set.of(values);
    }
}
