package wariin.journal.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import wariin.journal.Journal;
import wariin.merkle.TileId;
import wariin.merkle.TreeHash;

/// Checkpoint, tiles and entries as static files would be (C2SP tlog-checkpoint, tlog-tiles): any mirror can take
/// them.
@RestController
class LogFiles {

    private static final MediaType TEXT = MediaType.parseMediaType("text/plain;charset=utf-8");

    private final Journal journal;

    LogFiles(Journal journal) {
        this.journal = journal;
    }

    @GetMapping("/log/checkpoint")
    ResponseEntity<String> checkpoint() {
        return ResponseEntity.ok()
                .contentType(TEXT)
                .cacheControl(CacheControl.noCache())
                .body(journal.checkpoint());
    }

    /// The public key, in the form that signed-note tools read.
    @GetMapping("/log/key")
    ResponseEntity<String> key() {
        return ResponseEntity.ok().contentType(TEXT).body(journal.publicKey() + "\n");
    }

    @GetMapping("/log/tile/{level:[0-7]}/{*path}")
    ResponseEntity<byte[]> tile(@PathVariable int level, @PathVariable String path) {
        var asked = TileId.parse(path.substring(1));
        if (asked.isEmpty()) return ResponseEntity.notFound().build();
        var hashes = journal.tile(new TileId(level, asked.get().index()));
        var length = asked.get().width() * TreeHash.LENGTH;
        return hashes.length < length ? ResponseEntity.notFound().build() : file(Arrays.copyOf(hashes, length));
    }

    /// Entry bundles: each leaf after its length in two bytes.
    @GetMapping("/log/tile/entries/{*path}")
    ResponseEntity<byte[]> entries(@PathVariable String path) {
        var asked = TileId.parse(path.substring(1));
        if (asked.isEmpty()) return ResponseEntity.notFound().build();
        var first = asked.get().index() * TileId.WIDTH;
        var leaves = journal.leaves(first, first + asked.get().width());
        if (leaves.size() < asked.get().width())
            return ResponseEntity.notFound().build();
        var bundle = new ByteArrayOutputStream();
        for (var leaf : leaves) {
            bundle.writeBytes(
                    ByteBuffer.allocate(2).putShort((short) leaf.length).array());
            bundle.writeBytes(leaf);
        }
        return file(bundle.toByteArray());
    }

    /// What is at such a path never changes.
    private static ResponseEntity<byte[]> file(byte[] content) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .cacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .body(content);
    }
}
