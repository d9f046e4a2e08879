/** Result tables that are replaced part by part, and only where their content differs. */
package org.plateau.stages.snapshot;
