package wariin.inspection;

import org.springframework.stereotype.Component;
import wariin.inspection.Look.Notes;

/// Whether the practice statement can be had where the register says that it is (EN 319 411-1, 5.2).
@Component
class StatementReachable implements Check {

    private static final int SHORTEST = 500;

    private final Fetcher fetcher;

    StatementReachable(Fetcher fetcher) {
        this.fetcher = fetcher;
    }

    @Override
    public String name() {
        return "cps-url-reachable";
    }

    @Override
    public Look look(Inspected service) {
        var notes = new Notes();
        var address = service.service().definitionUri();
        var fact = notes.fact("statement", address);
        switch (fetcher.get(address)) {
            case Fetcher.Fetched.Failed(var reason) -> notes.fault(reason);
            case Fetcher.Fetched.Got got -> {
                fact.put("type", got.type());
                fact.put("bytes", got.body().length);
                fact.put("sha256", got.sha256());
                if (got.body().length < SHORTEST) {
                    notes.fault("そこにある文書が短すぎます。", "What is there is too short to be a statement.");
                }
            }
        }
        return notes.look(
                "運用規程は公開されており、読むことができます。内容の確認は審査員が行います。",
                "The practice statement is public and can be read. Whether it says the right things, an assessor judges.");
    }
}
