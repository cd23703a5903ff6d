package wariin.seal.web;

import java.text.NumberFormat;
import java.util.Locale;
import org.springframework.context.MessageSource;
import wariin.seal.SealNotice;
import wariin.seal.SealRefused;

/// Says kinds, sizes, notices and refusals in the reader's language.
record SealWords(MessageSource messages) {

    String kind(String kind, Locale locale) {
        return messages.getMessage("seal.kind." + kind, null, locale);
    }

    String size(double millimetres, Locale locale) {
        var number = NumberFormat.getNumberInstance(locale);
        number.setMaximumFractionDigits(1);
        return messages.getMessage("seal.size", new Object[] {number.format(millimetres)}, locale);
    }

    String notice(SealNotice notice, Locale locale) {
        return messages.getMessage("seal.notice." + key(notice.kind()), new Object[] {notice.detail()}, locale);
    }

    String refusal(SealRefused refused, Locale locale) {
        return messages.getMessage("seal.refused." + key(refused.reason()), new Object[] {refused.detail()}, locale);
    }

    private static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
