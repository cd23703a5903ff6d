package wariin.merkle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.KeyPairGenerator;
import java.security.Signature;
import org.junit.jupiter.api.Test;

class NoteTests {

    /// The example of the signed-note specification, checked with its published key.
    @Test
    void verifiesTheExampleOfTheSpecification() {
        var key = NoteKey.of("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
        var note = SignedNote.parse("""
                If you think cryptography is the answer to your problem,
                then you don't know what your problem is.

                — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
                """);

        assertThat(key.signed(note)).isTrue();
        assertThat(key.signed(new SignedNote(note.text().replace("problem,", "problem;"), note.signatures())))
                .isFalse();
        assertThat(SignedNote.parse(note.toString()).toString()).isEqualTo(note.toString());
    }

    @Test
    void carriesACheckpoint() throws Exception {
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        var key = NoteKey.of("example.com/log", pair.getPublic());
        var checkpoint = new Checkpoint("example.com/log", 42, TreeHash.ofNothing());
        var signer = Signature.getInstance("Ed25519");
        signer.initSign(pair.getPrivate());
        signer.update(checkpoint.text().getBytes(UTF_8));

        var note = SignedNote.parse(key.note(checkpoint.text(), signer.sign()).toString());

        assertThat(NoteKey.of(key.toString()).signed(note)).isTrue();
        assertThat(Checkpoint.parse(note.text())).isEqualTo(checkpoint);
    }

    @Test
    void refusesWhatIsNotOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> SignedNote.parse("text\n"));
        assertThatIllegalArgumentException().isThrownBy(() -> SignedNote.parse("text\n\n- a AAAAAAAA\n"));
        assertThatIllegalArgumentException().isThrownBy(() -> Checkpoint.parse("log\n01\nAAAA\n"));
        assertThatIllegalArgumentException().isThrownBy(() -> Checkpoint.parse("log\n1\n"));
    }

    @Test
    void spellsTilesInOneWayOnly() {
        assertThat(new TileId(0, 1234067).path()).isEqualTo("0/x001/x234/067");
        assertThat(new TileId(3, 5).path(17)).isEqualTo("3/005.p/17");
        assertThat(TileId.parse("x001/x234/067")).contains(new TileId.Numbered(1234067, 256));
        assertThat(TileId.parse("005.p/17")).contains(new TileId.Numbered(5, 17));
        for (var wrong : new String[] {"5", "x000/005", "005.p/0", "005.p/256", "005.p/007", "x1/005", "../005", ""}) {
            assertThat(TileId.parse(wrong)).as(wrong).isEmpty();
        }
    }
}
