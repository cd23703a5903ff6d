package wariin.journal.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import wariin.journal.Inclusion;
import wariin.merkle.Checkpoint;
import wariin.merkle.InclusionProof;
import wariin.merkle.SignedNote;
import wariin.merkle.TreeHash;

/// A proof written out for a reader: every hashing with its two inputs, so that each line can be done again by hand.
record ProofOnPage(String leaf, String leafHash, List<Line> lines, String root, boolean reachesRoot, String command) {

    /// @param givenLeft whether the left one is what the proof brought
    record Line(String left, String right, boolean givenLeft, String result) {}

    static ProofOnPage of(Inclusion inclusion) {
        var leafHash = TreeHash.leaf(inclusion.leaf());
        var lines = inclusion.proof().steps(leafHash).stream()
                .map(step -> new Line(
                        step.left().toString(),
                        step.right().toString(),
                        step.given() == InclusionProof.Side.LEFT,
                        step.result().toString()))
                .toList();
        var root = Checkpoint.parse(SignedNote.parse(inclusion.checkpoint()).text())
                .root();
        var leaf = new String(inclusion.leaf(), UTF_8);
        return new ProofOnPage(
                leaf,
                leafHash.toString(),
                lines,
                root.toString(),
                inclusion.proof().proves(leafHash, root),
                "printf '\\0%s' '" + leaf.replace("'", "'\\''") + "' | sha256sum");
    }
}
