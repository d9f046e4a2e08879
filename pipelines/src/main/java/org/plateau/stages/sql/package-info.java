/**
 * Reading the tables by SQL: what a query may do, the views it may use, how its rows are printed.
 */
package org.plateau.stages.sql;
