package wariin.identity;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// What passkeys sign in a recovery, in both languages: who reads it later need not read that of who signed.
@Component
class RecoveryTexts {
    private final MessageSource messages;

    RecoveryTexts(MessageSource messages) {
        this.messages = messages;
    }

    String proposal(UUID id, User actor, @Nullable User lost, @Nullable User successor, Instant at) {
        return in(Locale.JAPANESE, id, actor, lost, successor, at) + "\n\n"
                + in(Locale.ENGLISH, id, actor, lost, successor, at);
    }

    private String in(Locale locale, UUID id, User actor, @Nullable User lost, @Nullable User successor, Instant at) {
        var words = new Object[] {
            person(lost, locale), person(successor, locale), named(actor), at.toString(), id.toString()
        };
        return messages.getMessage("identity.recovery.signed", words, locale);
    }

    /// The same each time, so it need not be kept before it is signed.
    String stop(Recovery recovery, User by) {
        var words = new Object[] {named(by), recovery.id().toString()};
        return messages.getMessage("identity.recovery.stop.signed", words, Locale.JAPANESE) + "\n\n"
                + messages.getMessage("identity.recovery.stop.signed", words, Locale.ENGLISH);
    }

    /// With the address, or that there is nobody.
    String person(@Nullable User user, Locale locale) {
        return user == null ? messages.getMessage("identity.recovery.nobody", null, locale) : named(user);
    }

    private static String named(User user) {
        return user.name() + " <" + user.email() + ">";
    }
}
