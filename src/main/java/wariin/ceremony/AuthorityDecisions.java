package wariin.ceremony;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.ca.ceremony.RollOver;
import wariin.ca.ceremony.UnitRollOver;
import wariin.ca.list.ListIntake;
import wariin.ca.status.RevocationLists;
import wariin.ceremony.Decision.Kind;
import wariin.ceremony.DecisionOutcome.Refusal;
import wariin.identity.AssertionOutcome;
import wariin.identity.CurrentUser;
import wariin.identity.Operators;
import wariin.identity.Passkeys;
import wariin.identity.UserId;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.x509.Certificates;
import wariin.x509.MalformedDer;

/// Dual control over the authorities: nothing is made or taken into use before two operators have signed the same text
/// with their passkeys (EN 319 411-1, 6.5.1).
@Service
public class AuthorityDecisions {

    /// Who the operators are and how they prove it.
    @Component
    record Deciders(Operators all, Passkeys passkeys) {}

    /// What a decision is written with.
    @Component
    record Writing(DecisionRegister decisions, Journal journal, TransactionTemplate transactions, Clock clock) {}

    /// What new generations are made of.
    @Component
    record Generations(RollOver authorities, UnitRollOver units) {}

    private final RollOver rollOver;
    private final UnitRollOver units;
    private final RevocationLists lists;
    private final Deciders operators;
    private final Writing writing;

    AuthorityDecisions(Generations generations, RevocationLists lists, Deciders operators, Writing writing) {
        this.rollOver = generations.authorities();
        this.units = generations.units();
        this.lists = lists;
        this.operators = operators;
        this.writing = writing;
    }

    /// Whether there are two who have been operators for long enough.
    public boolean possible() {
        return operators.all().deciding() >= Decision.NEEDED;
    }

    /// Whether this operator may be one of the two.
    public boolean mayDecide(CurrentUser me) {
        return operators.all().mayDecide(me.user().id());
    }

    /// What was asked for by somebody who is still an operator, with the consents of those who still are.
    public List<Decision> open() {
        return writing.decisions().open(operators.all()::counts);
    }

    private Optional<Decision> open(UUID id) {
        return writing.decisions().open(id, operators.all()::counts);
    }

    public DecisionOutcome askForGeneration(CurrentUser me, String line) {
        if (!possible()) return DecisionOutcome.refused(Refusal.ONE_OPERATOR);
        var next = rollOver.next(line);
        if (next.isEmpty()) return DecisionOutcome.refused(Refusal.NOT_NOW);
        return ask(me, Kind.BEGIN_GENERATION, line, next.get().generation(), text(next.get()), null, null);
    }

    private static String text(RollOver.Next next) {
        var kind = next.root() ? "ルート認証局 / root " : "認証局 / authority ";
        var head = "新しい世代の開始 / begin a new generation: " + kind + next.line() + "\n名前 / name: " + next.name()
                + "\n鍵 / key: " + next.algorithm();
        if (next.root()) {
            return head + "\n証明 / certified by: 自身の鍵と " + next.issuer() + " / its own key and " + next.issuer()
                    + " (cross certificate)\n新しい信頼の起点になります。ほかの認証局は、更新したときにその下に移ります。"
                    + next.issuer() + " は状態の回答だけを続けます。\n"
                    + "It is a new trust anchor. Authorities stand below it when they are rolled over themselves; "
                    + next.issuer() + " goes on with status only.";
        }
        return head + "\n発行者 / issuer: " + next.issuer() + "\n"
                + (next.atOnce()
                        ? "すぐに証明され、以後の証明書を発行します。\n"
                                + "It is certified at once, and new certificates come from it from then on."
                        : "証明書を発行者に申請します。発行者の鍵は別の場所で保管されています。\n"
                                + "Its certificate is asked of the issuer, whose key is kept elsewhere.");
    }

