/** What the report shows, as queries and their rows; reads no table itself. */
package org.plateau.report.data;
