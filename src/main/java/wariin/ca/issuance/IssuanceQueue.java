package wariin.ca.issuance;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import wariin.ca.application.NotIssued;
import wariin.ca.issuance.IssuanceLine.Order;
import wariin.ca.issuance.IssuanceLine.Result;
import wariin.x509.SerialNumber;

/// Where callers wait while two workers issue whatever waits together: one signs while the other asks the disk.
///
/// A worker that is free takes at once what there is, so one caller alone waits for nobody.
@Component
public class IssuanceQueue implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(IssuanceQueue.class);
    private static final int WORKERS = 2;
    private static final int TOGETHER = 256;
    private static final int WAITING = 4096;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private record Waiting(Order order, CompletableFuture<X509Certificate> certificate) {}

    private final IssuanceLine line;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(WAITING);
    private final List<Thread> workers = new ArrayList<>();
    private volatile boolean closed;

    IssuanceQueue(IssuanceLine line) {
        this.line = line;
    }

    /// In the order given. The first failure is thrown when all were tried.
    public List<X509Certificate> issue(List<Order> orders) {
        begin();
        var waiting = new ArrayList<Waiting>();
        for (var order : orders) {
            var one = new Waiting(order, new CompletableFuture<>());
            waiting.add(one);
            hand(one);
        }
        var certificates = new ArrayList<X509Certificate>();
        NotIssued first = null;
        for (var one : waiting) {
            try {
                certificates.add(await(one));
            } catch (NotIssued e) {
                if (first == null) first = e;
            }
        }
        if (first != null) throw first;
        return certificates;
    }

    private void hand(Waiting one) {
        try {
            if (closed || !queue.offer(one, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                one.certificate().completeExceptionally(new NotIssued("Too many certificates wait; try again", null));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            one.certificate().completeExceptionally(new NotIssued("The wait was given up", e));
        }
    }

    private static X509Certificate await(Waiting one) {
        try {
            return one.certificate().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NotIssued why) throw new NotIssued(String.valueOf(why.getMessage()), why);
            throw new NotIssued("The certificate could not be issued", e.getCause());
        } catch (TimeoutException e) {
            throw new NotIssued("The certificate takes too long; ask for it again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotIssued("The wait was given up", e);
        }
    }

    private synchronized void begin() {
        while (!closed && workers.size() < WORKERS) {
            var name = "issuance-" + (workers.size() + 1);
            workers.add(Thread.ofPlatform().name(name).daemon().start(this::work));
        }
    }

    private void work() {
        while (!closed) {
            try {
                var round = new ArrayList<Waiting>();
                round.add(queue.take());
                queue.drainTo(round, TOGETHER - 1);
                round(round);
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    /// A number that was handed in twice goes through twice, one after the other: the second finds what the first made.
    private void round(List<Waiting> all) {
        var now = new LinkedHashMap<SerialNumber, Waiting>();
        var later = new ArrayList<Waiting>();
        for (var one : all) {
            if (now.putIfAbsent(one.order().serial(), one) != null) later.add(one);
        }
        together(List.copyOf(now.values()));
        if (!later.isEmpty()) round(later);
    }

    private void together(List<Waiting> round) {
        try {
            var results = line.issue(round.stream().map(Waiting::order).toList());
            for (var one : round) finish(one, results.get(one.order().serial()));
            log.atDebug().addKeyValue("certificates", round.size()).log("Certificates issued");
        } catch (DataIntegrityViolationException e) {
            // One row that the database refuses must not take the others with it.
            if (round.size() == 1) fail(round, e);
            else round.forEach(one -> together(List.of(one)));
        } catch (Throwable e) {
            fail(round, e);
        }
    }

    private static void finish(Waiting one, Result result) {
        switch (result) {
            case Result.Issued(var certificate) -> one.certificate().complete(certificate);
            case Result.Refused(var why) -> one.certificate().completeExceptionally(why);
        }
    }

    private static void fail(List<Waiting> round, Throwable cause) {
        log.atError().addKeyValue("certificates", round.size()).setCause(cause).log("Certificates were not issued");
        var why = new NotIssued("The certificate could not be recorded now; ask for it again", cause);
        round.forEach(one -> one.certificate().completeExceptionally(why));
    }

    /// Ends after what is at work; what waits is told so, and nothing of it was begun.
    @Override
    public void destroy() throws InterruptedException {
        List<Thread> ending;
        synchronized (this) {
            closed = true;
            ending = List.copyOf(workers);
        }
        var left = new ArrayList<Waiting>();
        queue.drainTo(left);
        if (!left.isEmpty()) fail(left, new IllegalStateException("The platform stops"));
        for (var worker : ending) {
            if (worker.getState() == Thread.State.WAITING) worker.interrupt();
            worker.join(PATIENCE);
        }
    }
}
