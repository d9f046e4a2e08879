/** What the pages share: a sheet to write on, colours of the groups, names of what is compared. */
package org.plateau.report.pages;
