package wariin.ra.web;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import wariin.ra.desk.Desk;

/// The kinds of certificates that a desk gives to holders, and what each asks in a form.
enum HolderProfile {
    PERSON("person", true, false, false, false),
    MAIL_SPONSOR("mail-sponsor", true, true, false, false),
    MAIL_MULTIPURPOSE("mail-multipurpose", true, true, false, false),
    MAIL_ORGANISATION("mail-organisation", false, true, true, false),
    ORGANISATION_SEAL("organisation-seal", false, false, true, false),
    DEVICE("device", false, false, false, true);

    private final String key;
    private final boolean person;
    private final boolean mail;
    private final boolean organisation;
    private final boolean device;

    HolderProfile(String key, boolean person, boolean mail, boolean organisation, boolean device) {
        this.key = key;
        this.person = person;
        this.mail = mail;
        this.organisation = organisation;
        this.device = device;
    }

    /// By the id of a profile, whatever its version.
    static Optional<HolderProfile> of(String profile) {
        var name = profile.replaceFirst("/.*", "");
        return Arrays.stream(values()).filter(one -> one.key.equals(name)).findFirst();
    }

    /// The ids that a desk offers, in the order of this list.
    static List<String> at(Desk desk) {
        return Arrays.stream(values())
                .flatMap(one -> desk.scope().profiles().stream()
                        .filter(id -> id.startsWith(one.key + "/"))
                        .sorted(java.util.Comparator.reverseOrder())
                        .limit(1))
                .toList();
    }

    String key() {
        return key;
    }

    /// Names a person.
    public boolean person() {
        return person;
    }

    /// Names a mailbox, which must be proven.
    public boolean mail() {
        return mail;
    }

    /// Names an organisation and nobody of it.
    public boolean organisation() {
        return organisation;
    }

    /// Names a machine.
    public boolean device() {
        return device;
    }
}
