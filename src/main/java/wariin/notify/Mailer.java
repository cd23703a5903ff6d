package wariin.notify;

import org.springframework.stereotype.Service;

/// Takes messages to people: a row in the outbox within the caller's transaction, so no act is announced that did not happen.
@Service
public class Mailer {

    public void send(Mail mail) {
        throw new UnsupportedOperationException("lands in minutes: " + mail.template());
    }
}
