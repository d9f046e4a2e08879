/**
 * The static HTML report and its SVG figures. Works on plain records; reads no table itself: the
 * text of every query stands in {@link org.plateau.report.ReportQueries}, a caller runs it, and the
 * page prints the same text beside the numbers. Numbers are rounded here and nowhere else.
 */
package org.plateau.report;
