package wariin.ceremony;

import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wariin.ceremony.CeremonyRecord.Kind;
import wariin.ceremony.CeremonyScript.Step;
import wariin.x509.CertificationRequest;

/// Follows a script: shows each step, has it confirmed, does it, and records it with those who were there.
///
/// Interrupted at any point it goes on at the step that is not recorded yet; only the script that was begun may go on.
final class CeremonyRun {

    /// Who talks and when it is.
    record Setting(Terminal terminal, Clock clock, boolean confirmed) {}

    private final CeremonyScript script;
    private final CeremonyFolder folder;
    private final OfflineRoots roots;
    private final Setting setting;
    private final CeremonyRecord record;
    private final List<String> present;

    CeremonyRun(
            CeremonyScript script, CeremonyFolder folder, OfflineRoots roots, Setting setting, List<String> present) {
        this.script = script;
        this.folder = folder;
        this.roots = roots;
        this.setting = setting;
        this.record = CeremonyRecord.open(folder);
        this.present = new ArrayList<>(present);
    }

    void perform() {
        var begun = record.unfinished();
        if (begun.isPresent() && !begun.get().script().equals(script.sha256())) {
            throw new Refused("Another ceremony is unfinished here, with a script whose hash is "
                    + begun.get().script() + "; this one has " + script.sha256());
        }
        say(script.title());
        say("Script  " + script.sha256());
        if (begun.isPresent())
            say("It goes on at step " + (record.done() + 1) + " of "
                    + script.steps().size() + ".");
        askWhoIsThere();
        if (begun.isEmpty()) add(Kind.BEGIN, 0, "Begun: " + script.title(), Map.of());
        var first = record.done();
        for (var n = first; n < script.steps().size(); n++) {
            var step = script.steps().get(n);
            say("");
            say("Step " + (n + 1) + " of " + script.steps().size() + ": " + described(step));
            confirm();
            var outputs = new LinkedHashMap<String, String>();
            var what = perform(step, begun.isPresent() && n == first, outputs);
            add(Kind.STEP, n + 1, what, outputs);
            say("Done: " + what);
            outputs.forEach((name, sha256) -> say("  " + sha256 + "  " + name));
        }
        var end = record.add(now(), Kind.END, 0, "Ended: " + script.title(), present, script.sha256(), Map.of());
        say("");
        say("The ceremony is complete. Its record ends with " + end.hash() + ";");
        say("print " + folder.path().resolve("record.txt") + " and have it signed.");
    }

    private String perform(Step step, boolean resumed, Map<String, String> outputs) {
        return switch (step.act()) {
            case "make-root" -> makeRoot(step, resumed, outputs);
            case "sign" -> sign(step, resumed, outputs);
            case "list" -> list(step, outputs);
            case "witness" -> witness(step);
            case "verify" -> verify();
            default -> throw new Refused("There is no act '" + step.act() + "'");
        };
    }

    private String makeRoot(Step step, boolean resumed, Map<String, String> outputs) {
        var name = step.rootOr("root");
        var there = folder.certificate(name);
        if (there.isPresent() && !resumed) throw new Refused("There is a root '" + name + "' here already");
        var made = there.orElseGet(() -> roots.make(step));
        write(CeremonyFolder.certificateName(name), PkiFile.pem("CERTIFICATE", OfflineRoots.encoded(made)), outputs);
        var note = RootKeys.note(folder, name);
        if (note.isPresent()) {
            var file = CeremonyFolder.noteName(name);
            outputs.put(
                    file,
                    CeremonyScript.sha256(CeremonyFolder.bytes(folder.path().resolve(file))));
        }
        return "Made the root " + made.getSubjectX500Principal().getName()
                + note.map(one -> "; " + one.sentence()).orElse("");
    }

