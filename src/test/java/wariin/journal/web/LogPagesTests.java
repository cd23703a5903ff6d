package wariin.journal.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.database.DatabaseTest;
import wariin.journal.Act;
import wariin.journal.EntryId;
import wariin.journal.Journal;
import wariin.merkle.Checkpoint;
import wariin.merkle.NoteKey;
import wariin.merkle.SignedNote;
import wariin.merkle.TileId;
import wariin.merkle.TiledTree;
import wariin.merkle.TreeHash;

@DatabaseTest
class LogPagesTests {

    @Autowired
    Journal journal;

    @Autowired
    TransactionTemplate transaction;

    @Value("${wariin.base-url}")
    String baseUrl;

    private EntryId id;

    @BeforeEach
    void record() {
        transaction.executeWithoutResult(_ -> {
            for (var n = 0; n < 300; n++) {
                id = journal.append(
                        new Act("contract-signed", UUID.randomUUID().toString(), "user-7", Map.of("name", "山田花子")));
            }
        });
        journal.integrate();
    }

    /// Somebody who has nothing but the address and the key rebuilds the log.
    @Test
    void letsAMirrorRebuildAndVerifyTheLog() throws Exception {
        var note = SignedNote.parse(new String(get("/log/checkpoint").body(), UTF_8));
        var checkpoint = Checkpoint.parse(note.text());
        assertThat(NoteKey.of(new String(get("/log/key").body(), UTF_8).strip()).signed(note))
                .isTrue();

        var leaves = new ArrayList<TreeHash>();
        for (var first = 0L; first < checkpoint.size(); first += TileId.WIDTH) {
            var width = (int) Math.min(TileId.WIDTH, checkpoint.size() - first);
            var tile = new TileId(0, first / TileId.WIDTH).path(width);
            var bundle = leaves(get("/log/tile/entries/" + tile.substring(2)).body());
            var hashes = get("/log/tile/" + tile).body();
            assertThat(bundle).hasSize(width);
            for (var n = 0; n < width; n++) {
                assertThat(TreeHash.leaf(bundle.get(n)).bytes())
                        .isEqualTo(java.util.Arrays.copyOfRange(hashes, 32 * n, 32 * n + 32));
                leaves.add(TreeHash.leaf(bundle.get(n)));
            }
        }
        var tiles = new HashMap<TileId, byte[]>();
        var growth = new TiledTree(tile -> tiles.getOrDefault(tile, new byte[0]), 0).grow(leaves);

        assertThat(growth.root()).isEqualTo(checkpoint.root());
        assertThat(get("/log/tile/1/000.p/1").body()).hasSize(32);
    }

    @Test
    void answersForMissingAndMisspeltTilesWithNotFound() throws Exception {
        for (var path :
                List.of("0/x999/999", "0/0", "9/000", "0/000.p/300", "entries/x999/000", "0/..%2f000", "entries/")) {
            assertThat(get("/log/tile/" + path).statusCode()).as(path).isBetween(400, 404);
        }
    }

    @Test
    void showsTheProofInTheReadersLanguageWithoutTheDetails() throws Exception {
        var japanese = page("/log?lang=ja&entry=" + id);
        var english = page("/log?lang=en&entry=" + id);

        assertThat(japanese).contains("証明の手順", "契約書への署名", id.toString(), "署名された値と一致しました");
        assertThat(english)
                .contains("The proof, step by step", "Contract signed", "This is the value that the log has signed");
        assertThat(japanese + english)
                .doesNotContain("山田花子")
                .doesNotContain("user-7")
                .doesNotContain("??journal");
        assertThat(page("/log?lang=en&entry=0")).contains("This entry is number 0");
    }

    @Test
    void saysWhatItCannotFind() throws Exception {
        assertThat(page("/log?lang=en&entry=" + "0".repeat(64))).contains("There is no such entry");
        assertThat(page("/log?lang=en&entry=%3Cscript%3Ealert(1)%3C/script%3E"))
                .contains("Please enter the hash")
                .doesNotContain("<script>alert");
        assertThat(page("/log?lang=en&entry=999999999999999")).contains("There is no such entry");
    }

    private static List<byte[]> leaves(byte[] bundle) {
        var leaves = new ArrayList<byte[]>();
        var rest = ByteBuffer.wrap(bundle);
        while (rest.hasRemaining()) {
            var leaf = new byte[rest.getShort() & 0xffff];
            rest.get(leaf);
            leaves.add(leaf);
        }
        return leaves;
    }

    private String page(String path) throws Exception {
        var answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        return new String(answer.body(), UTF_8);
    }

    private HttpResponse<byte[]> get(String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(baseUrl + path)).build(), BodyHandlers.ofByteArray());
        }
    }
}
