package wariin.tsl;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import wariin.tsl.TrustedListChanges.Change;
import wariin.tsl.TrustedListChanges.Kind;

class TrustedListChangesTests {
    private final SampleLists samples = new SampleLists(Instant.now());
    private final TrustedList before = samples.small();

    @Test
    void saysNothingWhereNothingChanged() {
        assertThat(TrustedListChanges.between(before, samples.list(8, before.providers())))
                .isEmpty();
    }

    @Test
    void tellsTheStatusBeforeAndAfter() {
        var service = before.providers().getFirst().services().getFirst();
        var past = new ArrayList<>(service.history());
        past.addFirst(service.current().past());
        var current = SampleLists.state(
                SampleLists.CA,
                FineStatus.WITHDRAWN,
                samples.issued,
                service.current().identity());
        var after = with(SampleLists.service(current, past));

        var changes = TrustedListChanges.between(before, after);

        assertThat(changes).hasSize(1);
        assertThat(changes.getFirst().kind()).isEqualTo(Kind.STATUS_CHANGED);
        assertThat(changes.getFirst().before()).isEqualTo("REGISTERED decided");
        assertThat(changes.getFirst().after()).isEqualTo("WITHDRAWN decided");
    }

    @Test
    void seesThatHistoryWasRewritten() {
        var service = before.providers().getFirst().services().getFirst();
        var after = with(SampleLists.service(service.current(), List.of()));

        assertThat(TrustedListChanges.between(before, after))
                .extracting(Change::kind)
                .containsExactly(Kind.HISTORY_CHANGED);
    }

    @Test
    void tellsWhoCameAndWhoWent() {
        var one = before.providers().getFirst();
        var other = before.providers().getLast();

        var changes = TrustedListChanges.between(samples.list(7, List.of(one)), samples.list(8, List.of(other)));

        assertThat(changes)
                .extracting(Change::kind)
                .containsExactly(
                        Kind.PROVIDER_ADDED,
                        Kind.PROVIDER_REMOVED,
                        Kind.SERVICE_ADDED,
                        Kind.SERVICE_REMOVED,
                        Kind.SERVICE_REMOVED);
    }

    private TrustedList with(TrustService first) {
        var one = before.providers().getFirst();
        var services = new ArrayList<>(one.services());
        services.set(0, first);
        var provider = SampleLists.provider("Sample Provider", services);
        return samples.list(8, List.of(provider, before.providers().getLast()));
    }
}
