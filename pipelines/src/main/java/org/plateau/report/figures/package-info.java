/** SVG figures: one mark a row of the figure's query, a text alternative, a title on hovering. */
package org.plateau.report.figures;
