package wariin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import wariin.ca.CertificationAuthority;
import wariin.journal.Journal;
import wariin.keys.KeyAlgorithm;
import wariin.pdf.RunningDigest;
import wariin.signing.RemoteSignature;
import wariin.validation.Level;
import wariin.validation.SignatureReport;
import wariin.validation.SignatureValidation;
import wariin.validation.Trust;
import wariin.validation.Verdict;

@ContractTest
class ContractSigningTests {

    @Autowired
    Walk walk;

    @Autowired
    Journal journal;

    @Autowired
    RemoteSignature signatures;

    @Autowired
    Documents documents;

    @Autowired
    CertificationAuthority authority;

    @TempDir
    Path folder;

    @Test
    void concludesWhenBothHaveSigned() throws Exception {
        var anna = walk.member("Anna", "見本商事株式会社");
        var address = Walk.address("ben");
        var contract = walk.sent(anna, Contract.Order.SEQUENTIAL, invited(address));

        var half = walk.sign(anna, contract.id());
        var ben = walk.guest(address, "Ben", "Sample Foods K.K.");
        var whole = walk.sign(ben, contract.id());

        assertThat(half.state()).isEqualTo(ContractState.SENT);
        assertThat(whole.state()).isEqualTo(ContractState.CONCLUDED);
        var concluded = walk.concluded(ben, contract.id());
        judge(concluded);
        assertThat(kinds(contract.id()))
                .containsExactly(
                        "contract-created",
                        "contract-sent",
                        "signature-activated",
                        "contract-signed",
                        "signature-activated",
                        "contract-signed",
                        "contract-concluded");
        assertThat(walk.subjects(address)).anyMatch(subject -> subject.startsWith("Concluded"));
    }

    @Test
    void namesTheEntriesOfTheLogInTheConcludedDocument() throws Exception {
        var anna = walk.member("Anna", "A");
        var ben = walk.member("Ben", "B");
        var id = walk.sent(anna, Contract.Order.PARALLEL, ben.side(Walk.place(1)))
                .id();
        walk.sign(anna, id);
        walk.sign(ben, id);

        var pdf = new String(walk.concluded(anna, id), StandardCharsets.ISO_8859_1);

        var before = journal.about(id.toString()).subList(0, 5);
        assertThat(pdf).contains("/WariinLogEntries").contains(id.toString());
        assertThat(before).allMatch(entry -> pdf.contains(entry.id().toString()));
    }

    @Test
    void letsTheCounterpartySignFirst() throws Exception {
        var anna = walk.member("Anna", "A");
        var ben = walk.member("Ben", "B");
        var draft = walk.draft(anna);
        var sender = new Draft.Side(true, "", "", null, Locale.ENGLISH, Walk.place(0));
        var terms = new Contract.Terms("Second", null, "JPY", null, Contract.Order.SEQUENTIAL, "");
        Walk.done(walk.drafts()
                .save(anna.user(), draft.id(), new Draft(terms, List.of(ben.side(Walk.place(1)), sender))));
        Walk.done(walk.drafts().send(anna.user(), draft.id()));

        var early = walk.signing().prepare(anna.user(), draft.id(), null);
        walk.sign(ben, draft.id());
        var whole = walk.sign(anna, draft.id());

        assertThat(early).isEqualTo(new ContractSigning.Preparation.Refused(Refusal.NOT_YOUR_TURN));
        assertThat(whole.state()).isEqualTo(ContractState.CONCLUDED);
        judge(walk.concluded(anna, draft.id()));
    }

    @Test
    void takesNoDocumentWhoseSignaturesForbidMore() throws Exception {
        var anna = walk.member("Anna", "A");
        var ben = walk.member("Ben", "B");
        var id = walk.sent(anna, Contract.Order.PARALLEL, ben.side(Walk.place(1)))
                .id();
        walk.sign(anna, id);
        walk.sign(ben, id);
        var signed = new ByteArrayInputStream(walk.concluded(anna, id));

        assertThat(walk.drafts().upload(anna.user(), "again.pdf", signed))
                .isEqualTo(new ContractOutcome.Refused(Refusal.CHANGES_FORBIDDEN));
    }

    @ParameterizedTest
    @EnumSource(
            value = KeyAlgorithm.class,
            names = {"EC_P384", "RSA_3072"})
    void signsWithOtherKindsOfKeys(KeyAlgorithm algorithm) throws Exception {
        var anna = walk.member("Anna", "A");
        var ben = walk.member("Ben", "B");
        signatures.prefer(anna.user(), algorithm);
        var id = walk.sent(anna, Contract.Order.PARALLEL, ben.side(Walk.place(1)))
                .id();
        walk.sign(ben, id);

        walk.sign(anna, id);

        assertThat(signatures.credentialOf(anna.user()).algorithm()).isEqualTo(algorithm);
        judge(walk.concluded(anna, id));
    }

