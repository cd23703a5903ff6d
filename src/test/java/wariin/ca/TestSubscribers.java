package wariin.ca;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.UUID;
import wariin.ca.application.SubscriberRequest;
import wariin.ca.authority.AssuranceLevel;
import wariin.company.CorporateNumber;

/// Requests as `signing` makes them, each for a new person with a new key.
public final class TestSubscribers {
    private TestSubscribers() {}

    public static SubscriberRequest request() {
        return new SubscriberRequest(
                key(),
                "山田 花子",
                "株式会社 割印商事",
                CorporateNumber.of("7000012050002"),
                "hanako@example.jp",
                AssuranceLevel.EMAIL_CONFIRMED,
                UUID.randomUUID().toString());
    }

    static PublicKey key() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair().getPublic();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
