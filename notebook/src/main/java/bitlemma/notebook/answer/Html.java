package bitlemma.notebook.answer;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Text as HTML. Styles stand at the elements: front ends drop style sheets from cells that they do not trust. */
final class Html {
    private static final String FAINT = "opacity:.7";
    private static final String CELL = "text-align:left;padding:1px 14px 1px 0;white-space:pre;font-family:monospace";

    private Html() {}

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("$", "&#36;");
    }

    static String code(String text) {
        return "<code>" + escape(text) + "</code>";
    }

    static String bold(String text) {
        return "<b>" + escape(text) + "</b>";
    }

    static String faint(String text) {
        return text.isEmpty() ? "" : "<span style=\"" + FAINT + "\">" + escape(text) + "</span>";
    }

    static String coloured(String colour, String text) {
        return "<span style=\"color:" + colour + ";font-weight:bold\">" + escape(text) + "</span>";
    }

    static String block(String html) {
        // Room for fractions: front ends put a scroll bar beside what is higher than its line.
        return "<div style=\"padding:3px 0\">" + html + "</div>\n";
    }

    /** What may be wider than the page. */
    static String scrolling(String html) {
        return "<div style=\"overflow-x:auto;overflow-y:hidden\">" + html + "</div>\n";
    }

    /** What belongs to the line above it. */
    static String indented(String html) {
        return "<div style=\"margin:2px 0 2px 1.4em\">" + html + "</div>\n";
    }

    /** Text as it is, its white space too. */
    static String preformatted(String text) {
        return "<pre style=\"margin:2px 0 2px 1.4em\">" + escape(text) + "</pre>\n";
    }

    /** A picture inside the page: of SVG that stands there as it is, front ends take out the drawing with scripts. */
    static String picture(String svg, String words) {
        String data = Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
        return "<img alt=\"" + escape(words) + "\" src=\"data:image/svg+xml;base64," + data + "\">\n";
    }

    /** What a picture shows, in small lines below it. */
    static String caption(String text) {
        StringBuilder html = new StringBuilder();
        text.lines().forEach(line -> html.append(block("<small>" + faint(line) + "</small>")));
        return html.toString();
    }

    /** A table; columns that are empty in every row are left out. */
    static String table(String caption, List<List<String>> rows) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        StringBuilder html = new StringBuilder("<table style=\"margin:4px 0 4px 1.4em;border-collapse:collapse\">");
        html.append("<caption style=\"caption-side:top;text-align:left;padding:0;" + FAINT + "\">")
                .append(escape(caption))
                .append("</caption>");
        for (List<String> row : rows) {
            html.append("<tr>");
            for (int i = 0; i < columns; i++) {
                int column = i;
                if (rows.stream().anyMatch(r -> column < r.size() && !r.get(column).isEmpty())) {
                    String cell = column < row.size() ? row.get(column) : "";
                    html.append("<td style=\"" + CELL + "\">").append(escape(cell)).append("</td>");
                }
            }
            html.append("</tr>\n");
        }
        return html.append("</table>\n").toString();
    }
}
