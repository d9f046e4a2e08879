/** Results as files for papers, spreadsheets and data frames. */
package org.plateau.stages.export;
