package io.parley.benchmarks.report;

import io.parley.benchmarks.report.Plot.Bar;
import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Draws plots below each other. The picture brings its own background, so that it can be read on a dark page too. */
final class Svg {

    private static final int WIDTH = 760;
    private static final int LABELS = 250;
    private static final int FIGURES = 120;
    private static final int BAR = 20;
    private static final int STEP = 28;
    private static final int HEAD = 44;
    private static final int MARGIN = 16;
    private static final int BASELINE = 15;

    private final XMLStreamWriter xml;

    private Svg(XMLStreamWriter xml) {
        this.xml = xml;
    }

    static String of(List<Plot> plots) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            new Svg(xml).draw(plots);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a plot could not be drawn", e);
        }
        return text + "\n";
    }

    private void draw(List<Plot> plots) throws XMLStreamException {
        int height = MARGIN + plots.stream().mapToInt(Svg::height).sum();
        xml.writeStartElement("svg");
        xml.writeDefaultNamespace("http://www.w3.org/2000/svg");
        attributes("viewBox", "0 0 %d %d".formatted(WIDTH, height), "width", WIDTH, "height", height);
        attributes("font-family", "sans-serif", "font-size", 13, "role", "img");
        rectangle(0, 0, WIDTH, height, "#ffffff");
        int top = 0;
        for (Plot plot : plots) {
            draw(plot, top);
            top += height(plot);
        }
        xml.writeEndElement();
    }

    private static int height(Plot plot) {
        return HEAD + STEP * plot.bars().size();
    }

    private void draw(Plot plot, int top) throws XMLStreamException {
        text(MARGIN, top + HEAD - 14, "start", true, "%s (%s)".formatted(plot.title(), plot.unit()));
        double longest = plot.bars().stream().mapToDouble(Bar::value).max().orElse(0);
        int y = top + HEAD;
        for (Bar bar : plot.bars()) {
            int length = longest == 0 ? 0 : (int) Math.round(bar.value() / longest * (WIDTH - LABELS - FIGURES));
            text(LABELS - 8, y + BASELINE, "end", false, bar.label());
            rectangle(LABELS, y, Math.max(1, length), BAR, bar.ours() ? "#1f6feb" : "#8c959f");
            text(LABELS + length + 8, y + BASELINE, "start", false, Numbers.plain(bar.value()));
            y += STEP;
        }
    }

    private void rectangle(int x, int y, int width, int height, String fill) throws XMLStreamException {
        xml.writeEmptyElement("rect");
        attributes("x", x, "y", y, "width", width, "height", height, "fill", fill);
    }

    private void text(int x, int y, String anchor, boolean bold, String words) throws XMLStreamException {
        xml.writeStartElement("text");
        attributes("x", x, "y", y, "text-anchor", anchor, "fill", "#1f2328");
        if (bold) {
            attributes("font-weight", "bold");
        }
        xml.writeCharacters(words);
        xml.writeEndElement();
    }

    private void attributes(Object... namesAndValues) throws XMLStreamException {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            xml.writeAttribute(namesAndValues[i].toString(), namesAndValues[i + 1].toString());
        }
    }
}
