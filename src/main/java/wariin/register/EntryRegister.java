package wariin.register;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;
import wariin.company.CorporateNumber;
import wariin.identity.OrganisationId;

/// Providers and services with all versions of what was said of them, whether published or not.
@Repository
class EntryRegister {

    static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient sql;

    EntryRegister(JdbcClient sql) {
        this.sql = sql;
    }

    void addProvider(ProviderId id, OrganisationId organisation, @Nullable CorporateNumber number, Instant at) {
        sql.sql("""
                        insert into register_provider (id, organisation_id, corporate_number, recorded_at)
                        values (:id, :organisation, :number, :at)
                        """)
                .param("id", id.value())
                .param("organisation", organisation.value())
                .param("number", number == null ? null : number.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// A provider that had no number gets its own; one that has keeps it.
    void bindNumber(ProviderId id, CorporateNumber number) {
        sql.sql("update register_provider set corporate_number = :number where id = :id and corporate_number is null")
                .param("id", id.value())
                .param("number", number.value())
                .update();
    }

    Optional<ProviderId> holder(CorporateNumber number) {
        return sql.sql("select id from register_provider where corporate_number = :number")
                .param("number", number.value())
                .query(UUID.class)
                .optional()
                .map(ProviderId::new);
    }

    void addVersion(ProviderId id, ProviderDescription description, Instant at, String actor) {
        sql.sql("""
                        insert into register_provider_version (provider_id, recorded_at, content, actor)
                        values (:id, :at, :content::jsonb, :actor)
                        """)
                .param("id", id.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("content", JSON.writeValueAsString(description))
                .param("actor", actor)
                .update();
    }

    Optional<Provider> find(ProviderId id) {
        return one("p.id = :id", id.value());
    }

    Optional<Provider> of(OrganisationId organisation) {
        return one("p.organisation_id = :id", organisation.value());
    }

    private Optional<Provider> one(String condition, UUID id) {
        return sql.sql("""
                        select p.id, p.organisation_id, v.content
                          from register_provider p join register_provider_version v on v.provider_id = p.id
                         where\s""" + condition + " order by v.recorded_at desc limit 1")
                .param("id", id)
                .query(EntryRegister::provider)
                .optional();
    }

    void addService(ServiceId id, ProviderId provider, Instant at) {
        sql.sql("insert into register_service (id, provider_id, recorded_at) values (:id, :provider, :at)")
                .param("id", id.value())
                .param("provider", provider.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void addVersion(ServiceId id, ServiceDescription description, Instant at, String actor) {
        sql.sql("""
                        insert into register_service_version (service_id, recorded_at, target, content, actor)
                        values (:id, :at, :target, :content::jsonb, :actor)
                        """)
                .param("id", id.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("target", description.target())
                .param("content", JSON.writeValueAsString(description))
                .param("actor", actor)
                .update();
    }

    Optional<ServiceDescription> find(ServiceId id) {
        return sql.sql("""
                        select content from register_service_version
                         where service_id = :id order by recorded_at desc limit 1
                        """)
                .param("id", id.value())
                .query(String.class)
                .optional()
                .map(content -> JSON.readValue(content, ServiceDescription.class));
    }

    Optional<ProviderId> operator(ServiceId id) {
        return sql.sql("select provider_id from register_service where id = :id")
                .param("id", id.value())
                .query(UUID.class)
                .optional()
                .map(ProviderId::new);
    }

    List<ServiceId> services(ProviderId provider) {
        return sql.sql("select id from register_service where provider_id = :provider order by recorded_at, id")
                .param("provider", provider.value())
                .query((row, _) -> new ServiceId(row.getObject("id", UUID.class)))
                .list();
    }

    /// The service for which a key of a target stands; the one given if nobody's before and {@code claim}.
    Optional<ServiceId> keyHolder(String target, String keySha256, ServiceId service, boolean claim) {
        if (claim) {
            sql.sql("""
                            insert into register_key (target, key_sha256, service_id)
                            values (:target, :key, :service) on conflict do nothing
                            """)
                    .param("target", target)
                    .param("key", keySha256)
                    .param("service", service.value())
                    .update();
        }
        return sql.sql("select service_id from register_key where target = :target and key_sha256 = :key")
                .param("target", target)
                .param("key", keySha256)
                .query(UUID.class)
                .optional()
                .map(ServiceId::new);
    }

    void addSummary(ServiceId id, AssessmentSummary summary, Instant at, String actor) {
        sql.sql("""
                        insert into register_summary (service_id, recorded_at, content, actor)
                        values (:id, :at, :content::jsonb, :actor)
                        """)
                .param("id", id.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("content", JSON.writeValueAsString(summary))
                .param("actor", actor)
                .update();
    }

    Optional<AssessmentSummary> summary(ServiceId id, Instant at) {
        return sql.sql("""
                        select content from register_summary
                         where service_id = :id and recorded_at <= :at order by recorded_at desc limit 1
                        """)
                .param("id", id.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .optional()
                .map(content -> JSON.readValue(content, AssessmentSummary.class));
    }

    static Provider provider(ResultSet row, int number) throws SQLException {
        return new Provider(
                new ProviderId(row.getObject("id", UUID.class)),
                new OrganisationId(row.getObject("organisation_id", UUID.class)),
                JSON.readValue(row.getString("content"), ProviderDescription.class));
    }
}
