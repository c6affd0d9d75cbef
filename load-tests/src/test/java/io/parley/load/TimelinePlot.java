package io.parley.load;

import io.parley.load.Timeline.Fate;
import io.parley.load.Timeline.Work;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Draws a {@link Timeline}: what was offered and what became of it, how long accepted messages took, and the level of service. */
final class TimelinePlot {

    private static final int WIDTH = 860;
    private static final int LEFT = 70;
    private static final int RIGHT = 220;
    private static final int PANEL = 170;
    private static final int HEAD = 60;
    private static final int FOOT = 34;
    private static final int LINE = 17;
    private static final String INK = "#1f2328";
    private static final String GRID = "#d0d7de";
    private static final List<String> COLOURS =
            List.of("#8c959f", "#1a7f37", "#cf222e", "#bf8700", "#8250df", "#0969da");

    private final XMLStreamWriter xml;
    private final int seconds;

    private TimelinePlot(XMLStreamWriter xml, int seconds) {
        this.xml = xml;
        this.seconds = seconds;
    }

    private record Curve(String name, IntToDoubleFunction value) {}

    static String of(Timeline timeline, OverloadPlan plan, double peak) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            new TimelinePlot(xml, timeline.seconds() - 1).draw(timeline, plan, peak);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("the plot could not be drawn", e);
        }
        return text + "\n";
    }

    private void draw(Timeline timeline, OverloadPlan plan, double peak) throws XMLStreamException {
        List<Curve> requests = List.of(
                new Curve("offered", timeline::offeredAt),
                new Curve("messages accepted", at -> timeline.at(Work.MESSAGE, Fate.ACCEPTED, at)),
                new Curve("messages refused", at -> timeline.at(Work.MESSAGE, Fate.REFUSED, at)),
                new Curve(
                        "presence, typing shed",
                        at -> timeline.at(Work.PRESENCE, Fate.SHED, at) + timeline.at(Work.TYPING, Fate.SHED, at)),
                new Curve("history, inbox shed", at -> timeline.at(Work.HISTORY, Fate.SHED, at)),
                new Curve("receipts refused", at -> timeline.at(Work.RECEIPT, Fate.SHED, at)));
        int height = 3 * (HEAD + PANEL) + FOOT;
        xml.writeStartElement("svg");
        xml.writeDefaultNamespace("http://www.w3.org/2000/svg");
        attributes("viewBox", "0 0 %d %d".formatted(WIDTH, height), "width", WIDTH, "height", height);
        attributes("font-family", "sans-serif", "font-size", 13, "role", "img");
        xml.writeEmptyElement("rect");
        attributes("width", WIDTH, "height", height, "fill", "#ffffff");
        String title = String.format(
                Locale.ROOT,
                "Requests a second (the server can do %.0f messages/s; %d times that came)",
                peak,
                plan.factor());
        panel(0, title, requests);
        panel(1, "p99 of accepted messages, ms", List.of(new Curve("p99", at -> p99(timeline, at))));
        panel(2, "Level of service: 0 healthy, 1 degraded, 2 critical", List.of(new Curve("level", timeline::levelAt)));
        xml.writeEndElement();
    }

    private static double p99(Timeline timeline, int second) {
        double millis = timeline.acceptedAt(second).percentile(99);
        return Double.isNaN(millis) ? 0 : millis;
    }

    private void panel(int number, String title, List<Curve> curves) throws XMLStreamException {
        int top = number * (HEAD + PANEL) + HEAD;
        double most = curves.stream().mapToDouble(curve -> most(curve)).max().orElse(1);
        double scale = nice(Math.max(most, 1e-9));
        text(LEFT, top - 14, "start", true, title);
        for (int i = 0; i <= 4; i++) {
            int y = top + PANEL - PANEL * i / 4;
            line(LEFT, y, WIDTH - RIGHT, y);
            text(LEFT - 8, y + 4, "end", false, number(scale * i / 4));
        }
        for (int second = 0; second <= seconds; second += step()) {
            text(x(second), top + PANEL + LINE, "middle", false, second + " s");
        }
        for (int i = 0; i < curves.size(); i++) {
            curve(curves.get(i), COLOURS.get(i % COLOURS.size()), top, scale);
            if (curves.size() > 1) {
                legend(curves.get(i).name(), COLOURS.get(i % COLOURS.size()), top + LINE * i);
            }
        }
    }

    private double most(Curve curve) {
        double most = 0;
        for (int second = 0; second < seconds; second++) {
            most = Math.max(most, curve.value().applyAsDouble(second));
        }
        return most;
    }

    private static double nice(double most) {
        double unit = Math.pow(10, Math.floor(Math.log10(most)));
        for (double factor : new double[] {1, 2, 4, 5, 8}) {
            if (most <= factor * unit) {
                return factor * unit;
            }
        }
        return 10 * unit;
    }

    private int step() {
        return Math.max(1, seconds / 60) * 5;
    }

    private int x(int second) {
        return LEFT + second * (WIDTH - RIGHT - LEFT) / Math.max(1, seconds);
    }

    private void curve(Curve curve, String colour, int top, double scale) throws XMLStreamException {
        StringBuilder points = new StringBuilder();
        for (int second = 0; second < seconds; second++) {
            long y = Math.round(top + PANEL - PANEL * curve.value().applyAsDouble(second) / scale);
            points.append(x(second)).append(',').append(y).append(' ');
        }
        xml.writeEmptyElement("polyline");
        attributes("points", points.toString().trim(), "fill", "none", "stroke", colour, "stroke-width", 2);
    }

    private void legend(String name, String colour, int y) throws XMLStreamException {
        xml.writeEmptyElement("rect");
        attributes("x", WIDTH - RIGHT + 16, "y", y, "width", 11, "height", 11, "fill", colour);
        text(WIDTH - RIGHT + 34, y + 10, "start", false, name);
    }

    private void line(int x1, int y1, int x2, int y2) throws XMLStreamException {
        xml.writeEmptyElement("line");
        attributes("x1", x1, "y1", y1, "x2", x2, "y2", y2, "stroke", GRID);
    }

    private void text(int x, int y, String anchor, boolean bold, String words) throws XMLStreamException {
        xml.writeStartElement("text");
        attributes("x", x, "y", y, "text-anchor", anchor, "fill", INK);
        if (bold) {
            attributes("font-weight", "bold");
        }
        xml.writeCharacters(words);
        xml.writeEndElement();
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }

    private void attributes(Object... namesAndValues) throws XMLStreamException {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            xml.writeAttribute(String.valueOf(namesAndValues[i]), String.valueOf(namesAndValues[i + 1]));
        }
    }
}
