package org.plateau.nn.checkpoint.torch;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.plateau.nn.checkpoint.WeightFileException;

/**
 * Reads one pickle of protocol 0 to 5 into plain values: null, Boolean, Long, BigInteger, Double,
 * String, byte[], List, {@link PickleTuple}, LinkedHashMap, and what a {@link PickleBuilder} makes
 * of allowed globals. No class is looked up and nothing is called. Every value costs at least a
 * byte of input, so memory is bounded by the pickle's size. Opcodes: CPython's pickletools.
 */
final class PickleReader {
  private static final Object MARK = new Object();
  private static final int MAX_NUMBER_BYTES = 1024;

  private final ByteBuffer in;
  private final PickleBuilder builder;
  private final Map<Long, Object> memo = new HashMap<>();
  private final List<Object> stack = new ArrayList<>();

  /**
   * @param in the pickle from its position on; left behind the STOP opcode
   * @param builder decides what globals mean
   */
  PickleReader(ByteBuffer in, PickleBuilder builder) {
    this.in = in.order(ByteOrder.LITTLE_ENDIAN);
    this.builder = builder;
  }

  /**
   * Reads up to STOP.
   *
   * @throws WeightFileException for a damaged pickle, or a global that is not allowed
   */
  Object read() throws WeightFileException {
    while (true) {
      int place = in.position();
      if (!in.hasRemaining()) {
        throw new WeightFileException("the pickle ends at byte %d without STOP".formatted(place));
      }
      int code = in.get() & 0xFF;
      if (code == '.') {
        return pop();
      }
      try {
        if (!constant(code) && !container(code) && !reference(code)) {
          throw new WeightFileException("unknown pickle opcode 0x%02x".formatted(code));
        }
      } catch (WeightFileException e) {
        throw new WeightFileException(
            "%s (byte %d of the pickle)".formatted(e.getMessage(), place), e);
      }
    }
  }

