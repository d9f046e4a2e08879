package org.plateau.stages.sql;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.unsafe.types.UTF8String;
import org.plateau.config.UserException;
import org.plateau.tables.TableSpec;
import org.plateau.tables.Tables;
import org.plateau.tables.Warehouse;

/**
 * Names of a warehouse's tables and of the views, made known to Spark one by one as queries reach
 * them, in a session of their own.
 */
public final class SqlSession {
  private static final int MOST_NEAR = 3;

  private final SparkSession spark;
  private final QueryEngine engine;
  private final Warehouse warehouse;
  private final Map<String, String> views;
  private final Set<String> registered = new HashSet<>();
  private final Set<String> absent = new HashSet<>();

  public SqlSession(Warehouse source, Map<String, String> views) {
    this.spark = source.spark().newSession();
    this.spark.conf().set("spark.sql.runSQLOnFiles", "false");
    this.engine = new QueryEngine(spark);
    this.warehouse = Warehouse.openExisting(spark, source.root());
    this.views = Map.copyOf(views);
  }

  /**
   * Runs a query that only reads.
   *
   * @throws UserException if it may do more, or names what is not there
   */
  public Dataset<Row> query(String text) {
    QueryGuard guard = QueryGuard.check(spark.sessionState().sqlParser(), text);
    Deque<String> path = new ArrayDeque<>();
    guard.relations().forEach(name -> register(name, path));
    for (String name : guard.ambiguous()) {
      if (isKnown(name)) {
        register(name, path);
      }
    }
    if (guard.listsTables()) {
      present().forEach(this::registerIfSound);
    }
    Dataset<Row> rows = run(text);
    engine.suit(rows);
    return rows;
  }

  private Dataset<Row> run(String text) {
    try {
      return spark.sql(text);
    } catch (Exception e) {
      if (e instanceof AnalysisException) {
        throw new UserException("sql: " + summary(e));
      }
      throw e;
    }
  }

  /** The first part of a Spark error's message: what went wrong, without plan and stack. */
  public static String summary(Exception error) {
    return QueryGuard.firstPart(String.valueOf(error.getMessage()));
  }

  private void register(String name, Deque<String> path) {
    if (path.isEmpty() && absent.contains(name)) {
      throw unknown(name, path);
    }
    if (registered.contains(name)) {
      return;
    }
    if (path.contains(name)) {
      throw new UserException("view " + name + ": views must not use each other in a circle");
    }
    Optional<TableSpec> table = Tables.named(name);
    boolean exists = table.isPresent() && warehouse.exists(table.get());
    if (exists || (table.isPresent() && !path.isEmpty())) {
      if (!exists) {
        // A view over a table that is not there yet has no rows.
        absent.add(name);
      }
      warehouse.read(table.get()).createOrReplaceTempView(name);
    } else if (views.containsKey(name)) {
      path.push(name);
      QueryGuard guard = QueryGuard.check(spark.sessionState().sqlParser(), views.get(name));
      guard.relations().forEach(used -> register(used, path));
      run(views.get(name)).createOrReplaceTempView(name);
      path.pop();
    } else {
      throw unknown(name, path);
    }
    registered.add(name);
  }

  /** For listings: a view that cannot be used is not listed. */
  private void registerIfSound(String name) {
    try {
      register(name, new ArrayDeque<>());
    } catch (UserException e) {
      registered.remove(name);
    }
  }

  private boolean isKnown(String name) {
    return present().contains(name);
  }

  /** Tables that stand and all views, sorted. */
  private Set<String> present() {
    Set<String> names = new TreeSet<>(views.keySet());
    warehouse.present().forEach(spec -> names.add(spec.name()));
    return names;
  }

  private UserException unknown(String name, Deque<String> path) {
    Set<String> present = present();
    UTF8String wanted = UTF8String.fromString(name);
    String nearest =
        present.stream()
            .filter(other -> distance(wanted, other) <= MOST_NEAR)
            .min(Comparator.comparingInt(other -> distance(wanted, other)))
            .map(other -> ", did you mean " + other + "?")
            .orElse("");
    String by = path.isEmpty() ? "" : " (used by view " + path.peek() + ")";
    String absent =
        Tables.named(name).isPresent() ? "is not yet in " : "is neither a table nor a view of ";
    return new UserException(
        "sql: %s%s %s%s%s; present: %s"
            .formatted(
                name,
                by,
                absent,
                warehouse.root(),
                nearest,
                present.isEmpty() ? "none" : String.join(", ", List.copyOf(present))));
  }

  private static int distance(UTF8String wanted, String other) {
    return wanted.levenshteinDistance(UTF8String.fromString(other));
  }
}
