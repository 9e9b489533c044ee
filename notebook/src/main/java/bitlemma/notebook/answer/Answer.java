package bitlemma.notebook.answer;

import java.util.Optional;

/**
 * What a notebook shows for one thing that a cell asks, in the forms that a front end may choose from.
 *
 * @param text plain text; always there, and what tests compare
 * @param html the same for a browser
 * @param latex a formula of its own, in LaTeX's mathematics mode, without dollar signs
 * @param svg a picture
 */
public record Answer(String text, Optional<String> html, Optional<String> latex, Optional<String> svg) {
    /** An answer of which there is only text. */
    public static Answer text(String text) {
        return new Answer(text, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** An answer for readers of text and for browsers. */
    public static Answer of(String text, String html) {
        return new Answer(text, Optional.of(html), Optional.empty(), Optional.empty());
    }

    /** A picture, with what it shows in words. */
    public static Answer picture(String text, String svg) {
        String html = Html.picture(svg, text) + Html.caption(text);
        return new Answer(text, Optional.of(html), Optional.empty(), Optional.of(svg));
    }
}
