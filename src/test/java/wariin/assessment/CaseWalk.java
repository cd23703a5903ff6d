package wariin.assessment;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.boot.test.context.TestComponent;
import wariin.company.CorporateNumber;
import wariin.demo.SoftwareAuthenticator;
import wariin.identity.Consent;
import wariin.identity.CurrentUser;
import wariin.identity.Details;
import wariin.identity.Passkeys;
import wariin.identity.Sessions;
import wariin.identity.SignUp;
import wariin.notify.Outbox;
import wariin.notify.OutboxMessage;
import wariin.register.AssuranceLevel;
import wariin.register.PostalAddress;
import wariin.register.ProviderDescription;
import wariin.register.ServiceDescription;
import wariin.site.Bilingual;
import wariin.site.SiteSettings;

/// What the people of a scheme and of providers do in cases, one method a deed.
@TestComponent
record CaseWalk(
        SignUp signUp,
        Sessions sessions,
        Passkeys passkeys,
        Outbox outbox,
        SchemeRoles roles,
        Applications applications,
        Appointments appointments,
        Cases cases,
        Reports reports,
        Decisions decisions,
        AssessmentItems items,
        SiteSettings site,
        Clock clock) {

    /// Somebody with a session and a passkey.
    record Person(CurrentUser user, SoftwareAuthenticator authenticator, String session) {}

    /// The people of one assessment, each of an organisation of their own.
    record Team(
            Person applicant,
            Person intake,
            Person lead,
            Person assessor,
            Person first,
            Person second,
            Person publisher,
            Person watch) {}

    Person member(String name, String organisation, String number) {
        var email = name + "-" + UUID.randomUUID().toString().substring(0, 8) + "@example.com";
        var sent = (SignUp.Start.Sent)
                signUp.start(email, Locale.ENGLISH, UUID.randomUUID().toString());
        signUp.confirm(sent.ticket(), code(email), "test");
        var details = new Details(name, organisation, null, number, null);
        var done = (SignUp.Finish.Done) signUp.finish(sent.ticket(), details, Locale.ENGLISH, "test");
        var user = sessions.find(done.sessionToken()).orElseThrow();
        var authenticator = new SoftwareAuthenticator();
        var id = user.user().id();
        passkeys.register(id, authenticator.register(passkeys.registrationOptions(id), site.baseUrl()), "test");
        return new Person(user, authenticator, done.sessionToken());
    }

    Person scheme(String name, SchemeRole... held) {
        var person = member(name, "Scheme people of " + name, null);
        for (var role : held) grant(person, role);
        return person;
    }

    void grant(Person person, SchemeRole role) {
        roles.grant(operator(person), person.user().user().email(), role);
    }

    /// The same person as the operator of the platform would be.
    static CurrentUser operator(Person person) {
        var me = person.user();
        return new CurrentUser(me.user(), me.organisation(), me.role(), true, me.session(), null);
    }

    Team team() {
        return new Team(
                member("applicant", "Hanko Trust K.K.", newNumber()),
                scheme("intake", SchemeRole.INTAKE),
                scheme("lead", SchemeRole.LEAD),
                scheme("assessor", SchemeRole.ASSESSOR),
                scheme("first", SchemeRole.DECIDER),
                scheme("second", SchemeRole.DECIDER),
                scheme("publisher", SchemeRole.PUBLISHER),
                scheme("watch", SchemeRole.SURVEILLANCE));
    }

    /// A number with a right check digit that nobody else has.
    static String newNumber() {
        var twelve = "%012d".formatted(Math.floorMod(UUID.randomUUID().getMostSignificantBits(), 1_000_000_000_000L));
        for (var check = 1; check <= 9; check++) {
            if (CorporateNumber.isValid(check + twelve)) return check + twelve;
        }
        throw new AssertionError(twelve);
    }

    static Application application(Person applicant) {
        var organisation = applicant.user().organisation();
        var name = Bilingual.of("判子トラスト", organisation.name());
        var address = new PostalAddress("東京都千代田区1-1", "1-1 Chiyoda", "Chiyoda-ku", "Tokyo", "100-0001", "JP");
        var provider = new ProviderDescription(
                name, null, organisation.number(), address, "info@example.com", "https://example.com/", true);
        var service = new ServiceDescription(
                "lra",
                Bilingual.of("判子の本人確認", "Hanko identity check"),
                Bilingual.of("本人を確認します。", "Checks who people are."),
                Set.of("finance"),
                AssuranceLevel.THIRD_PARTY_CERTIFICATION,
                List.of(),
                List.of(),
                "https://example.com/terms",
                List.of(),
                ServiceDescription.BuyerFacts.UNANSWERED);
        return Application.of(provider, service).stating(true);
    }

    static Case done(CaseOutcome outcome) {
        if (outcome instanceof CaseOutcome.Done(var item)) return item;
        throw new AssertionError(outcome);
    }

    static CaseRefusal refused(CaseOutcome outcome) {
        if (outcome instanceof CaseOutcome.Refused(var reason)) return reason;
        throw new AssertionError(outcome);
    }

    CaseId drafted(Team team) {
        var id = done(applications.apply(team.applicant().user(), application(team.applicant()), null))
                .id();
        declareAll(team, id);
        return id;
    }

    void declareAll(Team team, CaseId id) {
        var me = team.applicant().user();
        for (var item : items.of(cases.open(id, me).orElseThrow().item())) {
            items.declare(me, id, item.criterion().id(), true, "We do this.", "Manual, 1");
        }
    }

    CaseId submitted(Team team) {
        var id = drafted(team);
        done(applications.submit(team.applicant().user(), id));
        return id;
    }

    /// Completeness found and everybody appointed and declared: at the document review.
    CaseId reviewed(Team team) {
        var id = submitted(team);
        var intake = team.intake().user();
        done(cases.accept(intake, id));
        for (var item : Checklist.of(CaseKind.NEW)) {
            done(reports.tick(intake, id, new Checklist.Tick(item, true, "")));
        }
        appointAll(team, id, intake);
        done(cases.findComplete(intake, id));
        return id;
    }

    void appointAll(Team team, CaseId id, CurrentUser by) {
        appoint(by, id, team.lead(), CaseActor.LEAD);
        appoint(by, id, team.assessor(), CaseActor.ASSESSOR);
        appoint(by, id, team.first(), CaseActor.DECIDER);
        appoint(by, id, team.second(), CaseActor.DECIDER);
    }

    void appoint(CurrentUser by, CaseId id, Person person, CaseActor role) {
        done(appointments.appoint(by, id, person.user().user().id(), role));
        done(appointments.declare(person.user(), id, false, ""));
    }

    /// All criteria judged, the place visited, the report before the deciders.
    CaseId reported(Team team, Report.Recommendation recommendation) {
        var id = reviewed(team);
        judgeAll(team, id);
        var lead = team.lead().user();
        done(cases.finishReview(lead, id));
        done(reports.recordVisit(lead, id, LocalDate.now(clock), "Data centre", "A, B", "All seen."));
        done(cases.finishVisit(lead, id));
        report(team, id, recommendation);
        return id;
    }

    void judgeAll(Team team, CaseId id) {
        var me = team.assessor().user();
        for (var item : items.of(cases.open(id, me).orElseThrow().item())) {
            var judgement = new ItemJudgement(
                    item.criterion().id(), 0, ItemResult.MET, "Seen.", "", List.of("EXAMINE"), clock.instant(), "");
            items.judge(me, id, judgement, 0);
        }
    }

    void report(Team team, CaseId id, Report.Recommendation recommendation) {
        var lead = team.lead().user();
        var writing = new Reports.Writing(recommendation, "適合しています。", "All criteria are met.", "Long story.");
        done(reports.write(lead, id, writing));
        done(reports.freeze(lead, id));
    }

    CaseOutcome vote(Person decider, CaseId id, boolean inFavour, String statement) {
        var ballot = decisions.ballot(decider.user(), id, inFavour, statement);
        var assertion = ballot.map(asked ->
                        decider.authenticator().authenticate(String.valueOf(asked.passkeyOptions()), site.baseUrl()))
                .orElse("{}");
        return decisions.vote(decider.user(), id, inFavour, statement, new Consent.Passkey(assertion));
    }

    /// Registered and published at once.
    Case published(Team team) {
        var id = reported(team, Report.Recommendation.APPROVE);
        done(vote(team.first(), id, true, ""));
        done(vote(team.second(), id, true, ""));
        return done(decisions.publish(team.publisher().user(), id, null));
    }

    String code(String email) {
        for (var mail : mails(email)) {
            var found = Pattern.compile("\\b[0-9]{6}\\b").matcher(String.valueOf(mail.body()));
            if (found.find()) return found.group();
        }
        throw new AssertionError("No code to " + email);
    }

    List<String> subjects(Person person) {
        return mails(person.user().user().email()).stream()
                .map(OutboxMessage::subject)
                .toList();
    }

    private List<OutboxMessage> mails(String email) {
        return outbox.newest(clock.instant().plus(Duration.ofMinutes(1)), 500).stream()
                .filter(mail -> mail.recipient().equalsIgnoreCase(email))
                .toList();
    }
}
