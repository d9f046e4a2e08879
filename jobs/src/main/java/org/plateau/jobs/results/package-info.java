/** Jobs that judge predictions, and that show, import and export results. */
package org.plateau.jobs.results;
