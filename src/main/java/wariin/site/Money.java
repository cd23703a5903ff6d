package wariin.site;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Amounts as people write them.
@Component("money")
public class Money {

    Money() {}

    /// {@code ￥1,200,000} for {@code 1200000} and {@code JPY}; nothing for nothing.
    public String of(@Nullable String amount, String currency, Locale locale) {
        if (amount == null || amount.isBlank()) {
            return "";
        }
        var value = new BigDecimal(amount);
        var country = locale.getLanguage().equals("ja") ? Locale.JAPAN : Locale.UK;
        var format = NumberFormat.getCurrencyInstance(country);
        format.setCurrency(Currency.getInstance(currency));
        format.setMinimumFractionDigits(Math.max(0, Math.min(2, value.scale())));
        format.setMaximumFractionDigits(Math.max(0, value.scale()));
        return format.format(value);
    }
}
