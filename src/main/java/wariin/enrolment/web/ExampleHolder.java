package wariin.enrolment.web;

import wariin.ra.approval.StandingApproval;

/// Somebody or something that a standing approval lets a program name, as commands write it.
///
/// @param subject for `openssl -subj`; empty names where the standing approval gives the organisation's
/// @param extension the alternative name, as a further argument of `openssl req`
/// @param registrant in JSON
/// @param host empty for people and organisations
record ExampleHolder(String subject, String extension, String registrant, String host) {

    static ExampleHolder of(StandingApproval rule) {
        var domain = rule.domains().stream().sorted().findFirst().orElse("example.jp");
        return switch (rule.profile().replaceFirst("/.*", "")) {
            case "device" -> device("device." + domain);
            case "mail-organisation" -> organisation("office@" + domain);
            case "mail-sponsor", "mail-multipurpose" -> person("hanako@" + domain);
            case "organisation-seal" -> new ExampleHolder("/", "", "{}", "");
            default ->
                new ExampleHolder(
                        "/GN=Hanako/SN=Yamada/CN=Yamada Hanako",
                        "",
                        "{\"surname\": \"Yamada\", \"givenName\": \"Hanako\"}",
                        "");
        };
    }

    private static ExampleHolder device(String host) {
        return new ExampleHolder("/CN=" + host, name("DNS:" + host), "{\"dnsNames\": [\"" + host + "\"]}", host);
    }

    private static ExampleHolder organisation(String address) {
        return new ExampleHolder("/", name("email:" + address), "{\"email\": \"" + address + "\"}", "");
    }

    private static ExampleHolder person(String address) {
        return new ExampleHolder(
                "/GN=Hanako/SN=Yamada/CN=Yamada Hanako",
                name("email:" + address),
                "{\"surname\": \"Yamada\", \"givenName\": \"Hanako\", \"email\": \"" + address + "\"}",
                "");
    }

    private static String name(String alternative) {
        return " -addext 'subjectAltName=" + alternative + "'";
    }
}
