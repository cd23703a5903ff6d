package wariin.site;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Amounts as people write them.
@Component("money")
public class Money {

    Money() {}

    /// {@code 1,200,000円} or {@code ¥1,200,000} for {@code 1200000} and {@code JPY}; nothing for nothing.
    public String of(@Nullable String amount, String currency, Locale locale) {
        if (amount == null || amount.isBlank()) {
            return "";
        }
        var value = new BigDecimal(amount);
        var format = NumberFormat.getNumberInstance(Locale.ENGLISH);
        format.setMinimumFractionDigits(value.scale() > 0 ? 2 : 0);
        format.setMaximumFractionDigits(2);
        var figure = format.format(value);
        if (currency.equals("JPY")) {
            return locale.getLanguage().equals("ja") ? figure + "円" : "¥" + figure;
        }
        return figure + " " + currency;
    }
}
