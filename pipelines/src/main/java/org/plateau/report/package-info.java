/** The static HTML report and its SVG figures. Works on plain records; reads no table itself. */
package org.plateau.report;
