package wariin.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;
import wariin.company.CorporateNumber;
import wariin.demo.SamplePeople.SamplePerson;
import wariin.enrolment.EnrolmentKeys;
import wariin.enrolment.NewEnrolmentKey;
import wariin.enrolment.Protocol;
import wariin.identity.Consent;
import wariin.identity.Details;
import wariin.ra.Evidences;
import wariin.ra.Registration;
import wariin.ra.RequestOutcome;
import wariin.ra.approval.ApprovalBallot;
import wariin.ra.approval.StandingApproval;
import wariin.ra.approval.StandingApprovals;
import wariin.ra.desk.Desk;
import wariin.ra.desk.Desks;
import wariin.ra.desk.ScopeItem;
import wariin.ra.evidence.EvidenceMethod;
import wariin.ra.request.CertificateRequest;
import wariin.ra.request.KeyOrigin;
import wariin.ra.request.Registrant;
import wariin.ra.request.RequestDraft;
import wariin.ra.request.RequestId;

/// A registration desk of a company that does not exist: its scope, a request that waits for approval, one that waits
/// to be picked up, and a standing approval under which programs get certificates.
@Component
class SampleDesk {
    private static final CorporateNumber NUMBER = CorporateNumber.of("8999900000001");
    private static final String COMPANY = "見本製作所株式会社";
    private static final String DOMAIN = "mihon-seisakusho.example";

    /// What the room of registration offers.
    @Component
    record Rooms(
            Desks desks,
            Registration registration,
            Evidences evidences,
            StandingApprovals standing,
            EnrolmentKeys keys) {}

    private final Rooms rooms;
    private final SamplePeople people;
    private final Clock clock;

    SampleDesk(Rooms rooms, SamplePeople people, Clock clock) {
        this.rooms = rooms;
        this.people = people;
        this.clock = clock;
    }

    /// Fills it, and says where to look and how a program enrols.
    ///
    /// @param logins takes the two officers
    void fill(PrintStream console, List<Object> logins) {
        console.println();
        console.println("Opening a registration desk for a sample company ...");
        var operator = people.operator(
                        "operator@scheme.example", new Details("運営 守", "登録局（見本）", "Sample RA", null, null))
                .orElseThrow(() -> new IllegalStateException("Somebody has set this data folder up already"));
        var registrar = people.member("registrar@ra.example", "確認 正", "登録局（見本）", "Sample registrars", null);
        var clerk = people.member("clerk@" + DOMAIN, "受付 花", COMPANY, "Mihon Works (sample)", NUMBER.value());
        var approver = people.member("approver@" + DOMAIN, "承認 実", COMPANY, "Mihon Works (sample)", null);
        var desk = open(operator, registrar, clerk, approver);
        var waiting = checked(clerk, desk, "太郎", "見本");
        var approved = checked(clerk, desk, "次郎", "見本");
        approve(approver, approved);
        var secret = enrolmentKey(clerk, approver, desk);
        logins.add(login(clerk, "clerk"));
        logins.add(login(approver, "approver"));
        logins.add(Map.of("role", "acme", "eabKid", secret.key().id(), "eabHmacKey", secret.secret()));
        var site = people.origin();
        console.println("Look: " + site + "/desk (log in as " + clerk.email() + "), one request waits for "
                + approver.email() + ", one for its holder: " + waiting + ", " + approved);
        console.println("A program: certbot certonly --manual --server " + site + "/acme/"
                + desk.id().value() + "/directory --eab-kid " + secret.key().id()
                + " --eab-hmac-key (in demo.json) -d host." + DOMAIN);
    }

    private Desk open(SamplePerson operator, SamplePerson registrar, SamplePerson clerk, SamplePerson approver) {
        var desks = rooms.desks();
        done(desks.appoint(
                operator.user(), desks.platform().id(), registrar.user().user().id()));
        var organisation = clerk.user().organisation().id();
        var desk = desks.open(operator.user(), organisation, COMPANY + " 人事部（見本）", 1)
                .orElseThrow();
        for (var officer : List.of(clerk, approver)) {
            done(desks.appoint(operator.user(), desk.id(), officer.user().user().id()));
        }
        widen(registrar, desk, ScopeItem.Kind.ORGANISATION, NUMBER.value());
        widen(registrar, desk, ScopeItem.Kind.DOMAIN, DOMAIN);
        widen(registrar, desk, ScopeItem.Kind.PROFILE, "mail-sponsor/1");
        widen(registrar, desk, ScopeItem.Kind.PROFILE, "device/1");
        return desk;
    }

