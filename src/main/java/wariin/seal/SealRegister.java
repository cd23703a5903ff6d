package wariin.seal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.identity.OrganisationId;
import wariin.identity.UserId;

/// The seals that were made. Every question names the organisation, so that nobody sees another's.
@Repository
class SealRegister {

    private static final String COLUMNS = """
            id, organisation_id, owner_id, name, kind, first_text, second_text, picture_sha256, millimetres, made_at""";

    private final JdbcClient jdbc;

    SealRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Seal seal, Instant at, UserId by) {
        var columns = Columns.of(seal.design());
        var owner = seal.owner();
        jdbc.sql("""
                        insert into seal_seal (id, organisation_id, owner_id, name, kind, first_text, second_text,
                                               picture_sha256, millimetres, made_at, made_by)
                        values (:id, :organisation, :owner, :name, :kind, :first, :second,
                                :picture, :millimetres, :at, :by)
                        """)
                .param("id", seal.id().value())
                .param("organisation", seal.organisation().value())
                .param("owner", owner == null ? null : owner.value())
                .param("name", seal.name())
                .param("kind", seal.design().kind())
                .param("first", columns.first)
                .param("second", columns.second)
                .param("picture", columns.picture)
                .param("millimetres", columns.millimetres)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("by", by.value())
                .update();
    }

    /// Those of the organisation and those of this person, the newest first.
    List<Seal> all(OrganisationId organisation, UserId person) {
        return jdbc.sql("select " + COLUMNS + """
                          from seal_seal
                         where organisation_id = :organisation
                           and (owner_id is null or owner_id = :person)
                           and removed_at is null
                         order by made_at desc, id
                        """)
                .param("organisation", organisation.value())
                .param("person", person.value())
                .query(SealRegister::seal)
                .list();
    }

    /// Also a removed one when {@code removed}.
    Optional<Seal> find(SealId id, OrganisationId organisation, UserId person, boolean removed) {
        return jdbc.sql("select " + COLUMNS + """
                          from seal_seal
                         where id = :id
                           and organisation_id = :organisation
                           and (owner_id is null or owner_id = :person)
                           and (removed_at is not null) = :removed
                        """)
                .param("id", id.value())
                .param("organisation", organisation.value())
                .param("person", person.value())
                .param("removed", removed)
                .query(SealRegister::seal)
                .optional();
    }

    /// False when somebody else was quicker.
    boolean markRemoved(SealId id, Instant at) {
        return jdbc.sql("update seal_seal set removed_at = :at where id = :id and removed_at is null")
                        .param("id", id.value())
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    boolean markRestored(SealId id) {
        return jdbc.sql("update seal_seal set removed_at = null where id = :id and removed_at is not null")
                        .param("id", id.value())
                        .update()
                == 1;
    }

    private static Seal seal(ResultSet row, int number) throws SQLException {
        var owner = row.getObject("owner_id", UUID.class);
        return new Seal(
                new SealId(row.getObject("id", UUID.class)),
                new OrganisationId(row.getObject("organisation_id", UUID.class)),
                owner == null ? null : new UserId(owner),
                row.getString("name"),
                design(row),
                row.getObject("made_at", OffsetDateTime.class).toInstant());
    }

    private static SealDesign design(ResultSet row) throws SQLException {
        var first = row.getString("first_text");
        var second = row.getString("second_text");
        return switch (row.getString("kind")) {
            case "company-square" -> new SealDesign.CompanySquare(first);
            case "representative-round" -> new SealDesign.RepresentativeRound(first, second);
            case "personal" -> new SealDesign.Personal(first);
            case "dated" -> new SealDesign.Dated(first, second);
            case "picture" -> new SealDesign.Picture(row.getString("picture_sha256"), row.getDouble("millimetres"));
            default -> throw new IllegalStateException("A kind of seal that nobody knows");
        };
    }

    private record Columns(
            @Nullable String first,
            @Nullable String second,
            @Nullable String picture,
            @Nullable Double millimetres) {

        static Columns of(SealDesign design) {
            return switch (design) {
                case SealDesign.CompanySquare(var text) -> new Columns(text, null, null, null);
                case SealDesign.RepresentativeRound(var company, var centre) ->
                    new Columns(company, centre, null, null);
                case SealDesign.Personal(var name) -> new Columns(name, null, null, null);
                case SealDesign.Dated(var above, var below) -> new Columns(above, below, null, null);
                case SealDesign.Picture(var hash, var size) -> new Columns(null, null, hash, size);
            };
        }
    }
}
