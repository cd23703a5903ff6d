package wariin.vault;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.UUID;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import wariin.keys.CryptographicModule;

/// Owners who have a key and no document yet, in any number.
public final class StoredOwnerKeys {

    private static final int BATCH = 5_000;

    private StoredOwnerKeys() {}

    public static void keep(BeanFactory beans, int count) {
        var module = beans.getBean(CryptographicModule.class);
        var sql = beans.getBean(JdbcTemplate.class);
        var chance = new SecureRandom();
        var now = Instant.now().atOffset(ZoneOffset.UTC);
        for (var kept = 0; kept < count; kept += BATCH) {
            var rows = new ArrayList<Object[]>();
            for (var n = 0; n < Math.min(BATCH, count - kept); n++) {
                var owner = UUID.randomUUID().toString();
                var secret = new byte[32];
                chance.nextBytes(secret);
                var wrapped = module.wrap(secret, OwnerKeys.context(owner));
                rows.add(new Object[] {owner, wrapped.key(), wrapped.bytes(), now});
            }
            sql.batchUpdate("insert into vault_owner_key (owner, kek, wrapped, created_at) values (?, ?, ?, ?)", rows);
        }
    }
}
