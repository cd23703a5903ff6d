package wariin.ra.refusal;

import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.journal.Act;
import wariin.journal.Journal;

/// Writes down what a desk tried and may not: the entry of the log is all that a refusal leaves.
@Component
public class RefusalLog {

    private static final Logger log = LoggerFactory.getLogger(RefusalLog.class);
    private static final int LONGEST_FACT = 300;

    private final Journal journal;
    private final TransactionTemplate apart;

    RefusalLog(Journal journal, PlatformTransactionManager transactions) {
        this.journal = journal;
        // What the caller takes back later does not take the entry back.
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /// @param subject what it was tried on: the id of a request, a desk or a standing approval
    public void note(String subject, String actor, String act, RegistrationRefusal reason) {
        note(subject, actor, act, reason.key(), reason.facts());
    }

    public void note(String subject, String actor, String act, String reason, Map<String, String> more) {
        var facts = new HashMap<String, String>();
        more.forEach((name, value) ->
                facts.put(name, value.length() > LONGEST_FACT ? value.substring(0, LONGEST_FACT) : value));
        facts.put("act", act);
        facts.put("refusal", reason);
        apart.executeWithoutResult(_ -> journal.append(new Act("registration-refused", subject, actor, facts)));
        log.atInfo()
                .addKeyValue("subject", subject)
                .addKeyValue("act", act)
                .addKeyValue("refusal", reason)
                .log("Registration refused");
    }
}
