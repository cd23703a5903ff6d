package wariin.enrolment.acme;

import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.stereotype.Component;

/// Makes ids and tokens: 128 bits that nobody guesses, written in characters of addresses.
@Component
class AcmeIds {

    private final SecureRandom random;

    AcmeIds(SecureRandom random) {
        this.random = random;
    }

    String next() {
        var bytes = new byte[16];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
