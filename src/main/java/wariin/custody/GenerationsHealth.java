package wariin.custody;

import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import wariin.doctor.Finding;
import wariin.doctor.HealthCheck;

/// Whether every wrapped secret rests under a key-encryption key that is there, and whether a rotation waits.
@Component
class GenerationsHealth implements HealthCheck {

    private final Custody custody;

    GenerationsHealth(Custody custody) {
        this.custody = custody;
    }

    @Override
    public String name() {
        return "key-encryption keys";
    }

    @Override
    public Finding look() {
        var standing = custody.standing();
        var missing = standing.tables().stream()
                .flatMap(table -> table.counts().keySet().stream())
                .filter(key -> !standing.generations().contains(key) && !custody.holds(key))
                .collect(Collectors.toCollection(java.util.TreeSet::new));
        if (!missing.isEmpty()) {
            return Finding.sick(
                    "Secrets are wrapped under " + String.join(", ", missing) + ", which is not in " + standing.place(),
                    "Put back the key file or the token that the platform had when the database was saved");
        }
        var open = standing.open();
        if (open.isPresent() && open.get().stage() == Rotation.Stage.STUCK) {
            return Finding.watch(
                    "A rotation cannot end: " + open.get().stuck() + " secrets under an older key do not open",
                    "See the platform's log for their rows, and compare these with the last backup");
        }
        return Finding.healthy(standing.under(standing.current()) + " secrets are wrapped under " + standing.current()
                + (standing.remaining() == 0
                        ? ""
                        : " and " + standing.remaining() + " still under older keys, which are there"));
    }
}
