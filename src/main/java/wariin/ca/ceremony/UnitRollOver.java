package wariin.ca.ceremony;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import wariin.ca.authority.TimeStampingUnit;

/// New generations of time-stamping units: each has a key and a certificate of its own, and takes the place of the one
/// before it at a moment that is fixed beforehand (EN 319 421, 7.6.2). Who may begin one is decided above.
@Service
public class UnitRollOver {

    /// What a unit does now.
    public enum Part {
        /// It signs.
        SERVES,
        /// It will sign.
        COMES,
        /// It signed; its tokens stay good.
        FORMER
    }

    /// A unit as its operators see it.
    ///
    /// @param servesUntil when its key is used no more
    public record Standing(
            String name,
            String line,
            X509Certificate certificate,
            Instant servesFrom,
            Instant servesUntil,
            Part part) {}

    /// What would be made.
    ///
    /// @param former what signs until then
    /// @param latest no later than this may it begin to sign, for the key before it ends
    public record Next(
            String line, String name, int generation, String algorithm, String issuer, String former, Instant latest) {}

    private final KeyCeremony ceremony;
    private final Authorities authorities;

    UnitRollOver(KeyCeremony ceremony, Authorities authorities) {
        this.ceremony = ceremony;
        this.authorities = authorities;
    }

    public List<Standing> standings() {
        var serving = authorities.units();
        var all = authorities.allUnits();
        return all.stream()
                .map(unit -> new Standing(
                        unit.name(),
                        unit.line(),
                        unit.certificate(),
                        unit.servesFrom(),
                        unit.endOfKeyUsage(),
                        serving.contains(unit) ? Part.SERVES : coming(unit, serving) ? Part.COMES : Part.FORMER))
                .toList();
    }

    private static boolean coming(TimeStampingUnit unit, List<TimeStampingUnit> serving) {
        return serving.stream()
                .anyMatch(one ->
                        one.line().equals(unit.line()) && unit.servesFrom().isAfter(one.servesFrom()));
    }

    /// Empty while one waits to sign already.
    public Optional<Next> next(String line) {
        var planned = ceremony.hierarchy().unit(line);
        var mine = standings().stream().filter(one -> one.line().equals(line)).toList();
        if (planned.isEmpty() || mine.isEmpty() || mine.stream().anyMatch(one -> one.part() == Part.COMES)) {
            return Optional.empty();
        }
        var former = mine.getLast();
        var generation = ceremony.generations(planned.get()).size() + 2;
        return authorities
                .current(planned.get().issuer())
                .filter(issuer -> issuer.key() != null)
                .map(issuer -> new Next(
                        line,
                        planned.get().name(generation),
                        generation,
                        planned.get().algorithm().name().replace('_', '-'),
                        issuer.name(),
                        former.name(),
                        former.servesUntil()));
    }

    /// Makes the key and the certificate; done again it changes nothing.
    public void begin(String line, int generation, Instant servesFrom, String actor) {
        var planned = ceremony.hierarchy().unit(line).orElseThrow();
        ceremony.nextUnit(planned, generation, servesFrom, actor);
        authorities.load();
    }
}
