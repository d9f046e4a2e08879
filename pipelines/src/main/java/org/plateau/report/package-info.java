/**
 * The static HTML report: an overview and a page a theme. Works on rows of queries and reads no
 * table itself: a caller runs the queries, and the pages print the same text beside the numbers.
 * Numbers are rounded here and nowhere else.
 */
package org.plateau.report;