    @Test
    void knowsTheDigestAgainAfterARestart() throws Exception {
        var anna = walk.member("Anna", "A");
        var ben = walk.member("Ben", "B");
        var id = walk.sent(anna, Contract.Order.PARALLEL, ben.side(Walk.place(1)))
                .id();
        var contract = walk.sign(anna, id);

        try (var document = documents.open(contract)) {
            assertThat(documents.digest(contract, document).digest())
                    .isEqualTo(RunningDigest.over(document).digest());
        }
    }

    @Test
    void asksAgainWhenTwoSignAtOnce() throws Exception {
        var anna = walk.member("Anna", "A");
        var ben = walk.member("Ben", "B");
        var id = walk.sent(anna, Contract.Order.PARALLEL, ben.side(Walk.place(1)))
                .id();
        var annas = walk.prompt(anna, id);
        var bens = walk.prompt(ben, id);

        var outcomes = atOnce(() -> walk.complete(anna, id, annas), () -> walk.complete(ben, id, bens));

        assertThat(outcomes).filteredOn(SigningOutcome.Signed.class::isInstance).hasSize(1);
        var moved = outcomes.getFirst() instanceof SigningOutcome.MovedOn ? outcomes.getFirst() : outcomes.getLast();
        var slower = moved == outcomes.getFirst() ? anna : ben;
        var next = ((SigningOutcome.MovedOn) moved).next();
        var whole = (SigningOutcome.Signed) walk.complete(slower, id, next);
        assertThat(whole.contract().state()).isEqualTo(ContractState.CONCLUDED);
        judge(walk.concluded(anna, id));
    }

    @Test
    void showsSealsButNoSignatureBeforeTheConclusion() throws Exception {
        var anna = walk.member("Anna", "A");
        var ben = walk.member("Ben", "B");
        var id = walk.sent(anna, Contract.Order.SEQUENTIAL, ben.side(Walk.place(1)))
                .id();
        walk.sign(anna, id);

        byte[] shown;
        try (var in = walk.files().shown(ben.user(), id).orElseThrow().open()) {
            shown = in.readAllBytes();
        }

        assertThat(walk.files().concluded(ben.user(), id)).isEmpty();
        assertThat(walk.files().concluded(anna.user(), id)).isEmpty();
        var values =
                Pattern.compile("/Contents ?<([0-9A-Fa-f]*)>").matcher(new String(shown, StandardCharsets.ISO_8859_1));
        assertThat(values.find()).isTrue();
        assertThat(values.group(1)).matches("0+");
        var report = SignatureValidation.offline(walk.clock()).validate(shown, Trust.in(authority.root()));
        assertThat(report.verdict()).isNotEqualTo(Verdict.TOTAL_PASSED);
    }

    @Test
    void givesTheSameAnswerWhenACompletedActIsRepeated() throws Exception {
        var anna = walk.member("Anna", "A");
        var ben = walk.member("Ben", "B");
        var id = walk.sent(anna, Contract.Order.SEQUENTIAL, ben.side(Walk.place(1)))
                .id();
        var prompt = walk.prompt(anna, id);
        var proof = walk.proof(anna, prompt);
        var act = prompt.authorization().id();

        var outcomes = atOnce(
                () -> walk.signing().complete(anna.user(), id, act, proof),
                () -> walk.signing().complete(anna.user(), id, act, proof));
        var later = walk.signing().complete(anna.user(), id, act, proof);

        assertThat(outcomes).filteredOn(SigningOutcome.Signed.class::isInstance).isNotEmpty();
        assertThat(outcomes).noneMatch(SigningOutcome.MovedOn.class::isInstance);
        assertThat(((SigningOutcome.Signed) later).contract().head()).isEqualTo(2);
        assertThat(kinds(id)).containsOnlyOnce("contract-signed");
    }

    private static List<SigningOutcome> atOnce(Callable<SigningOutcome> one, Callable<SigningOutcome> other)
            throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(one);
            var second = threads.submit(other);
            return List.of(first.get(), second.get());
        }
    }

    private List<String> kinds(ContractId id) {
        return journal.about(id.toString()).stream()
                .map(entry -> entry.act().kind())
                .toList();
    }

    private static Draft.Side invited(String address) {
        return new Draft.Side(false, address, "Ben", "Sample Foods K.K.", Locale.ENGLISH, Walk.place(1));
    }

    private void judge(byte[] pdf) throws IOException, InterruptedException {
        assertThat(pdf).startsWith(Walk.sample());
        var report = SignatureValidation.offline(walk.clock()).validate(pdf, Trust.in(authority.root()));
        assertThat(report.verdict()).isEqualTo(Verdict.TOTAL_PASSED);
        assertThat(report.signatures()).extracting(SignatureReport::level).containsExactly(Level.B_LTA, Level.B_LTA);
        assertThat(report.signatures()).allMatch(SignatureReport::unchangedSince);

        var file = Files.write(folder.resolve("concluded.pdf"), pdf);
        assertThat(run("qpdf", "--check", file.toString())).contains("No syntax or stream encoding errors");
        assertThat(run("pdfsig", "-nocert", file.toString()).split("Signature is Valid", -1))
                .hasSize(3);
    }

    private static String run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said;
    }
}
