package wariin.trustlist;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import wariin.trustlist.IssueSummary.Cause;
import wariin.trustlist.IssueSummary.State;
import wariin.tsl.KeptSignature;
import wariin.tsl.SignedList;

/// All issues, from the intent on. A row is settled once; no sequence is used twice, not even a refused one.
@Repository
class IssueRegister {

    /// What an issue is made from.
    record Intent(
            long sequence,
            int schemeVersion,
            int signer,
            Instant registerAsOf,
            Map<String, String> serviceTypes,
            Instant issued,
            @Nullable Instant nextUpdate,
            Cause cause,
            String actor,
            Instant intendedAt) {}

    /// What was published.
    record Archived(
            long sequence,
            Instant issued,
            @Nullable Instant nextUpdate,
            int signer,
            byte[] xml,
            byte[] sha256,
            KeptSignature signature) {}

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, String>> TYPES = new TypeReference<>() {};
    private static final String INTENT = """
            select sequence, scheme_version, signer, register_as_of, service_types, issued_at, next_update, cause,
                   actor, intended_at
              from trustlist_issue
             where""" + " ";
    private static final String SUMMARY = """
            select sequence, state, issued_at, next_update, signer, cause, sha256, reasons
              from trustlist_issue""" + " ";
    private static final String ARCHIVED = """
            select sequence, issued_at, next_update, signer, xml, sha256, signature
              from trustlist_issue
             where state = 'ISSUED'""" + " ";

    private final JdbcClient jdbc;

    IssueRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The highest sequence that was ever reserved; empty before the first.
    Optional<Long> highest() {
        return jdbc
                .sql("select max(sequence) from trustlist_issue")
                .query((row, _) -> row.getObject(1, Long.class))
                .list()
                .stream()
                .filter(java.util.Objects::nonNull)
                .findFirst();
    }

    void intend(Intent intent) {
        jdbc.sql("""
                        insert into trustlist_issue (sequence, state, scheme_version, signer, register_as_of,
                               service_types, issued_at, next_update, closed, cause, actor, intended_at)
                        values (:sequence, 'INTENDED', :scheme, :signer, :asOf,
                               cast(:types as jsonb), :issued, :next, :closed, :cause, :actor, :at)
                        """)
                .param("sequence", intent.sequence())
                .param("scheme", intent.schemeVersion())
                .param("signer", intent.signer())
                .param("asOf", utc(intent.registerAsOf()))
                .param("types", JSON.writeValueAsString(intent.serviceTypes()))
                .param("issued", utc(intent.issued()))
                .param("next", utc(intent.nextUpdate()))
                .param("closed", intent.nextUpdate() == null)
                .param("cause", intent.cause().name())
                .param("actor", intent.actor())
                .param("at", utc(intent.intendedAt()))
                .update();
    }

    /// Intents that a crash left behind; there is at most one.
    List<Intent> open() {
        return jdbc.sql(INTENT + "state = 'INTENDED'")
                .query(IssueRegister::intent)
                .list();
    }

    Intent intent(long sequence) {
        return jdbc.sql(INTENT + "sequence = :sequence")
                .param("sequence", sequence)
                .query(IssueRegister::intent)
                .single();
    }

    /// False if it was settled meanwhile.
    boolean issue(long sequence, SignedList list, Instant at) {
        return jdbc.sql("""
                        update trustlist_issue
                           set state = 'ISSUED', settled_at = :at, xml = :xml, sha256 = :sha256, signature = :signature
                         where sequence = :sequence and state = 'INTENDED'
                        """)
                        .param("at", utc(at))
                        .param("xml", list.xml())
                        .param("sha256", list.sha256())
                        .param("signature", list.signature().xml())
                        .param("sequence", sequence)
                        .update()
                == 1;
    }

    boolean refuse(long sequence, String reasons, Instant at) {
        return jdbc.sql("""
                        update trustlist_issue set state = 'REFUSED', settled_at = :at, reasons = :reasons
                         where sequence = :sequence and state = 'INTENDED'
                        """)
                        .param("at", utc(at))
                        .param("reasons", reasons)
                        .param("sequence", sequence)
                        .update()
                == 1;
    }

