package org.plateau.corpus.labels;

import static org.plateau.audio.QuarantineReason.BAD_LABEL_LINE;
import static org.plateau.audio.QuarantineReason.TOO_LARGE;
import static org.plateau.audio.QuarantineReason.UNREADABLE;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.plateau.corpus.FileTree;
import org.plateau.corpus.layout.AudioNames;

/**
 * Entries of a JSON file of the form <code>{"name.wav": {...}, "other.wav": {...}}</code>, of any
 * size. Each entry is cut out by its key, an audio file's name, and parsed alone: a damaged entry is
 * set aside as {@code file#id} and takes no other with it.
 */
public final class JsonEntries {
  /** Longest entry, in bytes. */
  public static final int MAX_ENTRY_BYTES = 1 << 20;

  private static final int MAX_KEY_BYTES = 512;

  /** What may stand before the first entry, and after each. */
  private static final Pattern BEGINNING = Pattern.compile("\\uFEFF?\\s*\\{?\\s*");

  private static final Pattern BETWEEN = Pattern.compile("[\\s,}]*");

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  private final String path;
  private final Defects defects;
  private final Handler handler;

  /** Bytes of the entry under way; of the file's beginning before the first key. */
  private byte[] bytes = new byte[4096];

  private int length;
  private boolean tooLong;
  private String key;
  private int line = 1;
  private int entryLine = 1;

  /** Places of the last two quotes in {@link #bytes}; -1 where there are none. */
  private int quote = -1;

  private int quoteBefore = -1;

  /** What has followed the last quote, blanks aside: nothing 0, a colon 1, anything else 2. */
  private int sinceQuote = 2;

  private JsonEntries(String path, Defects defects, Handler handler) {
    this.path = path;
    this.defects = defects;
    this.handler = handler;
  }

  /** Takes the entries of a file. */
  @FunctionalInterface
  public interface Handler {
    /**
     * Takes one entry.
     *
     * @param key an audio file's name
     * @param value a JSON object
     * @throws LabelException if the entry is to be set aside
     */
    void entry(String key, JsonNode value) throws LabelException;
  }

  /** The place of an entry, for quarantine. */
  public static String place(String path, String utterance) {
    return path + "#" + utterance;
  }

  /** Reads a file; one that cannot be read to its end is set aside as unreadable. */
  public static void read(FileTree tree, String path, Defects defects, Handler handler) {
    try (InputStream in = tree.open(path)) {
      new JsonEntries(path, defects, handler).run(in);
    } catch (IOException e) {
      defects.add(path, UNREADABLE, e.toString());
    }
  }

  private void run(InputStream in) throws IOException {
    byte[] buffer = new byte[1 << 16];
    int count = in.read(buffer);
    while (count >= 0) {
      for (int i = 0; i < count; i++) {
        take(buffer[i]);
      }
      count = in.read(buffer);
    }
    finish(length);
  }

  private void take(byte each) {
    append(each);
    if (each == '"') {
      quoteBefore = quote;
      quote = length - 1;
      sinceQuote = 0;
    } else if (each == ':' && sinceQuote == 0) {
      sinceQuote = 1;
    } else if (each == '{' && sinceQuote == 1) {
      String name = audioName();
      if (name != null) {
        finish(quoteBefore);
        begin(name);
      }
      sinceQuote = 2;
    } else if (each == '\n') {
      line++;
    } else if (each != ' ' && each != '\t' && each != '\r') {
      sinceQuote = 2;
    }
  }

  private void append(byte each) {
    if (length == MAX_ENTRY_BYTES) {
      // The entry is lost; only its end matters, which may hold the next key.
      tooLong = true;
      int dropped = length - 2 * MAX_KEY_BYTES;
      System.arraycopy(bytes, dropped, bytes, 0, length - dropped);
      quote = Math.max(-1, quote - dropped);
      quoteBefore = Math.max(-1, quoteBefore - dropped);
      length -= dropped;
    }
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.min(2 * length, MAX_ENTRY_BYTES));
    }
    bytes[length++] = each;
  }

  /** The text between the last two quotes if it names an audio file, else null. */
  private String audioName() {
    int size = quote - quoteBefore - 1;
    if (quoteBefore < 0 || size > MAX_KEY_BYTES) {
      return null;
    }
    String name = LabelLines.text(Arrays.copyOfRange(bytes, quoteBefore + 1, quote), null);
    boolean plain = name.chars().noneMatch(letter -> letter < ' ' || letter == '\\');
    return plain && AudioNames.isAudio(name) ? name : null;
  }

  private void begin(String name) {
    key = name;
    entryLine = line;
    bytes[0] = '{';
    length = 1;
    tooLong = false;
    quote = -1;
    quoteBefore = -1;
  }

  /** Hands on the entry under way, whose bytes end at a place. */
  private void finish(int end) {
    String place = key == null ? place(1) : place(path, AudioNames.stem(key));
    if (tooLong) {
      defects.add(
          path, place, TOO_LARGE, "the entry has more than %d bytes".formatted(MAX_ENTRY_BYTES));
      return;
    }
    String text = LabelLines.text(Arrays.copyOf(bytes, end), null);
    if (key == null) {
      if (!BEGINNING.matcher(text).matches()) {
        defects.add(path, place, BAD_LABEL_LINE, "not an entry of an audio file: " + text);
      }
      return;
    }
    try {
      handler.entry(key, parse(text));
    } catch (LabelException e) {
      defects.add(path, place, e.reason(), e.detail());
    }
  }

  /** The object at the beginning of a text; what follows it, if anything, is set aside. */
  private JsonNode parse(String text) throws LabelException {
    try (JsonParser parser = JSON.createParser(text)) {
      JsonNode value = JSON.readTree(parser);
      int end = (int) parser.currentLocation().getCharOffset();
      if (!BETWEEN.matcher(text.substring(end)).matches()) {
        int at = entryLine + (int) text.substring(0, end).chars().filter(c -> c == '\n').count();
        defects.add(
            path, place(at), BAD_LABEL_LINE, "not an entry of an audio file: " + text.substring(end));
      }
      return value;
    } catch (JsonProcessingException e) {
      throw LabelException.badLine("%s: %s".formatted(e.getOriginalMessage(), text));
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory cannot fail to be read", e);
    }
  }

  private String place(int atLine) {
    return LabelLines.place(path, atLine);
  }
}
