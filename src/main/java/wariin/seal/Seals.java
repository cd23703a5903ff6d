package wariin.seal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.identity.CurrentUser;
import wariin.identity.OrganisationId;
import wariin.identity.Role;
import wariin.identity.UserId;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.seal.SealRefused.Reason;
import wariin.vault.ContentHash;
import wariin.vault.Received;
import wariin.vault.Vault;

/// The seals of organisations and people, and their ready drawings. Whoever may sign for an organisation may press its
/// seals; its administrators make and remove them. Each person makes and removes personal ones.
@Service
public class Seals {

    private static final int MOST_SEALS = 60;
    private static final int MOST_CACHED_BYTES = 24 * 1024 * 1024;

    private final SealRegister register;
    private final Vault vault;
    private final Journal journal;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final MessageSource messages;
    private final Cache<Pressed, SealDrawing> drawings = Caffeine.newBuilder()
            .maximumWeight(MOST_CACHED_BYTES)
            .weigher((Pressed _, SealDrawing drawing) -> drawing.bytes())
            .build();

    Seals(
            SealRegister register,
            Vault vault,
            Journal journal,
            TransactionTemplate transaction,
            Clock clock,
            MessageSource messages) {
        this.register = register;
        this.vault = vault;
        this.journal = journal;
        this.transaction = transaction;
        this.clock = clock;
        this.messages = messages;
    }

    /// What is drawn: pictures are each organisation's own, and only a date seal changes with the day.
    private record Pressed(OrganisationId organisation, SealDesign design, LocalDate day) {}

    /// Keeps a drawn seal: square and round ones for the organisation, personal and date seals for the person.
    /// @throws SealRefused when it cannot be drawn or this person may not make it
    public Seal create(CurrentUser user, String name, SealDesign design) {
        var personal = switch (design) {
            case SealDesign.Personal _, SealDesign.Dated _ -> true;
            case SealDesign.CompanySquare _, SealDesign.RepresentativeRound _ -> false;
            case SealDesign.Picture _ -> throw new SealRefused(Reason.NOT_ALLOWED);
        };
        requireMaking(user, personal);
        SealDrawing.of(design, LocalDate.EPOCH); // refuses what cannot be drawn
        return keep(user, name, design, personal);
    }

    /// Keeps an uploaded PNG or JPEG, its paper made transparent; {@code millimetres} is its longer side on paper.
    /// @throws SealRefused when it is no picture, too large or blank, or this person may not make it
    public Seal createPicture(CurrentUser user, String name, byte[] upload, double millimetres, boolean personal) {
        requireMaking(user, personal);
        var picture = SealPicture.ofUpload(upload);
        var received = receive(user.organisation().id(), picture);
        var size = Math.clamp(Math.round(millimetres * 10) / 10.0, 5, 60);
        try {
            return keep(user, name, new SealDesign.Picture(received.hash().toString(), size), personal);
        } catch (RuntimeException refused) {
            discard(user.organisation().id(), received.hash());
            throw refused;
        }
    }

    /// What this person may press, kept ones first, then suggestions; never empty.
    public List<Seal> usableBy(CurrentUser user) {
        var usable = new ArrayList<Seal>();
        var designs = new ArrayList<SealDesign>();
        for (var seal : register.all(user.organisation().id(), user.user().id())) {
            if (mayPress(user, seal)) {
                usable.add(seal);
                designs.add(seal.design());
            }
        }
        for (var suggestion : Suggestions.of(user, naming(user))) {
            if (!designs.contains(suggestion.design())) {
                usable.add(suggestion);
            }
        }
        return List.copyOf(usable);
    }

    /// A kept or suggested seal that this person may press.
    public Optional<Seal> find(SealId id, CurrentUser user) {
        var kept = register.find(id, user.organisation().id(), user.user().id(), false);
        if (kept.isPresent()) {
            return kept.filter(seal -> mayPress(user, seal));
        }
        return Suggestions.of(user, naming(user)).stream()
                .filter(seal -> seal.id().equals(id))
                .findFirst();
    }

    /// The seal to offer first: the organisation's newest, else its suggested one, else the person's.
    public Seal defaultFor(CurrentUser user) {
        var usable = usableBy(user);
        return usable.stream()
                .filter(seal -> !seal.personal() && !seal.suggested())
                .findFirst()
                .or(() -> usable.stream().filter(seal -> !seal.personal()).findFirst())
                .orElseGet(usable::getFirst);
    }

