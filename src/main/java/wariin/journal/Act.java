package wariin.journal;

import java.util.Map;

/// Something that somebody did to a thing; what the facts say may be personal and never enters the public log.
///
/// @param kind what was done, past tense with hyphens: `contract-signed`
/// @param subject the id of the thing; public, so never a name or an address
/// @param actor the id of the user, or `system`
public record Act(String kind, String subject, String actor, Map<String, String> facts) {

    public Act {
        if (!kind.matches("[a-z][a-z0-9-]{0,63}")) {
            throw new IllegalArgumentException("A kind of act is a few words of small letters with hyphens: " + kind);
        }
        if (subject.isEmpty() || subject.length() > 200 || actor.isEmpty() || actor.length() > 200) {
            throw new IllegalArgumentException("Subject and actor of an act are ids");
        }
        facts = Map.copyOf(facts);
    }

    public static Act of(String kind, String subject, String actor) {
        return new Act(kind, subject, actor, Map.of());
    }
}
