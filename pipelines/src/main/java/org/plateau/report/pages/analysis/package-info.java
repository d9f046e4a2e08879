/** The pages of the evaluation, one class a theme. */
package org.plateau.report.pages.analysis;