    boolean burn(long sequence, Instant at) {
        return jdbc.sql("""
                        update trustlist_issue set state = 'BURNED', settled_at = :at
                         where sequence = :sequence and state = 'INTENDED'
                        """).param("at", utc(at)).param("sequence", sequence).update() == 1;
    }

    Optional<Archived> newest() {
        return jdbc.sql(ARCHIVED + "order by sequence desc limit 1")
                .query(IssueRegister::archived)
                .optional();
    }

    /// The list in force without its content.
    Optional<IssueSummary> newestNumber() {
        return jdbc.sql(SUMMARY + "where state = 'ISSUED' order by sequence desc limit 1")
                .query((row, _) -> summary(row))
                .optional();
    }

    Optional<Archived> find(long sequence) {
        return jdbc.sql(ARCHIVED + "and sequence = :sequence")
                .param("sequence", sequence)
                .query(IssueRegister::archived)
                .optional();
    }

    /// The list that was in force when this one was made.
    Optional<Archived> before(long sequence) {
        return jdbc.sql(ARCHIVED + "and sequence < :sequence order by sequence desc limit 1")
                .param("sequence", sequence)
                .query(IssueRegister::archived)
                .optional();
    }

    /// The newest first.
    List<IssueSummary> summaries(int atMost) {
        return jdbc.sql(SUMMARY + "order by sequence desc limit :most")
                .param("most", atMost)
                .query((row, _) -> summary(row))
                .list();
    }

    List<Long> issued() {
        return jdbc.sql("select sequence from trustlist_issue where state = 'ISSUED' order by sequence")
                .query(Long.class)
                .list();
    }

    /// Events that lists before this one announced.
    Set<UUID> announcedBefore(long sequence) {
        return new HashSet<>(jdbc.sql("select event from trustlist_announcement where sequence < :sequence")
                .param("sequence", sequence)
                .query(UUID.class)
                .list());
    }

    /// @param events the new events, each with its service
    void announce(long sequence, Map<UUID, UUID> events) {
        var names = events.keySet().toArray(UUID[]::new);
        var services = events.values().toArray(UUID[]::new);
        jdbc.sql("""
                        insert into trustlist_announcement (event, service, sequence)
                        select event, service, :sequence
                          from unnest(cast(:events as uuid[]), cast(:services as uuid[])) as new (event, service)
                        """)
                .param("sequence", sequence)
                .param("events", names)
                .param("services", services)
                .update();
    }

    boolean isAnnounced(UUID service) {
        return jdbc.sql("select exists (select 1 from trustlist_announcement where service = :service)")
                .param("service", service)
                .query(Boolean.class)
                .single();
    }

    private static IssueSummary summary(ResultSet row) throws SQLException {
        var hash = row.getBytes("sha256");
        return new IssueSummary(
                row.getLong("sequence"),
                State.valueOf(row.getString("state")),
                instant(row, "issued_at"),
                nullable(row, "next_update"),
                row.getInt("signer"),
                Cause.valueOf(row.getString("cause")),
                hash == null ? null : HexFormat.of().formatHex(hash),
                row.getString("reasons"));
    }

    private static Intent intent(ResultSet row, int index) throws SQLException {
        return new Intent(
                row.getLong("sequence"),
                row.getInt("scheme_version"),
                row.getInt("signer"),
                instant(row, "register_as_of"),
                JSON.readValue(row.getString("service_types"), TYPES),
                instant(row, "issued_at"),
                nullable(row, "next_update"),
                Cause.valueOf(row.getString("cause")),
                row.getString("actor"),
                instant(row, "intended_at"));
    }

    private static Archived archived(ResultSet row, int index) throws SQLException {
        return new Archived(
                row.getLong("sequence"),
                instant(row, "issued_at"),
                nullable(row, "next_update"),
                row.getInt("signer"),
                row.getBytes("xml"),
                row.getBytes("sha256"),
                new KeptSignature(row.getString("signature")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant nullable(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
