package org.plateau.report.html;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Writes markup that is HTML5 and well-formed XML at once. Text and attribute values are always
 * escaped, so nothing from data can become markup.
 */
public final class Markup {
  private static final Set<String> INLINE =
      Set.of(
          "a", "b", "strong", "em", "code", "span", "summary", "title", "desc", "text", "button",
          "script");

  private final StringBuilder out = new StringBuilder(1 << 16);
  private final Deque<String> open = new ArrayDeque<>();

  /** Opens an element. Attributes come as name, value, name, value; a null value leaves one out. */
  public Markup open(String name, String... attributes) {
    start(name, attributes);
    out.append('>');
    open.push(name);
    return this;
  }

  /** Closes the element opened last. */
  public Markup close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** An element without content: a void one of HTML, or any of SVG. */
  public Markup empty(String name, String... attributes) {
    start(name, attributes);
    out.append("/>");
    return this;
  }

  /** An element that holds only text. */
  public Markup element(String name, String text, String... attributes) {
    return open(name, attributes).text(text).close();
  }

  public Markup text(String text) {
    escape(text, false);
    return this;
  }

  /**
   * A style sheet or a script, a constant of this package without the characters that XML reserves.
   */
  public Markup constant(String element, String content) {
    if (content.matches("(?s).*[<&].*") || content.contains("]]>")) {
      throw new IllegalArgumentException("a " + element + " must not contain < or &");
    }
    open(element);
    out.append(content);
    return close();
  }

  public String finish() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("element " + open.peek() + " is not closed");
    }
    return "<!DOCTYPE html>" + out + "\n";
  }

  /** The markup written so far, for a fragment. */
  @Override
  public String toString() {
    return out.toString();
  }

  private void start(String name, String... attributes) {
    if (attributes.length % 2 != 0) {
      throw new IllegalArgumentException("attribute without a value in element " + name);
    }
    if (!INLINE.contains(name)) {
      out.append('\n');
    }
    out.append('<').append(name);
    for (int i = 0; i < attributes.length; i += 2) {
      if (attributes[i + 1] != null) {
        out.append(' ').append(attributes[i]).append("=\"");
        escape(attributes[i + 1], true);
        out.append('"');
      }
    }
  }

  private void escape(String text, boolean attribute) {
    text.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append(attribute ? "&quot;" : "\"");
                case '\n', '\t', '\r' ->
                    out.append(attribute ? "&#" + point + ";" : lineBreak(point));
                default -> out.appendCodePoint(isAllowed(point) ? point : 0xFFFD);
              }
            });
  }

  private static String lineBreak(int point) {
    return point == '\r' ? "&#13;" : Character.toString(point);
  }

  /** Control characters, lone surrogates and non-characters have no place in XML. */
  private static boolean isAllowed(int point) {
    boolean control = point < 0x20 || (point >= 0x7F && point < 0xA0);
    boolean surrogate = point >= 0xD800 && point <= 0xDFFF;
    boolean bidirectional =
        (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
    return !control && !surrogate && !bidirectional && (point & 0xFFFE) != 0xFFFE;
  }
}
