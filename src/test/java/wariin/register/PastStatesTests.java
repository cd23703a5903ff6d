package wariin.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.company.CorporateNumber;
import wariin.database.DatabaseTest;
import wariin.identity.OrganisationId;
import wariin.register.Registered.Decided;

/// A past state is final: nothing that is recorded later, at once or side by side, changes it.
@DatabaseTest
class PastStatesTests {

    @Autowired
    private ServiceRegister register;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Clock clock;

    @Test
    void neverChangeByWhatIsRecordedLater() throws Exception {
        var seen = new ConcurrentLinkedQueue<RegisterState>();
        var writing = new AtomicBoolean(true);
        try (var threads = Executors.newFixedThreadPool(5)) {
            var writers = new ArrayList<Future<Integer>>();
            for (var n = 0; n < 3; n++) {
                var writer = new Writer(new Random(20261123L + n));
                writers.add(threads.submit(writer));
            }
            Callable<Integer> reader = () -> {
                while (writing.get()) {
                    seen.add(register.asOf(clock.instant()));
                    Thread.sleep(2);
                }
                return 0;
            };
            var readers = List.of(threads.submit(reader), threads.submit(reader));
            for (var writer : writers) assertThat(writer.get()).isPositive();
            writing.set(false);
            for (var done : readers) done.get();
        }
        Thread.sleep(60); // until the last of what was held back has come out
        register.passTime();

        assertThat(seen).hasSizeGreaterThan(50);
        for (var state : seen) {
            assertThat(register.asOf(state.asOf())).isEqualTo(state);
        }
    }

    @Test
    void agreeWithWhatReadersAreShown() throws Exception {
        new Writer(new Random(7)).call();
        Thread.sleep(80); // until the last of what was held back has come out

        var shown = register.search(Filter.EVERYTHING);

        var state = register.published();
        assertThat(shown.stream().map(Listed::service))
                .containsExactlyElementsOf(state.providers().stream()
                        .flatMap(provider -> provider.services().stream())
                        .toList());
        assertThat(state.providers()).noneMatch(provider -> provider.services().isEmpty());
        for (var listed : shown) {
            var visible = register.history(listed.service().id()).stream()
                    .filter(event -> !event.visibleFrom().isAfter(state.asOf()))
                    .collect(Collectors.toList());
            assertThat(listed.service().events()).isEqualTo(visible);
        }
    }

    /// Does at random what providers and the scheme do, allowed or not; counts what was allowed.
    private final class Writer implements Callable<Integer> {

        private final Random random;
        private final Registered registered = new Registered(register, transaction);
        private final List<OrganisationId> organisations = new ArrayList<>();
        private final List<ProviderId> providers = new ArrayList<>();
        private final List<ServiceId> services = new ArrayList<>();
        private int done;

        Writer(Random random) {
            this.random = random;
        }

        @Override
        public Integer call() {
            for (var n = 0; n < 60; n++) {
                try {
                    act(n);
                    done++;
                } catch (RefusedEntry _) {
                    // not everything follows from what was before
                }
            }
            return done;
        }

        private void act(int n) {
            var choice = providers.isEmpty() ? 0 : services.isEmpty() ? 2 : random.nextInt(12);
            switch (choice) {
                case 0 -> {
                    var organisation = new OrganisationId(java.util.UUID.randomUUID());
                    organisations.add(organisation);
                    providers.add(register.provider(organisation, described(n, null), "test"));
                }
                case 1 -> register.provider(any(organisations), described(n, null), "test");
                case 2, 3 ->
                    services.add(registered.service(
                            any(providers), Registered.service(target(), "サービス" + n, "Service " + n)));
                case 4 -> {
                    var service = any(services);
                    var target = register.find(service).orElseThrow().target();
                    register.revise(service, Registered.service(target, "改" + n, "Revised " + n), "test");
                }
                default -> registered.record(decided(any(services)));
            }
        }

        private Decided decided(ServiceId service) {
            var changes = List.of(
                    Change.REGISTRATION,
                    Change.REGISTRATION,
                    Change.SUSPENSION,
                    Change.REINSTATEMENT,
                    Change.RENEWAL,
                    Change.TAKE_OVER,
                    Change.WITHDRAWAL);
            var change = any(changes);
            return new Decided(service, change, soon(), soon(), change == Change.TAKE_OVER ? any(providers) : null);
        }

        private @Nullable Instant soon() {
            return random.nextInt(3) > 0 ? null : clock.instant().plus(Duration.ofMillis(random.nextInt(60)));
        }

        private String target() {
            return any(List.of("ca", "lra", "ec"));
        }

        private ProviderDescription described(int n, @Nullable CorporateNumber number) {
            return Registered.description("事業者" + n, "Provider " + n, number);
        }

        private <T> T any(List<T> things) {
            return things.get(random.nextInt(things.size()));
        }
    }
}
