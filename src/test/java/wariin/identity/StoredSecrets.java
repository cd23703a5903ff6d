package wariin.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;
import org.springframework.beans.factory.BeanFactory;
import wariin.keys.CryptographicModule;

/// What this room keeps wrapped, made and opened for tests of other rooms.
public final class StoredSecrets {

    private final TotpSecrets totp;
    private final FactorRegister factors;
    private final ProviderRegister providers;
    private final CryptographicModule module;

    public StoredSecrets(BeanFactory beans) {
        this.totp = beans.getBean(TotpSecrets.class);
        this.factors = beans.getBean(FactorRegister.class);
        this.providers = beans.getBean(ProviderRegister.class);
        this.module = beans.getBean(CryptographicModule.class);
    }

    /// The person's code secret, made now or earlier.
    public String totp(UUID user) {
        return totp.pending(new UserId(user)).orElseThrow().base32();
    }

    /// Confirms it and uses the code of a moment.
    public boolean useCode(UUID user, java.time.Instant now) {
        var id = new UserId(user);
        var code = totp.pending(id).orElseThrow().codeAt(Totp.stepAt(now));
        factors.confirmTotp(id, now);
        return totp.use(id, code);
    }

    public void keepProvider(UUID organisation, String secret) {
        var id = new OrganisationId(organisation);
        var wrapped = module.wrap(secret.getBytes(UTF_8), Providers.context(id));
        var domain = organisation + ".example";
        providers.put(new ProviderRegister.Row(id, "https://idp." + domain, "client", wrapped, domain));
    }

    public String provider(UUID organisation) {
        var id = new OrganisationId(organisation);
        return new String(module.unwrap(providers.of(id).orElseThrow().secret(), Providers.context(id)), UTF_8);
    }
}
