package wariin.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.company.CorporateNumber;

/// Users and organisations.
@Repository
class PeopleRegister {

    private final JdbcClient jdbc;

    PeopleRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<User> find(UserId user) {
        return jdbc.sql("select id, email, name, locale, guest from identity_user where id = :id")
                .param("id", user.value())
                .query((row, _) -> user(row))
                .optional();
    }

    Optional<User> find(MailAddress email) {
        return jdbc.sql("select id, email, name, locale, guest from identity_user where email = :email")
                .param("email", email.value())
                .query((row, _) -> user(row))
                .optional();
    }

    void add(User user, boolean operator, Instant at) {
        jdbc.sql("""
                        insert into identity_user (id, email, name, locale, guest, operator, created_at)
                        values (:id, :email, :name, :locale, :guest, :operator, :at)
                        """)
                .param("id", user.id().value())
                .param("email", user.email())
                .param("name", user.name())
                .param("locale", user.locale().getLanguage())
                .param("guest", user.guest())
                .param("operator", operator)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void rename(UserId user, String name, Locale locale) {
        jdbc.sql("update identity_user set name = :name, locale = :locale where id = :id")
                .param("id", user.value())
                .param("name", name)
                .param("locale", locale.getLanguage())
                .update();
    }

    void makeFull(UserId user) {
        jdbc.sql("update identity_user set guest = false where id = :id")
                .param("id", user.value())
                .update();
    }

    /// Waits for whoever is creating an operator, so that two people with the set-up link do not both become one.
    boolean hasOperator() {
        lockOperators();
        return operatorExists();
    }

    /// Until the transaction ends nobody else makes or dismisses an operator.
    void lockOperators() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('identity:operator'))")
                .query((_, _) -> true)
                .single();
    }

    boolean operatorExists() {
        return jdbc.sql("select exists (select 1 from identity_user where operator)")
                .query(Boolean.class)
                .single();
    }

    int operators() {
        return jdbc.sql("select count(*) from identity_user where operator")
                .query(Integer.class)
                .single();
    }

    boolean isOperator(UserId user) {
        return jdbc.sql("select exists (select 1 from identity_user where id = :id and operator)")
                .param("id", user.value())
                .query(Boolean.class)
                .single();
    }

    Optional<String> passwordHash(UserId user) {
        return jdbc.sql("select password_hash from identity_user where id = :id and password_hash is not null")
                .param("id", user.value())
                .query(String.class)
                .optional();
    }

    void setPassword(UserId user, @Nullable String hash) {
        jdbc.sql("update identity_user set password_hash = :hash where id = :id")
                .param("id", user.value())
                .param("hash", hash)
                .update();
    }

    Optional<Organisation> find(OrganisationId organisation) {
        return jdbc.sql("""
                        select id, name, name_en, number, representative from identity_organisation where id = :id
                        """)
                .param("id", organisation.value())
                .query((row, _) -> organisation(row, ""))
                .optional();
    }

    void add(Organisation organisation, Instant at) {
        jdbc.sql("""
                        insert into identity_organisation (id, name, name_en, number, representative, created_at)
                        values (:id, :name, :nameEn, :number, :representative, :at)
                        """)
                .param("id", organisation.id().value())
                .param("name", organisation.name())
                .param("nameEn", organisation.nameEn())
                .param("number", text(organisation.number()))
                .param("representative", organisation.representative())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void change(Organisation organisation) {
        jdbc.sql("""
                        update identity_organisation
                        set name = :name, name_en = :nameEn, number = :number, representative = :representative
                        where id = :id
                        """)
                .param("id", organisation.id().value())
                .param("name", organisation.name())
                .param("nameEn", organisation.nameEn())
                .param("number", text(organisation.number()))
                .param("representative", organisation.representative())
                .update();
    }

    List<Organisation> organisationsOf(UserId user) {
        return jdbc.sql("""
                        select o.id, o.name, o.name_en, o.number, o.representative
                        from identity_member m join identity_organisation o on o.id = m.organisation_id
                        where m.user_id = :user order by m.since, o.id
                        """)
                .param("user", user.value())
                .query((row, _) -> organisation(row, ""))
                .list();
    }

    void prove(UserId user, @Nullable OrganisationId organisation, Proof proof) {
        jdbc.sql("""
                        insert into identity_proof (id, user_id, organisation_id, kind, detail, at)
                        values (:id, :user, :organisation, :kind, :detail, :at)
                        """)
                .param("id", UUID.randomUUID())
                .param("user", user.value())
                .param("organisation", organisation == null ? null : organisation.value())
                .param("kind", proof.kind().name())
                .param("detail", proof.detail())
                .param("at", proof.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    List<Proof> proofs(UserId user, OrganisationId organisation) {
        return jdbc.sql("""
                        select kind, at, detail from identity_proof
                        where user_id = :user and (organisation_id is null or organisation_id = :organisation)
                        order by at, id
                        """)
                .param("user", user.value())
                .param("organisation", organisation.value())
                .query((row, _) -> new Proof(
                        Proof.Kind.valueOf(row.getString("kind")), instant(row, "at"), row.getString("detail")))
                .list();
    }

    static User user(ResultSet row) throws SQLException {
        return new User(
                new UserId(row.getObject("id", UUID.class)),
                row.getString("email"),
                row.getString("name"),
                Locale.forLanguageTag(row.getString("locale")),
                row.getBoolean("guest"));
    }

    /// Reads an organisation whose columns carry a prefix, as they do in a join.
    static Organisation organisation(ResultSet row, String prefix) throws SQLException {
        var number = row.getString(prefix + "number");
        return new Organisation(
                new OrganisationId(row.getObject(prefix + "id", UUID.class)),
                row.getString(prefix + "name"),
                row.getString(prefix + "name_en"),
                number == null ? null : new CorporateNumber(number),
                row.getString(prefix + "representative"));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, java.time.OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, java.time.OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable String text(@Nullable CorporateNumber number) {
        return number == null ? null : number.value();
    }
}
