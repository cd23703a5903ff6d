package wariin.pdf;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wariin.pdf.Page.Box;
import wariin.pdf.PdfRefused.Reason;
import wariin.pdf.PdfValue.Dict;
import wariin.pdf.PdfValue.Num;
import wariin.pdf.PdfValue.Ref;

/// Walks the page tree (ISO 32000-2, 7.7.3) without trusting its counts, its depth or that it is a tree.
final class PageTree {

    private static final int PAGES = 100_000;
    private static final int NODES = 200_000;
    private static final Box LETTER = new Box(0, 0, 612, 792);

    private record Node(Ref ref, Inherited inherited) {}

    private record Inherited(
            @Nullable PdfValue mediaBox,
            @Nullable PdfValue cropBox,
            @Nullable PdfValue rotate) {

        Inherited over(Dict dict) {
            return new Inherited(
                    dict.entries().getOrDefault("MediaBox", mediaBox),
                    dict.entries().getOrDefault("CropBox", cropBox),
                    dict.entries().getOrDefault("Rotate", rotate));
        }
    }

    private final PdfReader reader;

    PageTree(PdfReader reader) {
        this.reader = reader;
    }

    List<Page> pages() throws PdfRefused {
        var pages = new ArrayList<Page>();
        var seen = new HashSet<Integer>();
        var waiting = new ArrayDeque<Node>();
        if (reader.catalog().get("Pages") instanceof Ref root)
            waiting.push(new Node(root, new Inherited(null, null, null)));
        while (!waiting.isEmpty()) {
            var node = waiting.pop();
            if (!seen.add(node.ref.number())) continue;
            if (seen.size() > NODES) throw new PdfRefused(Reason.TOO_MANY_OBJECTS, "page tree of endless nodes");
            visit(node, waiting, pages);
        }
        if (pages.isEmpty()) throw new PdfRefused(Reason.NO_PAGES, "empty page tree");
        return pages;
    }

    private void visit(Node node, ArrayDeque<Node> waiting, List<Page> pages) throws PdfRefused {
        if (!(reader.object(node.ref.number()) instanceof Dict dict)) return;
        var inherited = node.inherited.over(dict);
        if (dict.get("Kids") == null) {
            if (pages.size() >= PAGES) throw new PdfRefused(Reason.TOO_MANY_OBJECTS, "more than " + PAGES + " pages");
            pages.add(page(node.ref, dict, inherited));
            return;
        }
        for (var kid : reader.array(dict.get("Kids")).reversed()) {
            if (kid instanceof Ref ref) waiting.push(new Node(ref, inherited));
        }
    }

    private Page page(Ref ref, Dict dict, Inherited inherited) throws PdfRefused {
        var media = box(inherited.mediaBox);
        if (media == null || media.isEmpty()) media = LETTER;
        var crop = box(inherited.cropBox);
        var visible = crop == null ? media : crop.within(media);
        var unit = reader.follow(dict.get("UserUnit")) instanceof Num number ? number.toDouble() : 1;
        return new Page(ref, visible.isEmpty() ? media : visible, rotation(inherited.rotate), unit > 0 ? unit : 1);
    }

    private int rotation(@Nullable PdfValue value) throws PdfRefused {
        var degrees = Math.floorMod(reader.number(value, 0), 360L);
        return degrees % 90 == 0 ? (int) degrees : 0;
    }

    @Nullable
    Box box(@Nullable PdfValue value) throws PdfRefused {
        var items = reader.array(value);
        if (items.size() < 4) return null;
        var n = new double[4];
        for (var i = 0; i < 4; i++) {
            if (!(reader.follow(items.get(i)) instanceof Num number)) return null;
            n[i] = number.toDouble();
        }
        return new Box(Math.min(n[0], n[2]), Math.min(n[1], n[3]), Math.max(n[0], n[2]), Math.max(n[1], n[3]));
    }

    /// The rotation of one page, found upwards from it.
    int rotationOf(@Nullable PdfValue page) throws PdfRefused {
        var dict = reader.dict(page);
        for (var n = 0; n < 100 && dict != null; n++) {
            if (dict.get("Rotate") != null) return rotation(dict.get("Rotate"));
            dict = reader.dict(dict.get("Parent"));
        }
        return 0;
    }
}
