package wariin.ra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import wariin.keys.DeliverableKey;
import wariin.keys.KeyAlgorithm;
import wariin.ra.DeskFixture.Somebody;
import wariin.ra.approval.StandingApproval;
import wariin.ra.approval.StandingApprovals;
import wariin.ra.evidence.EvidenceMethod;
import wariin.ra.request.KeyOrigin;
import wariin.ra.request.Registrant;
import wariin.ra.request.RequestDraft;
import wariin.ra.request.RequestId;
import wariin.ra.request.RequestState;

/// What a desk may not do, row by row: each is tried, refused, and found in the log, and leaves nothing else.
abstract class RefusalTable {

    interface Attempt {
        void make() throws Exception;
    }

    @Autowired
    DeskFixture fixture;

    final List<String> table = new ArrayList<>();

    DeskWorld world;
    DeskWorld other;

    @BeforeEach
    void makeTwoDesks() {
        world = new DeskWorld(fixture);
        other = new DeskWorld(fixture);
    }

    @AfterEach
    void showTheTable() {
        LoggerFactory.getLogger("wariin.table").info("What a desk may not do:\n{}", String.join("\n", table));
        assertThat(table).isNotEmpty();
    }

    // ---- the table

    void row(String what, Object subject, String refusal, Attempt attempt) {
        var before = fixture.refusals(subject).size();
        var entries = fixture.journal.about(subject.toString()).size();
        var state = subject instanceof RequestId id ? state(id) : null;
        assertThatCode(attempt::make).as(what).doesNotThrowAnyException();
        var refusals = fixture.refusals(subject);
        assertThat(refusals.subList(before, refusals.size())).as(what).contains(refusal);
        if (state != null && !what.startsWith("issue ")) {
            assertThat(state((RequestId) subject)).as(what).isEqualTo(state);
            assertThat(fixture.journal.about(subject.toString()).size() - entries)
                    .as("%s leaves the entry of its refusal and nothing else", what)
                    .isEqualTo(refusals.size() - before);
        }
        table.add(String.format("%-62s %s", what, refusal));
    }

    RequestState state(RequestId id) {
        return fixture.requests.find(id).orElseThrow().state();
    }

    Registrant mail(String address) {
        return Registrant.person("太郎", "山田", world.number, world.name, address);
    }

    RequestId drafted(Registrant registrant, String profile) {
        return DeskFixture.done(fixture.registration.draft(
                        world.anna.user(), world.desk.id(), fixture.draft(registrant, profile)))
                .id();
    }

    void submit(RequestId id) {
        fixture.registration.submit(world.anna.user(), id);
    }

    void noBallot(Somebody officer, RequestId id) {
        assertThat(fixture.registration.ballot(officer.user(), List.of(id))).isEmpty();
    }

    void record(Somebody officer, RequestId id, EvidenceMethod method) throws IOException {
        fixture.evidences.record(
                officer.user(),
                id,
                method,
                "card",
                new Evidences.Upload("x.txt", new ByteArrayInputStream("x".getBytes(StandardCharsets.UTF_8))));
    }

    RequestId pickUp() {
        var draft = new RequestDraft("mail-sponsor/1", world.taro(), KeyOrigin.PICK_UP, null, null);
        var id = DeskFixture.done(fixture.registration.draft(world.anna.user(), world.desk.id(), draft))
                .id();
        submit(id);
        fixture.evidence(world.anna, id, EvidenceMethod.EMPLOYER_RECORD);
        DeskFixture.done(fixture.registration.check(world.anna.user(), id));
        fixture.approve(world.ben, id);
        fixture.approve(world.chie, id);
        return id;
    }

    StandingApproval propose(DeskWorld organisation, String name, Set<String> domains) {
        var rule = new StandingApprovals.Rule(
                "servers",
                "device/1",
                organisation.number,
                name,
                domains,
                2,
                Instant.now().plus(Duration.ofDays(300)));
        return fixture.standing.propose(world.anna.user(), world.desk.id(), rule)
                        instanceof StandingApprovals.Outcome.Done(var done)
                ? done
                : null;
    }

    EnrolmentOutcome enrol(StandingApproval rule, String host) {
        return fixture.registration.enrol(rule.id(), enrolment(host), "rest", "program");
    }

    Enrolment enrolment(String host) {
        return new Enrolment("device/1", key(), Registrant.device(world.number, world.name, List.of(host)), null);
    }

    static PublicKey key() {
        try (var key = DeliverableKey.generate(KeyAlgorithm.EC_P256)) {
            return key.publicKey();
        }
    }

    void ageEvidence(RequestId id, int days) {
        fixture.age("ra_evidence", "verified_at", "request_id = '" + id + "'", days);
    }

    void ageScope(String kind, int days) {
        fixture.age(
                "ra_scope",
                "verified_at",
                "desk_id = '" + world.desk.id() + "' and kind = '" + kind + "' and ended_at is null",
                days);
    }
}
