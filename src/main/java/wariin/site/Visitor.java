package wariin.site;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the frame of a page needs to know of the person in front of it; the security principal implements it.
public interface Visitor {

    String displayName();

    @Nullable
    String organisationName();

    Locale preferredLocale();

    /// Acts from an invitation link and has no account of its own yet.
    boolean guest();

    /// Administers the organisation that operates this installation.
    boolean operator();
}
