package wariin.register;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import wariin.register.RegisterState.ProviderState;
import wariin.register.RegisterState.ServiceState;
import wariin.site.Dates;

/// Published states held ready for readers. A state is a value: it is rebuilt when the record went on, never mended.
@Component
class PublishedStates {

    /// What the present state depends on: the last record, and the last time at which something came out.
    private record Moment(Instant recorded, @Nullable Instant visible) {}

    private record Entry(Listed listed, String words) {}

    private record Snapshot(Moment moment, RegisterState state, List<Entry> entries) {}

    private final ClockRegister clock;
    private final StateRegister states;
    private final Dates dates;
    private final Cache<Instant, Snapshot> past =
            Caffeine.newBuilder().maximumSize(4).build();
    private volatile @Nullable Snapshot newest;

    PublishedStates(ClockRegister clock, StateRegister states, Dates dates) {
        this.clock = clock;
        this.states = states;
        this.dates = dates;
    }

    RegisterState asOf(Instant at) {
        var far = clock.present().plus(1, ChronoUnit.DAYS); // the database knows no time without end
        return states.asOf(clock.settled(at.isAfter(far) ? far : at));
    }

    RegisterState current() {
        return snapshot(null).state();
    }

    /// The state at the end of a day; null is now.
    RegisterState on(@Nullable LocalDate day) {
        return snapshot(day).state();
    }

    List<Listed> search(Filter filter) {
        var text = filter.text();
        var words = text == null || text.isBlank() ? new String[0] : plain(text).split(" ");
        var found = new ArrayList<Listed>();
        for (var entry : snapshot(filter.at()).entries()) {
            if (fits(entry, filter, words)) found.add(entry.listed());
        }
        return found;
    }

    private static boolean fits(Entry entry, Filter filter, String[] words) {
        var service = entry.listed().service();
        var description = service.description();
        for (var word : words) {
            if (!entry.words().contains(word)) return false;
        }
        return (filter.target() == null || filter.target().equals(description.target()))
                && (filter.sector() == null || description.sectors().contains(filter.sector()))
                && (filter.level() == null || filter.level() == description.level())
                && (filter.status() == null
                        || filter.status() == service.current().status());
    }

    private Snapshot snapshot(@Nullable LocalDate day) {
        var end = day == null
                ? null
                : day.plusDays(1).atStartOfDay(dates.zone()).toInstant().minusNanos(1000);
        if (end != null && end.isBefore(clock.present())) {
            return past.get(end, at -> snapshot(new Moment(at, null), states.asOf(clock.settled(at))));
        }
        // The record before the time: what is written in between makes another moment, and the next reader rebuilds.
        var recorded = clock.last();
        var present = clock.present();
        var moment = new Moment(recorded, states.lastVisible(present));
        var known = newest;
        if (known != null && known.moment().equals(moment)) return known;
        return unfinished() ? snapshot(moment, states.asOf(present)) : refreshed(moment, present);
    }

    /// Whoever is still writing sees its own work, but nobody else does.
    private static boolean unfinished() {
        return TransactionSynchronizationManager.isActualTransactionActive()
                && !TransactionSynchronizationManager.isCurrentTransactionReadOnly();
    }

    /// One thread rebuilds; those that come meanwhile wait for it.
    private synchronized Snapshot refreshed(Moment moment, Instant present) {
        var known = newest;
        if (known != null && known.moment().equals(moment)) return known;
        var fresh = snapshot(moment, states.asOf(present));
        newest = fresh;
        return fresh;
    }

    private static Snapshot snapshot(Moment moment, RegisterState state) {
        var entries = new ArrayList<Entry>();
        for (var provider : state.providers()) {
            for (var service : provider.services()) {
                entries.add(new Entry(new Listed(provider.provider(), service), words(provider, service)));
            }
        }
        return new Snapshot(moment, state, List.copyOf(entries));
    }

    private static String words(ProviderState provider, ServiceState service) {
        var described = provider.provider().description();
        var name = described.name();
        var trade = described.tradeName();
        var number = described.number();
        var own = service.description().name();
        return plain(String.join(
                "\n",
                own.ja(),
                own.en(),
                name.ja(),
                name.en(),
                trade == null ? "" : trade.ja() + "\n" + trade.en(),
                number == null ? "" : number.value(),
                service.current().number().toString()));
    }

    /// Half and full width, large and small letters are the same to whoever looks for a name.
    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[ \\t\u3000]+", " ")
                .strip();
    }
}
