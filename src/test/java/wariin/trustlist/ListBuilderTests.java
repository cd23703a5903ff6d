package wariin.trustlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import wariin.identity.OrganisationId;
import wariin.register.Provider;
import wariin.register.ProviderId;
import wariin.register.RegisterState;
import wariin.register.RegisterState.ProviderState;
import wariin.register.RegisterState.ServiceState;
import wariin.register.Registered;
import wariin.register.RegistrationNumber;
import wariin.register.RegistrationStatus;
import wariin.register.ServiceId;
import wariin.register.StatusEvent;
import wariin.tsl.TrustedList;
import wariin.tsl.TrustedListWriter;

/// What a manuscript becomes, without a platform.
class ListBuilderTests {

    private static final Instant FIRST = Instant.parse("2026-04-01T00:00:00Z");
    private static final Instant SECOND = FIRST.plus(Duration.ofDays(7));
    private static final ProviderId PROVIDER = new ProviderId(UUID.randomUUID());
    private static final ServiceId OFFICE = new ServiceId(UUID.randomUUID());
    private static final StatusEvent EVENT = new StatusEvent(
            UUID.randomUUID(),
            OFFICE,
            RegistrationStatus.REGISTERED,
            "criteria-met",
            RegistrationNumber.of("JTS-LRA-0001(1)"),
            LocalDate.of(2028, 3, 31),
            FIRST,
            FIRST,
            FIRST,
            null,
            "case",
            "2026.1");

    @Test
    void isTheSameForTheSameManuscript() {
        assertThat(list("https://a.example", 1, FIRST, Set.of(), null))
                .isEqualTo(list("https://a.example", 1, FIRST, Set.of(), null));
    }

    @Test
    void letsAServiceWithoutKeysStayItselfWhenTheSiteMoves() {
        var before = list("https://a.example", 1, FIRST, Set.of(), null);

        var after = list("https://b.example", 2, SECOND, Set.of(EVENT.id()), before);

        assertThat(TrustedListWriter.faults(after, before)).isEmpty();
        var service = after.providers().getFirst().services();
        assertThat(service).hasSize(1);
        assertThat(service.getFirst().current().start()).isEqualTo(FIRST);
        assertThat(service.getFirst().history()).isEmpty();
    }

    @Test
    void keepsAProviderThatTheRegisterNoLongerShows() {
        var before = list("https://a.example", 1, FIRST, Set.of(), null);
        var empty = new RegisterState(SECOND, List.of());

        var after = ListBuilder.build(new Manuscript(
                empty, Listing.scheme("https://a.example"), types(), Set.of(), 2, SECOND, next(SECOND), before));

        assertThat(TrustedListWriter.faults(after, before)).isEmpty();
        assertThat(after.providers().getFirst().services().getFirst().history()).hasSize(1);
    }

    private static TrustedList list(
            String site, long sequence, Instant issued, Set<UUID> announced, @Nullable TrustedList before) {
        return ListBuilder.build(new Manuscript(
                state(), Listing.scheme(site), types(), announced, sequence, issued, next(issued), before));
    }

    private static RegisterState state() {
        var provider = new Provider(
                PROVIDER,
                new OrganisationId(UUID.nameUUIDFromBytes(new byte[] {1})),
                Registered.description("見本社", "Sample Co", null));
        var service = new ServiceState(OFFICE, Registered.service("lra", "取扱所", "Office"), List.of(EVENT));
        return new RegisterState(FIRST, List.of(new ProviderState(provider, List.of(service))));
    }

    private static Map<String, String> types() {
        return Map.of("lra", "http://uri.etsi.org/TrstSvc/Svctype/RA/nothavingPKIid");
    }

    private static Instant next(Instant issued) {
        return issued.plus(Duration.ofDays(30));
    }
}
