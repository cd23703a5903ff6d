package wariin.identity;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;
import wariin.keys.CryptographicModule;

/// TOTP secrets, wrapped at rest; a code's step counts once, for whatever it was entered.
@Component
class TotpSecrets {

    private final FactorRegister factors;
    private final CryptographicModule module;
    private final SecureRandom random;
    private final Clock clock;

    TotpSecrets(FactorRegister factors, CryptographicModule module, SecureRandom random, Clock clock) {
        this.factors = factors;
        this.module = module;
        this.random = random;
        this.clock = clock;
    }

    /// The secret that waits to be confirmed; a new one if there is none. Empty once confirmed: it is not shown again.
    Optional<Totp> pending(UserId user) {
        var row = factors.totp(user);
        if (row.isPresent()) return row.get().confirmed() ? Optional.empty() : Optional.of(open(user, row.get()));
        var secret = Totp.newSecret(random);
        factors.putTotp(user, module.wrap(secret, context(user)));
        return Optional.of(new Totp(secret));
    }

    /// The step of a right code that was not used before; not yet marked as used.
    OptionalLong match(UserId user, String code, boolean confirmed) {
        var row = factors.totp(user).filter(found -> found.confirmed() == confirmed);
        if (row.isEmpty()) return OptionalLong.empty();
        return open(user, row.get()).stepOf(code, clock.instant(), row.get().lastStep());
    }

    /// True if the code is right and its step is now used up by this call.
    boolean use(UserId user, String code) {
        var step = match(user, code, true);
        return step.isPresent() && factors.useTotpStep(user, step.getAsLong());
    }

    private Totp open(UserId user, FactorRegister.Totp row) {
        var secret = module.unwrap(row.secret(), context(user));
        try {
            return new Totp(secret);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    static byte[] context(UserId user) {
        return ("identity:totp:" + user).getBytes(StandardCharsets.UTF_8);
    }
}
