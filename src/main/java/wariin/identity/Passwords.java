package wariin.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/// Hashes of passwords and PINs (Argon2id, RFC 9106).
@Component
class Passwords {

    private static final int SHORTEST = 12;
    private static final int LONGEST = 200;

    private final PasswordEncoder encoder = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    private final String nobody = encode("a password that nobody has");

    String encode(String secret) {
        return encoder.encode(secret);
    }

    /// Takes as long for somebody unknown as for somebody known.
    boolean matches(String secret, @Nullable String hash) {
        var right = encoder.matches(secret.length() > LONGEST ? "" : secret, hash == null ? nobody : hash);
        return right && hash != null;
    }

    boolean isGoodPassword(String password, String email) {
        var distinct = password.chars().distinct().count();
        return password.length() >= SHORTEST
                && password.length() <= LONGEST
                && distinct >= 5
                && !password.equalsIgnoreCase(email);
    }

    /// Six to twelve digits, not all alike and not simply counting up or down.
    boolean isGoodPin(String pin) {
        if (!pin.matches("[0-9]{6,12}")) return false;
        var steps = new java.util.HashSet<Integer>();
        for (var n = 1; n < pin.length(); n++) steps.add(pin.charAt(n) - pin.charAt(n - 1));
        return steps.size() > 1 || Math.abs(steps.iterator().next()) > 1;
    }
}
