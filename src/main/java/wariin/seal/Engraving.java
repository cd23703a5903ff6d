package wariin.seal;

import java.awt.geom.Rectangle2D;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/// Lays out each kind of drawn seal in its customary size.
final class Engraving {

    private static final int MOST_CHARACTERS = 40;
    private static final int MOST_LATIN = 72;
    private static final int LONGEST_INPUT = 300;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy.MM.dd");

    private final Ink ink = new Ink();
    private final List<SealNotice> notices = new ArrayList<>();
    private double size;

    private Engraving() {}

    static SealDrawing of(SealDesign design, LocalDate day) {
        var engraving = new Engraving();
        switch (design) {
            case SealDesign.CompanySquare(var text) -> engraving.square(engraving.read(text));
            case SealDesign.RepresentativeRound(var company, var centre) ->
                engraving.round(engraving.read(company), engraving.read(centre));
            case SealDesign.Personal(var name) -> engraving.personal(engraving.read(name));
            case SealDesign.Dated(var above, var below) -> engraving.dated(above, below, day);
            case SealDesign.Picture _ -> throw new IllegalArgumentException("A picture is not engraved");
        }
        return new SealDrawing(engraving.size, engraving.size, engraving.ink.outlines(), null, engraving.notices);
    }

    private SealText read(String given) {
        if (given.length() > LONGEST_INPUT) { // invisible characters do not count as text, yet they are stored
            throw new SealRefused(SealRefused.Reason.TOO_LONG, String.valueOf(MOST_CHARACTERS));
        }
        var text = SealText.of(given);
        var most = text.latinOnly() ? MOST_LATIN : MOST_CHARACTERS;
        if (text.isEmpty()) {
            throw new SealRefused(SealRefused.Reason.EMPTY);
        }
        if (text.text().codePointCount(0, text.text().length()) > most) {
            throw new SealRefused(SealRefused.Reason.TOO_LONG, String.valueOf(most));
        }
        notices.addAll(text.notices());
        return text;
    }

    private void square(SealText text) {
        var characters = text.characters();
        size = characters.length <= 9 ? 21 : 24;
        var border = size * 0.043;
        ink.frame(size, border, size * 0.05);
        var margin = border + size * 0.026;
        var area = new Rectangle2D.Double(margin, margin, size - 2 * margin, size - 2 * margin);
        if (text.readsInLines()) {
            var inset = size * 0.035;
            area.setRect(area.x + inset, area.y + inset, area.width - 2 * inset, area.height - 2 * inset);
            Lines.fillSquare(ink, Lines.capitals(text), area);
        } else {
            Columns.fillSquare(ink, Columns.closed(characters), area);
        }
    }

    private void round(SealText company, SealText centre) {
        var latin = company.readsInLines() && company.latinOnly();
        size = latin || company.characters().length > 16 ? 21 : 18;
        var radius = size / 2;
        ink.circle(radius, radius, radius, size * 0.03);
        var band = size * (company.characters().length <= 8 ? 0.16 : company.characters().length <= 14 ? 0.135 : 0.12);
        var outer = radius - size * 0.052;
        var inner = outer - band;
        var line = inner - size * 0.022;
        ink.circle(radius, radius, line, size * 0.016);
        new Ring(radius, radius, inner, outer).write(ink, latin ? Lines.capitals(company) : company);
        middle(centre, radius, line - size * 0.024);
    }

    private void middle(SealText text, double center, double radius) {
        if (text.readsInLines()) {
            Lines.fillCircle(ink, Lines.capitals(text), center, center, radius);
        } else {
            Columns.fillCircle(ink, text.characters(), center, center, radius);
        }
    }

    private void personal(SealText name) {
        var text = familyName(name);
        var count = text.characters().length;
        size = text.readsInLines() ? 13.5 : count <= 2 ? 10.5 : 12;
        var radius = size / 2;
        var border = size * 0.036;
        ink.circle(radius, radius, radius, border);
        if (text.readsInLines()) {
            Lines.fillCircle(ink, text, radius, radius, radius - border - size * 0.045);
        } else {
            Columns.fillCircle(ink, text.characters(), radius, radius, radius - border - size * 0.008);
        }
    }

    /// 山田 太郎 presses 山田; a name in Latin letters, or one without a space, is taken whole.
    private static SealText familyName(SealText name) {
        var space = name.text().indexOf(' ');
        return space < 0 || name.readsInLines() || name.latinOnly()
                ? name
                : new SealText(name.text().substring(0, space), name.notices());
    }

    private void dated(String above, String below, LocalDate day) {
        size = 16;
        var radius = size / 2;
        var border = size * 0.028;
        var half = size * 0.125; // of the band with the day
        var rule = size * 0.016;
        ink.circle(radius, radius, radius, border);
        var inside = radius - border;
        var chord = Math.sqrt(inside * inside - half * half) + border / 2;
        ink.bar(radius - chord, radius - half - rule / 2, 2 * chord, rule);
        ink.bar(radius - chord, radius + half - rule / 2, 2 * chord, rule);
        var width = 2 * (chord - size * 0.055);
        var high = half * 1.15;
        Lines.fillBox(ink, DAY.format(day), new Rectangle2D.Double(radius - width / 2, radius - high / 2, width, high));
        segment(read(above), inside, half + rule, -1);
        segment(read(below), inside, half + rule, 1);
    }

    /// Writes into what is left of the circle above (direction -1) or below (1) the band.
    private void segment(SealText text, double inside, double from, int direction) {
        var room = inside - from;
        var rows = DateRows.of(text, direction);
        var share = rows.size() > 1 ? 0.8 : text.characters().length <= 5 ? 0.62 : 0.5;
        var near = from + room * 0.11;
        var high = room * share / rows.size();
        for (var i = 0; i < rows.size(); i++) { // from the band outwards
            var low = near + i * high * 1.08;
            var far = low + high * 0.94;
            var half = 0.97 * Math.sqrt(inside * inside - far * far);
            var y = size / 2 + (direction < 0 ? -far : low);
            Lines.fillBox(ink, rows.get(i), new Rectangle2D.Double(size / 2 - half, y, 2 * half, far - low));
        }
    }
}
