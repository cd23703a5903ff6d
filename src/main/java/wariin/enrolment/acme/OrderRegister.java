package wariin.enrolment.acme;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.ra.request.RequestId;

/// Orders of ACME clients: the intent to certify, then the certificate or the problem.
@Repository
class OrderRegister {

    private static final String SELECT = """
            select o.id, o.account, o.status, o.identifiers, o.not_after, o.replaces, o.request, o.csr, o.serial,
                   o.problem, o.created_at, o.expires_at, o.changed_at,
                   (select string_agg(oa.authorization_id, ' ' order by oa.authorization_id)
                      from enrolment_acme_order_authorization oa
                     where oa.order_id = o.id) as authorizations
              from enrolment_acme_order o
            """;

    private final JdbcClient jdbc;

    OrderRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Order order) {
        jdbc.sql("""
                        insert into enrolment_acme_order (id, account, status, identifiers, not_after, replaces,
                                                          created_at, expires_at, changed_at)
                        values (:id, :account, :status, :identifiers, :notAfter, :replaces, :at, :until, :at)
                        """)
                .param("id", order.id())
                .param("account", order.account())
                .param("status", order.status().name())
                .param("identifiers", text(order.identifiers()))
                .param("notAfter", at(order.notAfter()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("replaces", order.replaces(), Types.VARCHAR)
                .param("at", order.createdAt().atOffset(ZoneOffset.UTC))
                .param("until", order.expiresAt().atOffset(ZoneOffset.UTC))
                .update();
        for (var authorization : order.authorizations()) {
            jdbc.sql("""
                            insert into enrolment_acme_order_authorization (order_id, authorization_id)
                            values (:order, :authorization)
                            """)
                    .param("order", order.id())
                    .param("authorization", authorization)
                    .update();
        }
    }

    Optional<Order> find(String account, String id) {
        return jdbc.sql(SELECT + " where o.id = :id and o.account = :account")
                .param("id", id)
                .param("account", account)
                .query(OrderRegister::row)
                .optional();
    }

    /// Newest first; `after` is the last one of the page before.
    List<String> of(String account, String after, int atMost) {
        return jdbc.sql("""
                        select id
                          from enrolment_acme_order
                         where account = :account
                           and (:after = '' or (created_at, id) < (select created_at, id
                                                                     from enrolment_acme_order
                                                                    where id = :after and account = :account))
                         order by created_at desc, id desc
                         limit :most
                        """)
                .param("account", account)
                .param("after", after)
                .param("most", atMost)
                .query(String.class)
                .list();
    }

    boolean isReplaced(String certificate) {
        return jdbc.sql("""
                        select exists (select 1 from enrolment_acme_order
                                        where replaces = :certificate and status <> 'invalid')
                        """)
                .param("certificate", certificate)
                .query(Boolean.class)
                .single();
    }

    boolean advance(String id, Order.Status from, Order.Status to, Instant now) {
        return jdbc.sql(
                                "update enrolment_acme_order set status = :to, changed_at = :now where id = :id and status = :from")
                        .param("id", id)
                        .param("from", from.name())
                        .param("to", to.name())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /// The intent: from here on a certificate may exist for this order.
    boolean begin(String id, byte[] csr, Instant now) {
        return jdbc.sql("""
                                update enrolment_acme_order
                                   set status = 'processing', csr = :csr, changed_at = :now
                                 where id = :id and status = 'ready'
                                """)
                        .param("id", id)
                        .param("csr", csr)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    boolean issued(String id, String serial, Instant now) {
        return jdbc.sql("""
                                update enrolment_acme_order
                                   set status = 'valid', serial = :serial, changed_at = :now
                                 where id = :id and status = 'processing'
                                """)
                        .param("id", id)
                        .param("serial", serial)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    boolean waitsFor(String id, RequestId request) {
        return jdbc.sql("""
                                update enrolment_acme_order set request = :request
                                 where id = :id and status = 'processing'
                                """).param("id", id).param("request", request.value()).update() == 1;
    }

    boolean failed(String id, String problem, Instant now) {
        return jdbc.sql("""
                                update enrolment_acme_order
                                   set status = 'invalid', problem = :problem, changed_at = :now
                                 where id = :id and status in ('pending', 'ready', 'processing')
                                """)
                        .param("id", id)
                        .param("problem", problem)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /// Intents that a crash left behind.
    List<Order> begunBefore(Instant before, int atMost) {
        return jdbc.sql(SELECT + """
                         where o.status = 'processing' and o.request is null and o.changed_at < :before
                         order by o.changed_at
                         limit :most
                        """)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("most", atMost)
                .query(OrderRegister::row)
                .list();
    }

    private static String text(List<Identifier> identifiers) {
        return String.join(
                "\n",
                identifiers.stream().map(one -> one.type() + " " + one.value()).toList());
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private static Order row(ResultSet row, int number) throws SQLException {
        var notAfter = row.getObject("not_after", OffsetDateTime.class);
        var request = row.getObject("request", UUID.class);
        var authorizations = row.getString("authorizations");
        return new Order(
                row.getString("id"),
                row.getString("account"),
                Order.Status.valueOf(row.getString("status")),
                Arrays.stream(row.getString("identifiers").split("\n"))
                        .map(line -> line.split(" ", 2))
                        .map(parts -> new Identifier(parts[0], parts[1]))
                        .toList(),
                notAfter == null ? null : notAfter.toInstant(),
                row.getString("replaces"),
                request == null ? null : new RequestId(request),
                row.getBytes("csr"),
                row.getString("serial"),
                row.getString("problem"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                authorizations == null ? List.of() : List.of(authorizations.split(" ")));
    }
}
