package wariin.ra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import wariin.company.CorporateNumber;
import wariin.identity.Role;
import wariin.ra.DeskFixture.Somebody;
import wariin.ra.desk.Desk;
import wariin.ra.desk.Desks;
import wariin.ra.desk.HolderProfiles;
import wariin.ra.desk.ScopeItem;
import wariin.ra.request.Registrant;
import wariin.ra.request.RequestId;

/// A company with a desk of its own: two officers are needed, three are there; and the platform's desk with two.
public class DeskWorld {

    private static final AtomicInteger SERIAL = new AtomicInteger(100);

    final DeskFixture fixture;
    public final CorporateNumber number = DeskFixture.number(SERIAL.incrementAndGet());
    public final String domain = "desk" + SERIAL.get() + ".example.co.jp";
    public final String name = "見本" + SERIAL.get() + "株式会社";
    final Somebody operator;
    final Somebody registrar;
    final Somebody owner;
    public final Somebody anna;
    public final Somebody ben;
    public final Somebody chie;
    public final Desk desk;
    final Desk platform;

    public DeskWorld(DeskFixture fixture) {
        this.fixture = fixture;
        this.operator = fixture.operator();
        this.registrar = fixture.person("registrar.example");
        this.platform = fixture.desks.platform();
        appoint(platform, registrar);
        this.owner = fixture.person(domain);
        var organisation = owner.user().organisation().id();
        this.anna = fixture.joined(fixture.person(domain), organisation, Role.SIGNER);
        this.ben = fixture.joined(fixture.person(domain), organisation, Role.SIGNER);
        this.chie = fixture.joined(fixture.person(domain), organisation, Role.SIGNER);
        this.desk =
                fixture.desks.open(operator.user(), organisation, "人事部登録局", 2).orElseThrow();
        for (var officer : new Somebody[] {anna, ben, chie}) {
            assertThat(fixture.desks.appoint(owner.user(), desk.id(), officer.id()))
                    .isEqualTo(Desks.Change.DONE);
        }
        widen(ScopeItem.Kind.ORGANISATION, number.value());
        widen(ScopeItem.Kind.DOMAIN, domain);
        for (var profile : HolderProfiles.all()) widen(ScopeItem.Kind.PROFILE, profile.id());
    }

    void appoint(Desk at, Somebody officer) {
        assertThat(fixture.desks.appoint(operator.user(), at.id(), officer.id()))
                .isEqualTo(Desks.Change.DONE);
    }

    void widen(ScopeItem.Kind kind, String value) {
        assertThat(fixture.desks.widen(registrar.user(), desk.id(), kind, value, "登記事項証明書, WHOIS"))
                .isEqualTo(Desks.Change.DONE);
    }

    /// Somebody of the company, with an address of its domain.
    Registrant taro() {
        return Registrant.person("太郎", "山田", number, name, "taro" + SERIAL.incrementAndGet() + "@" + domain);
    }

    RequestId checked() {
        return fixture.checked(anna, desk.id(), taro(), "mail-sponsor/1");
    }

    /// Entered by Anna, approved by Ben and Chie.
    RequestId issued() {
        var id = checked();
        fixture.approve(ben, id);
        var outcome = fixture.approve(chie, id);
        assertThat(outcome).isInstanceOf(ApprovalOutcome.Approved.class);
        assertThat(((ApprovalOutcome.Approved) outcome).issued()).containsExactly(id);
        return id;
    }
}