    /// The next generation of a time-stamping unit. A moment that has passed when two have agreed means at once.
    public DecisionOutcome askForUnit(CurrentUser me, String line, @Nullable Instant servesFrom) {
        if (!possible()) return DecisionOutcome.refused(Refusal.ONE_OPERATOR);
        var next = units.next(line);
        if (next.isEmpty()) return DecisionOutcome.refused(Refusal.NOT_NOW);
        var now = writing.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        var from = servesFrom == null ? now : servesFrom;
        if (from.isBefore(now) || from.isAfter(next.get().latest())) return DecisionOutcome.refused(Refusal.DATE);
        var former = next.get().former();
        var text = "新しい世代の開始 / begin a new generation: タイムスタンプ装置 / time-stamping unit " + line + "\n名前 / name: "
                + next.get().name() + "\n鍵 / key: " + next.get().algorithm() + "\n発行者 / issuer: "
                + next.get().issuer() + "\n署名の開始 / signs from: " + from + "\nそれまでは " + former
                + " が署名し、以後は署名しません。\nUntil then " + former + " signs, and nothing after that.";
        return ask(me, Kind.BEGIN_UNIT, line, next.get().generation(), text, null, from);
    }

    /// Certificates and lists come as one file or as several.
    public DecisionOutcome askForUse(CurrentUser me, String name, List<byte[]> files) {
        if (!possible()) return DecisionOutcome.refused(Refusal.ONE_OPERATOR);
        var asked = rollOver.waiting().stream()
                .filter(one -> one.name().equals(name))
                .findFirst();
        if (asked.isEmpty()) return DecisionOutcome.refused(Refusal.NOT_NOW);
        var file = together(files);
        var brought = rollOver.look(name, file);
        if (brought.isEmpty()) return DecisionOutcome.refused(Refusal.DOES_NOT_FIT);
        if (!brought.get().faults().isEmpty()) {
            return new DecisionOutcome.Refused(
                    Refusal.DOES_NOT_FIT, brought.get().faults());
        }
        var text = new StringBuilder("認証局の使用開始 / take into use the authority: " + name);
        for (var certificate : brought.get().chain()) text.append(line(certificate));
        for (var finding : brought.get().findings())
            text.append("\n指摘 / finding: ").append(finding);
        var found = asked.get();
        return ask(me, Kind.TAKE_INTO_USE, found.line(), found.generation(), text.toString(), file, null);
    }

    /// Options for the passkey of somebody who has not agreed yet; empty if there is nothing to agree to.
    public Optional<String> options(CurrentUser me, UUID id) {
        return open(id).filter(_ -> me.operator()
                        && !operators.passkeys().of(me.user().id()).isEmpty())
                .map(decision -> operators.passkeys().assertionOptions(me.user().id(), decision.challenge()));
    }

    /// The second consent has the decision carried out; what a crash left is carried out when either agrees again.
    public DecisionOutcome consent(CurrentUser me, UUID id, String assertion) {
        if (!possible()) return DecisionOutcome.refused(Refusal.ONE_OPERATOR);
        var decision = open(id);
        if (decision.isEmpty() || !me.operator()) return DecisionOutcome.refused(Refusal.NOT_NOW);
        var user = me.user().id();
        if (!operators.all().mayDecide(user)) return DecisionOutcome.refused(Refusal.RESTING);
        if (operators.passkeys().of(user).isEmpty()) return DecisionOutcome.refused(Refusal.NO_PASSKEY);
        var proof = operators.passkeys().verify(user, decision.get().challenge(), assertion);
        if (!(proof instanceof AssertionOutcome.Verified(var _, var evidence))) {
            return DecisionOutcome.refused(Refusal.WRONG_PROOF);
        }
        writing.transactions().executeWithoutResult(_ -> {
            var at = writing.clock().instant();
            if (writing.decisions().consent(id, user, evidence, at, operators.all()::counts)) {
                append("authority-decision-agreed", id, user);
            }
        });
        var agreed = open(id);
        if (agreed.isEmpty()) return DecisionOutcome.refused(Refusal.NOT_NOW);
        return agreed.get().isAgreed() ? carryOut(agreed.get(), user) : new DecisionOutcome.Waiting(agreed.get());
    }

