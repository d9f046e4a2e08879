package org.plateau.stages.sql;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.plateau.config.UserException;

/** How rows are printed. Rows are fetched a partition at a time. */
public enum SqlFormat {
  /** Aligned columns for people; long results are cut and say so. */
  TABLE {
    @Override
    public void write(Dataset<Row> rows, Appendable out) throws IOException {
      TextTable.write(rows, out);
    }
  },
  /**
   * RFC 4180: a header, lines that end in CR LF, null is empty, an empty text is {@code ""},
   * numbers with all digits that distinguish them, arrays and structs as JSON, binary values as
   * base 64.
   */
  CSV {
    @Override
    public void write(Dataset<Row> rows, Appendable out) throws IOException {
      out.append(Arrays.stream(rows.columns()).map(Values::quoted).collect(Collectors.joining(",")))
          .append("\r\n");
      Iterator<Row> iterator = rows.toLocalIterator();
      while (iterator.hasNext()) {
        Row row = iterator.next();
        for (int i = 0; i < row.size(); i++) {
          out.append(i == 0 ? "" : ",").append(Values.csv(row.get(i)));
        }
        out.append("\r\n");
      }
    }
  },
  /** One JSON object a line; NaN and infinities are texts, as JSON has no number for them. */
  JSON {
    @Override
    public void write(Dataset<Row> rows, Appendable out) throws IOException {
      Iterator<Row> iterator = rows.toLocalIterator();
      while (iterator.hasNext()) {
        out.append(Values.json(iterator.next())).append("\n");
      }
    }
  };

  /** Prints all rows. */
  public abstract void write(Dataset<Row> rows, Appendable out) throws IOException;

  /**
   * Finds a format by its name in lower case.
   *
   * @throws UserException if there is none
   */
  public static SqlFormat named(String name) {
    for (SqlFormat format : values()) {
      if (format.name().toLowerCase(Locale.ROOT).equals(name)) {
        return format;
      }
    }
    throw new UserException("--format " + name + ": must be table, csv or json");
  }
}
