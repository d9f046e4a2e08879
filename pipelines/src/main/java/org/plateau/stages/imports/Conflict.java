package org.plateau.stages.imports;

/**
 * A row that contradicts another.
 *
 * @param file number of its file
 * @param row its line or row
 * @param column the column at odds
 * @param value what it holds
 * @param rule what is wrong; with another row, a pattern for its place
 * @param otherFile number of the other row's file, or -1 where it stands in the table
 * @param otherRow the other row's line or row
 */
public record Conflict(
    int file, long row, String column, Object value, String rule, int otherFile, long otherRow) {}
