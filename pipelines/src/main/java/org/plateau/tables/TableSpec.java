package org.plateau.tables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What a table is: its columns, the key that names a row, how its files are laid out.
 *
 * @param name folder below the warehouse and name in SQL
 * @param comment one line for people who browse the warehouse
 * @param schema columns in order; key columns are not null
 * @param keys columns that together name a row
 * @param partitioning columns whose values split the files, often none
 * @param wide true where a column holds long binary values: written in small row groups, values
 *     neither compressed nor dictionary encoded
 * @param changeFeed true where readers may ask which rows a version changed
 * @param schemaVersion raised by one whenever a column is added; see {@link Warehouse}
 */
public record TableSpec(
    String name,
    String comment,
    StructType schema,
    List<String> keys,
    List<String> partitioning,
    boolean wide,
    boolean changeFeed,
    int schemaVersion) {

  /** Table property that holds {@link #schemaVersion()}. */
  public static final String VERSION_PROPERTY = "plateau.schemaVersion";

  public TableSpec {
    keys = List.copyOf(keys);
    partitioning = List.copyOf(partitioning);
    Set<String> columns = new LinkedHashSet<>(List.of(schema.fieldNames()));
    if (!name.matches("[a-z][a-z_]*")) {
      throw new IllegalArgumentException("table name must be lower case letters and _: " + name);
    }
    if (keys.isEmpty() || !columns.containsAll(keys)) {
      throw new IllegalArgumentException("keys of " + name + " must be columns: " + keys);
    }
    if (!columns.containsAll(partitioning)) {
      throw new IllegalArgumentException("partitioning of " + name + " must be columns");
    }
    if (schemaVersion < 1) {
      throw new IllegalArgumentException("schema version must be >= 1, found " + schemaVersion);
    }
  }

  /** Starts the description of a table. */
  public static Builder table(String name, String comment) {
    return new Builder(name, comment);
  }

  /** The columns beyond the key, in order. */
  public List<String> values() {
    List<String> values = new ArrayList<>(List.of(schema.fieldNames()));
    values.removeAll(keys);
    return values;
  }

  /**
   * Delta's settings of a new table. No deletion vectors and no column mapping, so that every
   * reader of the format can read it; statistics on the key alone, so that no binary column is
   * scanned for them.
   */
  public Map<String, String> properties() {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put(VERSION_PROPERTY, Integer.toString(schemaVersion));
    properties.put("delta.enableDeletionVectors", "false");
    properties.put("delta.columnMapping.mode", "none");
    List<String> measured = new ArrayList<>(keys);
    measured.removeAll(partitioning);
    properties.put("delta.dataSkippingStatsColumns", String.join(",", measured));
    properties.put("delta.checkpointInterval", Integer.toString(Checkpoints.DELTA_INTERVAL));
    if (changeFeed) {
      properties.put("delta.enableChangeDataFeed", "true");
    }
    return properties;
  }

  /** Collects the columns of a table in order. */
  public static final class Builder {
    private final String name;
    private final String comment;
    private final List<StructField> fields = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private List<String> partitioning = List.of();
    private boolean wide;
    private boolean changeFeed;
    private int schemaVersion = 1;

    private Builder(String name, String comment) {
      this.name = name;
      this.comment = comment;
    }

    /** Adds key columns of text. */
    public Builder key(String... columns) {
      for (String column : columns) {
        key(column, DataTypes.StringType);
      }
      return this;
    }

    public Builder key(String column, DataType type) {
      keys.add(column);
      fields.add(new StructField(column, type, false, Metadata.empty()));
      return this;
    }

    /** Adds columns of text that may be null. */
    public Builder text(String... columns) {
      return columns(DataTypes.StringType, columns);
    }

    public Builder doubles(String... columns) {
      return columns(DataTypes.DoubleType, columns);
    }

    public Builder longs(String... columns) {
      return columns(DataTypes.LongType, columns);
    }

    public Builder ints(String... columns) {
      return columns(DataTypes.IntegerType, columns);
    }

    public Builder booleans(String... columns) {
      return columns(DataTypes.BooleanType, columns);
    }

    public Builder columns(DataType type, String... columns) {
      for (String column : columns) {
        fields.add(new StructField(column, type, true, Metadata.empty()));
      }
      return this;
    }

    public Builder partitionedBy(String... columns) {
      partitioning = List.of(columns);
      return this;
    }

    /** Marks a table whose rows hold long binary values. */
    public Builder wide() {
      wide = true;
      return this;
    }

    public Builder changeFeed() {
      changeFeed = true;
      return this;
    }

    public Builder schemaVersion(int version) {
      schemaVersion = version;
      return this;
    }

    public TableSpec build() {
      StructType schema = new StructType(fields.toArray(StructField[]::new));
      return new TableSpec(
          name, comment, schema, keys, partitioning, wide, changeFeed, schemaVersion);
    }
  }
}
