package wariin.tsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import wariin.tsl.ListVerdict.Code;
import wariin.tsl.ListVerdict.Fault;
import wariin.tsl.ServiceState.Identity;

class TrustedListWriterTests {
    private static final Duration DAY = Duration.ofDays(1);

    private final SampleLists samples = new SampleLists(Instant.now());
    private final TrustedList small = samples.small();
    private final TrustService first = small.providers().getFirst().services().getFirst();

    @Test
    void namesEveryFaultBeforeItSigns() {
        var bare = new ServiceState(
                "", List.of(), new Identity(List.of(), null, null, List.of()), "", samples.issued, List.of());
        var list = samples.list(0, List.of(SampleLists.provider("A", List.of(SampleLists.service(bare, List.of())))));

        assertThat(codes(list))
                .containsOnly(
                        Code.SEQUENCE, Code.SERVICE_TYPE, Code.EMPTY_TEXT, Code.URI, Code.NO_ENGLISH, Code.NO_IDENTITY);
        assertThatThrownBy(() -> samples.signed(list))
                .isInstanceOfSatisfying(
                        MalformedList.class,
                        refused -> assertThat(refused.faults()).isEqualTo(TrustedListWriter.faults(list, null)));
    }

    @Test
    void saysWhereAFaultIsAndWhatTheClauseIs() {
        var list = with(SampleLists.service(first.current(), List.of(first.current())));

        var fault = TrustedListWriter.faults(list, null).getFirst();

        assertThat(fault.place()).isEqualTo("provider 1, service 1, state 1");
        assertThat(fault.sentence())
                .isEqualTo("The states of a service are not in order, newest first"
                        + " [provider 1, service 1, state 1] (TS 119 612, 5.5.10)");
    }

    @Test
    void refusesACertificateInThePast() {
        var past = new ServiceState(
                first.current().type(),
                first.current().names(),
                first.current().identity(),
                FineStatus.SUSPENDED.coarse(),
                samples.suspended,
                List.of());

        assertThat(codes(with(SampleLists.service(first.current(), List.of(past)))))
                .containsExactly(Code.HISTORY_CERTIFICATE);
    }

    @Test
    void refusesACoarseStatusThatContradictsTheFine() {
        var current = first.current();
        var state = new ServiceState(
                current.type(),
                current.names(),
                current.identity(),
                FineStatus.DEPRECATED,
                current.start(),
                current.extensions());

        assertThat(codes(with(SampleLists.service(state, List.of())))).containsExactly(Code.STATUS);
    }

    @Test
    void refusesTwoKeysInOneService() {
        var both = List.of(samples.authority.certificate(), samples.unit.certificate());
        var state = SampleLists.state(SampleLists.LRA, FineStatus.REGISTERED, samples.issued, Identity.of(both));

        assertThat(codes(with(SampleLists.service(state, List.of())))).containsExactly(Code.SEVERAL_KEYS);
    }

    @Test
    void refusesAStatusOfTheFuture() {
        var identity = first.current().identity();
        var later = SampleLists.state(SampleLists.CA, FineStatus.REGISTERED, samples.issued.plus(DAY), identity);

        assertThat(codes(with(SampleLists.service(later, List.of())))).containsExactly(Code.START_IN_FUTURE);
    }

    @Test
    void refusesWhatXmlCannotCarry() {
        var name = SampleLists.provider("A\u0000B", small.providers().getFirst().services());

        assertThat(codes(samples.list(7, List.of(name)))).containsOnly(Code.FORBIDDEN_CHARACTER);
    }

    @Test
    void closesOnlyAListInWhichEverythingExpired() {
        var identity = first.current().identity();
        var expired = SampleLists.state(SampleLists.CA, FineStatus.EXPIRED, samples.issued, identity);
        var provider = SampleLists.provider("A", List.of(SampleLists.service(expired, List.of())));

        assertThat(codes(new TrustedList(small.scheme(), 8, samples.issued, null, List.of(provider))))
                .isEmpty();
        assertThat(codes(new TrustedList(small.scheme(), 8, samples.issued, null, small.providers())))
                .containsExactly(Code.NOT_CLOSED);
    }

    @Test
    void promisesANextUpdateWithinSixMonths() {
        var late = new TrustedList(
                small.scheme(), 8, samples.issued, samples.issued.plus(Duration.ofDays(185)), small.providers());

        assertThat(codes(late)).containsExactly(Code.NEXT_UPDATE);
    }

    @Test
    void acceptsASuccessorThatAnnouncesAChangeFromNowOn() {
        var next = small.issued().plus(DAY);
        var past = new ArrayList<>(first.history());
        past.addFirst(first.current().past());
        var identity = first.current().identity();
        var current = SampleLists.state(SampleLists.CA, FineStatus.SUSPENDED, next, identity);

        assertThat(successor(next, SampleLists.service(current, past))).isEmpty();
    }

    @Test
    void refusesASuccessorThatReachesBack() {
        var next = small.issued().plus(DAY);
        var past = new ArrayList<>(first.history());
        past.addFirst(first.current().past());
        var identity = first.current().identity();
        var current = SampleLists.state(SampleLists.CA, FineStatus.SUSPENDED, small.issued(), identity);

        assertThat(successor(next, SampleLists.service(current, past))).containsExactly(Code.START_BACKDATED);
    }

    @Test
    void refusesASuccessorThatForgets() {
        var next = small.issued().plus(DAY);

        assertThat(successor(next, SampleLists.service(first.current(), List.of())))
                .containsExactly(Code.HISTORY_LOST);
        var empty = new TrustedList(small.scheme(), 8, next, next.plus(DAY), List.of());
        assertThat(TrustedListWriter.faults(empty, small))
                .extracting(Fault::code)
                .containsOnly(Code.HISTORY_LOST);
    }

    @Test
    void refusesASuccessorThatIsNotNewer() {
        assertThat(TrustedListWriter.faults(small, small))
                .extracting(Fault::code)
                .containsExactly(Code.SEQUENCE, Code.ISSUED_BEFORE_LAST);
    }

    private List<Code> successor(Instant issued, TrustService changed) {
        var list = with(changed);
        var next = new TrustedList(small.scheme(), 8, issued, issued.plus(DAY), list.providers());
        return TrustedListWriter.faults(next, small).stream().map(Fault::code).toList();
    }

    private static List<Code> codes(TrustedList list) {
        return TrustedListWriter.faults(list, null).stream().map(Fault::code).toList();
    }

    private TrustedList with(TrustService changed) {
        var one = small.providers().getFirst();
        var services = new ArrayList<>(one.services());
        services.set(0, changed);
        var provider = SampleLists.provider("Sample Provider", services);
        return samples.list(7, List.of(provider, small.providers().getLast()));
    }
}
