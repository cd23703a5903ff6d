package wariin.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What must hold of the rows at any time, whatever killed the platform: an act is wholly there with its log entry, or
/// not at all. It reads the tables of several rooms, which only a judge may.
final class Consistency {

    /// A sentence, and the query that finds what breaks it.
    private static final Map<String, String> RULES = Map.of(
            "A signed party has exactly one sealed increment",
            """
            select p.id from contract_party p
              left join contract_increment i on i.party_id = p.id
             group by p.id, p.state
            having (p.state = 'SIGNED') <> (count(i.revision) = 1) or count(i.revision) > 1
            """,
            "A signed party has exactly one log entry, and no log entry lacks its signed party",
            """
            select p.id from contract_party p
              left join journal_entry e on e.kind = 'contract-signed' and e.facts::jsonb ->> 'party' = p.id::text
             group by p.id, p.state
            having (p.state = 'SIGNED') <> (count(e.kind) = 1) or count(e.kind) > 1
            """,
            "A sealed increment has a finished act, a consumed authorization and the evidence of an activation",
            """
            select i.contract_id from contract_increment i
              left join contract_act a on a.id = i.authorization_id and a.state = 'DONE'
              left join signing_authorization s on s.id = i.authorization_id and s.state = 'CONSUMED'
              left join signing_activation v on v.authorization_id = i.authorization_id
             where i.party_id is not null and (a.id is null or s.id is null or v.authorization_id is null)
            """,
            "A consumed authorization has its increment",
            """
            select s.id from signing_authorization s
              left join contract_increment i on i.authorization_id = s.id
             where s.state = 'CONSUMED' and i.authorization_id is null
            """,
            "The head of a contract is the number of its increments",
            """
            select c.id from contract_contract c
              left join contract_increment i on i.contract_id = c.id
             group by c.id, c.head
            having c.head <> count(i.revision)
            """,
            "A contract is concluded when all have signed and never before",
            """
            select c.id from contract_contract c join contract_party p on p.contract_id = c.id
             where c.state <> 'DRAFT'
             group by c.id, c.state
            having (c.state = 'CONCLUDED') <> bool_and(p.state = 'SIGNED')
            """,
            "A conclusion is in the log exactly once",
            """
            select c.id from contract_contract c
              left join journal_entry e on e.kind = 'contract-concluded' and e.subject = c.id::text
             group by c.id, c.state
            having (c.state = 'CONCLUDED') <> (count(e.kind) = 1)
            """);

    private final JdbcClient jdbc;

    Consistency(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What is broken, in words; empty when all is well.
    List<String> violations() {
        var found = new ArrayList<String>();
        RULES.forEach((rule, query) -> {
            var rows = jdbc.sql(query).query((row, _) -> row.getString(1)).list();
            if (!rows.isEmpty()) found.add(rule + ": " + rows);
        });
        return found;
    }

    /// Acknowledged signatures ({@code contract position}) that the database does not have.
    List<String> lost(Set<String> acknowledged) {
        var signed =
                Set.copyOf(jdbc.sql("select contract_id || ' ' || position from contract_party where state = 'SIGNED'")
                        .query(String.class)
                        .list());
        return acknowledged.stream().filter(act -> !signed.contains(act)).toList();
    }

    /// Reservations that nobody will end any more.
    int unfinished() {
        return jdbc.sql("select count(*) from signing_authorization where state = 'RESERVED'")
                .query(Integer.class)
                .single();
    }

    List<String> concluded() {
        return jdbc.sql("select id from contract_contract where state = 'CONCLUDED' order by finished_at desc")
                .query((row, _) -> row.getString(1))
                .list();
    }
}
