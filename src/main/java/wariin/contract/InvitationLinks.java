package wariin.contract;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.springframework.stereotype.Service;
import wariin.identity.Guests;

/// Invitation links: 256 random bits that lead a party to one contract, after it has shown that the address is its
/// own. Only the hash of a link is kept; a newer link replaces the older ones.
@Service
public class InvitationLinks {

    private static final Duration VALIDITY = Duration.ofDays(60);

    /// What a link leads to.
    public sealed interface Opened {
        record Valid(Contract contract, Party party) implements Opened {}

        record Expired() implements Opened {}

        record Replaced() implements Opened {}
    }

    private final LinkRegister links;
    private final ContractRegister contracts;
    private final Guests guests;
    private final SecureRandom random;
    private final Clock clock;

    InvitationLinks(LinkRegister links, ContractRegister contracts, Guests guests, SecureRandom random, Clock clock) {
        this.links = links;
        this.contracts = contracts;
        this.guests = guests;
        this.random = random;
        this.clock = clock;
    }

    /// Empty for a link that never was.
    public Optional<Opened> open(String token) {
        return links.find(hash(token)).map(link -> {
            if (link.replaced()) return new Opened.Replaced();
            if (!link.expiresAt().isAfter(clock.instant())) return new Opened.Expired();
            var contract = contracts.find(link.contract()).orElseThrow();
            var party = contract.parties().stream()
                    .filter(side -> side.id().equals(link.party()))
                    .findFirst();
            return new Opened.Valid(contract, party.orElseThrow());
        });
    }

    /// Begins the guest's way in, and returns the path to redirect the browser to.
    public String begin(Opened.Valid opened) {
        var party = opened.party();
        var contract = opened.contract().id().toString();
        return guests.begin(new Guests.GuestInvitation(
                party.email(),
                party.name(),
                party.organisation(),
                contract,
                "/contracts/" + contract + "/sign",
                party.language()));
    }

    /// Makes a new link in the caller's transaction, and returns its path.
    String invite(ContractId contract, PartyId party, Instant now) {
        var token = new byte[32];
        random.nextBytes(token);
        var text = Base64.getUrlEncoder().withoutPadding().encodeToString(token);
        links.replaceAll(party, now);
        links.add(hash(text), contract, party, now, now.plus(VALIDITY));
        return "/sign/" + text;
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
