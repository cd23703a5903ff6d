package wariin.bench;

import java.util.Arrays;
import java.util.Locale;

/// Prints figures as `./wariin bench` promises them.
final class Figures {

    private Figures() {}

    /// The median of the rounds; the spread is the distance of the quartiles over it.
    static void print(String figure, double[] values, String unit) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        var median = quantile(sorted, 0.5);
        var spread = median == 0 ? 0 : (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / median;
        System.out.println(String.format(
                Locale.ROOT,
                "{\"figure\":\"%s\",\"value\":%.2f,\"unit\":\"%s\",\"runs\":%d,\"spread\":%.2f}",
                figure,
                median,
                unit,
                sorted.length,
                spread));
    }

    static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return quantile(sorted, 0.5);
    }

    private static double quantile(double[] sorted, double at) {
        var place = at * (sorted.length - 1);
        var low = (int) place;
        var high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (sorted[high] - sorted[low]) * (place - low);
    }
}
