package org.plateau.stages.ingest;

import static org.plateau.audio.QuarantineReason.TOO_LARGE;
import static org.plateau.audio.QuarantineReason.UNREADABLE;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.plateau.corpus.FileTree;
import org.plateau.corpus.labels.Defects;
import org.plateau.corpus.labels.LabelException;
import org.plateau.corpus.labels.LabelLines;
import org.plateau.corpus.manifest.TableFormat;

/** Parquet tables of a manifest corpus. Nested columns are passed over. */
public final class ParquetFormat implements TableFormat {
  private static final int MAX_BYTES = 256 << 20;

  @Override
  public boolean reads(String fileName) {
    return fileName.toLowerCase(Locale.ROOT).endsWith(".parquet");
  }

  @Override
  public void read(FileTree tree, String path, String required, Defects defects, RowHandler rows) {
    byte[] bytes;
    try {
      bytes = tree.read(path, MAX_BYTES);
    } catch (FileTree.FileTooLargeException e) {
      defects.add(path, TOO_LARGE, e.getMessage());
      return;
    } catch (IOException e) {
      defects.add(path, UNREADABLE, e.toString());
      return;
    }
    int number = 0;
    try (ParquetReader<Group> reader = new Builder(new MemoryFile(bytes)).build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        number++;
        if (number == 1 && !row.getType().containsField(required)) {
          defects.add(path, UNREADABLE, "there is no column " + required + ": " + row.getType());
          return;
        }
        take(row, path, number, defects, rows);
      }
    } catch (IOException | RuntimeException e) {
      defects.add(path, UNREADABLE, "not a Parquet table, or damaged: " + e);
    }
  }

  private static void take(Group row, String path, int number, Defects defects, RowHandler rows) {
    UnaryOperator<String> fields = name -> text(row, name);
    try {
      rows.row(fields);
    } catch (LabelException e) {
      defects.add(path, LabelLines.place(path, number), e.reason(), e.detail());
    }
  }

  private static String text(Group row, String name) {
    if (!row.getType().containsField(name)) {
      return "";
    }
    int field = row.getType().getFieldIndex(name);
    boolean plain = row.getType().getType(field).isPrimitive();
    return plain && row.getFieldRepetitionCount(field) == 1
        ? row.getValueToString(field, 0).strip()
        : "";
  }

  /** A reader of rows from a file in memory. */
  private static final class Builder extends ParquetReader.Builder<Group> {
    Builder(InputFile file) {
      super(file);
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }

  /** The bytes of a file as Parquet wants them. */
  private record MemoryFile(byte[] bytes) implements InputFile {
    @Override
    public long getLength() {
      return bytes.length;
    }

    @Override
    public SeekableInputStream newStream() {
      Bytes in = new Bytes(bytes);
      return new DelegatingSeekableInputStream(in) {
        @Override
        public long getPos() {
          return in.position();
        }

        @Override
        public void seek(long position) throws IOException {
          in.seek(position);
        }
      };
    }
  }

  /** Bytes that can be read from any place. */
  private static final class Bytes extends java.io.InputStream {
    private final ByteBuffer buffer;

    Bytes(byte[] bytes) {
      buffer = ByteBuffer.wrap(bytes);
    }

    long position() {
      return buffer.position();
    }

    void seek(long position) throws EOFException {
      if (position < 0 || position > buffer.limit()) {
        throw new EOFException("position " + position + " is outside the file");
      }
      buffer.position((int) position);
    }

    @Override
    public int read() {
      return buffer.hasRemaining() ? buffer.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (!buffer.hasRemaining()) {
        return length == 0 ? 0 : -1;
      }
      int count = Math.min(length, buffer.remaining());
      buffer.get(into, offset, count);
      return count;
    }
  }
}
