package wariin.enrolment.acme;

import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.beans.factory.BeanFactory;
import wariin.keys.CryptographicModule;

/// Nonces as a platform makes and takes them that was started just now.
public final class StoredNonce {

    private StoredNonce() {}

    public static String next(BeanFactory beans) {
        return started(beans).next();
    }

    public static void use(BeanFactory beans, String nonce) {
        started(beans).use(nonce);
    }

    private static Nonces started(BeanFactory beans) {
        return new Nonces(
                beans.getBean(NonceRegister.class),
                beans.getBean(CryptographicModule.class),
                new SecureRandom(),
                Clock.systemUTC());
    }
}
