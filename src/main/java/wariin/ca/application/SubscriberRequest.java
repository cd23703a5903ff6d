package wariin.ca.application;

import java.security.PublicKey;
import org.jspecify.annotations.Nullable;
import wariin.ca.authority.AssuranceLevel;
import wariin.company.CorporateNumber;

/// What a subscriber's certificate shall say; the caller vouches for the checks that the level names.
public record SubscriberRequest(
        PublicKey publicKey,
        String commonName,
        @Nullable String organisation,
        @Nullable CorporateNumber number,
        @Nullable String email,
        AssuranceLevel level,
        String subscriber) {}
