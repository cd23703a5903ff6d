package wariin.identity;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.keys.Wrapped;

/// Identity providers of organisations, log-ins there that are under way, and who was bound to whom.
@Repository
class ProviderRegister {

    /// A provider and what we are to it.
    record Row(OrganisationId organisation, String issuer, String clientId, Wrapped secret, String mailDomain) {}

    /// A log-in that was sent to the provider.
    record State(OrganisationId organisation, String nonce, String verifier, String returnTo) {}

    private final JdbcClient jdbc;

    ProviderRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Row> of(OrganisationId organisation) {
        return find("organisation_id = cast(:value as uuid)", organisation.toString());
    }

    Optional<Row> forDomain(String mailDomain) {
        return find("mail_domain = :value", mailDomain);
    }

    private Optional<Row> find(String condition, String value) {
        return jdbc.sql("select organisation_id, issuer, client_id, kek, client_secret, mail_domain"
                        + " from identity_provider where " + condition)
                .param("value", value)
                .query((row, _) -> new Row(
                        new OrganisationId(row.getObject("organisation_id", UUID.class)),
                        row.getString("issuer"),
                        row.getString("client_id"),
                        new Wrapped(row.getString("kek"), row.getBytes("client_secret")),
                        row.getString("mail_domain")))
                .optional();
    }

    void put(Row provider) {
        jdbc.sql("""
                        insert into identity_provider (organisation_id, issuer, client_id, kek, client_secret,
                                                       mail_domain)
                        values (:organisation, :issuer, :client, :kek, :secret, :domain)
                        on conflict (organisation_id) do update
                        set issuer = excluded.issuer, client_id = excluded.client_id, kek = excluded.kek,
                            client_secret = excluded.client_secret, mail_domain = excluded.mail_domain
                        """)
                .param("organisation", provider.organisation().value())
                .param("issuer", provider.issuer())
                .param("client", provider.clientId())
                .param("kek", provider.secret().key())
                .param("secret", provider.secret().bytes())
                .param("domain", provider.mailDomain())
                .update();
    }

    void remove(OrganisationId organisation) {
        for (var table : new String[] {"identity_provider_state", "identity_provider"}) {
            jdbc.sql("delete from " + table + " where organisation_id = :organisation")
                    .param("organisation", organisation.value())
                    .update();
        }
    }

    void add(byte[] stateHash, State state, Instant expires) {
        jdbc.sql("""
                        insert into identity_provider_state (hash, organisation_id, nonce, verifier, return_to,
                                                             expires_at)
                        values (:hash, :organisation, :nonce, :verifier, :returnTo, :expires)
                        """)
                .param("hash", stateHash)
                .param("organisation", state.organisation().value())
                .param("nonce", state.nonce())
                .param("verifier", state.verifier())
                .param("returnTo", state.returnTo())
                .param("expires", expires.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<State> take(byte[] stateHash, Instant now) {
        return jdbc.sql("""
                        delete from identity_provider_state where hash = :hash and expires_at > :now
                        returning organisation_id, nonce, verifier, return_to
                        """)
                .param("hash", stateHash)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, _) -> new State(
                        new OrganisationId(row.getObject("organisation_id", UUID.class)),
                        row.getString("nonce"),
                        row.getString("verifier"),
                        row.getString("return_to")))
                .optional();
    }

    Optional<UserId> bound(String issuer, String subject) {
        return jdbc.sql("select user_id from identity_provider_subject where issuer = :issuer and subject = :subject")
                .param("issuer", issuer)
                .param("subject", subject)
                .query((row, _) -> new UserId(row.getObject("user_id", UUID.class)))
                .optional();
    }

    boolean isBound(UserId user) {
        return jdbc.sql("select exists (select 1 from identity_provider_subject where user_id = :user)")
                .param("user", user.value())
                .query(Boolean.class)
                .single();
    }

    void bind(String issuer, String subject, UserId user) {
        jdbc.sql("""
                        insert into identity_provider_subject (issuer, subject, user_id)
                        values (:issuer, :subject, :user)
                        """)
                .param("issuer", issuer)
                .param("subject", subject)
                .param("user", user.value())
                .update();
    }

    void sweep(Instant now) {
        jdbc.sql("delete from identity_provider_state where expires_at <= :now")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }
}
