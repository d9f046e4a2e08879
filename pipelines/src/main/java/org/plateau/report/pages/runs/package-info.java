/** The pages of runs and recordings, one class a theme. */
package org.plateau.report.pages.runs;
