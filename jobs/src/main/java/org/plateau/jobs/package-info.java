/** Jobs: one class a command. Parse, call one or a few stages, print the result. */
package org.plateau.jobs;