    private String sign(Step step, boolean resumed, Map<String, String> outputs) {
        var file = script.folder().resolve(step.needed(step.request(), "request"));
        var request = request(file);
        var name = step.name() == null ? file.getFileName().toString().replaceFirst("\\.[^.]*$", "") : step.name();
        if (folder.certificate(name).isPresent() && !resumed) {
            throw new Refused("There is a certificate '" + name + "' here already: give this one another name");
        }
        var made = (resumed
                        ? roots.already(name, request)
                        : java.util.Optional.<java.security.cert.X509Certificate>empty())
                .orElseGet(() -> roots.sign(step, request));
        write(CeremonyFolder.certificateName(name), PkiFile.pem("CERTIFICATE", OfflineRoots.encoded(made)), outputs);
        return "Signed for " + made.getSubjectX500Principal().getName() + ", number "
                + made.getSerialNumber().toString(16) + ", as asked by "
                + CeremonyScript.sha256(CeremonyFolder.bytes(file));
    }

    private String list(Step step, Map<String, String> outputs) {
        var name = step.rootOr("root");
        var der = roots.list(step);
        write(CeremonyFolder.listName(name), der, outputs);
        var made = wariin.x509.Certificates.parseList(der);
        return "Made list " + OfflineRoots.number(made) + " of '" + name + "', good until "
                + made.getNextUpdate().toInstant()
                + (step.revoke() == null ? "" : "; it revokes " + step.revoke());
    }

    private String witness(Step step) {
        var text = step.needed(step.text(), "text");
        if (setting.confirmed()) return "Witnessed by all who are present: " + text;
        for (var name : present) {
            var answer = setting.terminal().ask(name + ", is this so? (yes/no)");
            if (!answer.equalsIgnoreCase("yes")) throw new Refused(name + " did not witness it; the ceremony stops");
        }
        return "Witnessed by all who are present: " + text;
    }

    private String verify() {
        var changed = record.changedFiles();
        if (!changed.isEmpty()) throw new Refused(String.join("; ", changed));
        var checked = 0;
        for (var certificate : folder.certificates()) {
            var findings = PkiFile.findings(certificate, folder.certificates());
            if (!findings.isEmpty()) throw new Refused(String.join("; ", findings));
            checked++;
        }
        return "Verified the record and " + checked + " certificates";
    }

    static CertificationRequest request(Path file) {
        return switch (CertificationRequest.parse(CeremonyFolder.bytes(file))) {
            case CertificationRequest.Reading.Proven(var request) -> request;
            case CertificationRequest.Reading.Refused(var _, var detail) -> throw new Refused(file + ": " + detail);
        };
    }

    private static String described(Step step) {
        return switch (step.act()) {
            case "make-root" ->
                "make the root '" + step.rootOr("root") + "' with an " + step.algorithm() + " key for "
                        + step.daysOr(25 * 365) + " days, named " + step.commonName();
            case "sign" ->
                "sign the request " + step.request() + " with '" + step.rootOr("root") + "' for "
                        + step.daysOr(15 * 365) + " days";
            case "list" ->
                "make the next revocation list of '" + step.rootOr("root") + "' for " + step.daysOr(365) + " days"
                        + (step.revoke() == null ? "" : ", revoking " + step.revoke());
            case "witness" -> "witness: " + step.text();
            default -> "verify everything in the folder";
        };
    }

    private void askWhoIsThere() {
        while (present.size() < 2) {
            var name = setting.terminal().ask("Name of person " + (present.size() + 1) + " who is present:");
            if (name.isBlank())
                throw new Refused("Two people at least are present at a ceremony: name them (--present)");
            present.add(name);
        }
    }

    private void confirm() {
        if (setting.confirmed()) return;
        var answer = setting.terminal().ask("Do it? (yes/no)");
        if (!answer.equalsIgnoreCase("yes")) throw new Refused("Stopped before the step; the same command goes on");
    }

    private void write(String name, byte[] content, Map<String, String> outputs) {
        folder.write(name, content);
        outputs.put(name, CeremonyScript.sha256(content));
    }

    private void add(Kind kind, int step, String what, Map<String, String> outputs) {
        record.add(now(), kind, step, what, present, script.sha256(), outputs);
    }

    private String now() {
        return setting.clock().instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private void say(String line) {
        setting.terminal().say(line);
    }
}
