package wariin.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import wariin.database.DatabaseTest;
import wariin.identity.CurrentUser;
import wariin.identity.Role;
import wariin.journal.Journal;
import wariin.seal.SealDesign.CompanySquare;
import wariin.seal.SealDesign.Dated;
import wariin.seal.SealDesign.Personal;
import wariin.seal.SealRefused.Reason;

@DatabaseTest
class SealsTests {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

    @Autowired
    private Seals seals;

    @Autowired
    private Journal journal;

    private final CurrentUser owner = People.of("株式会社髙﨑", "山田 太郎", Role.OWNER);

    @Test
    void suggestsSealsWithoutAnyWork() {
        var suggested = seals.usableBy(owner);

        assertThat(suggested)
                .allMatch(Seal::suggested)
                .extracting(seal -> seal.design().kind())
                .containsExactly("company-square", "representative-round", "personal", "dated");
        assertThat(seals.defaultFor(owner).design()).isEqualTo(new CompanySquare("株式会社髙﨑"));
    }

    @Test
    void findsASuggestedSealAgainByItsId() {
        var suggested = seals.defaultFor(owner);

        assertThat(seals.find(suggested.id(), owner)).contains(suggested);
        assertThat(seals.find(suggested.id(), People.of("他社", "林", Role.OWNER))).isEmpty();
    }

    @Test
    void suggestsOneToPeopleWhoseNamesCannotBeDrawn() {
        var nameless = People.of("\uD83D\uDE00", "\uD83D\uDE80", Role.SIGNER);

        assertThat(seals.drawingOf(seals.defaultFor(nameless), DAY).outlines()).isNotEmpty();
    }

    @Test
    void suggestsAGuestTheSealOfTheCompanyThatItNamed() {
        var guest = People.guest("有限会社𠮷野", "林");

        assertThat(seals.defaultFor(guest).design()).isEqualTo(new CompanySquare("有限会社𠮷野"));
        assertThatExceptionOfType(SealRefused.class).isThrownBy(() -> seals.create(guest, "認印", new Personal("林")));
    }

    @Test
    void keepsASealForTheWholeOrganisation() {
        var made = seals.create(owner, "新社印", new CompanySquare("髙﨑商店"));
        var colleague = People.colleagueOf(owner, "鈴木", Role.SIGNER);

        assertThat(seals.find(made.id(), colleague)).contains(made);
        assertThat(seals.defaultFor(colleague)).isEqualTo(made);
        assertThat(journal.about(made.id().toString())).hasSize(1);
    }

    @Test
    void keepsAPersonalSealToItsOwner() {
        var made = seals.create(owner, "認印", new Personal("山田"));

        assertThat(seals.find(made.id(), owner)).contains(made);
        assertThat(seals.find(made.id(), People.colleagueOf(owner, "鈴木", Role.OWNER)))
                .isEmpty();
    }

    @Test
    void hidesTheSealsOfOtherOrganisations() {
        var made = seals.create(owner, "社印", new CompanySquare("髙﨑"));
        var stranger = People.of("他社", "林", Role.OWNER);

        assertThat(seals.find(made.id(), stranger)).isEmpty();
        assertThat(seals.remove(made.id(), stranger)).isFalse();
        assertThat(seals.find(made.id(), owner)).isPresent();
    }

    @Test
    void letsOnlyAdministratorsMakeCompanySeals() {
        var signer = People.colleagueOf(owner, "鈴木", Role.SIGNER);
        var made = seals.create(owner, "社印", new CompanySquare("髙﨑"));

        assertThatExceptionOfType(SealRefused.class)
                .isThrownBy(() -> seals.create(signer, "社印", new CompanySquare("髙﨑")))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(Reason.NOT_ALLOWED));
        assertThat(seals.remove(made.id(), signer)).isFalse();
    }

    @Test
    void offersNoCompanySealToWhoMayOnlyLook() {
        seals.create(owner, "社印", new CompanySquare("髙﨑"));

        assertThat(seals.usableBy(People.colleagueOf(owner, "鈴木", Role.VIEWER))).allMatch(Seal::personal);
    }

    @Test
    void takesARemovalBack() {
        var made = seals.create(owner, "社印", new CompanySquare("髙﨑"));

        assertThat(seals.remove(made.id(), owner)).isTrue();
        assertThat(seals.remove(made.id(), owner)).isFalse();
        assertThat(seals.find(made.id(), owner)).isEmpty();
        assertThat(seals.restore(made.id(), owner)).isTrue();

        assertThat(seals.find(made.id(), owner)).contains(made);
        assertThat(journal.about(made.id().toString()))
                .extracting(entry -> entry.act().kind())
                .containsExactly("seal-made", "seal-removed", "seal-restored");
    }

    @Test
    void drawsOnceAndADateSealOnceADay() {
        var square = seals.defaultFor(owner);
        var dated = seals.create(owner, "日付印", new Dated("総務部", "山田"));

        assertThat(seals.drawingOf(square, DAY)).isSameAs(seals.drawingOf(square, DAY.plusDays(1)));
        assertThat(seals.drawingOf(dated, DAY)).isNotSameAs(seals.drawingOf(dated, DAY.plusDays(1)));
    }

    @Test
    void keepsAnUploadedPicture() throws IOException {
        var made = seals.createPicture(owner, "実物", SealPictureTests.scan("png", 400, 300), 18, false);

        var found = seals.find(made.id(), owner).orElseThrow();
        var drawing = seals.drawingOf(found, DAY);
        assertThat(drawing.millimetres()).isEqualTo(18);
        assertThat(drawing.appearance().images()).hasSize(1);
        assertThat(drawing.svg()).contains("data:image/png;base64,");
        assertThat(seals.find(made.id(), People.of("他社", "林", Role.OWNER))).isEmpty();
    }

    @Test
    void keepsNothingOfARefusedPicture() {
        var before = seals.usableBy(owner);

        assertThatExceptionOfType(SealRefused.class)
                .isThrownBy(() -> seals.createPicture(owner, "x", new byte[] {1, 2, 3}, 18, false));

        assertThat(seals.usableBy(owner)).isEqualTo(before);
        assertThat(seals.find(new SealId(UUID.randomUUID()), owner)).isEmpty();
    }
}
