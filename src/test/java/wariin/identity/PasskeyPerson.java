package wariin.identity;

import wariin.notify.Outbox;

/// Somebody with a browser and a passkey, for tests that sign something else than a log-in.
public final class PasskeyPerson {

    private final Person person;

    private PasskeyPerson(Person person) {
        this.person = person;
    }

    public static PasskeyPerson signedUp(String baseUrl, String email, String organisation, Outbox outbox) {
        return new PasskeyPerson(Person.signedUp(baseUrl, email, organisation, outbox));
    }

    /// The assertion over the challenge of these options.
    public String sign(String options) {
        return person.passkey.authenticate(options, person.baseUrl);
    }

    public Person person() {
        return person;
    }
}