  /** Opcodes that push a value of their own. */
  private boolean constant(int code) throws WeightFileException {
    switch (code) {
      case 0x80 -> protocol();
      case 0x95 -> skipFrame();
      case 'N' -> push(null);
      case 0x88 -> push(Boolean.TRUE);
      case 0x89 -> push(Boolean.FALSE);
      case 'J' -> push((long) need(4).getInt());
      case 'K' -> push((long) unsignedByte());
      case 'M' -> push((long) unsignedShort());
      case 0x8a -> push(number(unsignedByte()));
      case 0x8b -> push(number(need(4).getInt()));
      case 'I' -> push(integerLine());
      case 'L' -> push(number(line().replaceFirst("L$", "")));
      case 'G' -> push(Double.longBitsToDouble(Long.reverseBytes(need(8).getLong())));
      case 'F' -> push(decimal(line()));
      case 'U' -> push(text(unsignedByte()));
      case 'T' -> push(text(need(4).getInt()));
      case 0x8c -> push(text(unsignedByte()));
      case 'X' -> push(text(need(4).getInt()));
      case 0x8d -> push(text(need(8).getLong()));
      case 'C' -> push(bytes(unsignedByte()));
      case 'B' -> push(bytes(need(4).getInt()));
      case 0x8e, 0x96 -> push(bytes(need(8).getLong()));
      case 'V' -> push(line());
      case 'S' -> push(quoted(line()));
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Opcodes of lists, tuples and dictionaries. */
  private boolean container(int code) throws WeightFileException {
    switch (code) {
      case '(' -> push(MARK);
      case ')' -> push(new PickleTuple(List.of()));
      case ']', 0x8f -> push(new ArrayList<>());
      case '}' -> push(new LinkedHashMap<>());
      case 0x85 -> push(new PickleTuple(popped(1)));
      case 0x86 -> push(new PickleTuple(popped(2)));
      case 0x87 -> push(new PickleTuple(popped(3)));
      case 't', 0x91 -> push(new PickleTuple(toMark()));
      case 'l' -> push(new ArrayList<>(toMark()));
      case 'd' -> {
        Map<Object, Object> map = new LinkedHashMap<>();
        putAll(map, toMark());
        push(map);
      }
      case 'a' -> {
        Object item = pop();
        list(top()).add(item);
      }
      case 'e', 0x90 -> {
        List<Object> items = toMark();
        list(top()).addAll(items);
      }
      case 's' -> {
        List<Object> pair = popped(2);
        putAll(map(top()), pair);
      }
      case 'u' -> {
        List<Object> items = toMark();
        putAll(map(top()), items);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Opcodes of the stack, the memo and of globals. */
  private boolean reference(int code) throws WeightFileException {
    switch (code) {
      case '0' -> pop();
      case '1' -> toMark();
      case '2' -> push(top());
      case 'q' -> memo.put((long) unsignedByte(), top());
      case 'r' -> memo.put(need(4).getInt() & 0xFFFFFFFFL, top());
      case 'p' -> memo.put(index(line()), top());
      case 0x94 -> memo.put((long) memo.size(), top());
      case 'h' -> push(remembered(unsignedByte()));
      case 'j' -> push(remembered(need(4).getInt() & 0xFFFFFFFFL));
      case 'g' -> push(remembered(index(line())));
      case 'c' -> push(builder.global(line(), line()));
      case 0x93 -> {
        List<Object> names = popped(2);
        push(builder.global(string(names.get(0)), string(names.get(1))));
      }
      case 'R', 0x81 -> {
        List<Object> call = popped(2);
        push(builder.reduce(call.get(0), arguments(call.get(1))));
      }
      case 0x92 -> {
        List<Object> call = popped(3);
        push(builder.reduce(call.get(0), arguments(call.get(1))));
      }
      case 'i' -> push(builder.reduce(builder.global(line(), line()), toMark()));
      case 'o' -> {
        List<Object> call = toMark();
        if (call.isEmpty()) {
          throw new WeightFileException("an object without a class");
        }
        push(builder.reduce(call.get(0), call.subList(1, call.size())));
      }
      // Attributes, such as _metadata of a state dictionary: of no meaning for tensors.
      case 'b' -> pop();
      case 'Q' -> push(builder.persistent(pop()));
      case 'P' -> push(builder.persistent(line()));
      case 0x82, 0x83, 0x84 ->
          throw new WeightFileException(
              "the pickle names a global by an extension code, which is refused");
      default -> {
        return false;
      }
    }
    return true;
  }

  private void protocol() throws WeightFileException {
    int version = unsignedByte();
    if (version > 5) {
      throw new WeightFileException("pickle protocol %d: at most 5 is read".formatted(version));
    }
  }

  private void skipFrame() throws WeightFileException {
    long length = need(8).getLong();
    if (length < 0 || length > in.remaining()) {
      throw new WeightFileException("a frame of %d bytes goes beyond the end".formatted(length));
    }
  }

  private void push(Object value) {
    stack.add(value);
  }

  private Object pop() throws WeightFileException {
    Object value = top();
    stack.remove(stack.size() - 1);
    return value;
  }

  private Object top() throws WeightFileException {
    if (stack.isEmpty() || stack.get(stack.size() - 1) == MARK) {
      throw new WeightFileException("the pickle takes a value that is not there");
    }
    return stack.get(stack.size() - 1);
  }

  /** The last values in the order in which they were pushed. */
  private List<Object> popped(int count) throws WeightFileException {
    Object[] values = new Object[count];
    for (int i = count - 1; i >= 0; i--) {
      values[i] = pop();
    }
    return new ArrayList<>(Arrays.asList(values));
  }

  private List<Object> toMark() throws WeightFileException {
    int mark = stack.size() - 1;
    while (mark >= 0 && stack.get(mark) != MARK) {
      mark--;
    }
    if (mark < 0) {
      throw new WeightFileException("the pickle closes a list that was not opened");
    }
    List<Object> items = new ArrayList<>(stack.subList(mark + 1, stack.size()));
    stack.subList(mark, stack.size()).clear();
    return items;
  }

  private Object remembered(long key) throws WeightFileException {
    if (!memo.containsKey(key)) {
      throw new WeightFileException(
          "the pickle recalls value %d, which is not there".formatted(key));
    }
    return memo.get(key);
  }

  @SuppressWarnings("unchecked")
  private static List<Object> list(Object value) throws WeightFileException {
    if (!(value instanceof List<?>)) {
      throw new WeightFileException("the pickle adds an item to something that is no list");
    }
    return (List<Object>) value;
  }

  @SuppressWarnings("unchecked")
  private static Map<Object, Object> map(Object value) throws WeightFileException {
    if (!(value instanceof Map<?, ?>)) {
      throw new WeightFileException("the pickle adds an entry to something that is no dictionary");
    }
    return (Map<Object, Object>) value;
  }

  private static void putAll(Map<Object, Object> map, List<Object> items)
      throws WeightFileException {
    if (items.size() % 2 != 0) {
      throw new WeightFileException("a dictionary has a key without a value");
    }
    for (int i = 0; i < items.size(); i += 2) {
      Object key = items.get(i);
      if (!(key instanceof String || key instanceof Number || key instanceof Boolean)) {
        throw new WeightFileException("a key of a dictionary must be a text or a number");
      }
      map.put(key, items.get(i + 1));
    }
  }

  private static List<Object> arguments(Object value) throws WeightFileException {
    if (!(value instanceof PickleTuple tuple)) {
      throw new WeightFileException("arguments must be a tuple");
    }
    return tuple.items();
  }

  private static String string(Object value) throws WeightFileException {
    if (!(value instanceof String text)) {
      throw new WeightFileException("the name of a global must be a text");
    }
    return text;
  }

  private ByteBuffer need(int count) throws WeightFileException {
    if (in.remaining() < count) {
      throw new WeightFileException("the pickle ends within a value");
    }
    return in;
  }

  private int unsignedByte() throws WeightFileException {
    return need(1).get() & 0xFF;
  }

  private int unsignedShort() throws WeightFileException {
    return need(2).getShort() & 0xFFFF;
  }

  private byte[] bytes(long count) throws WeightFileException {
    if (count < 0 || count > in.remaining()) {
      throw new WeightFileException(
          "a value of %d bytes goes beyond the end, %d bytes are left"
              .formatted(count, in.remaining()));
    }
    byte[] value = new byte[(int) count];
    in.get(value);
    return value;
  }

  private String text(long count) throws WeightFileException {
    return new String(bytes(count), StandardCharsets.UTF_8);
  }

  private String line() throws WeightFileException {
    int start = in.position();
    while (need(1).get() != '\n') {
      // up to the end of the line
    }
    byte[] value = new byte[in.position() - start - 1];
    in.get(start, value);
    return new String(value, StandardCharsets.UTF_8);
  }

  private static String quoted(String line) throws WeightFileException {
    if (line.length() < 2 || line.charAt(0) != line.charAt(line.length() - 1)) {
      throw new WeightFileException("a text must stand in quotes");
    }
    return line.substring(1, line.length() - 1);
  }

  private Object integerLine() throws WeightFileException {
    String line = line();
    return switch (line) {
      case "00" -> Boolean.FALSE;
      case "01" -> Boolean.TRUE;
      default -> number(line);
    };
  }

  private static Object number(String digits) throws WeightFileException {
    if (digits.length() > MAX_NUMBER_BYTES) {
      throw new WeightFileException("a number of %d digits".formatted(digits.length()));
    }
    try {
      return narrowed(new BigInteger(digits));
    } catch (NumberFormatException e) {
      throw new WeightFileException("not a whole number: " + digits, e);
    }
  }

  /** A two's complement number of so many bytes, little endian. */
  private Object number(int count) throws WeightFileException {
    if (count < 0 || count > MAX_NUMBER_BYTES) {
      throw new WeightFileException("a number of %d bytes".formatted(count));
    }
    byte[] value = bytes(count);
    byte[] reversed = new byte[count + 1];
    for (int i = 0; i < count; i++) {
      reversed[count - i] = value[i];
    }
    reversed[0] = count > 0 && value[count - 1] < 0 ? (byte) -1 : 0;
    return narrowed(new BigInteger(reversed));
  }

  private static Object narrowed(BigInteger value) {
    return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
  }

  private static Object decimal(String digits) throws WeightFileException {
    try {
      return Double.valueOf(digits);
    } catch (NumberFormatException e) {
      throw new WeightFileException("not a number: " + digits, e);
    }
  }

  private static Long index(String digits) throws WeightFileException {
    if (number(digits) instanceof Long index) {
      return index;
    }
    throw new WeightFileException("not an index: " + digits);
  }
}
