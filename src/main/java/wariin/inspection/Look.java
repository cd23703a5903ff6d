package wariin.inspection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wariin.site.Bilingual;

/// What a check saw and concluded: the verdict, why in words, and the facts behind it.
record Look(InspectionVerdict verdict, Bilingual reason, Map<String, Object> seen) {

    static Look satisfied(String ja, String en, Map<String, Object> seen) {
        return new Look(InspectionVerdict.SATISFIED, new Bilingual(ja, en), seen);
    }

    static Look notSatisfied(String ja, String en, Map<String, Object> seen) {
        return new Look(InspectionVerdict.NOT_SATISFIED, new Bilingual(ja, en), seen);
    }

    static Look notPossible(String ja, String en, Map<String, Object> seen) {
        return new Look(InspectionVerdict.NOT_POSSIBLE, new Bilingual(ja, en), seen);
    }

    /// Collects facts and faults; one fault is enough for NOT_SATISFIED, and its words are the reason.
    static final class Notes {

        private final List<Map<String, Object>> facts = new ArrayList<>();
        private final List<Bilingual> faults = new ArrayList<>();
        private final List<Bilingual> doubts = new ArrayList<>();

        /// A thing that was looked at; its facts are added to what is given back.
        Map<String, Object> fact(String kind, String what) {
            var fact = new LinkedHashMap<String, Object>();
            fact.put(kind, what);
            facts.add(fact);
            return fact;
        }

        void fault(String ja, String en) {
            faults.add(new Bilingual(ja, en));
        }

        void fault(Bilingual words) {
            faults.add(words);
        }

        /// Something that could not be looked at: no fault, but no satisfaction either.
        void doubt(String ja, String en) {
            doubts.add(new Bilingual(ja, en));
        }

        void doubt(Bilingual words) {
            doubts.add(words);
        }

        boolean nothingSeen() {
            return facts.isEmpty();
        }

        Look look(String ja, String en) {
            var seen = Map.<String, Object>of("seen", facts);
            if (!faults.isEmpty()) return new Look(InspectionVerdict.NOT_SATISFIED, joined(faults), seen);
            if (!doubts.isEmpty()) return new Look(InspectionVerdict.NOT_POSSIBLE, joined(doubts), seen);
            return satisfied(ja, en, seen);
        }

        private static Bilingual joined(List<Bilingual> texts) {
            var few = texts.stream().distinct().limit(5).toList();
            return new Bilingual(
                    String.join("", few.stream().map(Bilingual::ja).toList()),
                    String.join(" ", few.stream().map(Bilingual::en).toList()));
        }
    }
}
