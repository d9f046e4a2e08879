package org.plateau.stages.sql;

import static scala.jdk.javaapi.CollectionConverters.asJava;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableOrView;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableValuedFunction;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.parser.ParserInterface;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import org.apache.spark.sql.execution.command.DescribeQueryCommand;
import org.apache.spark.sql.execution.command.ExplainCommand;
import org.plateau.config.UserException;

/**
 * Decides from a parsed, unresolved query whether it only reads tables of the warehouse. Both lists
 * below say what is allowed; whatever they do not name is refused, among it every statement that
 * writes, sets, adds a jar, makes a function, or runs a program.
 */
final class QueryGuard {
  private static final String RULE =
      "only one SELECT, WITH, SHOW, DESCRIBE or EXPLAIN over tables and views by name is allowed";

  private static final Set<String> STATEMENTS =
      Set.of(
          "ExplainCommand",
          "DescribeQueryCommand",
          "DescribeRelation",
          "DescribeColumn",
          "DescribeFunction",
          "ShowTables",
          "ShowViews",
          "ShowColumns",
          "ShowFunctions");

  private static final Set<String> QUERY_PARTS =
      Set.of(
          "Aggregate",
          "AsOfJoin",
          "Distinct",
          "Except",
          "Filter",
          "Generate",
          "GlobalLimit",
          "Intersect",
          "Join",
          "LateralJoin",
          "LocalLimit",
          "LocalRelation",
          "Offset",
          "OneRowRelation",
          "Pivot",
          "Project",
          "RepartitionByExpression",
          "Sample",
          "Sort",
          "SubqueryAlias",
          "Union",
          "Unpivot",
          "UnresolvedHaving",
          "UnresolvedHint",
          "UnresolvedInlineTable",
          "UnresolvedRelation",
          "UnresolvedSubqueryColumnAliases",
          "UnresolvedTableValuedFunction",
          "UnresolvedTVFAliases",
          "UnresolvedWith",
          "WithWindowDefinition");

  /** What statements about tables have for children. */
  private static final Set<String> NAMES =
      Set.of(
          "UnresolvedTableOrView",
          "UnresolvedFunctionName",
          "CurrentNamespace",
          "UnresolvedNamespace",
          "ResolvedNamespace");

  private static final Set<String> TABLE_FUNCTIONS =
      Set.of(
          "range",
          "explode",
          "explode_outer",
          "posexplode",
          "posexplode_outer",
          "inline",
          "inline_outer",
          "stack");

  /** Functions that call any Java method by name. */
  private static final Set<String> REFLECTION = Set.of("reflect", "java_method", "try_reflect");

  private final Set<String> relations = new LinkedHashSet<>();
  private final Set<String> commonTables = new TreeSet<>();
  private final boolean statement;

  private QueryGuard(LogicalPlan plan) {
    statement = STATEMENTS.contains(plan.getClass().getSimpleName());
    if (plan instanceof ExplainCommand explain) {
      visit(explain.logicalPlan());
    } else if (plan instanceof DescribeQueryCommand describe) {
      visit(describe.plan());
    } else if (statement) {
      asJava(plan.children()).forEach(this::visitName);
    } else {
      visit(plan);
    }
  }

  /**
   * Parses and checks a query.
   *
   * @throws UserException if it cannot be parsed or may do more than read
   */
  static QueryGuard check(ParserInterface parser, String query) {
    try {
      return new QueryGuard(parser.parsePlan(query));
    } catch (ParseException e) {
      throw new UserException("sql: " + firstPart(e.getMessage()) + "; " + RULE);
    }
  }

  /** Names of tables and views that the query mentions, lower case, without its own WITH names. */
  Set<String> relations() {
    Set<String> names = new LinkedHashSet<>(relations);
    names.removeAll(commonTables);
    return names;
  }

  /** Names that the query mentions and also defines by WITH; a table of that name may be meant. */
  Set<String> ambiguous() {
    Set<String> names = new LinkedHashSet<>(relations);
    names.retainAll(commonTables);
    return names;
  }

  /** True for statements like SHOW TABLES that list what is registered. */
  boolean listsTables() {
    return statement && relations.isEmpty();
  }

  /** The message of a Spark error without its excerpt of the query and its stack. */
  static String firstPart(String message) {
    int end = message.indexOf("\n\n");
    String head = end < 0 ? message : message.substring(0, end);
    int plan = head.indexOf(";\n");
    return (plan < 0 ? head : head.substring(0, plan)).strip();
  }

  private void visitName(LogicalPlan plan) {
    String kind = plan.getClass().getSimpleName().replace("$", "");
    if (plan instanceof UnresolvedTableOrView named) {
      addRelation(asJava(named.multipartIdentifier()));
    } else if (!NAMES.contains(kind)) {
      visit(plan);
    }
  }

  private void visit(LogicalPlan plan) {
    String kind = plan.getClass().getSimpleName().replace("$", "");
    if (!QUERY_PARTS.contains(kind)) {
      throw new UserException("sql: " + kind + " is refused; " + RULE);
    }
    if (plan instanceof UnresolvedRelation relation) {
      addRelation(asJava(relation.multipartIdentifier()));
    } else if (plan instanceof UnresolvedTableValuedFunction function) {
      allow(asJava(function.name()), TABLE_FUNCTIONS);
    } else if (plan instanceof UnresolvedWith with) {
      for (LogicalPlan inner : inner(with)) {
        if (inner instanceof SubqueryAlias alias) {
          commonTables.add(alias.alias().toLowerCase(Locale.ROOT));
        }
        visit(inner);
      }
    }
    asJava(plan.expressions()).forEach(this::visit);
    asJava(plan.children()).forEach(this::visit);
  }

  private static List<LogicalPlan> inner(UnresolvedWith with) {
    return asJava(with.innerChildren()).stream().map(LogicalPlan.class::cast).toList();
  }

  private void visit(Expression expression) {
    if (expression instanceof PlanExpression<?> subquery
        && subquery.plan() instanceof LogicalPlan plan) {
      visit(plan);
    }
    if (expression instanceof UnresolvedFunction function) {
      String name = last(asJava(function.nameParts()));
      if (REFLECTION.contains(name)) {
        throw new UserException("sql: function " + name + " is refused; " + RULE);
      }
    }
    asJava(expression.children()).forEach(this::visit);
  }

  private void addRelation(List<String> parts) {
    if (parts.size() != 1) {
      throw new UserException(
          "sql: "
              + String.join(".", parts)
              + " is refused: read tables by their plain name; "
              + RULE);
    }
    relations.add(parts.get(0).toLowerCase(Locale.ROOT));
  }

  private static void allow(List<String> parts, Set<String> names) {
    if (parts.size() != 1 || !names.contains(last(parts))) {
      throw new UserException(
          "sql: table function " + String.join(".", parts) + " is refused; " + RULE);
    }
  }

  private static String last(List<String> parts) {
    return parts.get(parts.size() - 1).toLowerCase(Locale.ROOT);
  }
}
