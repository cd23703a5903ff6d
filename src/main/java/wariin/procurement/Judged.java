package wariin.procurement;

import java.util.ArrayList;
import java.util.List;
import wariin.site.Bilingual;

/// What a part of a rule comes to, with the reasons that decided it.
record Judged(Ruling ruling, List<Bilingual> reasons, List<Citation> citations) {

    static Judged of(Ruling ruling, String ja, String en) {
        return new Judged(ruling, List.of(Bilingual.of(ja, en)), List.of());
    }

    static Judged of(Ruling ruling, String ja, String en, Citation citation) {
        return new Judged(ruling, List.of(Bilingual.of(ja, en)), List.of(citation));
    }

    Judged not() {
        return new Judged(ruling.not(), reasons, citations);
    }

    /// The reasons of the parts that came to the same are the reasons of the whole.
    static Judged of(Ruling ruling, List<Judged> parts) {
        var reasons = new ArrayList<Bilingual>();
        var citations = new ArrayList<Citation>();
        for (var part : parts) {
            if (part.ruling != ruling) continue;
            for (var reason : part.reasons) if (!reasons.contains(reason)) reasons.add(reason);
            for (var citation : part.citations) if (!citations.contains(citation)) citations.add(citation);
        }
        return new Judged(ruling, List.copyOf(reasons), List.copyOf(citations));
    }

    /// What is unknown first, then what is known beside it.
    static Judged unknown(List<Judged> parts) {
        var unknown = of(Ruling.INDETERMINATE, parts);
        var known = of(Ruling.PASS, parts);
        var reasons = new ArrayList<>(unknown.reasons);
        reasons.addAll(known.reasons);
        var citations = new ArrayList<>(unknown.citations);
        citations.addAll(known.citations);
        return new Judged(Ruling.INDETERMINATE, List.copyOf(reasons), List.copyOf(citations));
    }
}
