/** Markup, tables and numbers of a page. */
package org.plateau.report.html;
