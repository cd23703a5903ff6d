package wariin.identity;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import wariin.journal.Act;
import wariin.journal.Journal;

/// Ten codes on paper for the day when the passkey is lost; each opens the door once. Only hashes are kept:
/// with sixty random bits each, a plain hash is enough.
@Service
public class RecoveryCodes {

    private static final int CODES = 10;
    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final FactorRegister factors;
    private final Journal journal;
    private final SecureRandom random;
    private final Clock clock;

    RecoveryCodes(FactorRegister factors, Journal journal, SecureRandom random, Clock clock) {
        this.factors = factors;
        this.journal = journal;
        this.random = random;
        this.clock = clock;
    }

    public int left(UserId user) {
        return factors.recoveryCodesLeft(user);
    }

    /// New codes; the old ones are void. They are told once.
    @Transactional
    public List<String> renew(UserId user) {
        var codes = new ArrayList<String>();
        var hashes = new ArrayList<byte[]>();
        for (var n = 0; n < CODES; n++) {
            var code = code();
            codes.add(code);
            hashes.add(hash(user, code));
        }
        factors.replaceRecoveryCodes(user, hashes);
        journal.append(Act.of("recovery-codes-renewed", user.toString(), user.toString()));
        return codes;
    }

    @Transactional
    boolean use(UserId user, String code) {
        if (!factors.useRecoveryCode(user, hash(user, code), clock.instant())) return false;
        journal.append(Act.of("recovery-code-used", user.toString(), user.toString()));
        return true;
    }

    private String code() {
        var code = new StringBuilder();
        for (var n = 0; n < 12; n++) {
            if (n > 0 && n % 4 == 0) code.append('-');
            code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return code.toString();
    }

    /// What people read wrongly is read as what was meant.
    private static byte[] hash(UserId user, String code) {
        var plain = code.toUpperCase(Locale.ROOT)
                .replaceAll("[^0-9A-Z]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        return OpaqueToken.sha256((user + ":" + plain).getBytes(StandardCharsets.UTF_8));
    }
}