    private void widen(SamplePerson registrar, Desk desk, ScopeItem.Kind kind, String value) {
        done(rooms.desks().widen(registrar.user(), desk.id(), kind, value, "見本の登記事項証明書（実在しません）"));
    }

    private RequestId checked(SamplePerson clerk, Desk desk, String given, String surname) {
        var email = (given.equals("太郎") ? "taro" : "jiro") + "@" + DOMAIN;
        var registrant = Registrant.person(given, surname, NUMBER, COMPANY, email);
        var draft = new RequestDraft("mail-sponsor/1", registrant, KeyOrigin.PICK_UP, null, Duration.ofDays(365));
        var registration = rooms.registration();
        var id = done(registration.draft(clerk.user(), desk.id(), draft)).id();
        done(registration.submit(clerk.user(), id));
        try {
            var file = "見本です。\nSample.\n".getBytes(StandardCharsets.UTF_8);
            var upload = new Evidences.Upload("meibo.txt", new ByteArrayInputStream(file));
            done(rooms.evidences().record(clerk.user(), id, EvidenceMethod.EMPLOYER_RECORD, "社員名簿（見本）", upload));
        } catch (IOException broken) {
            throw new UncheckedIOException("The sample evidence could not be kept", broken);
        }
        done(registration.check(clerk.user(), id));
        return id;
    }

    private void approve(SamplePerson officer, RequestId id) {
        var ballot = rooms.registration().ballot(officer.user(), List.of(id)).orElseThrow();
        rooms.registration().approve(officer.user(), ballot.sha256(), consent(officer, ballot));
    }

    private NewEnrolmentKey.Made enrolmentKey(SamplePerson clerk, SamplePerson approver, Desk desk) {
        var until = clock.instant().plus(Duration.ofDays(30));
        var rule = new StandingApprovals.Rule("開発機器（見本）", "device/1", NUMBER, COMPANY, Set.of(DOMAIN), 100, until);
        var proposed = done(rooms.standing().propose(clerk.user(), desk.id(), rule));
        var ballot = rooms.standing().ballot(approver.user(), proposed.id()).orElseThrow();
        done(rooms.standing().approve(approver.user(), proposed.id(), ballot.sha256(), consent(approver, ballot)));
        var made =
                rooms.keys().make(clerk.user(), desk.id(), proposed.id(), Protocol.ACME, "certbot", Duration.ofDays(7));
        if (made instanceof NewEnrolmentKey.Made key) return key;
        throw new IllegalStateException("The sample program got no key: " + made);
    }

    private Consent consent(SamplePerson officer, ApprovalBallot ballot) {
        var options = Objects.requireNonNull(ballot.passkeyOptions(), "The officer has no passkey");
        return new Consent.Passkey(officer.passkey().authenticate(options, people.origin()));
    }

    private Map<String, Object> login(SamplePerson person, String role) {
        var login = new LinkedHashMap<String, Object>();
        login.put("email", person.email());
        login.put("name", person.user().displayName());
        login.put("organisation", person.user().organisationName());
        login.put("role", role);
        login.put("recoveryCodes", people.recoveryCodes(person));
        return login;
    }

    private static void done(Desks.Change change) {
        if (change != Desks.Change.DONE) throw new IllegalStateException("The sample desk was refused: " + change);
    }

    private static CertificateRequest done(RequestOutcome outcome) {
        if (outcome instanceof RequestOutcome.Done(var now)) return now;
        throw new IllegalStateException("The sample request was refused: " + outcome);
    }

    private static StandingApproval done(StandingApprovals.Outcome outcome) {
        if (outcome instanceof StandingApprovals.Outcome.Done(var now)) return now;
        throw new IllegalStateException("The sample rule was refused: " + outcome);
    }
}