    public boolean mayManage(CurrentUser user, boolean personal) {
        return !user.user().guest() && (personal || user.may(Role.ADMINISTRATOR));
    }

    /// Takes a seal out of use; false when this person has no such seal.
    public boolean remove(SealId id, CurrentUser user) {
        return change(id, user, false, "seal-removed", seal -> register.markRemoved(seal, clock.instant()));
    }

    /// Takes back a removal; false when this person has no such removed seal.
    public boolean restore(SealId id, CurrentUser user) {
        return change(id, user, true, "seal-restored", register::markRestored);
    }

    /// The ready drawing, made once; for a date seal with this day.
    public SealDrawing drawingOf(Seal seal, LocalDate day) {
        var shown = seal.design().showsDate() ? day : LocalDate.EPOCH;
        return drawings.get(new Pressed(seal.organisation(), seal.design(), shown), this::draw);
    }

    private SealDrawing draw(Pressed pressed) {
        if (!(pressed.design instanceof SealDesign.Picture(var hash, var millimetres))) {
            return SealDrawing.of(pressed.design, pressed.day);
        }
        try (var file = vault.open(pressed.organisation.toString(), ContentHash.of(hash));
                var in = file.stream()) {
            return SealDrawing.of(SealPicture.ofKept(in.readAllBytes()), millimetres);
        } catch (IOException e) {
            throw new UncheckedIOException("A kept seal cannot be read", e);
        }
    }

    /// Names follow the language of the page, or the person's own where there is no page.
    private Suggestions.Naming naming(CurrentUser user) {
        var page = LocaleContextHolder.getLocaleContext();
        var locale = page == null || page.getLocale() == null ? user.user().locale() : page.getLocale();
        return design -> messages.getMessage("seal.kind." + design.kind(), null, locale);
    }

    private boolean mayPress(CurrentUser user, Seal seal) {
        return seal.personal() || user.may(Role.SIGNER);
    }

    private void requireMaking(CurrentUser user, boolean personal) {
        if (!mayManage(user, personal)) {
            throw new SealRefused(Reason.NOT_ALLOWED);
        }
        if (register.all(user.organisation().id(), user.user().id()).size() >= MOST_SEALS) {
            throw new SealRefused(Reason.TOO_MANY, String.valueOf(MOST_SEALS));
        }
    }

    private Seal keep(CurrentUser user, String name, SealDesign design, boolean personal) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS); // as the database keeps it
        @Nullable UserId owner = personal ? user.user().id() : null;
        var id = new SealId(UUID.randomUUID());
        var seal = new Seal(id, user.organisation().id(), owner, shortened(name), design, now);
        transaction.executeWithoutResult(_ -> {
            register.add(seal, now, user.user().id());
            journal.append(act("seal-made", seal, user));
        });
        return seal;
    }

    private boolean change(
            SealId id, CurrentUser user, boolean removed, String kind, java.util.function.Predicate<SealId> change) {
        var found = register.find(id, user.organisation().id(), user.user().id(), removed)
                .filter(seal -> mayManage(user, seal.personal()));
        return found.isPresent()
                && Boolean.TRUE.equals(transaction.execute(_ -> {
                    var changed = change.test(id);
                    if (changed) {
                        journal.append(act(kind, found.get(), user));
                    }
                    return changed;
                }));
    }

    private static Act act(String kind, Seal seal, CurrentUser user) {
        return new Act(
                kind,
                seal.id().toString(),
                user.user().id().toString(),
                Map.of(
                        "organisation", seal.organisation().toString(),
                        "name", seal.name(),
                        "design", seal.design().toString()));
    }

    private static String shortened(String name) {
        var text = name.strip().replaceAll("\\p{Cntrl}+", " ");
        var count = text.codePointCount(0, text.length());
        if (count == 0) {
            throw new SealRefused(Reason.EMPTY);
        }
        return count <= 80 ? text : text.substring(0, text.offsetByCodePoints(0, 80));
    }

    private Received receive(OrganisationId organisation, SealPicture picture) {
        try {
            var in = new ByteArrayInputStream(picture.png());
            return vault.receive(organisation.toString(), in, picture.png().length);
        } catch (IOException e) {
            throw new UncheckedIOException("A seal could not be stored", e);
        }
    }

    private void discard(OrganisationId organisation, ContentHash hash) {
        try {
            vault.discard(organisation.toString(), hash);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
