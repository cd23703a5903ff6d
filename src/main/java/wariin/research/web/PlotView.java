package wariin.research.web;

import java.util.List;
import wariin.research.Plot;
import wariin.research.PlotDrawing;

/// A plot on a page: its drawing, the table that says the same, and where its files are.
///
/// @param id of the table, which describes the drawing
/// @param path without its ending
public record PlotView(Plot plot, String id, String svg, String path) {

    static List<PlotView> all(List<Plot> plots, String folder, String prefix) {
        return plots.stream()
                .map(plot -> {
                    var id = prefix + "-" + plot.key();
                    return new PlotView(plot, id, PlotDrawing.inline(plot, id), folder + plot.key());
                })
                .toList();
    }
}
