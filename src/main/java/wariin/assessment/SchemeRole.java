package wariin.assessment;

import java.util.Locale;

/// What a person may do for the scheme; not a role in an organisation. The operator of the platform grants it.
public enum SchemeRole {
    /// Takes cases in, checks that they are complete, appoints people.
    INTAKE,
    /// Assesses in the cases that the person is appointed to.
    ASSESSOR,
    /// Leads an assessment and writes its report.
    LEAD,
    /// Decides, with another decider.
    DECIDER,
    /// Says from when what was decided is public.
    PUBLISHER,
    /// Watches over registered services.
    SURVEILLANCE;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
