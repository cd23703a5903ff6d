package wariin.identity;

import java.util.Locale;

/// A person with a confirmed e-mail address. A guest came by an invitation link and has no account yet.
public record User(UserId id, String email, String name, Locale locale, boolean guest) {}
