package wariin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import wariin.Launcher.WrongUse;
import wariin.identity.HostConsent;
import wariin.identity.RecoveryOutcome.Asked;
import wariin.identity.RecoveryOutcome.Confirmed;
import wariin.identity.RecoveryOutcome.Proposed;
import wariin.identity.RecoveryOutcome.Refusal;
import wariin.identity.RecoveryOutcome.Refused;
import wariin.identity.RecoveryOutcome.Stopped;
import wariin.identity.User;

/// `./wariin operators`: who runs a stopped installation, and the consent of who holds its machine to a recovery.
final class OperatorsCommand {

    private static final String HELP = """
            ./wariin operators list | recover [NUMBER] [--data DIR] [--port N] [--wariin.KEY=VALUE...] [--debug]

              list              who runs the platform, and which recovery waits
              recover           shows what an operator proposes because the other of two cannot sign any more
              recover NUMBER    confirms exactly this, as the holder of the machine; it takes effect after a rest
                                (wariin.operators.recovery-rest, 72 hours), in which each of the two operators can
                                stop it. All concerned are mailed. Repeated, it changes nothing.

            For a stopped installation. Ask who proposed it, by another way than mail, for the number and why. Start
            the platform again afterwards: it sends the mails, and carries the recovery out. 0 done, 1 not.

            Example: ./wariin operators recover --data /var/lib/wariin""";

    private static final String RUNNING = "Stop the platform for this command, and start it again afterwards";

    private OperatorsCommand() {}

    /// Runs what was typed and gives the exit code.
    static int run(List<String> arguments) {
        var command = arguments.isEmpty() ? "help" : arguments.getFirst();
        var rest = new ArrayList<>(arguments.subList(Math.min(1, arguments.size()), arguments.size()));
        if (command.equals("help") || command.startsWith("-") || rest.contains("--help") || rest.contains("-h")) {
            System.out.println(HELP);
            return 0;
        }
        return switch (command) {
            case "list" -> with(rest, OperatorsCommand::list);
            case "recover" -> {
                var named = !rest.isEmpty() && !rest.getFirst().startsWith("-");
                var number = named ? number(rest.removeFirst()) : null;
                yield with(rest, consent -> recover(consent, number));
            }
            default ->
                throw new WrongUse(
                        "There is no command 'operators " + command + "'; ./wariin operators help lists them");
        };
    }

    @FunctionalInterface
    private interface Work {
        int with(HostConsent consent);
    }

    /// On the port of every day, so that links in mails lead where people find the platform.
    private static int with(List<String> words, Work work) {
        var options = RunOptions.of(words, Path.of("data"));
        return StoppedInstallation.with(
                options, options.properties(), RUNNING, platform -> work.with(consent(platform)));
    }

    private static HostConsent consent(ApplicationContext platform) {
        return platform.getBean(HostConsent.class);
    }

    static int list(HostConsent consent) {
        for (var one : consent.operators()) {
            var rests = one.rested() ? "" : ", takes no part in decisions of two before " + one.restsUntil();
            System.out.println(line(person(one.user()) + ", since " + one.since() + rests));
        }
        var waiting = consent.waiting().size();
        if (waiting > 0) System.out.println("A recovery waits: ./wariin operators recover shows it.");
        return 0;
    }

    static int recover(HostConsent consent, @Nullable UUID number) {
        var waiting = consent.waiting();
        if (waiting.isEmpty()) {
            System.err.println("wariin: No recovery waits. One of two operators proposes it at /operator/people");
            return 1;
        }
        var shown = number == null
                ? waiting
                : waiting.stream()
                        .filter(one -> one.recovery().id().equals(number))
                        .toList();
        shown.forEach(OperatorsCommand::show);
        return number == null ? 0 : confirm(consent, number);
    }

    private static int confirm(HostConsent consent, UUID number) {
        return switch (consent.confirm(number)) {
            case Confirmed(var effect, var before) -> {
                System.out.println((before ? "It was confirmed before" : "Confirmed") + ": it takes effect after "
                        + effect + ", unless an operator stops it. Start the platform again, and leave it running.");
                yield 0;
            }
            case Refused(var refusal) -> {
                System.err.println("wariin: " + sentence(refusal));
                yield 1;
            }
            case Asked _, Proposed _, Stopped _ -> throw new IllegalStateException("No machine's holder does this");
        };
    }

    private static void show(HostConsent.Waiting one) {
        var recovery = one.recovery();
        System.out.println("Number:       " + recovery.id());
        System.out.println("Proposed by:  " + line(person(one.actor())));
        System.out.println("At:           " + recovery.proposedAt());
        System.out.println("Passkey:      SHA-256 " + recovery.passkey());
        System.out.println("Dismissed:    " + line(person(one.lost())));
        System.out.println("Appointed:    " + line(person(one.successor())));
        System.out.println(
                recovery.confirmed()
                        ? "Confirmed, takes effect after " + recovery.endsAt() + " unless an operator stops it"
                        : "Waits until " + recovery.endsAt() + " for: ./wariin operators recover " + recovery.id());
    }

    private static String sentence(Refusal refusal) {
        return switch (refusal) {
            case ORDINARY_WAY ->
                "This is only for two operators: with one, or with three or more, they are appointed and dismissed at"
                        + " /operator/people";
            case OPERATOR_ALREADY -> "Whoever shall be appointed is an operator already";
            case UNKNOWN_PERSON, NO_PASSKEY -> "Whoever shall be appointed is no member with a passkey any more";
            case RESTING -> "Whoever proposed it is too new an operator";
            case NOT_NOW, NOBODY, UNDER_WAY, WRONG_PROOF, NO_PASSKEY_OF_YOURS ->
                "No recovery with this number waits: it is too old, was stopped, or is done";
        };
    }

    private static String person(@Nullable User user) {
        return user == null ? "nobody" : user.name() + " <" + user.email() + ">";
    }

    /// Names are what people typed: none of them moves the terminal's cursor.
    private static String line(String words) {
        return words.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]+", " ");
    }

    private static UUID number(String typed) {
        try {
            return UUID.fromString(typed);
        } catch (IllegalArgumentException _) {
            throw new WrongUse("'" + typed + "' is no number of a recovery; ./wariin operators recover shows it");
        }
    }
}