    /// The list of a root whose key is kept elsewhere proves itself by its signature: one operator may bring it.
    public boolean bringList(String authority, byte[] file) {
        return lists.takeIn(authority, file) instanceof ListIntake.Outcome.TakenIn;
    }

    private static byte[] together(List<byte[]> files) {
        var all = new ByteArrayOutputStream();
        for (var file : files) {
            if (new String(file, StandardCharsets.ISO_8859_1).contains("-----BEGIN ")) all.writeBytes(file);
            else all.writeBytes(PkiFile.pem(isCertificate(file) ? "CERTIFICATE" : "X509 CRL", file));
            all.write('\n');
        }
        return all.toByteArray();
    }

    private static boolean isCertificate(byte[] der) {
        try {
            Certificates.parse(der);
            return true;
        } catch (MalformedDer _) {
            return false;
        }
    }

    private DecisionOutcome ask(
            CurrentUser me,
            Kind kind,
            String line,
            int generation,
            String text,
            byte @Nullable [] files,
            @Nullable Instant servesFrom) {
        if (!operators.all().mayDecide(me.user().id())) return DecisionOutcome.refused(Refusal.RESTING);
        var id = UUID.randomUUID();
        var at = writing.clock().instant();
        var whole = text + "\n提案者 / asked by: " + me.displayName() + "\n日時 / time: "
                + at.truncatedTo(ChronoUnit.SECONDS) + "\n番号 / number: " + id;
        var challenge = HexFormat.of().parseHex(CeremonyScript.sha256(whole.getBytes(StandardCharsets.UTF_8)));
        var user = me.user().id();
        var decision =
                new Decision(id, kind, line, generation, whole, challenge, files, user, at, servesFrom, List.of());
        var added = writing.transactions().execute(_ -> {
            for (var ended : writing.decisions().endVoid(line, at, operators.all()::counts)) {
                append("authority-decision-void", ended, user);
            }
            if (!writing.decisions().add(decision)) return false;
            append("authority-decision-asked", id, user);
            return true;
        });
        return Boolean.TRUE.equals(added)
                ? new DecisionOutcome.Waiting(decision)
                : DecisionOutcome.refused(Refusal.ALREADY_ASKED);
    }

    private DecisionOutcome carryOut(Decision decision, UserId last) {
        var actor = "operators:" + decision.consents().getFirst() + ","
                + decision.consents().get(1);
        switch (decision.kind()) {
            case BEGIN_GENERATION -> rollOver.begin(decision.line(), decision.generation(), actor);
            case BEGIN_UNIT -> {
                var from = Objects.requireNonNull(decision.servesFrom());
                units.begin(decision.line(), decision.generation(), from, actor);
            }
            case TAKE_INTO_USE -> {
                var files = decision.files();
                if (files == null || !rollOver.takeIntoUse(decision.name(), files, actor)) {
                    return DecisionOutcome.refused(Refusal.DOES_NOT_FIT);
                }
            }
        }
        writing.transactions().executeWithoutResult(_ -> {
            var at = writing.clock().instant();
            if (writing.decisions().finish(decision.id(), at)) {
                append("authority-decision-done", decision.id(), last);
            }
        });
        return new DecisionOutcome.Done(decision);
    }

    private void append(String kind, UUID decision, UserId actor) {
        writing.journal().append(new Act(kind, decision.toString(), actor.toString(), Map.of()));
    }

    private static String line(X509Certificate certificate) {
        return "\n" + certificate.getSubjectX500Principal().getName() + "\n  SHA-256 "
                + CeremonyScript.sha256(Certificates.encoded(certificate));
    }
}
