package wariin.procurement;

import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.site.Bilingual;
import wariin.tsl.TrustedList;

/// The files that others made and we accepted, byte for byte, and the schemes that are recognised. Only added to.
@Repository
class SourceStore {

    /// A list as it was accepted.
    record StoredList(String source, String sha256, byte[] xml) {}

    /// A CCADB file, compressed.
    record StoredCcadb(String sha256, byte[] file, Instant importedAt) {}

    private final JdbcClient jdbc;

    SourceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Changes whenever a source was added.
    String revision() {
        return jdbc.sql("""
                        select (select count(*) from procurement_list) || ':' || (select count(*) from procurement_ccadb)
                               || ':' || (select coalesce(max(imported_at)::text, '') from procurement_ccadb)
                               || ':' || (select count(*) from procurement_equivalence)
                        """).query(String.class).single();
    }

    /// False when there is a source of this name already.
    boolean addSource(String code, byte[] signers, Instant now, String actor) {
        return jdbc.sql("""
                        insert into procurement_source (code, signers, made_at, made_by)
                        values (:code, :signers, :now, :actor) on conflict (code) do nothing
                        """)
                        .param("code", code)
                        .param("signers", signers)
                        .param("now", utc(now))
                        .param("actor", actor)
                        .update()
                == 1;
    }

    /// The certificates of those who may sign lists of this source; holds the row until the transaction ends.
    Optional<byte[]> signers(String code) {
        return jdbc.sql("select signers from procurement_source where code = :code for update")
                .param("code", code)
                .query(byte[].class)
                .optional();
    }

    long lastSequence(String code) {
        return jdbc.sql("select coalesce(max(sequence), 0) from procurement_list where source = :code")
                .param("code", code)
                .query(Long.class)
                .single();
    }

    Optional<String> sourceOf(String sha256) {
        return jdbc.sql("select source from procurement_list where sha256 = :sha256")
                .param("sha256", sha256)
                .query(String.class)
                .optional();
    }

    void addList(String code, TrustedList list, String sha256, byte[] xml, Instant now, String actor) {
        jdbc.sql("""
                        insert into procurement_list (source, sequence, sha256, issued, next_update, xml,
                                                      imported_at, imported_by)
                        values (:code, :sequence, :sha256, :issued, :next, :xml, :now, :actor)
                        """)
                .param("code", code)
                .param("sequence", list.sequence())
                .param("sha256", sha256)
                .param("issued", utc(list.issued()))
                .param("next", nullable(list.nextUpdate()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("xml", xml)
                .param("now", utc(now))
                .param("actor", actor)
                .update();
    }

    /// The newest list of each source.
    List<StoredList> newestLists() {
        return jdbc.sql("""
                        select distinct on (source) source, sha256, xml
                          from procurement_list order by source, sequence desc
                        """).query(StoredList.class).list();
    }

    Optional<Instant> ccadbImported(String sha256) {
        return jdbc.sql("select imported_at from procurement_ccadb where sha256 = :sha256")
                .param("sha256", sha256)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    boolean addCcadb(Ccadb ccadb, byte[] file, Instant now, String actor) {
        return jdbc.sql("""
                        insert into procurement_ccadb (sha256, rows, file, imported_at, imported_by)
                        values (:sha256, :rows, :file, :now, :actor) on conflict (sha256) do nothing
                        """)
                        .param("sha256", ccadb.sha256())
                        .param("rows", ccadb.rows())
                        .param("file", file)
                        .param("now", utc(now))
                        .param("actor", actor)
                        .update()
                == 1;
    }

    Optional<StoredCcadb> newestCcadb() {
        return jdbc.sql("select sha256, file, imported_at from procurement_ccadb order by imported_at desc limit 1")
                .query((row, _) -> new StoredCcadb(
                        row.getString("sha256"),
                        row.getBytes("file"),
                        row.getTimestamp("imported_at").toInstant()))
                .optional();
    }

    void add(Equivalence equivalence, Instant now, String actor) {
        jdbc.sql("""
                        insert into procurement_equivalence (id, source, counts_as, valid_from, valid_until,
                                                             basis_ja, basis_en, made_at, made_by)
                        values (:id, :source, :as, :from, :until, :ja, :en, :now, :actor)
                        """)
                .param("id", equivalence.id())
                .param("source", equivalence.source())
                .param("as", equivalence.as())
                .param("from", equivalence.from())
                .param("until", equivalence.until(), Types.DATE)
                .param("ja", equivalence.basis().ja())
                .param("en", equivalence.basis().en())
                .param("now", utc(now))
                .param("actor", actor)
                .update();
    }

    List<Equivalence> equivalences() {
        return jdbc.sql("""
                        select id, source, counts_as, valid_from, valid_until, basis_ja, basis_en
                          from procurement_equivalence order by valid_from, id
                        """)
                .query((row, _) -> new Equivalence(
                        row.getObject("id", UUID.class),
                        row.getString("source"),
                        row.getString("counts_as"),
                        row.getObject("valid_from", LocalDate.class),
                        row.getObject("valid_until", LocalDate.class),
                        Bilingual.of(row.getString("basis_ja"), row.getString("basis_en"))))
                .list();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable OffsetDateTime nullable(@Nullable Instant at) {
        return at == null ? null : utc(at);
    }
}
