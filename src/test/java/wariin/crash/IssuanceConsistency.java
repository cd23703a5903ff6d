package wariin.crash;

import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What must hold of certificates, intents and log at any time, whatever killed the platform.
final class IssuanceConsistency {
    private static final Map<String, String> RULES = Map.of(
            "A certificate is in the log exactly once",
            """
            select encode(c.serial, 'hex') from ca_certificate c
              left join journal_entry e on e.kind = 'certificate-issued' and e.subject = encode(c.serial, 'hex')
             group by c.serial having count(e.seq) <> 1
            """,
            "The log knows no certificate that is not there",
            """
            select e.subject from journal_entry e
             where e.kind = 'certificate-issued'
               and not exists (select 1 from ca_certificate c where encode(c.serial, 'hex') = e.subject)
            """,
            "A number is intended or issued, not both",
            """
            select encode(i.serial, 'hex') from ca_intent i join ca_certificate c on c.serial = i.serial
            """,
            "A certificate says its own number",
            """
            select encode(serial, 'hex') from ca_certificate where position(serial in der) = 0
            """,
            "The log has the hash of the certificate",
            """
            select e.subject from journal_entry e join ca_certificate c on e.subject = encode(c.serial, 'hex')
             where e.kind = 'certificate-issued' and e.facts::jsonb ->> 'sha256' <> encode(sha256(c.der), 'hex')
            """,
            "A revocation is in the log exactly once",
            """
            select encode(r.serial, 'hex') from ca_revocation r
              left join journal_entry e on e.kind = 'certificate-revoked' and e.subject = encode(r.serial, 'hex')
             group by r.serial having count(e.seq) <> 1
            """,
            "A later list was made later",
            """
            select a.number::text from ca_revocation_list a
              join ca_revocation_list b on b.authority = a.authority and b.shard = a.shard and b.number > a.number
             where b.this_update < a.this_update
            """);

    private IssuanceConsistency() {}

    static List<String> violations(JdbcClient jdbc) {
        var found = new ArrayList<String>();
        RULES.forEach((rule, query) -> {
            var rows = jdbc.sql(query).query((row, _) -> row.getString(1)).list();
            if (!rows.isEmpty()) found.add(rule + ": " + rows);
        });
        return found;
    }

    static int intents(JdbcClient jdbc) {
        return jdbc.sql("select count(*) from ca_intent where state = 'INTENDED' and not own")
                .query(Integer.class)
                .single();
    }

    static int count(JdbcClient jdbc) {
        return jdbc.sql("select count(*) from ca_certificate")
                .query(Integer.class)
                .single();
    }

    /// Each number with the hash of its certificate.
    static Map<String, String> certificates(JdbcClient jdbc) {
        var hashes = new HashMap<String, String>();
        jdbc.sql("select encode(serial, 'hex'), encode(sha256(der), 'hex') from ca_certificate")
                .query(row -> {
                    hashes.put(row.getString(1), row.getString(2));
                });
        return hashes;
    }

    static Map<String, Long> listNumbers(JdbcClient jdbc) {
        var numbers = new HashMap<String, Long>();
        jdbc.sql("select authority || '/' || shard, max(number) from ca_revocation_list group by 1")
                .query(row -> {
                    numbers.put(row.getString(1), row.getLong(2));
                });
        return numbers;
    }

    static String sha256(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (java.security.GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
