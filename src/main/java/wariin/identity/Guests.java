package wariin.identity;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// People who come by an invitation link without having had an account. The pages under /join/guest lead through it:
/// one-time code by e-mail, name and company, passkey or PIN; then back to where the invitation led.
@Service
public class Guests {

    Guests() {}

    /// An invitation that the inviting room has already checked.
    /// @param scope the contract's id: what the session may reach
    /// @param returnTo path within this site to lead to afterwards
    public record GuestInvitation(
            String email,
            @Nullable String name,
            @Nullable String company,
            String scope,
            String returnTo,
            Locale locale) {}

    /// Begins, and returns the path to redirect the browser to. Nothing tells whether the address has an account.
    public String begin(GuestInvitation invitation) {
        throw new UnsupportedOperationException();
    }
}
