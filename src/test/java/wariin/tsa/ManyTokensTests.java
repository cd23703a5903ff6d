package wariin.tsa;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.tsp.TimeStampToken;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import wariin.database.DatabaseTest;

/// As many tokens by one process as a busy minute has.
@Tag("heavy")
@DatabaseTest
class ManyTokensTests {
    private static final int TOKENS = 200_001;
    private static final int CALLERS = 4;

    @Autowired
    TimeStampAuthority authority;

    @Autowired
    TokenBatch batch;

    @Autowired
    JdbcClient jdbc;

    @Test
    void givesEachItsOwnNumberAndWritesAllDown() throws Exception {
        var serials = ConcurrentHashMap.<BigInteger>newKeySet();
        var left = new AtomicInteger(TOKENS);
        try (var callers = Executors.newFixedThreadPool(CALLERS)) {
            var done = new java.util.ArrayList<Future<?>>();
            for (var n = 0; n < CALLERS; n++) {
                done.add(callers.submit(() -> {
                    while (left.getAndDecrement() > 0) {
                        var token = new TimeStampToken(new CMSSignedData(authority.stamp(new byte[32])));
                        serials.add(token.getTimeStampInfo().getSerialNumber());
                    }
                    return null;
                }));
            }
            for (var one : done) one.get();
        }
        batch.write();

        assertThat(serials).hasSize(TOKENS);
        assertThat(jdbc.sql("select sum(length(hashes) / 32) from tsa_batch where epoch = :epoch")
                        .param("epoch", batch.epoch())
                        .query(Long.class)
                        .single())
                .isGreaterThanOrEqualTo(TOKENS);
    }
}
