/** Jobs that check and set up a machine. */
package org.plateau.jobs.setup;
